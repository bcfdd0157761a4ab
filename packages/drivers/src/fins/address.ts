import { Fault } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { Notation } from '../kit/notation.ts'
import { REGISTERS, type WordOrder } from '../kit/registers.ts'
import { areas, bankSpace, MOST_BANK, spaceOf } from './areas.ts'
import './faults.ts'

const MOST_STRING_BYTES = 1_998

/** One tag's place in a controller. */
export interface FinsAddress {
  /** Index of the area in {@link areas}. */
  readonly area: number
  readonly word: number
  /** Words, or flags. */
  readonly length: number
  /** The bit of a word; 0 is the lowest. */
  readonly bit?: number
  /** Bytes of a string. */
  readonly bytes?: number
  /** Only if the address names one. */
  readonly order?: WordOrder
  /** True if the digits are binary coded decimals. */
  readonly bcd?: true
}

const plain = ['CIO', 'EM', 'W', 'H', 'A', 'D', 'T', 'C', 'E']

/**
 * Reads `area number[.bit][/bytes][@order][:bcd]` as CX-Programmer writes it; banks of extended memory as `E1_30000`
 * with the bank in hex. `T` and `C` are present values, or completion flags if the type is bool. Throws
 * `fins.address_malformed` with the position of the mistake (1 is the first character), `fins.address_type` or
 * `fins.address_range`.
 */
export function parseAddress(text: string, type: DataType): FinsAddress {
  const read = new Notation(text, 'fins.address_malformed')
  const area = readArea(read, type)
  const { most, flags } = areas[area]!
  const word = read.number(`a number from 0 to ${most}`, { most })
  if (flags) {
    read.end()
    return { area, word, length: 1 }
  }
  const rest = readRest(read, { text, type, timer: areas[area]!.bitCode === undefined })
  const end = word + rest.length - 1
  if (end > most) throw new Fault('fins.address_range', { address: text, most, seen: `an end at ${end}` })
  return { area, word, ...rest }
}

function readArea(read: Notation, type: DataType): number {
  const name = read.word(plain)
  if (name === undefined) throw read.mistake('CIO, W, H, A, D, T, C, EM or a bank such as E1_')
  if (name !== 'E') return spaceOf(name, type === 'bool' && (name === 'T' || name === 'C'))
  const number = read.number('a bank from 0 to 18 (hexadecimal)', { base: 16, most: MOST_BANK })
  if (!read.take('_')) throw read.mistake('"_"')
  return bankSpace(number)
}

interface Context {
  readonly text: string
  readonly type: DataType
  /** True for present values of timers and counters: one word each. */
  readonly timer: boolean
}

function readRest(read: Notation, { text, type, timer }: Context): Omit<FinsAddress, 'area' | 'word'> {
  if (!timer && read.take('.')) {
    const bit = read.number('a bit from 0 to 15', { most: 15 })
    read.end()
    if (type !== 'bool') throw wrong(text, 'bool', type)
    return { length: 1, bit }
  }
  let bytes: number | undefined
  if (!timer && read.take('/')) {
    if (type !== 'string') throw read.mistake('no length: only strings have one', 1)
    const expected = `a length from 1 to ${MOST_STRING_BYTES} bytes`
    bytes = read.number(expected, { least: 1, most: MOST_STRING_BYTES })
  }
  const order = !timer && read.take('@') ? { order: read.order() } : {}
  const bcd = read.take(':bcd') ? { bcd: true as const } : {}
  read.end()
  if (bcd.bcd && !/^uint(16|32|64)$/.test(type)) throw wrong(text, 'uint16, uint32 or uint64', type)
  if (bytes !== undefined) return { length: Math.ceil(bytes / 2), bytes, ...order }
  if (type === 'string') throw wrong(text, timer ? 'a number' : 'a length in bytes (such as /16)', type)
  if (timer && REGISTERS[type] > 1) throw wrong(text, 'a type of one word, such as uint16,', type)
  return { length: REGISTERS[type], ...order, ...bcd }
}

function wrong(address: string, expected: string, type: DataType): Fault {
  return new Fault('fins.address_type', { expected, address, type })
}
