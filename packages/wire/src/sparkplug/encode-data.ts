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
  const { length, series, time, status } = batch
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
    writeValue(batch, i, lookup.types[row] ?? SparkplugType.Unknown)
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

function writeValue(batch: SampleBatch, i: number, type: SparkplugType): void {
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
    case ValueKind.int64: {
      const value = batch.int64[i]!
      const wide =
        type === SparkplugType.Unknown ||
        type === SparkplugType.Int64 ||
        type === SparkplugType.UInt64 ||
        type === SparkplugType.DateTime
      writer.varint(wide ? 88 : 80)
      if (wide) writer.bigint(value)
      else writer.varint(Number(BigInt.asUintN(32, value)))
      break
    }
    case ValueKind.boolean:
      writer.varint(112)
      writer.varint(batch.double[i] === 0 ? 0 : 1)
      break
    case ValueKind.string:
      writer.varint(122)
      writer.string(batch.text[Number(batch.int64[i])]!)
      break
    default:
  }
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
