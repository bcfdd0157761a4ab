import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { BatchBuilder } from '@millrace/core'
import { encodeData, encodePayload, SparkplugType } from '@millrace/wire'
import { connectFrame, publishFrame } from './mqtt-frame.ts'

/**
 * The load generator, a process of its own: raw sockets and frames made beforehand, so that it takes little of the two
 * cores. Messages are patched in place: Sparkplug gets its time, JSON its packet identifier and value.
 */
const METRICS = 100
const POOL = 256
/** Messages a JSON publisher may have without PUBACK. */
const WINDOW = 200
const CHUNK = 32
/** Six varint bytes hold every ms time from 2004 to 2109. */
const TIME_BYTES = 6

interface Order {
  readonly kind: 'sparkplug' | 'json'
  readonly port: number
  readonly links: number
  readonly messages: number
  /** How long ago the first Sparkplug message is dated, ms; loads must not overlap, one (series, time) is one value. */
  readonly agoMs: number
}

async function open(port: number, name: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const welcomed = once(socket, 'data')
  socket.write(connectFrame(name, name, 'secret'))
  await welcomed
  return socket
}

function putTime(bytes: Buffer, at: number, ms: number): void {
  let low = ms % 2 ** 28
  let high = Math.floor(ms / 2 ** 28)
  for (let i = 0; i < TIME_BYTES; i++) {
    const more = i < TIME_BYTES - 1 ? 0x80 : 0
    if (i < 4) {
      bytes[at + i] = (low & 0x7f) | more
      low >>>= 7
    } else {
      bytes[at + i] = (high & 0x7f) | more
      high >>>= 7
    }
  }
}

const lookup = {
  aliases: Array.from({ length: METRICS }, (_, i) => i),
  types: Array.from({ length: METRICS }, () => SparkplugType.Double),
}

interface Prepared {
  readonly bytes: Buffer
  readonly times: readonly number[]
}

/** One message for each sequence number, with noise in its values as machines have it. */
function prepare(node: string): Prepared[] {
  const mark = Date.UTC(2026, 0, 1) + 123_456
  const pattern = Buffer.alloc(TIME_BYTES)
  putTime(pattern, 0, mark)
  return Array.from({ length: POOL }, (_, seq) => {
    const rows = new BatchBuilder(METRICS)
    for (let i = 0; i < METRICS; i++) {
      rows.addDouble(i, mark * 1_000, Math.round((50 + 30 * Math.sin((seq + i) / 40) + Math.random()) * 100) / 100)
    }
    const payload = encodeData({ timestamp: mark, seq, historical: false }, rows.take(), lookup)
    const bytes = publishFrame(`spBv1.0/bench/NDATA/${node}`, payload)
    const times: number[] = []
    for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) times.push(at)
    return { bytes, times }
  })
}

async function sparkplug({ port, links, messages, agoMs }: Order): Promise<void> {
  const each = Math.ceil(messages / links)
  const nodes = await Promise.all(
    Array.from({ length: links }, async (_, i) => {
      const node = `node${i}`
      const socket = await open(port, `bench.${node}`)
      socket.resume()
      const metrics = Array.from({ length: METRICS }, (_unused, k) => ({
        name: `metric${k}`,
        alias: k,
        timestamp: Date.now() - 3_600_000,
        datatype: SparkplugType.Double,
        value: 0,
      }))
      const bdSeq = { name: 'bdSeq', datatype: SparkplugType.Int64, value: 0n }
      socket.write(
        publishFrame(
          `spBv1.0/bench/NBIRTH/${node}`,
          encodePayload({ timestamp: Date.now(), seq: 255, metrics: [bdSeq, ...metrics] }),
        ),
      )
      return { socket, pool: prepare(node) }
    }),
  )
  process.send?.({ ready: true })
  await once(process, 'message')
  // Past times, 5 ms apart: each is a key of its own and none lies ahead of the clock.
  const start = Date.now() - agoMs
  await Promise.all(
    nodes.map(async ({ socket, pool }) => {
      for (let n = 0; n < each; ) {
        const parts: Buffer[] = []
        for (let k = 0; k < CHUNK && n < each; k++, n++) {
          const { bytes, times } = pool[n % POOL] as Prepared
          const copy = Buffer.from(bytes)
          for (const at of times) putTime(copy, at, start + n * 5)
          parts.push(copy)
        }
        if (!socket.write(Buffer.concat(parts))) await once(socket, 'drain')
      }
    }),
  )
  process.send?.({ sent: each * links })
}

async function json({ port, links, messages }: Order): Promise<void> {
  const each = Math.ceil(messages / links)
  const sockets = await Promise.all(Array.from({ length: links }, (_, i) => open(port, `device${i}`)))
  process.send?.({ ready: true })
  await once(process, 'message')
  let acknowledged = 0
  await Promise.all(
    sockets.map(
      (socket, i) =>
        new Promise<void>((resolve) => {
          const topic = `v1/device${i}/telemetry`
          const pool = Array.from({ length: 1_000 }, (_unused, k) =>
            publishFrame(topic, Buffer.from(`{"value":${(20 + Math.sin(k / 50) * 5).toFixed(2)}}`), 1),
          )
          const idAt = 4 + topic.length
          let sent = 0
          let bytes = 0
          const fill = (): void => {
            const parts: Buffer[] = []
            while (sent < each && sent - bytes / 4 < WINDOW) {
              const copy = Buffer.from(pool[sent % 1_000] as Buffer)
              copy.writeUInt16BE((sent % 65_535) + 1, idAt)
              parts.push(copy)
              sent++
            }
            if (parts.length > 0) socket.write(Buffer.concat(parts))
          }
          socket.on('data', (chunk) => {
            bytes += chunk.length
            acknowledged += chunk.length / 4
            if (bytes / 4 >= each) resolve()
            // Refilled in halves: a real publisher does not send a packet a PUBACK either.
            else if (sent - bytes / 4 < WINDOW / 2) fill()
          })
          fill()
        }),
    ),
  )
  process.send?.({ sent: Math.round(acknowledged) })
}

process.once('message', (order: Order) => {
  const run = order.kind === 'sparkplug' ? sparkplug(order) : json(order)
  run.catch((failure: unknown) => {
    process.stderr.write(`${String(failure)}\n`)
    process.exit(1)
  })
})
