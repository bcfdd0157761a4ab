import { constants, zstdCompressSync } from 'node:zlib'
import { ValueKind } from '@millrace/core'
import { plainTexts, runs } from '../columns/parquet-page.ts'
import type { Samples } from './columns.ts'
import { deltaRoom, encodeDelta, encodeRegular, sizeOfDelta } from './delta.ts'
import { Column, Encoding, SCALED } from './layout.ts'

/** Levels, then values; the values are compressed where `packed`. */
export interface Body {
  readonly levels: Uint8Array
  readonly values: Uint8Array
  /** Bytes of the values before they were compressed. */
  readonly plain: number
  readonly encoding: number
  readonly packed: boolean
  readonly nulls: number
}

const NONE = new Uint8Array(0)
const levelOf = (level: number) => ({ params: { [constants.ZSTD_c_compressionLevel]: level } })
const QUICK = levelOf(1)
const THRIFTY = levelOf(3)
/** What is hardly smaller once compressed is read sooner as it is. */
const PAYS = 0.97
/** Smaller values are not worth the work of compressing. */
const WORTH = 64

let scratch = new Uint8Array(0)

function roomFor(count: number): Uint8Array {
  const room = deltaRoom(count)
  if (scratch.length < room) scratch = new Uint8Array(room)
  return scratch
}

function compressed(values: Uint8Array, { levels, encoding, nulls }: Frame, thrifty: boolean): Body {
  const plain = values.length
  if (plain >= WORTH) {
    const packed = zstdCompressSync(values, thrifty ? THRIFTY : QUICK)
    if (packed.length < plain) return { levels, values: packed, plain, encoding, packed: true, nulls }
  }
  return { levels, values: values.slice(), plain, encoding, packed: false, nulls }
}

/** What values stand in. */
type Frame = Pick<Body, 'levels' | 'encoding' | 'nulls'>

/** Whole numbers as steps; `thrifty` takes the time to find the smaller of two ways. */
export function wholeBody(
  values: ArrayLike<number>,
  count: number,
  levels: Uint8Array,
  nulls: number,
  thrifty: boolean,
): Body {
  const out = roomFor(count)
  const encoding = Encoding.delta
  if (thrifty) {
    const size = sizeOfDelta(values, 0, count)
    if (size >= WORTH) {
      const whole = encodeDelta(out, values, 0, count, true)
      const body = compressed(out.subarray(0, whole), { levels, encoding, nulls }, true)
      if (body.values.length < size * PAYS) return body
    }
  }
  const size = encodeDelta(out, values, 0, count)
  return { levels, values: out.slice(0, size), plain: size, encoding, packed: false, nulls }
}

/** Numbers in equal steps, one for each row. */
export function regularBody(first: number, step: number, count: number): Body {
  const out = new Uint8Array(64)
  const size = encodeRegular(out, first, step, count)
  const values = out.subarray(0, size)
  return { levels: NONE, values, plain: size, encoding: Encoding.delta, packed: false, nulls: 0 }
}

/** All rows have a value, or none: one run. */
function levelsOf(present: Uint8Array, rows: number, count: number): Uint8Array {
  if (count !== 0 && count !== rows) return runs(present, rows, 1)
  const bytes = [count === 0 ? 0 : 1]
  const head: number[] = []
  for (let rest = rows * 2; ; rest = Math.floor(rest / 128)) {
    head.push(rest >= 128 ? (rest % 128) | 128 : rest)
    if (rest < 128) break
  }
  return Uint8Array.from([...head, ...bytes])
}

const present = new Uint8Array(65_536)

/** Pages of the value columns of rows whose kinds (with {@link SCALED}) are given. */
export class ValuePages {
  readonly #rows: Samples
  readonly #kinds: Uint8Array
  readonly #count: number
  readonly #thrifty: boolean

  constructor(rows: Samples, kinds: Uint8Array, count: number, thrifty: boolean) {
    this.#rows = rows
    this.#kinds = kinds
    this.#count = count
    this.#thrifty = thrifty
  }

  #levels(kind: number): { levels: Uint8Array; held: number } {
    let held = 0
    for (let row = 0; row < this.#count; row++) held += present[row] = this.#kinds[row] === kind ? 1 : 0
    return { levels: levelsOf(present, this.#count, held), held }
  }

  body(column: number, scaled: { readonly whole: Float64Array; readonly places: Uint8Array }): Body {
    switch (column) {
      case Column.double:
        return this.#slots(ValueKind.double, 8)
      case Column.scaled:
        return this.#numbers(scaled.whole, this.#thrifty)
      case Column.scale:
        return this.#numbers(scaled.places, false)
      case Column.int64:
        return this.#integers()
      case Column.boolean:
        return this.#booleans()
      default:
        return this.#texts()
    }
  }

  #plain(values: Uint8Array, levels: Uint8Array, held: number): Body {
    return compressed(values, { levels, encoding: Encoding.plain, nulls: this.#count - held }, this.#thrifty)
  }

  #none(levels: Uint8Array): Body {
    return { levels, values: NONE, plain: 0, encoding: Encoding.plain, packed: false, nulls: this.#count }
  }

  #numbers(values: Float64Array | Uint8Array, thrifty: boolean): Body {
    const { levels, held } = this.#levels(SCALED)
    if (held === 0) return this.#none(levels)
    const nulls = this.#count - held
    if (nulls === 0) return wholeBody(values, held, levels, 0, thrifty)
    const kept = new Float64Array(held)
    for (let row = 0, at = 0; row < this.#count; row++)
      if (this.#kinds[row] === SCALED) kept[at++] = values[row] as number
    return wholeBody(kept, held, levels, nulls, thrifty)
  }

  #slots(kind: number, size: number): Body {
    const { levels, held } = this.#levels(kind)
    if (held === 0) return this.#none(levels)
    const { words } = this.#rows
    const kept = new Int32Array((held * size) / 4)
    for (let row = 0, at = 0; row < this.#count; row++)
      if (this.#kinds[row] === kind) {
        kept[at++] = words[row * 2] as number
        kept[at++] = words[row * 2 + 1] as number
      }
    return this.#plain(new Uint8Array(kept.buffer), levels, held)
  }

  /** As steps where all fit the whole numbers of a double, as they are where not. */
  #integers(): Body {
    const { levels, held } = this.#levels(ValueKind.int64)
    if (held === 0) return this.#none(levels)
    const { words } = this.#rows
    const kept = new Float64Array(held)
    for (let row = 0, at = 0; row < this.#count; row++) {
      if (this.#kinds[row] !== ValueKind.int64) continue
      const high = words[row * 2 + 1] as number
      if (high >= 1 << 20 || high < -(1 << 20)) return this.#slots(ValueKind.int64, 8)
      kept[at++] = high * 4_294_967_296 + ((words[row * 2] as number) >>> 0)
    }
    return wholeBody(kept, held, levels, this.#count - held, this.#thrifty)
  }

  #booleans(): Body {
    const { levels, held } = this.#levels(ValueKind.boolean)
    if (held === 0) return this.#none(levels)
    const bits = new Uint8Array(Math.ceil(held / 8))
    for (let row = 0, at = 0; row < this.#count; row++) {
      if (this.#kinds[row] !== ValueKind.boolean) continue
      if (this.#rows.double[row] !== 0) bits[at >>> 3]! |= 1 << (at & 7)
      at++
    }
    return this.#plain(bits, levels, held)
  }

  #texts(): Body {
    const { levels, held } = this.#levels(ValueKind.string)
    if (held === 0) return this.#none(levels)
    const texts: string[] = []
    for (let row = 0; row < this.#count; row++)
      if (this.#kinds[row] === ValueKind.string) texts.push(this.#rows.textAt(row))
    return this.#plain(plainTexts(texts), levels, held)
  }
}

/** Unsigned numbers that all rows have: as steps, or as they are where 32 bits with a sign would not hold them. */
export function unsignedBody(values: Uint32Array, count: number, thrifty: boolean): Body {
  let greatest = 0
  for (let row = 0; row < count; row++) if ((values[row] as number) > greatest) greatest = values[row] as number
  if (greatest < 2 ** 31) return wholeBody(values, count, NONE, 0, thrifty)
  const bytes = new Uint8Array(values.buffer, values.byteOffset, count * 4)
  return compressed(bytes, PLAIN, thrifty)
}

/** Whether steps between such times are exact. */
export const isNear = (time: number): boolean => Math.abs(time) < 2 ** 51

const PLAIN: Frame = { levels: NONE, encoding: Encoding.plain, nulls: 0 }

/** As they are where steps do not hold them, or where several series have the same times, which compresses well. */
export function timeBody(times: Float64Array, count: number, thrifty: boolean): Body {
  let beyond = false
  for (let row = 0; row < count; row++) if (!isNear(times[row] as number)) beyond = true
  const size = beyond ? Number.POSITIVE_INFINITY : sizeOfDelta(times, 0, count)
  if (size > count) {
    const plain = compressed(new Uint8Array(wordsOf(times, count).buffer), PLAIN, thrifty)
    if (plain.values.length < size) return plain
  }
  return wholeBody(times, count, NONE, 0, thrifty)
}

function wordsOf(values: Float64Array, count: number): Int32Array<ArrayBuffer> {
  const words = new Int32Array(count * 2)
  for (let row = 0; row < count; row++) {
    const value = values[row] as number
    words[row * 2] = (value % 4_294_967_296) | 0
    words[row * 2 + 1] = Math.floor(value / 4_294_967_296)
  }
  return words
}
