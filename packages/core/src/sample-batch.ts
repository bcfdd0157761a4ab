import { Fault } from './fault.ts'
import { Status } from './quality.ts'
import type { Micros } from './time.ts'

/**
 * What the eight bytes of a value slot hold. `none` is a sample without a value (a bad quality says why);
 * OPC UA Part 4 §7.7.1 allows a DataValue with a status and no value, and so do we.
 */
export const ValueKind = { none: 0, double: 1, int64: 2, boolean: 3, string: 4 } as const
export type ValueKind = (typeof ValueKind)[keyof typeof ValueKind]

/** One value as people and JSON see it. An int64 is a bigint, so that no digit is lost. */
export type Value = number | bigint | boolean | string | null

/**
 * A run of samples in columns: the unit in which values walk from the driver to the history.
 *
 * Row `i` of every column is one sample. Columns may be longer than `length`; what lies beyond is undefined.
 * A batch is never changed once it is handed on.
 */
export interface SampleBatch {
  /** Number of samples. */
  readonly length: number
  /** Series (in the platform) or tag (at the edge) of each sample: a dense unsigned integer. */
  readonly series: Uint32Array
  /** Source time, µs since 1970-01-01 UTC, as whole numbers: exact to the year 2255. */
  readonly time: Float64Array
  /** One of {@link ValueKind}. */
  readonly kind: Uint8Array
  /** The value where kind is double; 0 or 1 where it is boolean. Shares its bytes with `int64`. */
  readonly double: Float64Array
  /** The value where kind is int64; the index into `text` where it is string. Shares its bytes with `double`. */
  readonly int64: BigInt64Array
  /** OPC UA StatusCode (Part 4 §7.39): quality of each sample. */
  readonly status: Uint32Array
  /** Strings of the batch, addressed by `int64`. */
  readonly text: readonly string[]
}

/** The value of row `i`. For the borders (API, console, tests): the way of a value reads columns instead. */
export function valueAt(batch: SampleBatch, i: number): Value {
  switch (batch.kind[i]) {
    case ValueKind.double:
      return batch.double[i] as number
    case ValueKind.int64:
      return batch.int64[i] as bigint
    case ValueKind.boolean:
      return batch.double[i] !== 0
    case ValueKind.string:
      return batch.text[Number(batch.int64[i])] as string
    default:
      return null
  }
}

/** Builds batches row by row without an object per row. `take()` hands the columns on and starts afresh. */
export class BatchBuilder {
  #capacity: number
  /** Rows the columns have; 0 until the first row, so that a batch handed on costs no second allocation. */
  #room = 0
  #length = 0
  #series!: Uint32Array
  #time!: Float64Array
  #kind!: Uint8Array
  #double!: Float64Array
  #int64!: BigInt64Array
  #status!: Uint32Array
  #text: string[] = []

  constructor(capacity = 256) {
    this.#capacity = Math.max(1, capacity)
  }

  get length(): number {
    return this.#length
  }

  addDouble(series: number, time: Micros, value: number, status: number = Status.Good): void {
    const i = this.#row(series, time, ValueKind.double, status)
    this.#double[i] = value
  }

  addInt64(series: number, time: Micros, value: bigint, status: number = Status.Good): void {
    const i = this.#row(series, time, ValueKind.int64, status)
    this.#int64[i] = value
  }

  addBoolean(series: number, time: Micros, value: boolean, status: number = Status.Good): void {
    const i = this.#row(series, time, ValueKind.boolean, status)
    this.#double[i] = value ? 1 : 0
  }

  addString(series: number, time: Micros, value: string, status: number = Status.Good): void {
    const i = this.#row(series, time, ValueKind.string, status)
    this.#int64[i] = BigInt(this.#text.length)
    this.#text.push(value)
  }

  /** A sample without a value: `status` says why there is none. */
  addNone(series: number, time: Micros, status: number): void {
    const i = this.#row(series, time, ValueKind.none, status)
    this.#double[i] = 0
  }

  add(series: number, time: Micros, value: Value, status: number = Status.Good): void {
    if (typeof value === 'number') this.addDouble(series, time, value, status)
    else if (typeof value === 'bigint') this.addInt64(series, time, value, status)
    else if (typeof value === 'boolean') this.addBoolean(series, time, value, status)
    else if (typeof value === 'string') this.addString(series, time, value, status)
    else this.addNone(series, time, status)
  }

  /** Copies row `i` of another batch, under a series of its own. */
  addRow(series: number, from: SampleBatch, i: number): void {
    const kind = from.kind[i] as ValueKind
    const at = this.#row(series, from.time[i] as number, kind, from.status[i] as number)
    if (kind === ValueKind.string) {
      this.#int64[at] = BigInt(this.#text.length)
      this.#text.push(from.text[Number(from.int64[i])] as string)
    } else if (kind === ValueKind.int64) this.#int64[at] = from.int64[i] as bigint
    else this.#double[at] = from.double[i] as number
  }

  take(): SampleBatch {
    if (this.#room === 0) this.#allocate()
    const batch: SampleBatch = {
      length: this.#length,
      series: this.#series,
      time: this.#time,
      kind: this.#kind,
      double: this.#double,
      int64: this.#int64,
      status: this.#status,
      text: this.#text,
    }
    this.#length = 0
    this.#text = []
    this.#room = 0
    return batch
  }

  #row(series: number, time: Micros, kind: ValueKind, status: number): number {
    if (this.#length === this.#room) this.#grow()
    const i = this.#length++
    this.#series[i] = series
    this.#time[i] = time
    this.#kind[i] = kind
    this.#status[i] = status
    return i
  }

  #allocate(): void {
    const n = this.#capacity
    this.#room = n
    const slots = new ArrayBuffer(n * 8)
    this.#series = new Uint32Array(n)
    this.#time = new Float64Array(n)
    this.#kind = new Uint8Array(n)
    this.#double = new Float64Array(slots)
    this.#int64 = new BigInt64Array(slots)
    this.#status = new Uint32Array(n)
  }

  #grow(): void {
    if (this.#room === 0) {
      this.#allocate()
      return
    }
    const { series, time, kind, int64, status } = {
      series: this.#series,
      time: this.#time,
      kind: this.#kind,
      int64: this.#int64,
      status: this.#status,
    }
    this.#capacity *= 2
    this.#allocate()
    this.#series.set(series)
    this.#time.set(time)
    this.#kind.set(kind)
    this.#int64.set(int64)
    this.#status.set(status)
  }
}

/** A batch of given samples: for tests and borders. */
export function batchOf(
  rows: Iterable<readonly [series: number, time: Micros, value: Value, status?: number]>,
): SampleBatch {
  const builder = new BatchBuilder()
  for (const [series, time, value, status] of rows) builder.add(series, time, value, status ?? Status.Good)
  return builder.take()
}

const MAGIC = 0x424d // 'MB'
const VERSION = 1
const HEADER = 16
const Flag = { allGood: 1, oneKind: 2, oneTime: 4, hasText: 8 } as const

/**
 * A batch as bytes, for journals and buffers. Little-endian columns, each aligned to its width:
 * header 16 B (magic u16, version u8, flags u8, length u32, text bytes u32, kind u8, 3 B zero), time f64[n] (or one),
 * value 8 B[n], series u32[n], status u32[n] unless all are Good, text (u32 count, u32 lengths, UTF-8), kind u8[n] unless one.
 * `before` bytes of room are left in front.
 */
export function encodeBatch(batch: SampleBatch, before = 0): Uint8Array<ArrayBuffer> {
  const n = batch.length
  const { status, kind, time } = batch
  const allGood = isAll(status, n, 0)
  const oneKind = isAll(kind, n, kind[0] as number)
  const oneTime = isAll(time, n, time[0] as number)
  const hasText = batch.text.length > 0 && kind.subarray(0, n).includes(ValueKind.string)
  const texts = hasText ? batch.text.map((text) => Buffer.from(text, 'utf8')) : []
  const textBytes = texts.reduce((sum, text) => sum + text.length, 0)
  const times = n === 0 ? 0 : oneTime ? 1 : n
  const size =
    HEADER +
    times * 8 +
    n * 8 +
    n * 4 +
    (allGood ? 0 : n * 4) +
    (hasText ? 4 + texts.length * 4 + textBytes : 0) +
    (oneKind ? 0 : n)
  const whole = new Uint8Array(before + size)
  const bytes = whole.subarray(before)
  const view = new DataView(whole.buffer, before)
  view.setUint16(0, MAGIC, true)
  view.setUint8(2, VERSION)
  view.setUint8(
    3,
    (allGood ? Flag.allGood : 0) |
      (oneKind ? Flag.oneKind : 0) |
      (oneTime ? Flag.oneTime : 0) |
      (hasText ? Flag.hasText : 0),
  )
  view.setUint32(4, n, true)
  view.setUint32(8, textBytes, true)
  view.setUint8(12, batch.kind[0] ?? 0)
  let at = HEADER
  const put = (column: Float64Array | BigInt64Array | Uint32Array | Uint8Array, count: number): void => {
    const length = count * column.BYTES_PER_ELEMENT
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, length), at)
    at += length
  }
  put(batch.time, times)
  put(batch.int64, n)
  put(batch.series, n)
  if (!allGood) put(batch.status, n)
  if (hasText) {
    view.setUint32(at, texts.length, true)
    at += 4
    for (const text of texts) {
      view.setUint32(at, text.length, true)
      at += 4
    }
    for (const text of texts) {
      bytes.set(text, at)
      at += text.length
    }
  }
  if (!oneKind) put(batch.kind, n)
  return whole
}

function isAll(column: Uint8Array | Uint32Array | Float64Array, count: number, value: number): boolean {
  for (let i = 0; i < count; i++) if (column[i] !== value) return false
  return true
}

/** Reads what {@link encodeBatch} wrote. Throws `core.batch_malformed` on anything else; never reads past the end. */
export function decodeBatch(bytes: Uint8Array): SampleBatch {
  const bad = (seen: string): Fault => new Fault('core.batch_malformed', { seen })
  if (bytes.length < HEADER) throw bad(`${bytes.length} bytes, fewer than a header`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint16(0, true) !== MAGIC || view.getUint8(2) !== VERSION) throw bad('another magic number or version')
  const flags = view.getUint8(3)
  const n = view.getUint32(4, true)
  if (n > bytes.length) throw bad(`a length of ${n} samples in ${bytes.length} bytes`)
  let at = HEADER
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw bad(`a column of ${length} bytes past the end`)
    // A Buffer's own slice shares its memory, at any alignment: columns need memory of their own.
    const column = Uint8Array.prototype.slice.call(bytes, at, at + length)
    at += length
    return column
  }
  let time: Float64Array
  if (flags & Flag.oneTime && n > 0) time = new Float64Array(n).fill(new Float64Array(take(8).buffer)[0] as number)
  else time = new Float64Array(take(n * 8).buffer)
  const slots = take(n * 8).buffer
  const series = new Uint32Array(take(n * 4).buffer)
  const status = flags & Flag.allGood ? new Uint32Array(n) : new Uint32Array(take(n * 4).buffer)
  const text: string[] = []
  if (flags & Flag.hasText) {
    const count = new DataView(take(4).buffer).getUint32(0, true)
    if (count * 4 > bytes.length) throw bad(`${count} strings in ${bytes.length} bytes`)
    const lengths = new Uint32Array(take(count * 4).buffer)
    for (let i = 0; i < count; i++) text.push(Buffer.from(take(lengths[i] as number).buffer).toString('utf8'))
  }
  const kind = flags & Flag.oneKind ? new Uint8Array(n).fill(view.getUint8(12)) : take(n)
  const int64 = new BigInt64Array(slots)
  for (let i = 0; i < n; i++) {
    if (kind[i]! > ValueKind.string) throw bad(`a value kind of ${kind[i]}`)
    if (kind[i] === ValueKind.string && !(int64[i]! >= 0n && int64[i]! < BigInt(text.length)))
      throw bad('a string outside the text')
  }
  return { length: n, series, time, kind, double: new Float64Array(slots), int64, status, text }
}
