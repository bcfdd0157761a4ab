import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'
import { devices, spaceOf } from './devices.ts'

const mistake = (address: string, type: DataType, octal = false): Fault =>
  mistakeOf(() => parseAddress(address, type, octal))

const named = (address: string, type: DataType, octal = false): object => {
  const { device, ...rest } = parseAddress(address, type, octal)
  return { device: devices[device]!.name, ...rest }
}

describe('a MELSEC address', () => {
  test.each([
    ['D100', 'uint16', { device: 'D', word: 100, length: 1 }],
    ['D100', 'float64', { device: 'D', word: 100, length: 4 }],
    ['D100.3', 'bool', { device: 'D', word: 100, length: 1, bit: 3 }],
    ['D100.F', 'bool', { device: 'D', word: 100, length: 1, bit: 15 }],
    ['M20', 'bool', { device: 'M', word: 1, length: 1, bit: 4 }],
    ['M32', 'uint16', { device: 'M', word: 2, length: 1 }],
    ['M32', 'int32', { device: 'M', word: 2, length: 2 }],
    ['X1F', 'bool', { device: 'X', word: 1, length: 1, bit: 15 }],
    ['W1A0', 'int16', { device: 'W', word: 0x1a0, length: 1 }],
    ['W1A0@ABCD', 'int32', { device: 'W', word: 0x1a0, length: 2, order: 'ABCD' }],
    ['D200/20', 'string', { device: 'D', word: 200, length: 10, bytes: 20 }],
    ['D200/5', 'string', { device: 'D', word: 200, length: 3, bytes: 5 }],
    ['DX10', 'bool', { device: 'DX', word: 1, length: 1, bit: 0 }],
    ['BA0', 'bool', { device: 'B', word: 10, length: 1, bit: 0 }],
    ['SB1F', 'bool', { device: 'SB', word: 1, length: 1, bit: 15 }],
    ['SW1F', 'uint16', { device: 'SW', word: 0x1f, length: 1 }],
    ['SM400', 'bool', { device: 'SM', word: 25, length: 1, bit: 0 }],
    ['STN5', 'uint16', { device: 'STN', word: 5, length: 1 }],
    ['STS5', 'bool', { device: 'STS', word: 0, length: 1, bit: 5 }],
    ['S5', 'bool', { device: 'S', word: 0, length: 1, bit: 5 }],
    ['ZR32768', 'uint16', { device: 'ZR', word: 32_768, length: 1 }],
    ['Z3', 'int16', { device: 'Z', word: 3, length: 1 }],
    ['CC10', 'bool', { device: 'CC', word: 0, length: 1, bit: 10 }],
  ] as const)('reads %s as %s', (text, type, expected) => {
    expect(named(text, type)).toEqual(expected)
  })

  test('X and Y of FX5 are octal, and nothing else is', () => {
    expect(named('X17', 'bool', true)).toEqual({ device: 'X', word: 0, length: 1, bit: 15 })
    expect(named('Y20', 'uint16', true)).toEqual({ device: 'Y', word: 1, length: 1 })
    expect(named('B1F', 'bool', true)).toEqual({ device: 'B', word: 1, length: 1, bit: 15 })
    expect(mistake('X8', 'bool', true).facts['position']).toBe(2)
    expect(mistake('X18', 'bool', true).facts['position']).toBe(3)
  })

  test.each([
    ['', 'uint16', 1],
    ['Q1', 'uint16', 1],
    ['T10', 'uint16', 1],
    ['d100', 'uint16', 1],
    ['D', 'uint16', 2],
    ['D1A', 'uint16', 3],
    ['D99999999', 'uint16', 2],
    ['D1.G', 'bool', 4],
    ['D1.10', 'bool', 4],
    ['D1@ABDC', 'float32', 4],
    ['D1/0', 'string', 4],
    ['D1/4', 'uint16', 3],
    ['M1.0', 'bool', 3],
    ['M1F', 'bool', 3],
    ['X1G', 'bool', 3],
    ['D1 ', 'uint16', 3],
  ] as const)('refuses "%s" and names the position of the mistake', (text, type, position) => {
    const fault = mistake(text, type)
    expect(fault.code).toBe('melsec.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })

  test.each([
    ['M1', 'uint16'],
    ['M0', 'string'],
    ['D1', 'string'],
    ['D1.3', 'int16'],
  ] as const)('refuses %s for the type %s', (text, type) => {
    expect(mistake(text, type).code).toBe('melsec.address_type')
  })

  test('every device has a name and a code of its own', () => {
    expect(new Set(devices.map(({ name }) => name)).size).toBe(devices.length)
    expect(new Set(devices.map(({ code }) => code)).size).toBe(devices.length)
    expect(spaceOf('STN')).toBeGreaterThan(0)
  })
})
