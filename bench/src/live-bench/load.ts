import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { publishFrame } from '../ingest-bench/mqtt-frame.ts'
import { openLink, openNode, type Prepared, prepareData, putTime } from '../ingest-bench/sparkplug-link.ts'
import { DEVICES, METRICS, POOL, pointValue } from './plan.ts'

/**
 * The load, a process of its own: every device sends at its pace, or all as fast as the other side takes it. Sparkplug to us,
 * the same values as JSON with their time to a broker.
 */
interface Order {
  readonly kind: 'sparkplug' | 'json'
  readonly port: number
  /** Of all devices together. */
  readonly messages: number
  /** Messages a second of all devices; 0 is as fast as they are taken. */
  readonly perS: number
}

/** Of all points at birth: crosses nothing. */
const CALM = 50
/** Digits of a time in ms. */
const DIGITS = 13
const TIME = '"t":'

interface Device {
  readonly socket: Socket
  /** The message of a turn, dated. */
  frame(turn: number, ms: number): Buffer
}

async function sparkplugDevice(port: number, device: number): Promise<Device> {
  const node = `node${device}`
  const socket = await openNode(port, node, METRICS, CALM)
  const pool = Array.from({ length: POOL }, (_, step) =>
    prepareData(node, step, METRICS, (metric) => pointValue(step, metric)),
  )
  return {
    socket,
    frame(turn, ms) {
      const { bytes, times } = pool[turn % POOL] as Prepared
      const copy = Buffer.from(bytes)
      for (const at of times) putTime(copy, at, ms)
      return copy
    },
  }
}

async function jsonDevice(port: number, device: number): Promise<Device> {
  const socket = await openLink(port, `device${device}`)
  socket.resume()
  const pool = Array.from({ length: POOL }, (_, step) => {
    const values = Array.from({ length: METRICS }, (_unused, metric) => pointValue(step, metric))
    const bytes = publishFrame(`v1/node${device}`, Buffer.from(JSON.stringify({ t: 10 ** (DIGITS - 1), v: values })))
    return { bytes, at: bytes.indexOf(TIME) + TIME.length }
  })
  return {
    socket,
    frame(turn, ms) {
      const { bytes, at } = pool[turn % POOL] as (typeof pool)[number]
      const copy = Buffer.from(bytes)
      copy.write(String(ms), at, DIGITS, 'latin1')
      return copy
    },
  }
}

/** Devices take turns; what is late is sent at once, dated when it is sent. */
async function paced(devices: readonly Device[], messages: number, perS: number): Promise<void> {
  const begun = performance.now()
  for (let sent = 0; sent < messages; ) {
    const due = Math.min(messages, Math.floor(((performance.now() - begun) / 1_000) * perS))
    const ms = Date.now()
    for (; sent < due; sent++) {
      const device = devices[sent % devices.length] as Device
      device.socket.write(device.frame(Math.floor(sent / devices.length), ms))
    }
    await wait(1)
  }
}

/** A tenth of a second apart in source time, up to now, so that no time comes twice. */
async function fast(devices: readonly Device[], messages: number): Promise<void> {
  const turns = Math.ceil(messages / devices.length)
  const start = Date.now() - turns * 100
  for (let turn = 0; turn < turns; turn++)
    for (const { socket, frame } of devices)
      if (!socket.write(frame(turn, start + turn * 100))) await once(socket, 'drain')
}

async function run({ kind, port, messages, perS }: Order): Promise<void> {
  const open = kind === 'sparkplug' ? sparkplugDevice : jsonDevice
  const devices = await Promise.all(Array.from({ length: DEVICES }, (_, i) => open(port, i)))
  process.send?.({ ready: true })
  await once(process, 'message')
  await (perS > 0 ? paced(devices, messages, perS) : fast(devices, messages))
  process.send?.({ sent: true })
}

process.once('message', (order: Order) => {
  run(order).catch((failure: unknown) => {
    process.stderr.write(`${String(failure)}\n`)
    process.exit(1)
  })
})
