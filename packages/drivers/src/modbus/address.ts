import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { REGISTERS, type WordOrder } from '../kit/registers.ts'
import './faults.ts'

/** MODBUS Application Protocol V1.1b3 §4.3: the four tables of a unit. */
export type Area = 'coil' | 'discrete' | 'input' | 'holding'

/** One tag's place in a device. Addresses count from 0, as on the wire. */
export interface ModbusAddress {
  /** Only if the address names one; else the device's. */
  readonly unit?: number
  readonly area: Area
  readonly address: number
  /** Registers, or bits in `coil` and `discrete`. */
  readonly length: number
  /** A run of bits within one register; bit 0 is the lowest. */
  readonly bits?: { readonly from: number; readonly to: number }
  /** Bytes of a string. */
  readonly bytes?: number
  /** Only if the address names one. */
  readonly order?: WordOrder
}

const areas: Readonly<Record<string, Area>> = { coil: 'coil', discrete: 'discrete', input: 'input', holding: 'holding' }
const classic: Readonly<Record<string, Area>> = { 0: 'coil', 1: 'discrete', 3: 'input', 4: 'holding' }
const orders: readonly string[] = ['ABCD', 'CDAB', 'BADC', 'DCBA']
const MOST_STRING_BYTES = 250

/**
 * Reads `[unit:]area:address[.bit[-bit]][/bytes][@order]` or, for the address, a classic number (40001 is holding:0;
 * 5 or 6 digits, counted from 1). Throws `modbus.address_malformed` with the position of the mistake (1 is the first
 * character), `modbus.address_type` or `modbus.address_range`.
 */
export function parseAddress(text: string, type: DataType): ModbusAddress {
  const reader = new Reader(text)
  const place = readPlace(reader)
  const isBit = place.area === 'coil' || place.area === 'discrete'
  let bits: { from: number; to: number } | undefined
  let bytes: number | undefined
  let order: WordOrder | undefined

  if (reader.take('.')) {
    if (isBit) throw reader.mistake('no bit: the area holds single bits', -1)
    const from = reader.number('a bit from 0 to 15', 0, 15)
    const to = reader.take('-') ? reader.number(`a bit from ${from} to 15`, from, 15) : from
    bits = { from, to }
  }
  if (reader.take('/')) {
    if (type !== 'string') throw reader.mistake('no length: only strings have one', -1)
    bytes = reader.number(`a length from 1 to ${MOST_STRING_BYTES} bytes`, 1, MOST_STRING_BYTES)
  }
  if (reader.take('@')) {
    if (isBit || bits) throw reader.mistake('no order: single bits have none', -1)
    order = reader.order()
  }
  reader.end()

  checkType(text, type, { isBit, bits, bytes })
  const length = bytes === undefined ? REGISTERS[type] : Math.ceil(bytes / 2)
  if (place.address + length > 65_536) {
    throw new Fault('modbus.address_range', { address: text, seen: `an end at ${place.address + length - 1}` })
  }
  return {
    ...place,
    length,
    ...(bits ? { bits } : {}),
    ...(bytes === undefined ? {} : { bytes }),
    ...(order ? { order } : {}),
  }
}

function readPlace(reader: Reader): { unit?: number; area: Area; address: number } {
  const first = reader.peekDigits()
  let unit: { unit?: number } = {}
  if (first.length > 0 && reader.at(first.length) === ':') {
    unit = { unit: reader.number('a unit from 0 to 255', 0, 255) }
    reader.take(':')
  }
  const digits = reader.peekDigits()
  if (digits.length > 0) {
    const area = classic[digits[0]!]
    if (digits.length < 5 || digits.length > 6)
      throw reader.mistake('coil, discrete, input, holding or 5 or 6 digits such as 40001')
    if (!area) throw reader.mistake('a number that begins with 0, 1, 3 or 4')
    reader.skip(1)
    const number = reader.number('a number from 1 to 65536', 1, 65_536)
    return { ...unit, area, address: number - 1 }
  }
  const word = reader.peekWord()
  const area = areas[word]
  if (!area) throw reader.mistake('coil, discrete, input, holding or a number such as 40001')
  reader.skip(word.length)
  if (!reader.take(':')) throw reader.mistake('":"')
  return { ...unit, area, address: reader.number('an address from 0 to 65535', 0, 65_535) }
}

interface Shape {
  readonly isBit: boolean
  readonly bits: { readonly from: number; readonly to: number } | undefined
  readonly bytes: number | undefined
}

function checkType(address: string, type: DataType, { isBit, bits, bytes }: Shape): void {
  const refuse = (expected: string): Fault => new Fault('modbus.address_type', { expected, address, type })
  if (isBit && type !== 'bool') throw refuse('bool')
  if (type === 'string' && bits) throw refuse('bool, uint8 or uint16')
  if (type === 'string' && bytes === undefined) throw refuse('a length in bytes (such as /16)')
  if (!bits) return
  const width = bits.to - bits.from + 1
  if (type === 'bool' ? width === 1 : type === 'uint16' || (type === 'uint8' && width <= 8)) return
  throw refuse(width === 1 ? 'bool, uint8 or uint16' : width <= 8 ? 'uint8 or uint16' : 'uint16')
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  at(ahead: number): string | undefined {
    return this.#text[this.#at + ahead]
  }

  peekDigits(): string {
    return /^\d*/.exec(this.#text.slice(this.#at))![0]
  }

  peekWord(): string {
    return /^[a-z]*/.exec(this.#text.slice(this.#at))![0]
  }

  skip(count: number): void {
    this.#at += count
  }

  take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  number(expected: string, least: number, most: number): number {
    const digits = this.peekDigits()
    const value = Number(digits)
    if (digits.length === 0 || digits.length > 6 || value < least || value > most) throw this.mistake(expected)
    this.#at += digits.length
    return value
  }

  order(): WordOrder {
    const word = this.#text.slice(this.#at, this.#at + 4)
    if (!orders.includes(word)) throw this.mistake('ABCD, CDAB, BADC or DCBA')
    this.#at += 4
    return word as WordOrder
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.mistake('the end')
  }

  mistake(expected: string, back = 0): Fault {
    const at = this.#at + back
    const rest = this.#text.slice(at, at + 12)
    return new Fault('modbus.address_malformed', {
      expected,
      position: at + 1,
      address: this.#text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
}
