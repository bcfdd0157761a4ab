import { Status, type Value } from '@millrace/core'

/** How the bytes of one data item are read; all of them travel lowest byte first. */
export type Format =
  | { readonly kind: 'number'; readonly bytes: number; readonly decimals: number; readonly signed: boolean }
  | { readonly kind: 'digits'; readonly bytes: number }
  | { readonly kind: 'bits'; readonly bytes: number; readonly bit?: number }
  | { readonly kind: 'ascii'; readonly bytes: number }
  | { readonly kind: 'time'; readonly bytes: number; readonly parts: readonly TimePart[] }

type TimePart = 'YY' | 'MM' | 'DD' | 'WW' | 'hh' | 'mm' | 'ss'

/** A value, or the status that says why there is none. */
export interface Decoded {
  readonly value: Value
  readonly status: number
}

const none = (status: number): Decoded => ({ value: null, status })
const good = (value: Value): Decoded => ({ value, status: Status.Good })

/** Reads `XXX.X`, `-XX.XXXX`, `BCD6`, `bits2`, `bits2.4`, `ASCII10` or `YYMMDDhhmm`; undefined if it is none of them. */
export function parseFormat(text: string): Format | undefined {
  const number = /^(-?)([XN]{1,16})(?:\.([XN]{1,8}))?$/.exec(text)
  if (number) {
    const decimals = number[3]?.length ?? 0
    const digits = number[2]!.length + decimals
    if (digits % 2 === 1 || digits > 16) return undefined
    return { kind: 'number', bytes: digits / 2, decimals, signed: number[1] === '-' }
  }
  const run = /^(BCD|ASCII|bits)(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text)
  if (run) {
    const bytes = Number(run[2])
    const bit = run[3] === undefined ? undefined : Number(run[3])
    if (bytes === 0 || bytes > (run[1] === 'bits' ? 4 : run[1] === 'BCD' ? 8 : 190)) return undefined
    if (run[1] !== 'bits') {
      if (bit !== undefined) return undefined
      return { kind: run[1] === 'BCD' ? 'digits' : 'ascii', bytes }
    }
    if (bit === undefined) return { kind: 'bits', bytes }
    return bit < bytes * 8 ? { kind: 'bits', bytes, bit } : undefined
  }
  const parts = /^(?:YY|MM|DD|WW|hh|mm|ss){2,7}$/.test(text) ? (text.match(/../g) as TimePart[]) : undefined
  return parts ? { kind: 'time', bytes: parts.length, parts } : undefined
}

/** One item's bytes, lowest first. Bytes that are all FFH are the meter's way to say that it has none. */
export function decodeItem(bytes: Uint8Array, format: Format): Decoded {
  if (bytes.length !== format.bytes) return none(Status.BadDecodingError)
  if (format.kind === 'bits') return good(bitsOf(bytes, format.bit))
  if (bytes.every((byte) => byte === 0xff)) return none(Status.BadNoData)
  if (format.kind === 'ascii') return textOf(bytes)
  if (format.kind !== 'number') {
    const digits = digitsOf(bytes)
    if (digits === undefined) return none(Status.BadDecodingError)
    return format.kind === 'digits' ? good(digits) : timeOf(digits, format.parts)
  }
  const top = bytes.at(-1)!
  const negative = format.signed && (top & 0x80) !== 0
  const digits = digitsOf(negative ? Uint8Array.from([...bytes.slice(0, -1), top & 0x7f]) : bytes)
  if (digits === undefined) return none(Status.BadDecodingError)
  if (format.decimals === 0) {
    const whole = BigInt(digits)
    return good(negative ? -whole : whole)
  }
  // A division by a power of ten is exact to the last bit; a product with 0.01 is not.
  const number = Number(digits) / 10 ** format.decimals
  return good(negative && number !== 0 ? -number : number)
}

function bitsOf(bytes: Uint8Array, bit: number | undefined): Value {
  let number = 0
  for (const [i, byte] of bytes.entries()) number += byte * 2 ** (8 * i)
  return bit === undefined ? BigInt(number) : Math.floor(number / 2 ** bit) % 2 === 1
}

/** Digits, highest first; undefined if a half byte is above 9. */
function digitsOf(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).reverse().toString('hex')
  return /^\d+$/.test(text) ? text : undefined
}

function textOf(bytes: Uint8Array): Decoded {
  const text = [...bytes].reverse().filter((byte) => byte !== 0)
  if (text.some((byte) => byte < 0x20 || byte > 0x7e)) return none(Status.BadDecodingError)
  return good(String.fromCharCode(...text).trim())
}

const ranges: Readonly<Record<TimePart, readonly [number, number]>> = {
  YY: [0, 99],
  MM: [1, 12],
  DD: [1, 31],
  WW: [0, 6],
  hh: [0, 23],
  mm: [0, 59],
  ss: [0, 59],
}

/** `2026-11-27 04:35`: what the meter's clock says, in its own zone. A time of zeros alone has not happened yet. */
function timeOf(digits: string, parts: readonly TimePart[]): Decoded {
  if (/^0+$/.test(digits) && parts.includes('DD')) return none(Status.BadNoData)
  const date: string[] = []
  const clock: string[] = []
  for (const [i, part] of parts.entries()) {
    const number = digits.slice(i * 2, i * 2 + 2)
    const [least, most] = ranges[part]
    if (Number(number) < least || Number(number) > most) return none(Status.BadDecodingError)
    if (part === 'YY') date.push(`20${number}`)
    else if (part === 'MM' || part === 'DD') date.push(number)
    else if (part !== 'WW') clock.push(number)
  }
  return good([date.join('-'), clock.join(':')].filter((text) => text !== '').join(' '))
}

/** The bytes of a value, lowest first, or the status that says why it has none in this format. */
export function encodeItem(value: Value, format: Format): Uint8Array | number {
  switch (format.kind) {
    case 'number':
      return encodeNumber(value, format)
    case 'bits': {
      if (format.bit !== undefined) return Status.BadNotWritable
      if (typeof value !== 'number' && typeof value !== 'bigint') return Status.BadTypeMismatch
      const number = Number(value)
      if (!Number.isInteger(number)) return Status.BadTypeMismatch
      if (number < 0 || number >= 2 ** (8 * format.bytes)) return Status.BadOutOfRange
      return Uint8Array.from({ length: format.bytes }, (_, i) => Math.floor(number / 2 ** (8 * i)) & 0xff)
    }
    case 'ascii': {
      if (typeof value !== 'string' || !/^[ -~]*$/.test(value)) return Status.BadTypeMismatch
      if (value.length > format.bytes) return Status.BadOutOfRange
      return Buffer.from(value.padEnd(format.bytes), 'latin1').reverse()
    }
    case 'digits':
      return encodeDigits(typeof value === 'string' ? value : String(value), format.bytes)
    case 'time':
      return typeof value === 'string' ? encodeTime(value, format) : Status.BadTypeMismatch
  }
}

function encodeNumber(value: Value, format: Format & { kind: 'number' }): Uint8Array | number {
  if (typeof value !== 'number' && typeof value !== 'bigint') return Status.BadTypeMismatch
  const { bytes, decimals, signed } = format
  const negative = value < 0
  const text = typeof value === 'bigint' ? String(value) : value.toFixed(decimals)
  if (typeof value === 'number' && (!Number.isFinite(value) || Number(text) !== value)) return Status.BadOutOfRange
  if (negative && !signed) return Status.BadOutOfRange
  const whole = typeof value === 'bigint' ? `${text}${'0'.repeat(decimals)}` : text.replace('.', '')
  const wire = encodeDigits(whole.replace('-', ''), bytes)
  if (typeof wire === 'number') return wire
  if (!signed) return wire
  if (wire[bytes - 1]! & 0x80) return Status.BadOutOfRange
  if (negative) wire[bytes - 1]! |= 0x80
  return wire
}

function encodeDigits(text: string, bytes: number): Uint8Array | number {
  if (!/^\d+$/.test(text)) return Status.BadTypeMismatch
  const digits = text.replace(/^0+(?=\d)/, '').padStart(bytes * 2, '0')
  if (digits.length > bytes * 2) return Status.BadOutOfRange
  return Buffer.from(digits, 'hex').reverse()
}

/** `2026-11-27 04:35`; the weekday is worked out. */
function encodeTime(text: string, format: Format & { kind: 'time' }): Uint8Array | number {
  const numbers = text.match(/\d+/g) ?? []
  const wanted = format.parts.filter((part) => part !== 'WW')
  if (numbers.length !== wanted.length) return Status.BadTypeMismatch
  const date = new Date(text.slice(0, 10))
  let digits = ''
  for (const part of format.parts) {
    const number = part === 'WW' ? String(date.getUTCDay()) : numbers[wanted.indexOf(part)]!.slice(-2)
    digits += number.padStart(2, '0')
  }
  const wire = encodeDigits(digits, format.bytes)
  if (typeof wire === 'number' || digits.length !== format.bytes * 2) return Status.BadOutOfRange
  return decodeItem(wire, format).status === Status.Good ? wire : Status.BadOutOfRange
}
