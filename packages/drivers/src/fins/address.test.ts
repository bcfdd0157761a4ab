import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'
import { areas } from './areas.ts'

const mistake = (address: string, type: DataType): Fault => mistakeOf(() => parseAddress(address, type))

/** The area by its code in frames. */
const coded = (address: string, type: DataType): object => {
  const { area, ...rest } = parseAddress(address, type)
  return { code: areas[area]!.code, ...rest }
}

describe('a FINS address', () => {
  test.each([
    ['D100', 'uint16', { code: 0x82, word: 100, length: 1 }],
    ['D100', 'float64', { code: 0x82, word: 100, length: 4 }],
    ['CIO10.3', 'bool', { code: 0xb0, word: 10, length: 1, bit: 3 }],
    ['CIO10.15', 'bool', { code: 0xb0, word: 10, length: 1, bit: 15 }],
    ['CIO10.03', 'bool', { code: 0xb0, word: 10, length: 1, bit: 3 }],
    ['W20', 'int16', { code: 0xb1, word: 20, length: 1 }],
    ['H5', 'int32', { code: 0xb2, word: 5, length: 2 }],
    ['A500', 'uint16', { code: 0xb3, word: 500, length: 1 }],
    ['EM7', 'uint16', { code: 0x98, word: 7, length: 1 }],
    ['E1_30000', 'uint16', { code: 0xa1, word: 30_000, length: 1 }],
    ['E0_0', 'uint16', { code: 0xa0, word: 0, length: 1 }],
    ['EC_1', 'uint16', { code: 0xac, word: 1, length: 1 }],
    ['EF_1', 'uint16', { code: 0xaf, word: 1, length: 1 }],
    ['E10_1', 'uint16', { code: 0x60, word: 1, length: 1 }],
    ['E18_1', 'uint16', { code: 0x68, word: 1, length: 1 }],
    ['T0', 'uint16', { code: 0x89, word: 0, length: 1 }],
    ['T0', 'bool', { code: 0x09, word: 0, length: 1 }],
    ['C4095:bcd', 'uint16', { code: 0x89, word: 4_095, length: 1, bcd: true }],
    ['D0@ABCD', 'int32', { code: 0x82, word: 0, length: 2, order: 'ABCD' }],
    ['D0@ABCD:bcd', 'uint32', { code: 0x82, word: 0, length: 2, order: 'ABCD', bcd: true }],
    ['D200/20', 'string', { code: 0x82, word: 200, length: 10, bytes: 20 }],
  ] as const)('reads %s as %s', (text, type, expected) => {
    expect(coded(text, type)).toEqual(expected)
  })

  test.each([
    ['', 'uint16', 1],
    ['DM1', 'uint16', 2],
    ['cio1', 'uint16', 1],
    ['D', 'uint16', 2],
    ['D70000', 'uint16', 2],
    ['D1.16', 'bool', 4],
    ['D1@ABDC', 'float32', 4],
    ['D1/0', 'string', 4],
    ['D1/4', 'uint16', 3],
    ['E19_0', 'uint16', 2],
    ['E1', 'uint16', 3],
    ['T4096', 'uint16', 2],
    ['T1.0', 'bool', 3],
    ['D1:BCD', 'uint16', 3],
    ['D1 ', 'uint16', 3],
  ] as const)('refuses "%s" and names the position of the mistake', (text, type, position) => {
    const fault = mistake(text, type)
    expect(fault.code).toBe('fins.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })

  test.each([
    ['D1.3', 'int16'],
    ['D1', 'string'],
    ['D1:bcd', 'int16'],
    ['D1:bcd', 'float32'],
    ['T1', 'int32'],
    ['T1', 'string'],
  ] as const)('refuses %s for the type %s', (text, type) => {
    expect(mistake(text, type).code).toBe('fins.address_type')
  })

  test('refuses a value that ends beyond the area', () => {
    expect(mistake('D65535', 'float32').code).toBe('fins.address_range')
    expect(parseAddress('D65534', 'float32').word).toBe(65_534)
  })

  test('every area has codes of its own', () => {
    const codes = areas.map(({ code, offset }) => `${code}+${offset}`)
    const bits = areas.flatMap(({ bitCode }) => (bitCode === undefined ? [] : [bitCode]))
    expect(new Set(codes).size).toBe(codes.length)
    expect(new Set(bits).size).toBe(bits.length)
  })
})
