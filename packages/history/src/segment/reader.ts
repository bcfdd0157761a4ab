import { closeSync, openSync, readSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { isGood, ValueKind } from '@millrace/core'
import { type SampleColumns, Samples } from './columns.ts'
import { POWERS } from './decimal.ts'
import { decodeDelta } from './delta.ts'
import { decodeHours, type Hours } from './hours.ts'
import {
  Column,
  type Extent,
  Flag,
  INSTANTS,
  Instant,
  MIXED,
  SCALED,
  type Stripes,
  stripesOf,
  WORDS,
  Word,
} from './layout.ts'

/** Rows of a stripe at most. */
const FULL = 16_384

/** Values of a column, not compressed, and a row's presence where not all have one. */
interface Page {
  readonly bytes: Uint8Array
  readonly at: number
  readonly delta: boolean
  /** 1 for each row that has a value; absent where all have. */
  readonly present?: Uint8Array
}

const levels = new Uint8Array(FULL)

/** Memory of the stripe in hand, used again for the next one. */
const numbers = new Float64Array(FULL)
const fill = new Samples(FULL)
fill.length = 0
const goods = new Float64Array(FULL)

/** A segment file that is open for reading. */
export class SegmentReader {
  readonly path: string
  readonly stripes: Stripes
  readonly #fd: number

  constructor(path: string, { at, bytes }: Extent) {
    this.path = path
    this.#fd = openSync(path, 'r')
    try {
      this.stripes = stripesOf(unpacked(this.#read(at, bytes)))
    } catch (failure) {
      closeSync(this.#fd)
      throw failure
    }
  }

  /** Memory that the list of stripes takes, bytes. */
  get weight(): number {
    return this.stripes.words.byteLength + this.stripes.instants.byteLength
  }

  close(): void {
    closeSync(this.#fd)
  }

  /** The first stripe that may hold a series or a later one. */
  firstOf(series: number): number {
    const { words, length } = this.stripes
    let [low, high] = [0, length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((words[middle * WORDS + Word.lastSeries] as number) < series) low = middle + 1
      else high = middle
    }
    return low
  }

  word(stripe: number, word: number): number {
    return this.stripes.words[stripe * WORDS + word] as number
  }

  minTime(stripe: number): number {
    return this.stripes.instants[stripe * INSTANTS + Instant.min] as number
  }

  maxTime(stripe: number): number {
    return this.stripes.instants[stripe * INSTANTS + Instant.max] as number
  }

  hasHours(stripe: number): boolean {
    return this.word(stripe, Word.hoursBytes) > 0
  }

  /** Adds the summed-up hours of a stripe. */
  hours(stripe: number, into: Hours): void {
    decodeHours(this.#read(this.word(stripe, Word.hoursAt), this.word(stripe, Word.hoursBytes)), 0, into)
  }

  /** Series of each row; good until the next stripe is read. */
  series(stripe: number): Uint32Array {
    const rows = this.word(stripe, Word.rows)
    if (this.#has(stripe, Flag.oneSeries)) fill.series.fill(this.word(stripe, Word.firstSeries), 0, rows)
    else this.#unsigned(stripe, Column.series, fill.series)
    return fill.series
  }

  times(stripe: number): Float64Array {
    const rows = this.word(stripe, Word.rows)
    const { time } = fill
    if (this.#has(stripe, Flag.regular)) {
      const from = this.minTime(stripe)
      const step = this.stripes.instants[stripe * INSTANTS + Instant.step] as number
      for (let row = 0; row < rows; row++) time[row] = from + row * step
      return time
    }
    const { bytes, at, delta } = this.#page(stripe, Column.time)
    if (delta) decodeDelta(bytes, at, time)
    else {
      const slots = new BigInt64Array(bytes.slice(at, at + rows * 8).buffer)
      for (let row = 0; row < rows; row++) time[row] = Number(slots[row])
    }
    return time
  }

  /** Good numbers, NaN where there is none; good until the next stripe is read. */
  numbers(stripe: number): Float64Array {
    const kinds = this.word(stripe, Word.kinds)
    const kind = kinds & 0xff
    const rows = this.word(stripe, Word.rows)
    const places = (kinds >>> 8) & 0xff
    const oneStatus = this.#has(stripe, Flag.oneStatus)
    if (oneStatus && !isGood(this.word(stripe, Word.status))) return goods.fill(Number.NaN, 0, rows)
    if (kind === SCALED && places !== MIXED) {
      const { bytes, at } = this.#page(stripe, Column.scaled)
      decodeDelta(bytes, at, goods)
      const power = POWERS[places] as number
      if (power !== 1) for (let row = 0; row < rows; row++) goods[row]! /= power
    } else if (kind === ValueKind.string || kind === ValueKind.none) return goods.fill(Number.NaN, 0, rows)
    else {
      const held = this.rows(stripe, false)
      for (let row = 0; row < rows; row++) {
        const one = held.kind[row]
        if (one === ValueKind.double || one === ValueKind.boolean) goods[row] = held.double[row] as number
        else if (one === ValueKind.int64)
          goods[row] = (held.words[row * 2 + 1] as number) * 4_294_967_296 + ((held.words[row * 2] as number) >>> 0)
        else goods[row] = Number.NaN
      }
    }
    if (!oneStatus) {
      this.#statuses(stripe, rows)
      for (let row = 0; row < rows; row++) if (!isGood(fill.status[row] as number)) goods[row] = Number.NaN
    }
    return goods
  }

  /** All columns of a stripe (without `whole`, the values alone); good until the next stripe is read. */
  rows(stripe: number, whole = true): SampleColumns {
    const kinds = this.word(stripe, Word.kinds)
    const kind = kinds & 0xff
    const rows = this.word(stripe, Word.rows)
    fill.clear()
    fill.kind.fill(kind === SCALED ? ValueKind.double : kind === MIXED ? ValueKind.none : kind, 0, rows)
    if (kind === ValueKind.none || kind === MIXED) fill.words.fill(0, 0, rows * 2)
    const has = (one: number): boolean => kind === one || kind === MIXED
    if (has(SCALED)) this.#fillScaled(stripe, rows, (kinds >>> 8) & 0xff)
    if (has(ValueKind.double)) this.#fillSlots(stripe, Column.double, rows, ValueKind.double)
    if (has(ValueKind.int64)) this.#fillSlots(stripe, Column.int64, rows, ValueKind.int64)
    if (has(ValueKind.boolean)) this.#fillBooleans(stripe, rows)
    if (has(ValueKind.string)) this.#fillTexts(stripe, rows)
    if (whole) {
      this.series(stripe)
      this.times(stripe)
      this.#statuses(stripe, rows)
    }
    return fill
  }

  #statuses(stripe: number, rows: number): void {
    if (this.#has(stripe, Flag.oneStatus)) fill.status.fill(this.word(stripe, Word.status), 0, rows)
    else this.#unsigned(stripe, Column.status, fill.status)
  }

  #fillScaled(stripe: number, rows: number, onePlaces: number): void {
    const { bytes, at, present } = this.#optional(stripe, Column.scaled, rows)
    if (!bytes) return
    decodeDelta(bytes, at, numbers)
    const places = onePlaces === MIXED ? this.#places(stripe, rows) : undefined
    const { double, kind } = fill
    for (let row = 0, i = 0; row < rows; row++) {
      if (present && present[row] === 0) continue
      kind[row] = ValueKind.double
      double[row] = (numbers[i] as number) / (POWERS[places ? (places[i] as number) : onePlaces] as number)
      i++
    }
  }

  #places(stripe: number, rows: number): Float64Array {
    const { bytes, at } = this.#optional(stripe, Column.scale, rows)
    decodeDelta(bytes as Uint8Array, at, goods)
    return goods
  }

  #fillSlots(stripe: number, column: number, rows: number, kind: number): void {
    const { bytes, at, delta, present } = this.#optional(stripe, column, rows)
    if (!bytes) return
    const { words } = fill
    if (delta) decodeDelta(bytes, at, numbers)
    const slots = delta ? undefined : new Int32Array(bytes.slice(at).buffer)
    for (let row = 0, i = 0; row < rows; row++) {
      if (present && present[row] === 0) continue
      fill.kind[row] = kind
      if (slots) {
        words[row * 2] = slots[i * 2] as number
        words[row * 2 + 1] = slots[i * 2 + 1] as number
      } else {
        const whole = numbers[i] as number
        words[row * 2] = (whole % 4_294_967_296) | 0
        words[row * 2 + 1] = Math.floor(whole / 4_294_967_296)
      }
      i++
    }
  }

  #fillBooleans(stripe: number, rows: number): void {
    const { bytes, at, present } = this.#optional(stripe, Column.boolean, rows)
    if (!bytes) return
    for (let row = 0, i = 0; row < rows; row++) {
      if (present && present[row] === 0) continue
      fill.kind[row] = ValueKind.boolean
      fill.double[row] = ((bytes[at + (i >>> 3)] as number) >>> (i & 7)) & 1
      i++
    }
  }

  #fillTexts(stripe: number, rows: number): void {
    const { bytes, at: start, present } = this.#optional(stripe, Column.string, rows)
    if (!bytes) return
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let row = 0, at = start; row < rows; row++) {
      if (present && present[row] === 0) continue
      const length = text.readUInt32LE(at)
      fill.kind[row] = ValueKind.string
      fill.words[row * 2] = fill.text.length
      fill.words[row * 2 + 1] = 0
      fill.text.push(text.toString('utf8', at + 4, at + 4 + length))
      at += 4 + length
    }
  }

  #unsigned(stripe: number, column: number, out: Uint32Array): void {
    const rows = this.word(stripe, Word.rows)
    const { bytes, at, delta } = this.#page(stripe, column)
    if (delta) {
      decodeDelta(bytes, at, numbers)
      for (let row = 0; row < rows; row++) out[row] = numbers[row] as number
    } else out.set(new Uint32Array(bytes.slice(at, at + rows * 4).buffer))
  }

  #has(stripe: number, flag: number): boolean {
    return ((this.word(stripe, Word.kinds) >>> 16) & flag) !== 0
  }

  /** As {@link #page}, and no bytes where no row has a value. */
  #optional(stripe: number, column: number, rows: number): Partial<Page> & { at: number } {
    const page = this.#page(stripe, column, rows)
    return page.bytes.length === page.at ? { at: 0 } : page
  }

  /** `optional`: rows whose levels come first. */
  #page(stripe: number, column: number, optional = 0): Page {
    const at = this.word(stripe, Word.pages + column * 2)
    const stored = this.#read(at, this.word(stripe, Word.pages + column * 2 + 1))
    const delta = ((this.word(stripe, Word.delta) >>> column) & 1) === 1
    const isPacked = ((this.word(stripe, Word.packed) >>> column) & 1) === 1
    const isOptional = column >= Column.double && column <= Column.string
    const { end, all } = isOptional
      ? readLevels(stored, optional || this.word(stripe, Word.rows))
      : { end: 0, all: true }
    const present = all ? {} : { present: levels }
    if (!isPacked) return { bytes: stored, at: end, delta, ...present }
    return { bytes: unpacked(stored.subarray(end)), at: 0, delta, ...present }
  }

  #read(at: number, bytes: number): Uint8Array {
    const buffer = new Uint8Array(bytes)
    for (let done = 0; done < bytes; ) {
      const got = readSync(this.#fd, buffer, done, bytes - done, at + done)
      if (got === 0) break
      done += got
    }
    return buffer
  }
}

/** Never a Buffer, whose slices are no copies. */
function unpacked(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = zstdDecompressSync(bytes)
  return new Uint8Array(buffer, byteOffset, length)
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
