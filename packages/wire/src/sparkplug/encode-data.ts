import { type SampleBatch, sparkplugQuality, ValueKind } from '@millrace/core'
import { Extension } from './encode-payload.ts'
import { SparkplugType } from './payload.ts'
import { ProtoWriter, WireType } from './protobuf.ts'

export interface DataHeader {
  /** ms since 1970 UTC: when the message is sent. */
  readonly timestamp: number
  /** 0..255. */
  readonly seq: number
  /** Position in the sender's buffer; absent for a sender without one. */
  readonly position?: number
  /** Set for values that come after newer ones were sent (§6.4.7). */
  readonly historical: boolean
}

/** Alias and type of each series, as the birth told them: the arrays are indexed by the batch's series. */
export interface DataLookup {
  readonly aliases: ArrayLike<number>
  readonly types: ArrayLike<SparkplugType>
}

const writer = new ProtoWriter(64 * 1024)

/** Writes an NDATA or DDATA payload straight from a batch's columns: aliases only, no types, no names. */
export function encodeData(header: DataHeader, batch: SampleBatch, lookup: DataLookup): Uint8Array {
  const { length, series, time, status, int64 } = batch
  const words = new Uint32Array(int64.buffer, int64.byteOffset, length * 2)
  writer.tag(1, WireType.varint)
  writer.varint(header.timestamp)
  let micros = false
  let bad = false
  for (let i = 0; i < length; i++) {
    const ms = Math.floor(time[i]! / 1000)
    if (ms * 1000 !== time[i]) micros = true
    if (status[i] !== 0) bad = true
    writer.tag(2, WireType.bytes)
    const begun = writer.open()
    const row = series[i]!
    writer.varint(16)
    writer.varint(lookup.aliases[row] ?? 0)
    writer.varint(24)
    writer.varint(ms)
    if (header.historical) {
      writer.varint(40)
      writer.varint(1)
    }
    if (batch.kind[i] === ValueKind.none) {
      writer.varint(56)
      writer.varint(1)
    }
    if (status[i] !== 0) writeQuality(sparkplugQuality(status[i]!))
    writeValue(batch, words, i, lookup.types[row] ?? SparkplugType.Unknown)
    writer.close(begun)
  }
  writer.tag(3, WireType.varint)
  writer.varint(header.seq)
  if (header.position !== undefined) {
    writer.tag(Extension.position, WireType.varint)
    writer.varint(header.position)
  }
  if (micros) {
    writer.tag(Extension.micros, WireType.bytes)
    const begun = writer.open()
    for (let i = 0; i < length; i++) writer.varint(time[i]! - Math.floor(time[i]! / 1000) * 1000)
    writer.close(begun)
  }
  if (bad) {
    writer.tag(Extension.status, WireType.bytes)
    const begun = writer.open()
    for (let i = 0; i < length; i++) writer.fixed32(status[i]!)
    writer.close(begun)
  }
  return writer.finish()
}

/** `words` are the halves of the batch's int64 column, low first: no bigint is made on the way. */
function writeValue(batch: SampleBatch, words: Uint32Array, i: number, type: SparkplugType): void {
  switch (batch.kind[i]) {
    case ValueKind.double:
      if (type === SparkplugType.Float) {
        writer.varint(101)
        writer.float(batch.double[i]!)
      } else {
        writer.varint(105)
        writer.double(batch.double[i]!)
      }
      break
    case ValueKind.int64:
      // Negative numbers of the short types travel as the two's complement of their 32 bits (§6.4.16).
      if (isShort(type)) {
        writer.varint(80)
        writer.varint(words[i * 2]!)
      } else {
        writer.varint(88)
        writer.varint64(words[i * 2]!, words[i * 2 + 1]!)
      }
      break
    case ValueKind.boolean:
      writer.varint(112)
      writer.varint(batch.double[i] === 0 ? 0 : 1)
      break
    case ValueKind.string:
      writer.varint(122)
      writer.string(batch.text[words[i * 2]!]!)
      break
    default:
  }
}

function isShort(type: SparkplugType): boolean {
  return (
    (type >= SparkplugType.Int8 && type <= SparkplugType.Int32) ||
    (type >= SparkplugType.UInt8 && type <= SparkplugType.UInt32)
  )
}

/** A property set of one: Quality (§6.4.15). */
function writeQuality(quality: number): void {
  writer.varint(74)
  const set = writer.open()
  writer.tag(1, WireType.bytes)
  writer.string('Quality')
  writer.tag(2, WireType.bytes)
  const value = writer.open()
  writer.varint(8)
  writer.varint(SparkplugType.Int32)
  writer.varint(24)
  writer.varint(quality)
  writer.close(value)
  writer.close(set)
}
