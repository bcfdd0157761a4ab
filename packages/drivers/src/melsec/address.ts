import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { Notation } from '../kit/notation.ts'
import { REGISTERS, type WordOrder } from '../kit/registers.ts'
import { deviceNames, devices, spaceOf } from './devices.ts'
import './faults.ts'

/** Device numbers have 3 bytes in frames (SH-080008 §8.1). */
const MOST_NUMBER = 0xff_ffff
const MOST_STRING_BYTES = 1_920

/** One tag's place in a controller. */
export interface MelsecAddress {
  /** Index of the device in {@link devices}. */
  readonly device: number
  /** The first word; of bit devices the one that holds 16 of them. */
  readonly word: number
  /** Words. */
  readonly length: number
  /** The bit of a word; 0 is the lowest. */
  readonly bit?: number
  /** Bytes of a string. */
  readonly bytes?: number
  /** Only if the address names one. */
  readonly order?: WordOrder
}

/**
 * Reads `device number[.bit][/bytes][@order]` as GX Works writes it: numbers of X, Y, B, W, SB, SW, DX and DY in hex
 * (X and Y in octal with `octal`, as FX5/iQ-F has them), the bit as one hex digit. Throws `melsec.address_malformed`
 * with the position of the mistake (1 is the first character) or `melsec.address_type`.
 */
export function parseAddress(text: string, type: DataType, octal = false): MelsecAddress {
  const read = new Notation(text, 'melsec.address_malformed')
  const name = read.word(deviceNames)
  if (name === undefined) throw read.mistake('a device such as D, M, X, W, ZR or TN')
  const device = spaceOf(name)
  const { bits } = devices[device]!
  const base = octal && (name === 'X' || name === 'Y') ? 8 : devices[device]!.base
  const number = read.number(`a ${bases[base]} number of 0 to ${MOST_NUMBER.toString(base).toUpperCase()}`, {
    base,
    most: MOST_NUMBER,
  })
  const place = { device, word: bits ? number >> 4 : number }
  if (bits) {
    read.end()
    if (type === 'bool') return { ...place, length: 1, bit: number & 15 }
    if (type === 'string') throw wrong(text, 'bool or a number', type)
    if (number % 16 !== 0) throw wrong(text, 'bool, or a number of the device that is a multiple of 16,', type)
    return { ...place, length: REGISTERS[type] }
  }
  return { ...place, ...readWords(read, text, type) }
}

const bases: Readonly<Record<number, string>> = { 8: 'octal', 10: 'decimal', 16: 'hexadecimal' }

function readWords(read: Notation, text: string, type: DataType): Omit<MelsecAddress, 'device' | 'word'> {
  if (read.take('.')) {
    const bit = read.number('a bit from 0 to F', { base: 16, most: 15 })
    read.end()
    if (type !== 'bool') throw wrong(text, 'bool', type)
    return { length: 1, bit }
  }
  let bytes: number | undefined
  if (read.take('/')) {
    if (type !== 'string') throw read.mistake('no length: only strings have one', 1)
    const expected = `a length from 1 to ${MOST_STRING_BYTES} bytes`
    bytes = read.number(expected, { least: 1, most: MOST_STRING_BYTES })
  }
  const order = read.take('@') ? { order: read.order() } : {}
  read.end()
  if (bytes !== undefined) return { length: Math.ceil(bytes / 2), bytes, ...order }
  if (type === 'string') throw wrong(text, 'a length in bytes (such as /16)', type)
  return { length: REGISTERS[type], ...order }
}

function wrong(address: string, expected: string, type: DataType): Fault {
  return new Fault('melsec.address_type', { expected, address, type })
}
