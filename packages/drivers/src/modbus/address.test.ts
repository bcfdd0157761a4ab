import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

const mistake = (address: string, type: DataType): Fault => mistakeOf(() => parseAddress(address, type))

describe('a Modbus address', () => {
  test.each([
    ['holding:100', 'uint16', { area: 'holding', address: 100, length: 1 }],
    ['input:30', 'int32', { area: 'input', address: 30, length: 2 }],
    ['coil:5', 'bool', { area: 'coil', address: 5, length: 1 }],
    ['discrete:7', 'bool', { area: 'discrete', address: 7, length: 1 }],
    ['holding:100.3', 'bool', { area: 'holding', address: 100, length: 1, bits: { from: 3, to: 3 } }],
    ['holding:100.4-7', 'uint8', { area: 'holding', address: 100, length: 1, bits: { from: 4, to: 7 } }],
    ['holding:100/16', 'string', { area: 'holding', address: 100, length: 8, bytes: 16 }],
    ['holding:100/5', 'string', { area: 'holding', address: 100, length: 3, bytes: 5 }],
    ['holding:100@CDAB', 'float32', { area: 'holding', address: 100, length: 2, order: 'CDAB' }],
    ['3:holding:0', 'float64', { unit: 3, area: 'holding', address: 0, length: 4 }],
    ['40001', 'uint16', { area: 'holding', address: 0, length: 1 }],
    ['400001', 'uint16', { area: 'holding', address: 0, length: 1 }],
    ['465536', 'uint16', { area: 'holding', address: 65_535, length: 1 }],
    ['30010@DCBA', 'int64', { area: 'input', address: 9, length: 4, order: 'DCBA' }],
    ['00001', 'bool', { area: 'coil', address: 0, length: 1 }],
    ['10001', 'bool', { area: 'discrete', address: 0, length: 1 }],
    ['7:40010.15', 'bool', { unit: 7, area: 'holding', address: 9, length: 1, bits: { from: 15, to: 15 } }],
  ] as const)('reads %s as %s', (text, type, expected) => {
    expect(parseAddress(text, type)).toEqual(expected)
  })

  test.each([
    ['', 'uint16', 1],
    ['holdng:1', 'uint16', 1],
    ['holding', 'uint16', 8],
    ['holding:x', 'uint16', 9],
    ['holding:70000', 'uint16', 9],
    ['holding:1.16', 'bool', 11],
    ['holding:1.5-3', 'uint8', 13],
    ['holding:1@ABDC', 'float32', 11],
    ['holding:1/0', 'string', 11],
    ['holding:1/4', 'uint16', 10],
    ['coil:1.0', 'bool', 7],
    ['holding:1 ', 'uint16', 10],
    ['4001', 'uint16', 1],
    ['20001', 'uint16', 1],
    ['40000', 'uint16', 2],
    ['256:holding:1', 'uint16', 1],
  ] as const)('refuses "%s" and names the position of the mistake', (text, type, position) => {
    const fault = mistake(text, type)
    expect(fault.code).toBe('modbus.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })

  test.each([
    ['coil:1', 'uint16'],
    ['holding:1', 'string'],
    ['holding:1.3', 'int16'],
    ['holding:1.0-8', 'uint8'],
    ['holding:1.0-1', 'bool'],
  ] as const)('refuses %s for the type %s', (text, type) => {
    expect(mistake(text, type).code).toBe('modbus.address_type')
  })

  test('refuses a value that ends beyond the last address', () => {
    expect(mistake('holding:65535', 'float32').code).toBe('modbus.address_range')
    expect(parseAddress('holding:65534', 'float32').address).toBe(65_534)
  })
})
