import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { type Edition, parseAddress } from './address.ts'

const mistake = (address: string, type: DataType, edition: Edition = '2007'): Fault =>
  mistakeOf(() => parseAddress(address, type, edition))

const number = (bytes: number, decimals: number, signed = false) => ({ kind: 'number', bytes, decimals, signed })

describe('a DL/T 645 address', () => {
  test.each([
    ['00-01-00-00', 'float64', 0x0001_0000, number(4, 2)],
    ['0x00010000', 'float64', 0x0001_0000, number(4, 2)],
    ['00010000', 'float64', 0x0001_0000, number(4, 2)],
    ['00-00-00-00', 'float64', 0, number(4, 2, true)],
    ['02-01-01-00', 'float64', 0x0201_0100, number(2, 1)],
    ['02-02-03-00', 'float64', 0x0202_0300, number(3, 3, true)],
    ['02-03-00-00', 'float64', 0x0203_0000, number(3, 4, true)],
    ['02-06-00-00', 'float64', 0x0206_0000, number(2, 3, true)],
    ['02-80-00-02', 'float32', 0x0280_0002, number(2, 2)],
    ['04-00-01-01', 'string', 0x0400_0101, { kind: 'time', bytes: 4, parts: ['YY', 'MM', 'DD', 'WW'] }],
    ['04-00-04-02', 'string', 0x0400_0402, { kind: 'digits', bytes: 6 }],
    ['04-00-05-01', 'uint16', 0x0400_0501, { kind: 'bits', bytes: 2 }],
    ['04-00-05-01/bits2.4', 'bool', 0x0400_0501, { kind: 'bits', bytes: 2, bit: 4 }],
    ['06-00-00-01/XXXX', 'int32', 0x0600_0001, number(2, 0)],
    ['ff-00-00-01/-XXX.XXX', 'float64', 0xff00_0001, number(3, 3, true)],
  ] as const)('reads %s as %s', (text, type, identifier, format) => {
    expect(parseAddress(text, type)).toMatchObject({ identifier, format, offset: 0 })
  })

  test('of a maximum demand is its value, or with @time when it was', () => {
    const value = parseAddress('01-01-00-00', 'float64')
    expect(value).toMatchObject({ format: number(3, 4), offset: 0, bytes: 8, blockFrom: 0 })
    expect(parseAddress('01-01-00-00@time', 'string')).toMatchObject({ offset: 3, bytes: 8, format: { kind: 'time' } })
  })

  test.each([
    ['90-10', 'float64', 0x9010, number(4, 2)],
    ['B611', 'int16', 0xb611, number(2, 0)],
    ['0xB630', 'float64', 0xb630, number(3, 4)],
    ['C032', 'string', 0xc032, { kind: 'digits', bytes: 6 }],
  ] as const)('of the 1997 edition has two bytes: %s', (text, type, identifier, format) => {
    expect(parseAddress(text, type, '1997')).toMatchObject({ identifier, format })
  })

  test.each([
    ['', 'float64', 1],
    ['00-01-00', 'float64', 9],
    ['00-01-0g-00', 'float64', 8],
    ['0001-00-00', 'float64', 5],
    ['00-01-00-00 ', 'float64', 12],
    ['00-01-00-00@time', 'string', 12],
    ['01-01-00-00@tim', 'string', 12],
    ['06-00-00-01', 'float64', 12],
    ['00-01-00-00/XXX', 'float64', 13],
    ['00-01-00-00/bits9', 'uint16', 13],
    ['04-00-05-01/bits2.16', 'bool', 13],
  ] as const)('"%s" is refused with the position of the mistake', (text, type, position) => {
    const fault = mistake(text, type)
    expect(fault.code).toBe('dlt645.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })

  test.each([
    ['02-01-01-00', 'string'],
    ['02-01-01-00', 'int16'],
    ['04-00-04-01', 'int64'],
    ['04-00-05-01', 'bool'],
    ['04-00-05-01/bits2.4', 'uint8'],
  ] as const)('%s is refused for the type %s', (text, type) => {
    expect(mistake(text, type).code).toBe('dlt645.address_type')
  })
})
