import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

const mistake = (address: string, type: DataType): Fault => mistakeOf(() => parseAddress(address, type))

describe('an S7 address', () => {
  test.each([
    ['DB1.DBX0.0', 'bool', { area: 'DB', db: 1, start: 0, length: 1, bit: 0 }],
    ['DB65535.DBX12.7', 'bool', { area: 'DB', db: 65_535, start: 12, length: 1, bit: 7 }],
    ['DB1.DBB2', 'uint8', { area: 'DB', db: 1, start: 2, length: 1 }],
    ['DB1.DBW4', 'int16', { area: 'DB', db: 1, start: 4, length: 2 }],
    ['DB1.DBD6', 'float32', { area: 'DB', db: 1, start: 6, length: 4 }],
    ['DB1.DBD6', 'float64', { area: 'DB', db: 1, start: 6, length: 8 }],
    ['DB1.DBB6', 'uint64', { area: 'DB', db: 1, start: 6, length: 8 }],
    ['%DB1.DBW4', 'uint16', { area: 'DB', db: 1, start: 4, length: 2 }],
    ['db1.dbw4', 'uint16', { area: 'DB', db: 1, start: 4, length: 2 }],
    ['DB1.DBB10/20', 'string', { area: 'DB', db: 1, start: 10, length: 22, text: { form: 'STRING', characters: 20 } }],
    ['DB1.DBB10/C20', 'string', { area: 'DB', db: 1, start: 10, length: 20, text: { form: 'CHAR', characters: 20 } }],
    [
      'DB1.DBB10/W20',
      'string',
      { area: 'DB', db: 1, start: 10, length: 44, text: { form: 'WSTRING', characters: 20 } },
    ],
    ['DB1.DBB10/DT', 'string', { area: 'DB', db: 1, start: 10, length: 8, text: { form: 'DT', characters: 0 } }],
    ['DB1.DBB10/DTL', 'string', { area: 'DB', db: 1, start: 10, length: 12, text: { form: 'DTL', characters: 0 } }],
    ['MW10', 'int16', { area: 'M', db: 0, start: 10, length: 2 }],
    ['M10.3', 'bool', { area: 'M', db: 0, start: 10, length: 1, bit: 3 }],
    ['MX10.3', 'bool', { area: 'M', db: 0, start: 10, length: 1, bit: 3 }],
    ['MD10', 'float32', { area: 'M', db: 0, start: 10, length: 4 }],
    ['I0.3', 'bool', { area: 'I', db: 0, start: 0, length: 1, bit: 3 }],
    ['E0.3', 'bool', { area: 'I', db: 0, start: 0, length: 1, bit: 3 }],
    ['EW4', 'uint16', { area: 'I', db: 0, start: 4, length: 2 }],
    ['QB4', 'uint8', { area: 'Q', db: 0, start: 4, length: 1 }],
    ['A4.7', 'bool', { area: 'Q', db: 0, start: 4, length: 1, bit: 7 }],
    ['PIW256', 'int16', { area: 'PI', db: 0, start: 256, length: 2 }],
    ['PEW256', 'int16', { area: 'PI', db: 0, start: 256, length: 2 }],
    ['PQW256', 'int16', { area: 'PQ', db: 0, start: 256, length: 2 }],
    ['PAB3', 'int8', { area: 'PQ', db: 0, start: 3, length: 1 }],
    ['VW10', 'int16', { area: 'DB', db: 1, start: 10, length: 2 }],
    ['V10.1', 'bool', { area: 'DB', db: 1, start: 10, length: 1, bit: 1 }],
    ['T5', 'uint32', { area: 'T', db: 0, start: 5, length: 1 }],
    ['C7', 'uint16', { area: 'C', db: 0, start: 7, length: 1 }],
    ['Z7', 'int32', { area: 'C', db: 0, start: 7, length: 1 }],
  ] as const)('reads %s as %s', (text, type, expected) => {
    expect(parseAddress(text, type)).toEqual(expected)
  })

  test.each([
    ['', 'int16', 1],
    ['XW4', 'int16', 1],
    ['DB', 'int16', 3],
    ['DB0.DBW4', 'int16', 3],
    ['DB70000.DBW4', 'int16', 3],
    ['DB1DBW4', 'int16', 4],
    ['DB1.DBY4', 'int16', 7],
    ['DB1.DBWx', 'int16', 8],
    ['DB1.DBX4', 'bool', 9],
    ['DB1.DBX4.8', 'bool', 10],
    ['DB1.DBW4.1', 'int16', 9],
    ['DB1.DBW4 ', 'int16', 9],
    ['DB1.DBB4/', 'string', 10],
    ['DB1.DBB4/0', 'string', 10],
    ['DB1.DBB4/255', 'string', 10],
    ['DB1.DBB4/20', 'uint8', 9],
    ['PI4.0', 'bool', 3],
    ['PMW4', 'int16', 2],
    ['MW', 'int16', 3],
    ['T', 'uint32', 2],
  ] as const)('refuses "%s" and names the position of the mistake', (text, type, position) => {
    const fault = mistake(text, type)
    expect(fault.code).toBe('s7.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })

  test.each([
    ['DB1.DBX0.0', 'uint8'],
    ['DB1.DBB0', 'bool'],
    ['DB1.DBB0', 'string'],
    ['DB1.DBW0', 'float32'],
    ['DB1.DBD0', 'int16'],
    ['T5', 'uint16'],
    ['C7', 'bool'],
    ['MW4', 'string'],
  ] as const)('refuses %s for the type %s', (text, type) => {
    expect(mistake(text, type).code).toBe('s7.address_type')
  })

  test('refuses a value that ends beyond the last byte', () => {
    expect(mistake('MD65533', 'float32').code).toBe('s7.address_range')
    expect(parseAddress('MD65532', 'float32').start).toBe(65_532)
  })
})
