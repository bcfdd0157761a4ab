import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { decodeBatch, encodeBatch, Fault, type SampleBatch, ValueKind } from '@millrace/core'
import './faults.ts'

/** What stands before the samples of a record. */
export interface RecordHead {
  /** boot × 2³² + n: never used twice. */
  readonly position: number
  readonly device: number
  /** Number of samples. */
  readonly values: number
  /** Time of the first sample, µs. */
  readonly time: number
}

/** Bytes before the payload: length u32, crc32 u32 of all that follows. */
export const FRAME = 8
/** Bytes of a record before its samples: frame, position f64, time f64, values u32, device u16, form u8, zero u8. */
export const HEAD = FRAME + 24
/** A longer one is damage, not a record. */
export const MOST_BYTES = 16 * 1024 * 1024

const Form = { zstd: 1, transposed: 2 } as const
/** Below this zstd costs more than it saves. */
const WORTH_COMPRESSING = 256
const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** One record as it stands in a segment; little-endian. */
export function encodeRecord(position: number, device: number, batch: SampleBatch): Buffer {
  const transposed = batch.length > 1 && !hasText(batch)
  const raw = encodeBatch(transposed ? transpose(batch) : batch)
  const packed = raw.length >= WORTH_COMPRESSING ? zstdCompressSync(raw, level) : raw
  const smaller = packed.length < raw.length
  const body = smaller ? packed : raw
  const bytes = Buffer.allocUnsafe(HEAD + body.length)
  bytes.writeUInt32LE(bytes.length - FRAME, 0)
  bytes.writeDoubleLE(position, 8)
  bytes.writeDoubleLE(batch.length > 0 ? batch.time[0]! : 0, 16)
  bytes.writeUInt32LE(batch.length, 24)
  bytes.writeUInt16LE(device, 28)
  bytes.writeUInt8((smaller ? Form.zstd : 0) | (transposed ? Form.transposed : 0), 30)
  bytes.writeUInt8(0, 31)
  bytes.set(body, HEAD)
  bytes.writeUInt32LE(crc32(bytes.subarray(FRAME)), 4)
  return bytes
}

/**
 * Length of the whole record that begins here, or 0 if there is none: cut off, or damaged. `bytes` must reach to the end
 * of the record for it to be seen as whole.
 */
export function wholeRecord(bytes: Buffer, at: number, end = bytes.length): number {
  if (at + HEAD > end) return 0
  const length = bytes.readUInt32LE(at)
  if (length < HEAD - FRAME || length > MOST_BYTES || at + FRAME + length > end) return 0
  return crc32(bytes.subarray(at + FRAME, at + FRAME + length)) === bytes.readUInt32LE(at + 4) ? FRAME + length : 0
}

/** The head of a record that was seen to be whole. */
export function headOf(bytes: Buffer, at: number): RecordHead {
  return {
    position: bytes.readDoubleLE(at + 8),
    time: bytes.readDoubleLE(at + 16),
    values: bytes.readUInt32LE(at + 24),
    device: bytes.readUInt16LE(at + 28),
  }
}

/** The samples of a whole record. Throws `edge_buffer.record_malformed` or `core.batch_malformed`. */
export function samplesOf(bytes: Buffer, at: number): SampleBatch {
  const form = bytes.readUInt8(at + 30)
  const body = bytes.subarray(at + HEAD, at + FRAME + bytes.readUInt32LE(at))
  let raw: Uint8Array = body
  if (form & Form.zstd) {
    try {
      raw = zstdDecompressSync(body, { maxOutputLength: MOST_BYTES })
    } catch (reason) {
      throw new Fault('edge_buffer.record_malformed', { seen: 'samples that do not unpack' }, reason)
    }
  }
  const batch = decodeBatch(raw)
  return form & Form.transposed ? restore(batch) : batch
}

function hasText(batch: SampleBatch): boolean {
  for (let i = 0; i < batch.length; i++) if (batch.kind[i] === ValueKind.string) return true
  return false
}

/**
 * The same columns in a shape that packs well: series and times as differences (mostly 1 and 0), values byte by byte
 * (all first bytes, all second …: signs, exponents and high digits repeat).
 */
function transpose(batch: SampleBatch): SampleBatch {
  const n = batch.length
  const series = new Uint32Array(n)
  const time = new Float64Array(n)
  const planes = new Uint8Array(n * 8)
  const bytes = new Uint8Array(batch.double.buffer, batch.double.byteOffset, n * 8)
  let lastSeries = 0
  let lastTime = 0
  for (let i = 0; i < n; i++) {
    series[i] = batch.series[i]! - lastSeries
    lastSeries = batch.series[i]!
    time[i] = batch.time[i]! - lastTime
    lastTime = batch.time[i]!
    for (let plane = 0; plane < 8; plane++) planes[plane * n + i] = bytes[i * 8 + plane]!
  }
  return {
    length: n,
    series,
    time,
    kind: batch.kind,
    double: new Float64Array(planes.buffer),
    int64: new BigInt64Array(planes.buffer),
    status: batch.status,
    text: batch.text,
  }
}

function restore(batch: SampleBatch): SampleBatch {
  const n = batch.length
  const planes = new Uint8Array(batch.double.buffer, batch.double.byteOffset, n * 8)
  const bytes = new Uint8Array(n * 8)
  const { series, time } = batch
  for (let i = 0; i < n; i++) {
    if (i > 0) {
      series[i] = series[i]! + series[i - 1]!
      time[i] = time[i]! + time[i - 1]!
    }
    for (let plane = 0; plane < 8; plane++) bytes[i * 8 + plane] = planes[plane * n + i]!
  }
  return { ...batch, double: new Float64Array(bytes.buffer), int64: new BigInt64Array(bytes.buffer) }
}
