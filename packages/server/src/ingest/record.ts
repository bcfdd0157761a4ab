import { decodeBatch, encodeBatch, Fault, type SampleBatch } from '@millrace/core'
import { type JournalRecord, RecordType } from './journal-segment.ts'
import './faults.ts'

/** Positions of one buffer of one edge node, as inclusive runs in order. */
export interface StreamRuns {
  readonly tenant: string
  readonly group: string
  readonly node: string
  /** The buffer's uuid. */
  readonly stream: string
  readonly runs: readonly (readonly [from: number, to: number])[]
}

/** Samples of one tenant and the positions under which they came: written as one, so that neither survives alone. */
export interface SamplesRecord {
  readonly tenant: string
  readonly positions: readonly StreamRuns[]
  readonly batch: SampleBatch
}

const VERSION = 1
const HEADER = 8

/** [version u8, 3 B zero, head bytes u32][head: JSON tenant and positions][batch as core encodes it]. */
export function encodeSamples({ tenant, positions, batch }: SamplesRecord): JournalRecord {
  const head = Buffer.from(JSON.stringify([tenant, positions]))
  const payload = encodeBatch(batch, HEADER + head.length)
  payload[0] = VERSION
  new DataView(payload.buffer).setUint32(4, head.length, true)
  payload.set(head, HEADER)
  return { type: RecordType.samples, payload }
}

/** Throws `ingest.record_malformed` for a record of another version; the frame's crc guards the rest. */
export function decodeSamples(payload: Uint8Array): SamplesRecord {
  const { head, rest } = split(payload)
  const [tenant, positions] = head as [string, StreamRuns[]]
  return { tenant, positions, batch: decodeBatch(rest) }
}

/** Everything that earlier segments told about positions. */
export function encodeCheckpoint(positions: readonly StreamRuns[]): Uint8Array {
  const head = Buffer.from(JSON.stringify(positions))
  const payload = new Uint8Array(HEADER + head.length)
  payload[0] = VERSION
  new DataView(payload.buffer).setUint32(4, head.length, true)
  payload.set(head, HEADER)
  return payload
}

/** Throws `ingest.record_malformed` for a record of another version. */
export function decodeCheckpoint(payload: Uint8Array): readonly StreamRuns[] {
  return split(payload).head as StreamRuns[]
}

function split(payload: Uint8Array): { head: unknown; rest: Uint8Array } {
  if (payload[0] !== VERSION) throw new Fault('ingest.record_malformed', { seen: `version ${payload[0]}` })
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length)
  const end = HEADER + bytes.readUInt32LE(4)
  return { head: JSON.parse(bytes.toString('utf8', HEADER, end)), rest: payload.subarray(end) }
}
