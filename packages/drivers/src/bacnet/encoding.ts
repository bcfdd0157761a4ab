import { Fault, type Value } from '@millrace/core'
import '../kit/faults.ts'
import { objectText } from './names.ts'

/** ASHRAE 135 §20.2.1.4: application tags. */
export const Tag = {
  null: 0,
  boolean: 1,
  unsigned: 2,
  signed: 3,
  real: 4,
  double: 5,
  octets: 6,
  characters: 7,
  bits: 8,
  enumerated: 9,
  date: 10,
  time: 11,
  object: 12,
  /** Not of the standard: a structure, which is skipped. */
  structure: -1,
} as const

/** One application value. Bit strings are `0` and `1` from bit 0 on; dates, times and objects are text. */
export interface ApplicationValue {
  readonly tag: number
  readonly value: Value
}

export interface TagHeader {
  readonly number: number
  readonly context: boolean
  readonly kind: 'value' | 'open' | 'close'
  /** Bytes of the content; of an application boolean the value itself. */
  readonly length: number
}

const strict = new TextDecoder('utf-8', { fatal: true })
const malformed = (expected: string, seen: string): Fault => new Fault('driver.reply_malformed', { expected, seen })

/** Reads what a device sent; throws `driver.reply_malformed` where it breaks off. */
export class Octets {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    return this.take(1)[0]!
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw malformed(`${count} more bytes`, `${this.left}`)
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  unsigned(count: number): number {
    let value = 0
    for (const byte of this.take(count)) value = value * 256 + byte
    return value
  }

  /** §20.2.1 */
  tag(): TagHeader {
    const first = this.byte()
    const context = (first & 8) !== 0
    const number = first >> 4 === 15 ? this.byte() : first >> 4
    const low = first & 7
    if (low >= 6) {
      if (!context) throw malformed('a tag', `0x${first.toString(16)}`)
      return { number, context, kind: low === 6 ? 'open' : 'close', length: 0 }
    }
    if (low < 5) return { number, context, kind: 'value', length: low }
    const length = this.byte()
    if (length < 254) return { number, context, kind: 'value', length }
    return { number, context, kind: 'value', length: this.unsigned(length === 254 ? 2 : 4) }
  }

  /** The next tag, left where it is; undefined at the end. */
  peek(): TagHeader | undefined {
    if (this.left === 0) return undefined
    const at = this.#at
    const tag = this.tag()
    this.#at = at
    return tag
  }

  /** True, and behind it, if the next tag is this opening or closing one. */
  bracket(kind: 'open' | 'close', number: number): boolean {
    const next = this.peek()
    if (next?.kind !== kind || next.number !== number) return false
    this.tag()
    return true
  }

  /** A context value of up to four bytes (§20.2.4), or undefined if another one comes. */
  optional(number: number): number | undefined {
    const next = this.peek()
    if (next?.kind !== 'value' || !next.context || next.number !== number) return undefined
    const { length } = this.tag()
    if (length === 0 || length > 4) throw malformed('a number of 1 to 4 bytes', `${length}`)
    return this.unsigned(length)
  }

  required(number: number): number {
    const value = this.optional(number)
    if (value === undefined) throw malformed(`context tag ${number}`, 'another')
    return value
  }

  /** Values up to the closing tag, which is taken too. */
  values(closing: number): ApplicationValue[] {
    const values: ApplicationValue[] = []
    while (!this.bracket('close', closing)) values.push(this.#value())
    return values
  }

  /** One application value. */
  value(): ApplicationValue {
    return this.#value()
  }

  #value(): ApplicationValue {
    const tag = this.tag()
    if (tag.kind === 'close') throw malformed('a value', `closing tag ${tag.number}`)
    if (tag.context) {
      if (tag.kind === 'open') this.#skip()
      else this.take(tag.length)
      return { tag: Tag.structure, value: null }
    }
    if (tag.number === Tag.boolean) return { tag: Tag.boolean, value: tag.length !== 0 }
    return { tag: tag.number, value: decode(tag.number, this.take(tag.length)) }
  }

  #skip(): void {
    for (let depth = 1; depth > 0; ) {
      const { kind, context, number, length } = this.tag()
      if (kind === 'open') depth++
      else if (kind === 'close') depth--
      else if (context || number !== Tag.boolean) this.take(length)
    }
  }
}

function decode(tag: number, bytes: Uint8Array): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const exactly = (length: number): void => {
    if (bytes.length !== length) throw malformed(`${length} bytes of tag ${tag}`, `${bytes.length}`)
  }
  switch (tag) {
    case Tag.null:
      exactly(0)
      return null
    case Tag.unsigned:
    case Tag.enumerated:
    case Tag.signed:
      return integer(bytes, tag === Tag.signed)
    case Tag.real:
      exactly(4)
      return view.getFloat32(0)
    case Tag.double:
      exactly(8)
      return view.getFloat64(0)
    case Tag.octets:
      return Buffer.from(bytes).toString('hex')
    case Tag.characters:
      return characters(bytes)
    case Tag.bits:
      return bits(bytes)
    case Tag.date:
      exactly(4)
      return `${bytes[0] === 255 ? '*' : 1900 + bytes[0]!}-${part(bytes[1]!)}-${part(bytes[2]!)}`
    case Tag.time:
      exactly(4)
      return `${part(bytes[0]!)}:${part(bytes[1]!)}:${part(bytes[2]!)}.${part(bytes[3]!)}`
    case Tag.object: {
      exactly(4)
      const id = view.getUint32(0)
      return objectText(id >>> 22, id & 0x3f_ffff)
    }
    default:
      throw malformed('an application tag from 0 to 12', `${tag}`)
  }
}

/** §21: 255 means any. */
const part = (byte: number): string => (byte === 255 ? '*' : String(byte).padStart(2, '0'))

function integer(bytes: Uint8Array, signed: boolean): number | bigint {
  if (bytes.length === 0 || bytes.length > 8) throw malformed('an integer of 1 to 8 bytes', `${bytes.length}`)
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  if (signed) value = BigInt.asIntN(bytes.length * 8, value)
  return bytes.length <= 6 ? Number(value) : value
}

/** §20.2.9: the first byte names the set; UTF-8, UCS-2 and ISO 8859-1 are those in use. */
function characters(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(1))
  switch (bytes[0]) {
    case 0:
      try {
        return strict.decode(text)
      } catch {
        throw malformed('UTF-8', 'other bytes')
      }
    case 4:
      if (text.length % 2 !== 0) throw malformed('UCS-2', `${text.length} bytes`)
      return text.swap16().toString('utf16le')
    case 5:
      return text.toString('latin1')
    default:
      throw malformed('a character set of 0, 4 or 5', `${bytes[0] ?? 'none'}`)
  }
}

/** §20.2.10: the first byte is the number of unused bits at the end. */
function bits(bytes: Uint8Array): string {
  const unused = bytes[0] ?? 8
  if (unused > 7 || (bytes.length === 1 && unused > 0)) throw malformed('a bit string', `${unused} unused bits`)
  const all = Array.from(bytes.subarray(1), (byte) => byte.toString(2).padStart(8, '0')).join('')
  return all.slice(0, all.length - unused)
}

/** Writes requests and, for the simulator, answers. */
export class Writer {
  readonly #bytes: number[]

  constructor(...bytes: number[]) {
    this.#bytes = bytes
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }

  put(...bytes: readonly number[]): this {
    this.#bytes.push(...bytes)
    return this
  }

  open(number: number): this {
    return this.put((number << 4) | 0x0e)
  }

  close(number: number): this {
    return this.put((number << 4) | 0x0f)
  }

  context(number: number, content: readonly number[]): this {
    return this.#tag(number, true, content.length).put(...content)
  }

  object(number: number, type: number, instance: number): this {
    return this.context(number, fixed(((type << 22) | instance) >>> 0, 4))
  }

  /** Tag 12 at most; a value that its tag cannot hold throws, so ask first. */
  value({ tag, value }: ApplicationValue): this {
    if (tag === Tag.boolean) return this.put(value ? 0x11 : 0x10)
    const content = encode(tag, value)
    return this.#tag(tag, false, content.length).put(...content)
  }

  #tag(number: number, context: boolean, length: number): this {
    const first = (number << 4) | (context ? 8 : 0)
    if (length < 5) return this.put(first | length)
    if (length < 254) return this.put(first | 5, length)
    return this.put(first | 5, 254, length >> 8, length & 0xff)
  }
}

/** The least bytes of an unsigned number. */
export function unsigned(value: number): number[] {
  let count = 1
  while (value >= 256 ** count) count++
  return fixed(value, count)
}

function fixed(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** (count - 1 - i)) & 0xff)
}

function encode(tag: number, value: Value): readonly number[] {
  const view = new DataView(new ArrayBuffer(8))
  switch (tag) {
    case Tag.null:
      return []
    case Tag.unsigned:
    case Tag.enumerated:
      return unsigned(Number(value))
    case Tag.signed: {
      view.setInt32(0, Number(value))
      const bytes = [...new Uint8Array(view.buffer, 0, 4)]
      // §20.2.5: the least number of bytes that keeps the sign.
      while (bytes.length > 1 && ((bytes[0] === 0 && bytes[1]! < 128) || (bytes[0] === 255 && bytes[1]! >= 128)))
        bytes.shift()
      return bytes
    }
    case Tag.real:
      view.setFloat32(0, Number(value))
      return [...new Uint8Array(view.buffer, 0, 4)]
    case Tag.double:
      view.setFloat64(0, Number(value))
      return [...new Uint8Array(view.buffer, 0, 8)]
    case Tag.characters:
      return [0, ...Buffer.from(String(value))]
    case Tag.bits: {
      const text = String(value)
      const padded = text.padEnd(Math.ceil(text.length / 8) * 8, '0')
      const bytes = padded.match(/.{8}/g)?.map((each) => Number.parseInt(each, 2)) ?? []
      return [padded.length - text.length, ...bytes]
    }
    case Tag.object:
      return fixed(Number(value), 4)
    default:
      throw malformed('a tag that can be written', `${tag}`)
  }
}
