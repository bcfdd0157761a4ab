import { isBad, type Micros, type SampleBatch, Status, type Value, ValueKind, valueAt } from '@millrace/core'
import { kindOf, type TagId, type TagSpec } from './driver.ts'
import { scaled } from './scale.ts'

/** One scan on its way into a batch. Columns that are as always are shared between the scans. */
export interface ScanColumns {
  readonly time: Float64Array
  readonly double: Float64Array
  readonly int64: BigInt64Array
  readonly words: Int32Array
  kind: Uint8Array
  status: Uint32Array
  readonly text: string[]
}

/** The tags of one group in the order of their batch, and how raw values become rows: scale, kind, what has no value. */
export class TagRows {
  readonly ids: readonly TagId[]
  readonly #specs: readonly TagSpec[]
  readonly #series: Uint32Array
  readonly #kinds: Uint8Array
  readonly #good: Uint32Array

  constructor(specs: readonly TagSpec[]) {
    this.#specs = specs
    this.ids = specs.map(({ id }) => id)
    this.#series = Uint32Array.from(this.ids)
    this.#kinds = Uint8Array.from(specs, kindOf)
    this.#good = new Uint32Array(specs.length)
  }

  columns(): ScanColumns {
    const n = this.ids.length
    const slots = new ArrayBuffer(n * 8)
    return {
      time: new Float64Array(n),
      double: new Float64Array(slots),
      int64: new BigInt64Array(slots),
      words: new Int32Array(slots),
      kind: this.#kinds,
      status: this.#good,
      text: [],
    }
  }

  batch({ time, double, int64, kind, status, text }: ScanColumns): SampleBatch {
    return { length: this.ids.length, series: this.#series, time, kind, double, int64, status, text }
  }

  /** A raw number of up to 32 bits, or a float. A bool is true unless it is 0. */
  number(row: number, raw: number, into: ScanColumns): void {
    const { scale } = this.#specs[row]!
    const kind = this.#kinds[row]
    if (kind === ValueKind.boolean) into.double[row] = raw === 0 ? 0 : 1
    else if (kind === ValueKind.int64) {
      // Two 32-bit halves (little-endian): a bigint for each sample would be an object for each sample.
      into.words[2 * row] = raw
      into.words[2 * row + 1] = raw < 0 ? -1 : 0
    } else if (Number.isNaN(raw)) this.none(row, Status.BadOutOfRange, into.time[row]!, into)
    else into.double[row] = scale ? scaled(raw, scale) : raw
  }

  /** A raw 64-bit integer. Above 2⁶³−1 it has no place in a signed value. */
  whole(row: number, raw: bigint, into: ScanColumns): void {
    const { scale } = this.#specs[row]!
    if (scale) into.double[row] = scaled(Number(raw), scale)
    else if (BigInt.asIntN(64, raw) !== raw) this.none(row, Status.BadOutOfRange, into.time[row]!, into)
    else into.int64[row] = raw
  }

  /** A string, or undefined for bytes that are none. */
  text(row: number, text: string | undefined, into: ScanColumns): void {
    if (text === undefined) {
      this.none(row, Status.BadDecodingError, into.time[row]!, into)
      return
    }
    into.int64[row] = BigInt(into.text.length)
    into.text.push(text)
  }

  /**
   * A value as a library or a text protocol gives it, held to the tag's type: what does not fit it is
   * `BadTypeMismatch`, what is beyond it `BadOutOfRange`.
   */
  value(row: number, raw: Value, into: ScanColumns): void {
    const status = this.#take(row, raw, into)
    if (status !== Status.Good) this.none(row, status, into.time[row]!, into)
  }

  #take(row: number, raw: Value, into: ScanColumns): number {
    const { type, scale } = this.#specs[row]!
    if (raw === null) return Status.BadNoData
    if (type === 'string') {
      if (typeof raw !== 'string') return Status.BadTypeMismatch
      this.text(row, raw, into)
      return Status.Good
    }
    if (typeof raw === 'string') return Status.BadTypeMismatch
    if (type === 'bool') {
      into.double[row] = Number(raw) === 0 ? 0 : 1
      return Status.Good
    }
    if (scale || this.#kinds[row] === ValueKind.double) {
      const number = Number(raw)
      if (Number.isNaN(number)) return Status.BadOutOfRange
      into.double[row] = scale ? scaled(number, scale) : number
      return Status.Good
    }
    if (typeof raw === 'number' && !Number.isInteger(raw)) return Status.BadTypeMismatch
    const whole = BigInt(raw)
    if (BigInt.asIntN(64, whole) !== whole) return Status.BadOutOfRange
    into.int64[row] = whole
    return Status.Good
  }

  /** A status other than Good beside the value of this row. */
  status(row: number, status: number, into: ScanColumns): void {
    this.#own(into)
    into.status[row] = status
  }

  /** The row has no value; `status` says why. */
  none(row: number, status: number, time: Micros, into: ScanColumns): void {
    this.#own(into)
    into.time[row] = time
    into.kind[row] = ValueKind.none
    into.status[row] = status
    into.double[row] = 0
  }

  #own(into: ScanColumns): void {
    if (into.status !== this.#good) return
    into.status = new Uint32Array(this.ids.length)
    into.kind = this.#kinds.slice()
  }
}

/** A raw value in engineering units and of the tag's kind; undefined if it is none for this tag. */
export function engineered(spec: TagSpec, raw: Value): Value | undefined {
  const rows = new TagRows([spec])
  const columns = rows.columns()
  rows.value(0, raw, columns)
  const batch = rows.batch(columns)
  return isBad(batch.status[0]!) ? undefined : valueAt(batch, 0)
}
