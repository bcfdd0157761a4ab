import type { Clock } from '@millrace/core'
import { decodePayload } from './decode-payload.ts'
import { encodePayload } from './encode-payload.ts'
import { type Metric, SparkplugType } from './payload.ts'
import { decodeStored, type Stored } from './stored.ts'
import { decodeState, formatTopic, hostOfStateTopic, parseTopic, stateTopic } from './topic.ts'

/** Names with this beginning belong to the protocol between our edge and our host; they never become points. */
export const RESERVED_PREFIX = 'Millrace/'
export const REBIRTH = 'Node Control/Rebirth'
export const STORED = 'Millrace/Stored'
export const STREAM = 'Millrace/Stream'
export const FLOOR = 'Millrace/Floor'
/** Metric of a device, or of the node of one that is dead, in which our edge tells what became of a write, as JSON. */
export const WRITE_RESULT = 'Millrace/Write result'
/** Metric of a command to our edge: the name of a device that somebody looks into. */
export const DIAGNOSE = 'Millrace/Diagnose'
/** Metric of a node in which our edge answers it, as JSON; of the node, for a device that is away is dead. */
export const DIAGNOSIS = 'Millrace/Diagnosis'

export interface Outgoing {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1
  readonly retain: boolean
}

export interface DeviceBirth {
  readonly device: string
  readonly metrics: readonly Metric[]
}

/** What the owner of the session must do. */
export type EdgeCommand =
  | {
      readonly is: 'write'
      readonly device?: string
      readonly metrics: readonly Metric[]
      /** The payload's, if it has one: a command that comes twice has it twice. */
      readonly uuid?: string
    }
  | { readonly is: 'stored'; readonly stored: Stored }
  | { readonly is: 'diagnose'; readonly device: string; readonly uuid: string }
  /** The primary host left: disconnect, and connect again to wait for it. */
  | { readonly is: 'reconnect' }

export interface EdgeSessionNeeds {
  readonly group: string
  readonly node: string
  /** Wait for this host's STATE before any birth (§5.4); absent: speak at once. */
  readonly primaryHost?: string
  readonly clock: Clock
  /** Of the last session, kept over restarts: each CONNECT counts on from it (§6.4.23). */
  readonly lastBdSeq: number
  saveBdSeq(bdSeq: number): void
  /** The node's own metrics and each living device's, with alias, type and present value. */
  births(): { readonly node: readonly Metric[]; readonly devices: readonly DeviceBirth[] }
  send(message: Outgoing): void
  /** Born: data may flow; or no longer. */
  bornChanged(born: boolean): void
}

/**
 * The Sparkplug B 3.0 session of an edge node (chapter 5), free of any transport: who owns the MQTT client tells it what
 * happened and sends what it says.
 */
export class EdgeSession {
  readonly #needs: EdgeSessionNeeds
  #bdSeq: number
  #seq = 0
  #connected = false
  #born = false
  /** Timestamp of the newest STATE message seen; older ones are ignored (§6.4.28). */
  #stateTimestamp = Number.NEGATIVE_INFINITY
  #hostOnline = false

  constructor(needs: EdgeSessionNeeds) {
    this.#needs = needs
    this.#bdSeq = needs.lastBdSeq
  }

  get born(): boolean {
    return this.#born
  }

  /** Before each CONNECT: counts bdSeq on and gives the will (tck-id-message-flow-edge-node-birth-publish-will-message). */
  connecting(): Outgoing {
    this.#bdSeq = (this.#bdSeq + 1) % 256
    this.#needs.saveBdSeq(this.#bdSeq)
    return this.#death(1)
  }

  /** What to subscribe to, before {@link connected}. */
  subscriptions(): readonly { readonly topic: string; readonly qos: 0 | 1 }[] {
    const { group, node, primaryHost } = this.#needs
    const state = primaryHost === undefined ? [] : [{ topic: stateTopic(primaryHost), qos: 1 as const }]
    return [
      { topic: formatTopic({ type: 'NCMD', group, node }), qos: 1 },
      { topic: `${formatTopic({ type: 'DCMD', group, node })}/#`, qos: 1 },
      ...state,
    ]
  }

  /** The subscriptions stand. */
  connected(): void {
    this.#connected = true
    // The host's retained STATE may have come before the broker's answer to the subscription.
    if (this.#hostOnline || this.#needs.primaryHost === undefined) this.#birth()
  }

  disconnected(): void {
    this.#connected = false
    this.#setBorn(false)
    this.#hostOnline = false
    this.#stateTimestamp = Number.NEGATIVE_INFINITY
  }

  /** tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath: said before DISCONNECT. */
  disconnecting(): void {
    if (this.#born) this.#needs.send(this.#death(0))
    this.#setBorn(false)
    this.#connected = false
  }

  /** Takes a message of a subscription; returns what the owner must do. Throws a fault on a malformed one. */
  received(topic: string, payload: Uint8Array): EdgeCommand | undefined {
    const host = hostOfStateTopic(topic)
    if (host !== undefined) return host === this.#needs.primaryHost ? this.#state(payload) : undefined
    const { type, group, node, device } = parseTopic(topic)
    if (group !== this.#needs.group || node !== this.#needs.node || (type !== 'NCMD' && type !== 'DCMD'))
      return undefined
    const { metrics: all, uuid } = decodePayload(payload)
    let metrics = all
    if (type === 'NCMD') {
      const stored = all.find((metric) => metric.name === STORED)
      if (stored?.value instanceof Uint8Array) return { is: 'stored', stored: decodeStored(stored.value) }
      const asked = all.find((metric) => metric.name === DIAGNOSE)
      if (typeof asked?.value === 'string' && uuid !== undefined) return { is: 'diagnose', device: asked.value, uuid }
      metrics = all.filter((metric) => metric.name !== REBIRTH)
      if (this.#born && all.some((metric) => metric.name === REBIRTH && metric.value === true)) this.#birth()
    }
    if (metrics.length === 0) return undefined
    return {
      is: 'write',
      metrics,
      ...(device === undefined ? {} : { device }),
      ...(uuid === undefined ? {} : { uuid }),
    }
  }

  /** Sends data of the node or of a device; `encode` gets the sequence number. False when not born. */
  publishData(device: string | undefined, encode: (seq: number) => Uint8Array): boolean {
    if (!this.#born) return false
    const { group, node } = this.#needs
    const topic =
      device === undefined
        ? formatTopic({ type: 'NDATA', group, node })
        : formatTopic({ type: 'DDATA', group, node, device })
    this.#needs.send({ topic, payload: encode(this.#nextSeq()), qos: 0, retain: false })
    return true
  }

  /** A device that came (again) after the node's birth, or whose metrics changed. */
  publishDeviceBirth({ device, metrics }: DeviceBirth): void {
    if (!this.#born) return
    const { group, node } = this.#needs
    this.#publish(formatTopic({ type: 'DBIRTH', group, node, device }), metrics)
  }

  publishDeviceDeath(device: string): void {
    if (!this.#born) return
    const { group, node } = this.#needs
    this.#publish(formatTopic({ type: 'DDEATH', group, node, device }), [])
  }

  #state(payload: Uint8Array): EdgeCommand | undefined {
    const { online, timestamp } = decodeState(payload)
    if (timestamp < this.#stateTimestamp) return undefined
    this.#stateTimestamp = timestamp
    if (online === this.#hostOnline) return undefined
    this.#hostOnline = online
    if (!this.#connected) return undefined
    if (online) {
      this.#birth()
      return undefined
    }
    if (!this.#born) return undefined
    // tck-id-message-flow-edge-node-birth-publish-phid-offline: death, disconnect, and begin anew. An owner that stays
    // connected says nothing until the host is back.
    this.#needs.send(this.#death(0))
    this.#setBorn(false)
    return { is: 'reconnect' }
  }

  #birth(): void {
    const { group, node } = this.#needs
    const births = this.#needs.births()
    this.#setBorn(false)
    this.#seq = 0
    const own: Metric[] = [
      { name: 'bdSeq', datatype: SparkplugType.Int64, value: BigInt(this.#bdSeq) },
      { name: REBIRTH, datatype: SparkplugType.Boolean, value: false },
      ...births.node,
    ]
    this.#publish(formatTopic({ type: 'NBIRTH', group, node }), own)
    for (const { device, metrics } of births.devices)
      this.#publish(formatTopic({ type: 'DBIRTH', group, node, device }), metrics)
    this.#setBorn(true)
  }

  #publish(topic: string, metrics: readonly Metric[]): void {
    const timestamp = Math.floor(this.#needs.clock.now() / 1000)
    const stamped = metrics.map((metric) => (metric.timestamp === undefined ? { ...metric, timestamp } : metric))
    this.#needs.send({
      topic,
      payload: encodePayload({ timestamp, seq: this.#nextSeq(), metrics: stamped }),
      qos: 0,
      retain: false,
    })
  }

  #death(qos: 0 | 1): Outgoing {
    const { group, node } = this.#needs
    const metrics: Metric[] = [{ name: 'bdSeq', datatype: SparkplugType.Int64, value: BigInt(this.#bdSeq) }]
    return {
      topic: formatTopic({ type: 'NDEATH', group, node }),
      payload: encodePayload({ metrics }),
      qos,
      retain: false,
    }
  }

  #setBorn(born: boolean): void {
    if (this.#born === born) return
    this.#born = born
    this.#needs.bornChanged(born)
  }

  #nextSeq(): number {
    const seq = this.#seq
    this.#seq = (seq + 1) % 256
    return seq
  }
}

/** Whether a metric is a point of the plant, or part of the protocol. */
export function isPointName(name: string): boolean {
  return (
    name !== 'bdSeq' &&
    !name.startsWith(RESERVED_PREFIX) &&
    !name.startsWith('Node Control/') &&
    !name.startsWith('Device Control/')
  )
}
