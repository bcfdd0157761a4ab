import type { Fault } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { mistakeOf } from '../kit/mistake-of.ts'
import { parseAddress } from './address.ts'

const mistake = (address: string, type: DataType): Fault => mistakeOf(() => parseAddress(address, type))

describe('an address of IEC 60870-5-104', () => {
  test.each([
    ['1:4001', 'bool', { common: 1, object: 4_001, commandObject: 4_001, qualifier: 0 }],
    ['65534:16777215', 'float32', { common: 65_534, object: 16_777_215, commandObject: 16_777_215, qualifier: 0 }],
    ['1:0.16.1', 'int16', { common: 1, object: 4_097, commandObject: 4_097, qualifier: 0 }],
    ['1:16.1', 'int16', { common: 1, object: 4_097, commandObject: 4_097, qualifier: 0 }],
    ['1:4001>6001', 'float32', { common: 1, object: 4_001, commandObject: 6_001, qualifier: 0 }],
    ['1:4001@C_SC_NA_1', 'bool', { common: 1, object: 4_001, commandObject: 4_001, command: 45, qualifier: 0 }],
    [
      '2:0.0.1>0.1.1@C_DC_TA_1/select/short',
      'uint8',
      { common: 2, object: 1, commandObject: 257, command: 59, mode: 'select', qualifier: 1 },
    ],
    ['1:1/direct', 'bool', { common: 1, object: 1, commandObject: 1, mode: 'direct', qualifier: 0 }],
    ['1:1@C_SE_NA_1', 'float64', { common: 1, object: 1, commandObject: 1, command: 48, qualifier: 0 }],
  ] as const)('reads %s', (text, type, expected) => expect(parseAddress(text, type)).toEqual(expected))

  test.each([
    ['', 1],
    ['0:1', 1],
    ['65535:1', 1],
    ['1', 2],
    ['1:', 3],
    ['1:16777216', 3],
    ['1:0.256.1', 5],
    ['1:1.2.3.4', 3],
    ['1:1.', 5],
    ['1:1>', 5],
    ['1:1@C_XX', 5],
    ['1:1@M_SP_NA_1', 5],
    ['1:1/sbo', 5],
    ['1:1 ', 4],
    ['1:1@C_SC_NA_1/select/', 22],
  ] as const)('refuses "%s" and names the position of the mistake', (text, position) => {
    const fault = mistake(text, 'bool')
    expect([fault.code, fault.facts['position']]).toEqual(['iec104.address_malformed', position])
  })

  test.each([
    ['1:1', 'string'],
    ['1:1@C_SC_NA_1', 'float32'],
    ['1:1@C_SE_NC_1', 'bool'],
    ['1:1@C_RC_NA_1', 'bool'],
    ['1:1@C_BO_NA_1', 'float64'],
  ] as const)('refuses %s for the type %s', (text, type) => {
    expect(mistake(text, type).code).toBe('iec104.address_type')
  })
})
