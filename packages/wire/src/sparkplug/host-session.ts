import type { Clock } from '@millrace/core'
import { AliasTable } from './alias-table.ts'
import { decodeData, MetricColumns } from './columns.ts'
import { decodePayload } from './decode-payload.ts'
import { DIAGNOSE, REBIRTH, STORED } from './edge-session.ts'
import { encodePayload } from './encode-payload.ts'
import { type Metric, SparkplugType } from './payload.ts'
import { encodeStored, type Stored } from './stored.ts'
import type { MessageType } from './topic.ts'

/** Why a message changed nothing. */
export type IgnoreReason = 'not_born' | 'death_of_another_session' | 'command'

/** What a message of an edge node meant. `columns` are reused: they are valid until the next message. */
export type HostEvent =
  | {
      readonly is: 'birth'
      readonly device?: string
      readonly metrics: readonly Metric[]
      readonly slots: Int32Array
      readonly timestamp: number
    }
  | {
      readonly is: 'data'
      readonly device?: string
      readonly columns: MetricColumns
      readonly unknown: number
      readonly inOrder: boolean
    }
  | { readonly is: 'death'; readonly device?: string; readonly timestamp: number }
  | { readonly is: 'ignored'; readonly reason: IgnoreReason }

/** Requests for rebirth to one node are this far apart: a node that cannot answer must not be stormed. */
const REBIRTH_PAUSE_MS = 5_000
/** The Reorder Timeout (tck-id-operational-behavior-host-reordering-param): so long may a message be overtaken by others. */
const REORDER_MS = 2_000

/**
 * What a Sparkplug B 3.0 host application knows of one edge node (§6.3 and chapter 5): births, aliases, sequence, death.
 * An alias without a birth asks for rebirth at once, a gap in the sequence when it is not filled in time; data is taken as it
 * comes, because our edge's positions and every metric's own time make it right in any order.
 */
export class HostNode {
  readonly table = new AliasTable()
  readonly #clock: Clock
  readonly #columns = new MetricColumns()
  readonly #bornDevices = new Set<string>()
  #born = false
  #bdSeq = -1
  #nextSeq = -1
  /** Sequence numbers that were overtaken and may still come. */
  readonly #missing = new Uint8Array(256)
  #missingCount = 0
  #missingSince = 0
  #rebirthAskedAt = Number.NEGATIVE_INFINITY
  #wantsRebirth = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get born(): boolean {
    return this.#born
  }

  get devices(): ReadonlySet<string> {
    return this.#bornDevices
  }

  /** Takes one message. Throws `wire.payload_malformed`; the node's state is then as before. */
  receive(type: MessageType, device: string | undefined, payload: Uint8Array): HostEvent {
    switch (type) {
      case 'NBIRTH':
      case 'DBIRTH':
        return this.#birth(device, payload)
      case 'NDATA':
      case 'DDATA':
        return this.#data(device, payload)
      case 'NDEATH':
        return this.#nodeDeath(payload)
      case 'DDEATH':
        return this.#deviceDeath(device!, payload)
      default:
        return { is: 'ignored', reason: 'command' }
    }
  }

  /** Once per need and pause: true when a rebirth request should go out now. To be asked after each message, and at times. */
  takeRebirthRequest(): boolean {
    // tck-id-operational-behavior-host-reordering-rebirth
    if (this.#missingCount > 0 && this.#clock.monotonic() - this.#missingSince >= REORDER_MS) this.#giveUpMissing()
    if (!this.#wantsRebirth || this.#clock.monotonic() - this.#rebirthAskedAt < REBIRTH_PAUSE_MS) return false
    this.#wantsRebirth = false
    this.#rebirthAskedAt = this.#clock.monotonic()
    return true
  }

  /** For who finds that data cannot be understood. */
  wantRebirth(): void {
    this.#wantsRebirth = true
  }

  #birth(device: string | undefined, bytes: Uint8Array): HostEvent {
    const { metrics, seq, timestamp = Math.floor(this.#clock.now() / 1000) } = decodePayload(bytes)
    if (device !== undefined && !this.#born) {
      this.#wantsRebirth = true
      return { is: 'ignored', reason: 'not_born' }
    }
    const slots = this.table.define(device, metrics)
    if (device === undefined) {
      // §6.4.3 lets seq of NBIRTH be 0 alone, §6.4.20 any: both are taken.
      const bdSeq = metrics.find((metric) => metric.name === 'bdSeq')?.value
      this.#bdSeq = typeof bdSeq === 'bigint' || typeof bdSeq === 'number' ? Number(bdSeq) : -1
      this.#born = true
      this.#wantsRebirth = false
      this.#bornDevices.clear()
      this.#forgetMissing()
      this.#nextSeq = seq === undefined ? -1 : (seq + 1) % 256
    } else {
      this.#follow(seq ?? -1)
      this.#bornDevices.add(device)
    }
    return { is: 'birth', metrics, slots, timestamp, ...(device === undefined ? {} : { device }) }
  }

  #data(device: string | undefined, bytes: Uint8Array): HostEvent {
    if (!this.#born || (device !== undefined && !this.#bornDevices.has(device))) {
      this.#wantsRebirth = true
      return { is: 'ignored', reason: 'not_born' }
    }
    const columns = this.#columns
    decodeData(bytes, this.table, device, columns)
    const inOrder = this.#follow(columns.seq)
    let unknown = 0
    for (let i = 0; i < columns.length; i++) if (columns.slot[i] === -1) unknown++
    if (unknown > 0) this.#wantsRebirth = true
    return { is: 'data', columns, unknown, inOrder, ...(device === undefined ? {} : { device }) }
  }

  #nodeDeath(bytes: Uint8Array): HostEvent {
    const { metrics, timestamp = Math.floor(this.#clock.now() / 1000) } = decodePayload(bytes)
    const bdSeq = metrics.find((metric) => metric.name === 'bdSeq')?.value
    // tck-id-payloads-ndeath-bdseq: a will of an older session that arrives late ends nothing.
    if (bdSeq !== undefined && bdSeq !== null && this.#bdSeq >= 0 && Number(bdSeq) !== this.#bdSeq)
      return { is: 'ignored', reason: 'death_of_another_session' }
    this.#born = false
    this.#bornDevices.clear()
    this.#forgetMissing()
    return { is: 'death', timestamp }
  }

  #deviceDeath(device: string, bytes: Uint8Array): HostEvent {
    const { seq, timestamp = Math.floor(this.#clock.now() / 1000) } = decodePayload(bytes)
    if (!this.#born) return { is: 'ignored', reason: 'not_born' }
    this.#follow(seq ?? -1)
    this.#bornDevices.delete(device)
    return { is: 'death', device, timestamp }
  }

  /**
   * False when the message leaves a gap before it, or fits nowhere. A message that was overtaken fills its gap
   * (tck-id-operational-behavior-host-reordering-start, -success).
   */
  #follow(seq: number): boolean {
    if (seq < 0) return true
    const expected = this.#nextSeq
    const ahead = expected < 0 ? 0 : (seq - expected) & 255
    if (ahead < 128) {
      // What was missing when the numbers came round again will not come.
      for (let passed = (seq - ahead) & 255, n = 0; n <= ahead; n++, passed = (passed + 1) & 255)
        if (this.#missing[passed] === 1) this.#giveUpMissing()
      for (let n = 0; n < ahead; n++) this.#miss((expected + n) & 255)
      this.#nextSeq = (seq + 1) & 255
      return ahead === 0
    }
    if (this.#missing[seq] === 1) {
      this.#missing[seq] = 0
      this.#missingCount--
      return true
    }
    this.#giveUpMissing()
    this.#nextSeq = (seq + 1) & 255
    return false
  }

  #miss(seq: number): void {
    if (this.#missingCount === 0) this.#missingSince = this.#clock.monotonic()
    this.#missing[seq] = 1
    this.#missingCount++
  }

  #giveUpMissing(): void {
    this.#wantsRebirth = true
    this.#forgetMissing()
  }

  #forgetMissing(): void {
    this.#missing.fill(0)
    this.#missingCount = 0
  }
}

/** NCMD payload that asks a node for its births (tck-id-operational-behavior-data-commands-ncmd-rebirth-*). */
export function encodeRebirthRequest(timestamp: number): Uint8Array {
  return encodePayload({
    timestamp,
    metrics: [{ name: REBIRTH, timestamp, datatype: SparkplugType.Boolean, value: true }],
  })
}

/** NCMD or DCMD payload that writes one metric. `uuid` names the operation: our edge does it once, however often it comes. */
export function encodeWriteCommand(timestamp: number, uuid: string, metric: Metric): Uint8Array {
  return encodePayload({ timestamp, uuid, metrics: [{ timestamp, ...metric }] })
}

/** NCMD payload that asks our edge about a device. Its answer names `uuid`; other edge nodes skip the metric they do not know. */
export function encodeDiagnoseCommand(timestamp: number, uuid: string, device: string): Uint8Array {
  const metrics = [{ name: DIAGNOSE, timestamp, datatype: SparkplugType.String, value: device }]
  return encodePayload({ timestamp, uuid, metrics })
}

/** NCMD payload that tells our edge how far it is stored; other edge nodes skip the metric they do not know. */
export function encodeStoredCommand(timestamp: number, stored: Stored): Uint8Array {
  return encodePayload({
    timestamp,
    metrics: [{ name: STORED, timestamp, datatype: SparkplugType.Bytes, value: encodeStored(stored) }],
  })
}
