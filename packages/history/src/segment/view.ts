import { isGood, ValueKind } from '@millrace/core'
import { type SampleColumns, Samples } from './columns.ts'
import { POWERS } from './decimal.ts'
import { decodeDelta } from './delta.ts'
import { Column, Flag, FULL, INSTANTS, Instant, MIXED, SCALED, Word } from './layout.ts'
import { type SegmentReader, unpacked } from './reader.ts'

/** Values of a column, not compressed, and a row's presence where not all have one. */
interface Page {
  readonly bytes: Uint8Array
  readonly at: number
  readonly delta: boolean
  /** 1 for each row that has a value; absent where all have. */
  readonly present?: Uint8Array
}

/** What is in hand of a stripe. */
const Held = { series: 1, times: 2, values: 4, statuses: 8, numbers: 16 } as const

const levels = new Uint8Array(FULL)
const wholes = new Float64Array(FULL)
const places = new Float64Array(FULL)

/** The rows of one stripe, a column read when it is asked for. Its memory is used again for the next stripe. */
export class StripeView implements SampleColumns {
  readonly #rows = new Samples(FULL)
  readonly #numbers = new Float64Array(FULL)
  #reader: SegmentReader | undefined
  #stripe = -1
  #held = 0

  get series(): Uint32Array {
    return this.#rows.series
  }
  get time(): Float64Array {
    return this.#rows.time
  }
  get kind(): Uint8Array {
    return this.#rows.kind
  }
  get double(): Float64Array {
    return this.#rows.double
  }
  get words(): Int32Array {
    return this.#rows.words
  }
  get status(): Uint32Array {
    return this.#rows.status
  }

  /** Rows of the stripe. */
  get length(): number {
    return this.#word(Word.rows)
  }

  textAt(row: number): string {
    return this.#rows.textAt(row)
  }

  isOf(reader: SegmentReader, stripe: number): boolean {
    return this.#reader === reader && this.#stripe === stripe
  }

  /** Turns to a stripe; nothing is read yet. */
  turn(reader: SegmentReader, stripe: number): this {
    if (this.isOf(reader, stripe)) return this
    this.#reader = reader
    this.#stripe = stripe
    this.#held = 0
    return this
  }

  /** Forgets the file. */
  release(): void {
    this.#reader = undefined
  }

  /** The rows of a series in [from, to). Times are in hand after that. */
  find(series: number, from: number, to: number): { from: number; to: number } {
    let first = 0
    let end = this.length
    if (!this.#has(Flag.oneSeries)) {
      this.loadSeries()
      first = lowerBound(this.series, 0, end, series)
      end = lowerBound(this.series, first, end, series + 1)
    }
    this.loadTimes()
    return { from: lowerBound(this.time, first, end, from), to: lowerBound(this.time, first, end, to) }
  }

  /**
   * Appends the rows in [from, to) straight from the page, where the stripe is of one series with one status and equal steps
   * and all its values are whole numbers with the same places: what most are. False where it is not.
   */
  appendPlain(out: Samples, from: number, to: number): boolean {
    const kinds = this.#word(Word.kinds)
    const onePlaces = (kinds >>> 8) & 0xff
    if ((kinds & 0xff) !== SCALED || onePlaces === MIXED || ((kinds >>> 16) & PLAIN) !== PLAIN) return false
    const { length } = this
    const { instants } = (this.#reader as SegmentReader).stripes
    const begin = instants[this.#stripe * INSTANTS + Instant.min] as number
    const step = instants[this.#stripe * INSTANTS + Instant.step] as number
    const [first, end] = [rowAt(from, begin, step, length), rowAt(to, begin, step, length)]
    if (first >= end) return true
    const { bytes, at } = this.#page(Column.scaled)
    decodeDelta(bytes, at, wholes, end)
    const into = out.extend(end - first)
    const power = POWERS[onePlaces] as number
    const { double, time } = out
    for (let row = first, i = into; row < end; row++, i++) {
      double[i] = (wholes[row] as number) / power
      time[i] = begin + row * step
    }
    out.series.fill(this.#word(Word.firstSeries), into, out.length)
    out.kind.fill(ValueKind.double, into, out.length)
    out.status.fill(this.#word(Word.status), into, out.length)
    return true
  }

  loadSeries(): void {
    if (!this.#needs(Held.series)) return
    if (this.#has(Flag.oneSeries)) this.series.fill(this.#word(Word.firstSeries), 0, this.length)
    else this.#unsigned(Column.series, this.series)
  }

  loadTimes(): void {
    if (!this.#needs(Held.times)) return
    const { time, length } = this
    const { instants } = (this.#reader as SegmentReader).stripes
    const step = instants[this.#stripe * INSTANTS + Instant.step] as number
    if (this.#has(Flag.regular)) {
      const from = instants[this.#stripe * INSTANTS + Instant.min] as number
      for (let row = 0; row < length; row++) time[row] = from + row * step
      return
    }
    const { bytes, at, delta } = this.#page(Column.time)
    if (delta) decodeDelta(bytes, at, time)
    else {
      const words = new Int32Array(bytes.slice(at, at + length * 8).buffer)
      for (let row = 0; row < length; row++)
        time[row] = (words[row * 2 + 1] as number) * 4_294_967_296 + ((words[row * 2] as number) >>> 0)
    }
  }

  /** Good numbers by row, NaN where there is none. */
  loadNumbers(): Float64Array {
    const numbers = this.#numbers
    if (!this.#needs(Held.numbers)) return numbers
    const rows = this.length
    const kinds = this.#word(Word.kinds)
    const kind = kinds & 0xff
    const onePlaces = (kinds >>> 8) & 0xff
    const oneStatus = this.#has(Flag.oneStatus)
    const noNumber = kind === ValueKind.string || kind === ValueKind.none
    if (noNumber || (oneStatus && !isGood(this.#word(Word.status)))) return numbers.fill(Number.NaN, 0, rows)
    if (kind === SCALED && onePlaces !== MIXED) {
      const { bytes, at } = this.#page(Column.scaled)
      decodeDelta(bytes, at, numbers)
      const power = POWERS[onePlaces] as number
      if (power !== 1) for (let row = 0; row < rows; row++) numbers[row]! /= power
    } else {
      this.#loadValues()
      for (let row = 0; row < rows; row++) numbers[row] = numberAt(this, row)
    }
    if (!oneStatus) {
      this.#loadStatuses()
      for (let row = 0; row < rows; row++) if (!isGood(this.status[row] as number)) numbers[row] = Number.NaN
    }
    return numbers
  }

  /** Every column. */
  loadRows(): void {
    this.loadSeries()
    this.loadTimes()
    this.#loadValues()
    this.#loadStatuses()
  }

  #loadStatuses(): void {
    if (!this.#needs(Held.statuses)) return
    if (this.#has(Flag.oneStatus)) this.status.fill(this.#word(Word.status), 0, this.length)
    else this.#unsigned(Column.status, this.status)
  }

  #loadValues(): void {
    if (!this.#needs(Held.values)) return
    const kinds = this.#word(Word.kinds)
    const kind = kinds & 0xff
    const rows = this.length
    this.#rows.clear()
    this.kind.fill(kind === SCALED ? ValueKind.double : kind === MIXED ? ValueKind.none : kind, 0, rows)
    if (kind === ValueKind.none || kind === MIXED) this.words.fill(0, 0, rows * 2)
    const has = (one: number): boolean => kind === one || kind === MIXED
    if (has(SCALED)) this.#fillScaled((kinds >>> 8) & 0xff)
    if (has(ValueKind.double)) this.#fillSlots(Column.double, ValueKind.double)
    if (has(ValueKind.int64)) this.#fillSlots(Column.int64, ValueKind.int64)
    if (has(ValueKind.boolean)) this.#fillBooleans()
    if (has(ValueKind.string)) this.#fillTexts()
  }

  #fillScaled(onePlaces: number): void {
    const page = this.#page(Column.scaled)
    if (isEmpty(page)) return
    const { present } = page
    decodeDelta(page.bytes, page.at, wholes)
    if (onePlaces === MIXED) {
      // Its levels are the same as those of the numbers.
      const { bytes, at } = this.#page(Column.scale)
      decodeDelta(bytes, at, places)
    }
    const { double, kind, length } = this
    for (let row = 0, i = 0; row < length; row++) {
      if (present && present[row] === 0) continue
      kind[row] = ValueKind.double
      double[row] = (wholes[i] as number) / (POWERS[onePlaces === MIXED ? (places[i] as number) : onePlaces] as number)
      i++
    }
  }

  #fillSlots(column: number, ofKind: number): void {
    const page = this.#page(column)
    if (isEmpty(page)) return
    const { bytes, at, delta, present } = page
    const { words, kind, length } = this
    if (delta) decodeDelta(bytes, at, wholes)
    const slots = delta ? undefined : new Int32Array(bytes.slice(at).buffer)
    for (let row = 0, i = 0; row < length; row++) {
      if (present && present[row] === 0) continue
      kind[row] = ofKind
      if (slots) {
        words[row * 2] = slots[i * 2] as number
        words[row * 2 + 1] = slots[i * 2 + 1] as number
      } else {
        const whole = wholes[i] as number
        const isShort = whole >= 0 && whole < 2 ** 31
        words[row * 2] = isShort ? whole : (whole % 4_294_967_296) | 0
        words[row * 2 + 1] = isShort ? 0 : Math.floor(whole / 4_294_967_296)
      }
      i++
    }
  }

  #fillBooleans(): void {
    const page = this.#page(Column.boolean)
    if (isEmpty(page)) return
    const { bytes, at, present } = page
    const { kind, double, length } = this
    for (let row = 0, i = 0; row < length; row++) {
      if (present && present[row] === 0) continue
      kind[row] = ValueKind.boolean
      double[row] = ((bytes[at + (i >>> 3)] as number) >>> (i & 7)) & 1
      i++
    }
  }

  #fillTexts(): void {
    const page = this.#page(Column.string)
    if (isEmpty(page)) return
    const { bytes, present } = page
    const { kind, words, length: rows } = this
    const { text } = this.#rows
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let row = 0, { at } = page; row < rows; row++) {
      if (present && present[row] === 0) continue
      const length = buffer.readUInt32LE(at)
      kind[row] = ValueKind.string
      words[row * 2] = text.length
      words[row * 2 + 1] = 0
      text.push(buffer.toString('utf8', at + 4, at + 4 + length))
      at += 4 + length
    }
  }

  #unsigned(column: number, out: Uint32Array): void {
    const { length } = this
    const { bytes, at, delta } = this.#page(column)
    if (delta) {
      decodeDelta(bytes, at, wholes)
      for (let row = 0; row < length; row++) out[row] = wholes[row] as number
    } else out.set(new Uint32Array(bytes.slice(at, at + length * 4).buffer))
  }

  #needs(column: number): boolean {
    if ((this.#held & column) !== 0) return false
    this.#held |= column
    return true
  }

  #word(word: number): number {
    return (this.#reader as SegmentReader).word(this.#stripe, word)
  }

  #has(flag: number): boolean {
    return ((this.#word(Word.kinds) >>> 16) & flag) !== 0
  }

  #page(column: number): Page {
    const reader = this.#reader as SegmentReader
    const stored = reader.read(this.#word(Word.pages + column * 2), this.#word(Word.pages + column * 2 + 1))
    const isSet = (word: number): boolean => ((this.#word(word) >>> column) & 1) === 1
    const isOptional = column >= Column.double && column <= Column.string
    const { end, all } = isOptional ? readLevels(stored, this.length) : { end: 0, all: true }
    const held = { delta: isSet(Word.delta), ...(all ? {} : { present: levels }) }
    return isSet(Word.packed)
      ? { bytes: unpacked(stored.subarray(end)), at: 0, ...held }
      : { bytes: stored, at: end, ...held }
  }
}

const PLAIN = Flag.oneSeries | Flag.oneStatus | Flag.regular

/** The first of so many rows in equal steps that is not before a time; their number if there is none. */
function rowAt(time: number, begin: number, step: number, length: number): number {
  let row = Math.max(0, Math.min(length, Math.ceil((time - begin) / step)))
  // A quotient may be rounded to the next whole number.
  while (row > 0 && begin + (row - 1) * step >= time) row--
  while (row < length && begin + row * step < time) row++
  return row
}

/** No row has a value. */
const isEmpty = ({ bytes, at }: Page): boolean => bytes.length === at

/** The number a row's value counts as, NaN where it is none, whatever its quality. */
export function numberAt({ kind, double, words }: SampleColumns, row: number): number {
  switch (kind[row]) {
    case ValueKind.double:
    case ValueKind.boolean:
      return double[row] as number
    case ValueKind.int64:
      return (words[row * 2 + 1] as number) * 4_294_967_296 + ((words[row * 2] as number) >>> 0)
    default:
      return Number.NaN
  }
}

/** The first place in [from, to) whose number is not less than `bound`; `to` if there is none. */
export function lowerBound(values: Float64Array | Uint32Array, from: number, to: number, bound: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < bound) low = middle + 1
    else high = middle
  }
  return low
}

/** Runs of presence into `levels`; tells where they end and whether all rows are there. */
function readLevels(bytes: Uint8Array, rows: number): { end: number; all: boolean } {
  let at = 0
  let all = true
  for (let row = 0; row < rows; ) {
    let head = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] as number
      head += (byte & 0x7f) * scale
      if (byte < 0x80) break
    }
    const count = head / 2
    const level = bytes[at++] as number
    if (level === 0) all = false
    levels.fill(level, row, row + count)
    row += count
  }
  return { end: at, all }
}
