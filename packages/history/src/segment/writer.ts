import { closeSync, openSync, writeSync } from 'node:fs'
import { zstdCompressSync } from 'node:zlib'
import { isGood, ValueKind } from '@millrace/core'
import { Thrift } from '../columns/thrift.ts'
import { type SampleColumns, Samples } from './columns.ts'
import { placesOf } from './decimal.ts'
import { encodeHours, HOUR, Hours } from './hours.ts'
import {
  bytesOfStripes,
  COLUMNS,
  Column,
  type Extent,
  Flag,
  FULL,
  INSTANTS,
  MIXED,
  SCALED,
  WORDS,
  Word,
} from './layout.ts'
import { type Body, isNear, regularBody, timeBody, unsignedBody, ValuePages } from './page.ts'
import { ColumnPages, footerOf, MAGIC } from './parquet.ts'
import { numberAt } from './view.ts'

/** A stripe ends where a series does, once it has so many rows, and within a series where it is full. */
const STRIPE = 4_096
/** Rows of a row group, about: readers like them large. */
const GROUP = 122_880
/** Rows an hour must stand for on average; below it rows are as quick to read as what they were summed up to. */
const WORTH = 8

/** What was written. */
export interface Written {
  readonly rows: number
  readonly minTime: number
  readonly maxTime: number
  readonly minSeries: number
  readonly maxSeries: number
  /** Bytes of the hours that were summed up. */
  readonly summed: number
  /** Where the list of stripes lies in the file. */
  readonly stripes: Extent
}

export interface WriterOptions {
  /** Whether to take time for a small file. */
  readonly thrifty: boolean
}

/**
 * Writes rows sorted by series and time, each key once, as one Parquet file. Pages are cut at the same rows in all columns
 * (a stripe: one long series, or some short ones), and a list of stripes tells where each begins, so that a series is read
 * without its neighbours. The file is not synced.
 */
export class SegmentWriter {
  readonly #fd: number
  readonly #thrifty: boolean
  readonly #held = new Samples(FULL)
  readonly #kinds = new Uint8Array(FULL)
  readonly #scaled = { whole: new Float64Array(FULL), places: new Uint8Array(FULL) }
  readonly #numbers = new Float64Array(FULL)
  readonly #sums = new Hours()
  readonly #instants: number[] = []
  readonly #words: number[] = []
  readonly #hours: { bytes: Uint8Array; stripe: number }[] = []
  readonly #groups: Uint8Array[] = []
  #pages: ColumnPages[] = ColumnPages.all()
  #groupRows = 0
  #groupStripe = 0
  #offset = MAGIC.length
  #rows = 0

  constructor(path: string, { thrifty }: WriterOptions) {
    this.#thrifty = thrifty
    this.#fd = openSync(path, 'w')
    this.#put([MAGIC], 0)
  }

  /** Rows `from` to `to` of `columns`; they follow all that came before. */
  append(columns: SampleColumns, from: number, to: number): void {
    const { series } = columns
    for (let at = from; at < to; ) {
      const one = series[at]
      let end = at + 1
      while (end < to && series[end] === one) end++
      if (this.#held.length >= STRIPE && this.#held.series[this.#held.length - 1] !== one) this.#closeStripe()
      while (at < end) {
        if (this.#held.length === FULL) this.#closeStripe()
        const stop = Math.min(end, at + FULL - this.#held.length)
        this.#held.append(columns, at, stop)
        at = stop
      }
    }
  }

  get rows(): number {
    return this.#rows + this.#held.length
  }

  /** Ends the file. At least one row must have come. */
  finish(): Written {
    if (this.#held.length > 0) this.#closeStripe()
    this.#closeGroup()
    this.#putHours()
    const list = zstdCompressSync(bytesOfStripes(this.#instants, this.#words))
    const stripes = { at: this.#offset, bytes: list.length }
    this.#put([list, footerOf(this.#groups, this.#rows)], this.#offset)
    closeSync(this.#fd)
    const instants = (which: number): number[] => this.#instants.filter((_, i) => i % INSTANTS === which)
    return {
      rows: this.#rows,
      minTime: instants(0).reduce((a, b) => Math.min(a, b)),
      maxTime: instants(1).reduce((a, b) => Math.max(a, b)),
      minSeries: this.#words[0] as number,
      maxSeries: this.#words[
        this.#words.length - this.#words.length / (this.#instants.length / INSTANTS) + 1
      ] as number,
      summed: this.#hours.reduce((sum, { bytes }) => sum + bytes.length, 0),
      stripes,
    }
  }

  /** Gives up; the file is whoever named it to remove. */
  abandon(): void {
    closeSync(this.#fd)
  }

  #closeStripe(): void {
    const rows = this.#held
    const count = rows.length
    const kind = this.#sortKinds(count)
    const [first, last] = [rows.series[0] as number, rows.series[count - 1] as number]
    const [min, max, step] = this.#times(count, first === last)
    const status = rows.status[0] as number
    let oneStatus = true
    for (let row = 1; row < count; row++) if (rows.status[row] !== status) oneStatus = false
    const flags =
      (first === last ? Flag.oneSeries : 0) | (oneStatus ? Flag.oneStatus : 0) | (step > 0 ? Flag.regular : 0)
    const places = kind === SCALED ? this.#onePlaces(count) : MIXED
    const stripe = this.#instants.length / INSTANTS
    this.#sumUp(count, stripe, oneStatus && isGood(status) && (kind === ValueKind.double || kind === SCALED))
    this.#instants.push(min, max, step)
    const bodies = this.#bodies(count, flags, step)
    let [delta, packed] = [0, 0]
    bodies.forEach((body, column) => {
      if (body.encoding !== 0) delta |= 1 << column
      if (body.packed) packed |= 1 << column
    })
    this.#words.push(first, last, count, kind | (places << 8) | (flags << 16), status, 0, 0, delta, packed)
    bodies.forEach((body, column) => {
      const { at, bytes } = (this.#pages[column] as ColumnPages).add(body, count)
      // Offsets are those in the column until the row group is written.
      this.#words.push(at, bytes)
    })
    ;(this.#pages[Column.series] as ColumnPages).see(first, last)
    ;(this.#pages[Column.time] as ColumnPages).see(min, max)
    this.#rows += count
    this.#groupRows += count
    rows.clear()
    if (this.#groupRows >= GROUP) this.#closeGroup()
  }

  #bodies(count: number, flags: number, step: number): Body[] {
    const { series, time, status } = this.#held
    const has = (flag: number): boolean => (flags & flag) !== 0
    const isSmall = (value: number): boolean => value < 2 ** 31
    const values = new ValuePages(this.#held, this.#kinds, count, this.#thrifty)
    return Array.from({ length: COLUMNS }, (_, column) => {
      if (column === Column.series)
        return has(Flag.oneSeries) && isSmall(series[0] as number)
          ? regularBody(series[0] as number, 0, count)
          : unsignedBody(series, count, false)
      if (column === Column.time)
        return has(Flag.regular) && isNear(time[0] as number) && isNear(time[count - 1] as number)
          ? regularBody(time[0] as number, step, count)
          : timeBody(time, count, this.#thrifty)
      if (column === Column.status)
        return has(Flag.oneStatus) && isSmall(status[0] as number)
          ? regularBody(status[0] as number, 0, count)
          : unsignedBody(status, count, this.#thrifty)
      return values.body(column, this.#scaled)
    })
  }

  /** Kinds with doubles that are whole numbers and places; returns the kind of all rows or {@link MIXED}. */
  #sortKinds(count: number): number {
    const { series, kind, double } = this.#held
    const { whole, places } = this.#scaled
    this.#kinds.set(kind.subarray(0, count))
    for (let from = 0; from < count; ) {
      let end = from + 1
      if (kind[from] !== ValueKind.double) {
        from = end
        continue
      }
      while (end < count && kind[end] === ValueKind.double && series[end] === series[from]) end++
      const found = placesOf(double, from, end, whole, from)
      if (found >= 0) {
        this.#kinds.fill(SCALED, from, end)
        places.fill(found, from, end)
      }
      from = end
    }
    const one = this.#kinds[0] as number
    for (let row = 1; row < count; row++) if (this.#kinds[row] !== one) return MIXED
    return one
  }

  #onePlaces(count: number): number {
    const { places } = this.#scaled
    for (let row = 1; row < count; row++) if (places[row] !== places[0]) return MIXED
    return places[0] as number
  }

  /** Least and greatest time, and the step where there is but one; 0 where not. */
  #times(count: number, oneSeries: boolean): [number, number, number] {
    const { time } = this.#held
    let [min, max] = [time[0] as number, time[0] as number]
    const step = oneSeries && count > 1 ? (time[1] as number) - min : 0
    let regular = step > 0
    for (let row = 1; row < count; row++) {
      const one = time[row] as number
      if (one - (time[row - 1] as number) !== step) regular = false
      if (one < min) min = one
      if (one > max) max = one
    }
    return [min, max, regular ? step : 0]
  }

  /** The hours of a stripe, where they are much fewer than its rows. */
  #sumUp(count: number, stripe: number, plain: boolean): void {
    const { series, time, double } = this.#held
    const numbers = plain ? double : this.#goodNumbers(count)
    const hours = this.#sums
    hours.length = 0
    for (let from = 0; from < count; ) {
      let end = from + 1
      while (end < count && series[end] === series[from]) end++
      const span = ((time[end - 1] as number) - (time[from] as number)) / HOUR
      if (Math.min(span, end - from) * WORTH > count) return
      hours.add(series[from] as number, time, numbers, from, end)
      if (hours.length * WORTH > count) return
      from = end
    }
    this.#hours.push({ bytes: encodeHours(hours), stripe })
  }

  #goodNumbers(count: number): Float64Array {
    const numbers = this.#numbers
    const { status } = this.#held
    for (let row = 0; row < count; row++)
      numbers[row] = isGood(status[row] as number) ? numberAt(this.#held, row) : Number.NaN
    return numbers
  }

  #closeGroup(): void {
    if (this.#groupRows === 0) return
    const parts: Uint8Array[] = []
    const begun = this.#offset
    const stripes = this.#instants.length / INSTANTS
    const group = new Thrift().structs(1, this.#pages, (to, pages) => {
      const at = this.#offset
      pages.describe(to, at)
      for (let stripe = this.#groupStripe; stripe < stripes; stripe++)
        this.#words[stripe * WORDS + Word.pages + pages.column * 2]! += at
      parts.push(...pages.parts)
      this.#offset += pages.bytes
    })
    this.#groups.push(
      group
        .i64(2, this.#offset - begun)
        .i64(3, this.#groupRows)
        .end()
        .take(),
    )
    this.#put(parts, begun)
    this.#pages = ColumnPages.all()
    this.#groupRows = 0
    this.#groupStripe = stripes
  }

  #putHours(): void {
    const begun = this.#offset
    for (const { bytes, stripe } of this.#hours) {
      this.#words[stripe * WORDS + Word.hoursAt] = this.#offset
      this.#words[stripe * WORDS + Word.hoursBytes] = bytes.length
      this.#offset += bytes.length
    }
    this.#put(
      this.#hours.map(({ bytes }) => bytes),
      begun,
    )
  }

  #put(parts: readonly Uint8Array[], at: number): void {
    const bytes = Buffer.concat(parts)
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done, bytes.length - done, at + done)
  }
}
