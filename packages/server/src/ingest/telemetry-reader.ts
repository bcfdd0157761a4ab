import { isUtf8 } from 'node:buffer'
import { MICROS_PER_MS, type Micros, microsOf, ValueKind } from '@millrace/core'
import { MOST_TEXT_BYTES } from '@millrace/wire'
import { NAME_BYTES, type Refusal, type RefusalReason } from './admit.ts'

/** Values of one message at most. */
const VALUES = 10_000
const RESERVED = new Set(['__proto__', 'constructor', 'prototype'])
const EXACT_POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const OPEN = 0x7b
const CLOSE = 0x7d

/** Thrown inside the reader only, to leave it from any depth. */
class Stop {
  readonly refusal: Refusal
  constructor(reason: RefusalReason, detail: string) {
    this.refusal = { reason, detail }
  }
}

/**
 * Reads a telemetry body straight from its bytes into columns that are used again for the next one:
 * `{"key": value, …}`, `{"time": …, "values": {…}}`, or an array of the latter. JSON of RFC 8259, except that a key may
 * stand once only (`JSON.parse` would drop values silently) and that values are numbers, booleans, strings or null.
 *
 * A number is a double; an integer that a double cannot hold exactly is refused rather than changed.
 */
export class TelemetryReader {
  /** Values of the message; row `i` of the columns below. */
  length = 0
  readonly key: string[] = []
  readonly kind = new Uint8Array(VALUES)
  /** The value where kind is double; 0 or 1 where it is boolean. */
  readonly number = new Float64Array(VALUES)
  /** The value where kind is string. */
  readonly text: (string | undefined)[] = []
  /** µs, or NaN where the message gives no time. */
  readonly time = new Float64Array(VALUES)

  #bytes: Buffer = Buffer.alloc(0)
  #at = 0
  #end = 0

  /** Returns why the body is refused; else the columns hold it, until the next call. */
  read(bytes: Buffer, start: number, end: number): Refusal | undefined {
    this.length = 0
    this.#bytes = bytes
    this.#at = start
    this.#end = end
    if (start === end) return { reason: 'empty_payload', detail: 'Expected a JSON object, saw nothing.' }
    if (!isUtf8(bytes.subarray(start, end))) return { reason: 'invalid_utf8', detail: 'Expected UTF-8.' }
    try {
      this.#body()
      return undefined
    } catch (stopped) {
      if (stopped instanceof Stop) return stopped.refusal
      throw stopped
    }
  }

  #body(): void {
    const first = this.#next()
    if (first === OPEN) this.#object(false)
    else if (first === OPEN_ARRAY) {
      this.#at++
      if (this.#next() === CLOSE_ARRAY) this.#at++
      else {
        do {
          if (this.#next() !== OPEN) this.#bad('an object with "time" and "values"')
          this.#object(true)
        } while (this.#more(CLOSE_ARRAY))
      }
    } else this.#bad('an object or an array')
    this.#space()
    if (this.#at !== this.#end) this.#bad('nothing more')
    if (this.length === 0) throw new Stop('empty_payload', 'The message holds no value.')
  }

  /** A flat object of values, or an envelope: the one that has "values" with an object in it. */
  #object(envelopeOnly: boolean): void {
    const from = this.length
    let time = Number.NaN
    let members = 0
    let values = false
    this.#at++
    if (this.#next() === CLOSE) {
      this.#at++
      return
    }
    do {
      const key = this.#keyName()
      if (key === 'values' && this.#next() === OPEN) {
        if (values) throw new Stop('duplicate_key', 'The key "values" stands twice.')
        values = true
        this.#values()
      } else {
        members++
        this.#value(key)
      }
    } while (this.#more(CLOSE))
    if (!values) {
      if (envelopeOnly) this.#bad('"values" in each object of the array')
      this.#unique(from, this.length)
    } else {
      // What stands beside "values" was read as a value; it can only be the time.
      let own = -1
      for (let i = from; i < this.length; i++) if (this.key[i] === 'time' && this.time[i] === -1) own = i
      if (members > 1 || (members === 1 && own < 0)) this.#bad('only "time" beside "values"')
      if (own >= 0) {
        time = this.#timeOf(own)
        this.#remove(own)
      }
      this.#unique(from, this.length)
    }
    for (let i = from; i < this.length; i++) this.time[i] = time
  }

  #values(): void {
    this.#at++
    if (this.#next() === CLOSE) {
      this.#at++
      return
    }
    do {
      const key = this.#keyName()
      this.#value(key)
      this.time[this.length - 1] = 0
    } while (this.#more(CLOSE))
  }

  #value(key: string): void {
    const i = this.length
    if (i >= VALUES) throw new Stop('too_many_metrics', `Expected at most ${VALUES} values in a message.`)
    this.key[i] = key
    this.time[i] = -1
    this.text[i] = undefined
    const first = this.#next()
    if (first === MINUS || (first >= ZERO && first <= NINE)) {
      this.kind[i] = ValueKind.double
      this.number[i] = this.#numberOf(key)
    } else if (first === QUOTE) {
      this.kind[i] = ValueKind.string
      this.text[i] = this.#string(MOST_TEXT_BYTES, 'string_too_long')
    } else if (this.#word('true')) {
      this.kind[i] = ValueKind.boolean
      this.number[i] = 1
    } else if (this.#word('false')) {
      this.kind[i] = ValueKind.boolean
      this.number[i] = 0
    } else if (this.#word('null')) this.kind[i] = ValueKind.none
    else if (first === OPEN || first === OPEN_ARRAY) {
      throw new Stop(
        'depth',
        `Expected a number, boolean, string or null as "${key}", saw an ${first === OPEN ? 'object' : 'array'}.`,
      )
    } else if (this.#word('NaN') || this.#word('Infinity')) {
      throw new Stop('nan_in_json', `JSON has no NaN or Infinity; send null for "${key}".`)
    } else this.#bad('a value')
    this.length = i + 1
  }

  #numberOf(key: string): number {
    const bytes = this.#bytes
    const start = this.#at
    let at = start
    const negative = bytes[at] === MINUS
    if (negative) at++
    if (bytes[at] === 0x49) throw new Stop('nan_in_json', `JSON has no Infinity; send null for "${key}".`)
    const leading = at
    let mantissa = 0
    let digits = 0
    let fraction = 0
    let c = at < this.#end ? (bytes[at] as number) : 0
    while (c >= ZERO && c <= NINE) {
      mantissa = mantissa * 10 + (c - ZERO)
      digits++
      c = ++at < this.#end ? (bytes[at] as number) : 0
    }
    if (digits === 0 || (digits > 1 && bytes[leading] === ZERO)) this.#bad('a number')
    if (c === DOT) {
      c = ++at < this.#end ? (bytes[at] as number) : 0
      while (c >= ZERO && c <= NINE) {
        mantissa = mantissa * 10 + (c - ZERO)
        fraction++
        c = ++at < this.#end ? (bytes[at] as number) : 0
      }
      if (fraction === 0) this.#bad('digits after the point')
    }
    const scientific = c === 0x65 || c === 0x45
    if (scientific) {
      c = ++at < this.#end ? (bytes[at] as number) : 0
      if (c === MINUS || c === 0x2b) c = ++at < this.#end ? (bytes[at] as number) : 0
      const from = at
      while (c >= ZERO && c <= NINE) c = ++at < this.#end ? (bytes[at] as number) : 0
      if (at === from) this.#bad('an exponent')
    }
    this.#at = at
    // Both exact in a double, so one division rounds correctly (Clinger 1990, the fast path of every strtod).
    if (!scientific && digits + fraction <= 15) {
      const value = fraction === 0 ? mantissa : mantissa / (EXACT_POWERS[fraction] as number)
      return negative ? -value : value
    }
    const text = bytes.toString('latin1', start, at)
    const value = Number(text)
    if (!Number.isFinite(value)) throw new Stop('number_out_of_range', `"${key}" is beyond what a double can hold.`)
    // A sender's double in its shortest form is as good as exact; other digits would be changed.
    if (
      !scientific &&
      fraction === 0 &&
      !Number.isSafeInteger(value) &&
      BigInt(value) !== BigInt(text) &&
      String(value) !== text
    ) {
      throw new Stop('inexact_integer', `"${key}" is beyond 2^53 and would be rounded; send it as a string.`)
    }
    return value
  }

  #keyName(): string {
    if (this.#next() !== QUOTE) this.#bad('a key in quotes')
    const key = this.#string(NAME_BYTES, 'key_too_long')
    if (key.length === 0) this.#bad('a key that is not empty')
    if (RESERVED.has(key)) throw new Stop('reserved_key', `"${key}" cannot be the name of a point.`)
    if (this.#next() !== COLON) this.#bad('a colon')
    this.#at++
    return key
  }

  #string(limit: number, reason: RefusalReason): string {
    const bytes = this.#bytes
    const start = ++this.#at
    let at = start
    let plain = true
    let ascii = true
    for (; at < this.#end; at++) {
      const c = bytes[at] as number
      if (c === QUOTE) break
      if (c === BACKSLASH) {
        plain = false
        at++
      } else if (c < 0x20) this.#bad('no control characters in a string')
      else if (c > 0x7f) ascii = false
    }
    if (at >= this.#end) this.#bad('the end of a string')
    if (at - start > limit) throw new Stop(reason, `Expected at most ${limit} bytes, saw ${at - start}.`)
    this.#at = at + 1
    if (plain) return ascii ? bytes.toString('latin1', start, at) : bytes.toString('utf8', start, at)
    const text = this.#escaped(bytes.toString('utf8', start - 1, at + 1))
    if (!text.isWellFormed()) throw new Stop('invalid_utf8', 'Expected whole characters, saw half a surrogate pair.')
    return text
  }

  #escaped(quoted: string): string {
    try {
      return JSON.parse(quoted) as string
    } catch (failure) {
      throw new Stop('malformed_payload', (failure as SyntaxError).message)
    }
  }

  /** ISO 8601 or ms since 1970, maybe with a fraction. */
  #timeOf(i: number): Micros {
    if (this.kind[i] === ValueKind.double) return Math.round((this.number[i] as number) * MICROS_PER_MS)
    const time = this.kind[i] === ValueKind.string ? microsOf(this.text[i] as string) : undefined
    if (time === undefined) throw new Stop('time_out_of_range', 'Expected "time" as ISO 8601 or ms since 1970.')
    return time
  }

  #remove(i: number): void {
    this.key.splice(i, 1)
    this.text.splice(i, 1)
    this.kind.copyWithin(i, i + 1, this.length)
    this.number.copyWithin(i, i + 1, this.length)
    this.length--
  }

  #unique(from: number, to: number): void {
    if (to - from < 2) return
    const seen = new Set<string>()
    for (let i = from; i < to; i++) {
      const key = this.key[i] as string
      if (seen.has(key)) throw new Stop('duplicate_key', `The key "${key}" stands twice.`)
      seen.add(key)
    }
  }

  #more(close: number): boolean {
    const c = this.#next()
    if (c !== COMMA && c !== close) this.#bad('a comma or the end')
    this.#at++
    return c === COMMA
  }

  #word(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.#bytes[this.#at + i] !== word.charCodeAt(i)) return false
    if (this.#at + word.length > this.#end) return false
    this.#at += word.length
    return true
  }

  /** The next byte that is no white space, or -1 at the end. */
  #next(): number {
    this.#space()
    return this.#at < this.#end ? (this.#bytes[this.#at] as number) : -1
  }

  #space(): void {
    while (this.#at < this.#end) {
      const c = this.#bytes[this.#at]
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return
      this.#at++
    }
  }

  #bad(expected: string): never {
    const seen =
      this.#at < this.#end
        ? JSON.stringify(this.#bytes.toString('utf8', this.#at, Math.min(this.#end, this.#at + 12)))
        : 'the end'
    throw new Stop('malformed_payload', `Expected ${expected}, saw ${seen}.`)
  }
}
