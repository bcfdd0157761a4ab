import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

const mistake = (address: string, type: DataType): Fault => mistakeOf(() => parseAddress(address, type))

describe('a Logix address', () => {
  test.each([
    ['Temperature', 'float32', { steps: ['Temperature'] }],
    ['_hidden1', 'int32', { steps: ['_hidden1'] }],
    ['Motor.Speed', 'float32', { steps: ['Motor', 'Speed'] }],
    ['Program:Main.Motor.Speed', 'float32', { steps: ['Program:Main', 'Motor', 'Speed'] }],
    ['Recipe[3].Name', 'string', { steps: ['Recipe', 3, 'Name'] }],
    ['Recipe[3].Note/200', 'string', { steps: ['Recipe', 3, 'Note'], characters: 200 }],
    ['Grid[1,2,70000]', 'int16', { steps: ['Grid', 1, 2, 70_000] }],
    ['Program:Main.Grid[1,2].Rows[0]', 'int16', { steps: ['Program:Main', 'Grid', 1, 2, 'Rows', 0] }],
    ['Status.5', 'bool', { steps: ['Status'], bit: 5 }],
    ['Recipe[3].Flags[2].63', 'bool', { steps: ['Recipe', 3, 'Flags', 2], bit: 63 }],
    ['Local:1:I.Data.3', 'bool', { steps: ['Local:1:I', 'Data'], bit: 3 }],
    ['Alarms[37]', 'bool', { steps: ['Alarms', 37] }],
  ] as const)('reads %s as %s', (text, type, expected) => {
    expect(parseAddress(text, type)).toEqual(expected)
  })

  test.each([
    ['', 'int32', 1],
    ['5Pumps', 'int32', 1],
    ['Motor.', 'int32', 7],
    ['Motor..Speed', 'int32', 7],
    ['Motor Speed', 'int32', 6],
    ['Größe', 'int32', 3],
    ['Program:Main', 'int32', 13],
    ['Program:.Motor', 'int32', 8],
    ['Recipe[', 'int32', 8],
    ['Recipe[-1]', 'int32', 8],
    ['Recipe[1', 'int32', 9],
    ['Recipe[1,]', 'int32', 10],
    ['Recipe[1,2,3,4]', 'int32', 14],
    ['Recipe[4294967296]', 'int32', 8],
    ['Status.64', 'bool', 8],
    ['Status.5.6', 'bool', 9],
    ['Count/20', 'int32', 6],
    ['Name/0', 'string', 6],
    ['Name/65536', 'string', 6],
    [`Motor.${'x'.repeat(41)}`, 'int32', 7],
  ] as const)('refuses %s as %s with the position of the mistake', (text, type, position) => {
    const fault = mistake(text, type)
    expect(fault.code).toBe('ethernet-ip.address_malformed')
    expect(fault.facts['position']).toBe(position)
  })

  test('refuses a bit of anything but a bool', () => {
    expect(mistake('Status.5', 'int32').code).toBe('ethernet-ip.address_type')
  })
})
