import { type SampleBatch, Status, statusOfSparkplugQuality, ValueKind } from '@millrace/core'
import type { AliasTable } from './alias-table.ts'
import { Extension } from './encode-payload.ts'
import { SparkplugType } from './payload.ts'
import { ProtoReader, WireType } from './protobuf.ts'

/** A data message of more metrics than this is refused: it would be larger than any broker lets through. */
const MOST_METRICS = 1 << 20

/**
 * The metrics of one data message in columns, reused from message to message. `slot` is the metric's number in the node's
 * {@link AliasTable}, -1 where no birth named it; the other columns are those of a SampleBatch.
 */
export class MetricColumns {
  length = 0
  /** ms since 1970 UTC; NaN when the message has none. */
  timestamp = Number.NaN
  /** 0..255; -1 when the message has none. */
  seq = -1
  /** Position in the sender's buffer; -1 when the sender has none. */
  position = -1
  /** Metrics whose type is no single value (data sets, files, arrays …); they are left out. */
  skipped = 0
  slot = new Int32Array(128)
  /** µs UTC. */
  time = new Float64Array(128)
  kind = new Uint8Array(128)
  double = new Float64Array(128)
  int64 = new BigInt64Array(this.double.buffer)
  /** The halves of `int64`, low first. */
  words = new Uint32Array(this.double.buffer)
  status = new Uint32Array(128)
  historical = new Uint8Array(128)
  text: string[] = []

  reset(): void {
    this.length = 0
    this.timestamp = Number.NaN
    this.seq = -1
    this.position = -1
    this.skipped = 0
    if (this.text.length > 0) this.text = []
  }

  grow(): void {
    const { slot, time, kind, words, status, historical } = this
    const capacity = slot.length * 2
    this.slot = new Int32Array(capacity)
    this.slot.set(slot)
    this.time = new Float64Array(capacity)
    this.time.set(time)
    this.kind = new Uint8Array(capacity)
    this.kind.set(kind)
    this.double = new Float64Array(capacity)
    this.int64 = new BigInt64Array(this.double.buffer)
    this.words = new Uint32Array(this.double.buffer)
    this.words.set(words)
    this.status = new Uint32Array(capacity)
    this.status.set(status)
    this.historical = new Uint8Array(capacity)
    this.historical.set(historical)
  }

  /** The columns as a batch whose `series` are given; shares memory, so it lives until the next decode. */
  asBatch(series: Uint32Array): SampleBatch {
    const { length, time, kind, double, int64, status, text } = this
    return { length, series, time, kind, double, int64, status, text }
  }
}

/** Reads an NDATA or DDATA payload into columns. Throws `wire.payload_malformed` and leaves `into` empty. */
export function decodeData(
  bytes: Uint8Array,
  table: AliasTable,
  device: string | undefined,
  into: MetricColumns,
): void {
  into.reset()
  const reader = new ProtoReader(bytes)
  try {
    while (reader.more) {
      const tag = reader.varint()
      const field = Math.floor(tag / 8)
      const wire = tag % 8
      if (field === 2 && wire === WireType.bytes) readMetric(reader, table, device, into)
      else if (field === 1 && wire === WireType.varint) into.timestamp = reader.time()
      else if (field === 3 && wire === WireType.varint) into.seq = readSeq(reader)
      else if (field === Extension.position && wire === WireType.varint) into.position = reader.varint()
      else if (field === Extension.micros && wire === WireType.bytes) readMicros(reader, into)
      else if (field === Extension.status && wire === WireType.bytes) readStatus(reader, into)
      else if (field <= 3 || (field >= Extension.position && field <= Extension.status))
        throw reader.fault(`field ${field} of wire type ${wire}`)
      else reader.skip(wire)
    }
  } catch (failure) {
    into.reset()
    throw failure
  }
  const { length, time, timestamp } = into
  // §6.4.6: a metric without a time of its own has the message's.
  for (let i = 0; i < length; i++) if (Number.isNaN(time[i])) time[i] = timestamp * 1000
}

function readMetric(reader: ProtoReader, table: AliasTable, device: string | undefined, into: MetricColumns): void {
  if (into.length >= MOST_METRICS) throw reader.fault(`more than ${MOST_METRICS} metrics`)
  if (into.length === into.slot.length) into.grow()
  const i = into.length
  const outer = reader.enter()
  let slot = -1
  let time = Number.NaN
  let type = -1
  let isNull = false
  let historical = 0
  let status = -1
  /** Field of the value; 0: none yet. */
  let valueField = 0
  let low = 0
  let high = 0
  let number = 0
  let text: string | undefined

  while (reader.at < reader.end) {
    const tag = reader.varint()
    switch (tag) {
      case 16: // alias
        slot = table.slotOfAlias(reader.varint())
        break
      case 24: // timestamp
        time = reader.time() * 1000
        break
      case 80: // int_value
        valueField = 10
        low = reader.uint32()
        break
      case 88: // long_value
        valueField = 11
        reader.varint64()
        low = reader.low
        high = reader.high
        break
      case 101: // float_value
        valueField = 12
        number = reader.float()
        break
      case 105: // double_value
        valueField = 13
        number = reader.double()
        break
      case 112: // boolean_value
        valueField = 14
        number = reader.bool() ? 1 : 0
        break
      case 122: // string_value
        valueField = 15
        text = reader.string()
        break
      case 10: // name
        slot = table.slotOfName(device, reader.string())
        break
      case 32: // datatype
        type = reader.varint()
        break
      case 40: // is_historical
        historical = reader.bool() ? 1 : 0
        break
      case 56: // is_null
        isNull = reader.bool()
        break
      case 74: // properties
        status = readQuality(reader)
        break
      case 130: // bytes_value
      case 138: // dataset_value
      case 146: // template_value
        valueField = 16
        reader.skip(WireType.bytes)
        break
      case 48: // is_transient
        reader.varint64()
        break
      case 66: // metadata
        reader.skip(WireType.bytes)
        break
      default:
        // The schema's own fields end at 18; what lies beyond is a vendor's.
        if (tag < 19 * 8) throw reader.fault(`field ${tag >> 3} of wire type ${tag & 7}`)
        reader.skip(tag % 8)
    }
  }
  reader.leave(outer)

  if (slot >= 0 && type < 0) type = table.types[slot]!
  into.slot[i] = slot
  into.time[i] = time
  into.historical[i] = historical
  into.status[i] = Math.max(status, 0)
  if (isNull || valueField === 0) {
    into.kind[i] = ValueKind.none
    into.double[i] = 0
    if (status < 0) into.status[i] = Status.Bad
  } else if (valueField === 12 || valueField === 13) {
    into.kind[i] = ValueKind.double
    into.double[i] = number
  } else if (valueField === 14) {
    into.kind[i] = ValueKind.boolean
    into.double[i] = number
  } else if (valueField === 15) {
    into.kind[i] = ValueKind.string
    into.words[i * 2] = into.text.length
    into.words[i * 2 + 1] = 0
    into.text.push(text!)
  } else if (valueField === 16) {
    into.kind[i] = ValueKind.none
    into.skipped++
    into.slot[i] = -2
  } else putInteger(into, i, type, valueField, low, high)
  into.length++
}

/** Whole numbers keep their 64 bits; the type says where the sign is, whichever of the two fields a sender chose. */
function putInteger(into: MetricColumns, i: number, type: number, field: number, low: number, high: number): void {
  into.kind[i] = ValueKind.int64
  if (type === SparkplugType.Int8) {
    low = (low << 24) >> 24
    high = low >> 31
  } else if (type === SparkplugType.Int16) {
    low = (low << 16) >> 16
    high = low >> 31
  } else if (type === SparkplugType.Int32 || (type === SparkplugType.Int64 && field === 10)) high = low >> 31
  else if (type === SparkplugType.Double || type === SparkplugType.Float) {
    into.kind[i] = ValueKind.double
    into.double[i] = (high | 0) * 4294967296 + low
    return
  } else if (type === SparkplugType.Boolean) {
    into.kind[i] = ValueKind.boolean
    into.double[i] = low === 0 && high === 0 ? 0 : 1
    return
  } else if (high >= 0x80000000 && (type === SparkplugType.UInt64 || type === SparkplugType.DateTime)) {
    // Beyond 2⁶³ − 1 there is no int64 for it: better no number than a wrong one.
    into.kind[i] = ValueKind.none
    into.status[i] = Status.BadOutOfRange
    low = 0
    high = 0
  }
  into.words[i * 2] = low
  into.words[i * 2 + 1] = high
}

/** The Quality property (§6.4.15: Int32 0, 192 or 500) as a status; -1 when there is none. */
function readQuality(reader: ProtoReader): number {
  let at = -1
  let keys = 0
  let values = 0
  let status = -1
  reader.message((field, wire) => {
    if (field === 1) {
      reader.expect(wire, WireType.bytes)
      if (reader.string() === 'Quality') at = keys
      keys++
    } else if (field === 2) {
      reader.expect(wire, WireType.bytes)
      const mine = values++ === at
      reader.message((inner, innerWire) => {
        if (mine && inner === 3) {
          reader.expect(innerWire, WireType.varint)
          status = statusOfSparkplugQuality(reader.uint32())
        } else reader.skip(innerWire)
      })
    } else reader.skip(wire)
  })
  return status
}

/** §6.4.20: 0..255. */
function readSeq(reader: ProtoReader): number {
  const seq = reader.varint()
  if (seq > 255) throw reader.fault(`a sequence number of ${seq}`)
  return seq
}

function readMicros(reader: ProtoReader, into: MetricColumns): void {
  const outer = reader.enter()
  let i = 0
  while (reader.more) {
    const micros = reader.varint()
    if (micros > 999) throw reader.fault(`${micros} µs within a millisecond`)
    if (i < into.length) into.time[i]! += micros
    i++
  }
  reader.leave(outer)
  if (i !== into.length) throw reader.fault(`microseconds of ${i} metrics for ${into.length}`)
}

function readStatus(reader: ProtoReader, into: MetricColumns): void {
  const bytes = reader.length()
  if (bytes !== into.length * 4) throw reader.fault(`${bytes / 4} status codes for ${into.length} metrics`)
  for (let i = 0; i < into.length; i++) into.status[i] = reader.fixed32()
}
