import { Status } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DataType } from '../kit/driver.ts'
import { COMMANDS, MONITORED } from './types.ts'
import { commandFor, encodeCommand, readElement, selecting, timed, valueFor } from './values.ts'

const bytes = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex')
const read = (type: number, text: string) => readElement(type, MONITORED.get(type)!, bytes(text), 0)
const command = (type: number, value: number | boolean, dataType: DataType, qualifier = 0): string | number => {
  const element = encodeCommand(value, dataType, COMMANDS.get(type)!, qualifier)
  return typeof element === 'number' ? element : hex(element)
}

describe('elements are as IEC 60870-5-101 §7.2.6 draws them', () => {
  test.each([
    ['§7.2.6.1 single point on', 1, '01', 1],
    ['§7.2.6.2 double point on', 3, '02', 2],
    ['§7.2.6.5 step position −17', 5, '6f00', -17],
    ['§7.2.6.5 step position 63 on its way', 5, 'bf00', 63],
    ['§7.2.6.13 bit string', 7, 'efbeadde00', 0xdeadbeef],
    ['§7.2.6.6 normalized −0.5', 9, '00c000', -0x4000],
    ['§7.2.6.7 scaled −12345', 11, 'c7cf00', -12_345],
    ['§7.2.6.8 short floating point 21.5', 13, '0000ac4100', 21.5],
    ['§7.2.6.9 integrated total −1', 15, 'ffffffff61', -1],
    ['normalized without quality', 21, '0020', 0x2000],
    ['§7.2.6.10 event of protection equipment on', 38, '0a fa00 2bdf17041b0b1a', 2],
    ['§7.2.6.11 start events', 39, '25 08 fa00 2bdf17041b0b1a', 0x25],
    ['§7.2.6.12 output circuits', 40, '09 08 fa00 2bdf17041b0b1a', 9],
  ] as const)('%s', (_, type, text, raw) => expect(read(type, text).raw).toBe(raw))

  test.each([
    ['IV', 13, '0000000080', Status.BadSensorFailure],
    ['IV and OV', 13, '0000000081', Status.BadSensorFailure],
    ['OV', 13, '0000000001', Status.UncertainEngineeringUnitsExceeded],
    ['NT', 1, '41', Status.UncertainLastUsableValue],
    ['BL', 3, '12', Status.UncertainLastUsableValue],
    ['SB', 9, '000020', Status.GoodLocalOverride],
    ['SB and NT', 9, '000060', Status.UncertainLastUsableValue],
    ['a transient step position', 5, '8100', Status.UncertainSensorNotAccurate],
    ['IV of an integrated total', 15, '0000000080', Status.BadSensorFailure],
    ['carry and adjustment of an integrated total', 15, '0000000060', Status.Good],
    ['EI alone', 38, '09 0000 2bdf17041b0b1a', Status.Good],
  ] as const)('%s has its OPC UA status', (_, type, text, status) => expect(read(type, text).status).toBe(status))

  test('the time at the end is read', () => {
    expect(read(30, '01 2bdf17041b0b1a').time).toEqual({
      wall: Date.UTC(2026, 10, 27, 4, 23, 57, 131),
      summer: false,
      invalid: false,
    })
  })
})

describe('a tag', () => {
  test('of a float takes normalized values as fractions, of an integer as counts', () => {
    expect([valueFor('normalized', -0x4000, 'float32'), valueFor('normalized', -0x4000, 'int16')]).toEqual([
      -0.5, -0x4000,
    ])
  })
  test('of a bool takes on and off of a double point, and nothing between', () => {
    expect([0, 1, 2, 3].map((raw) => valueFor('double', raw, 'bool'))).toEqual([null, false, true, null])
    expect([0, 1, 2, 3].map((raw) => valueFor('double', raw, 'uint8'))).toEqual([0, 1, 2, 3])
  })
  test('without a command in its address is commanded as it reports', () => {
    const spec = { id: 1, address: '1:1', type: 'uint16', access: 'rw', periodMs: 1 } as const
    expect(commandFor(spec, read(3, '02'))).toBe(46)
    expect(commandFor(spec, read(15, '0000000000'))).toBeUndefined()
    expect(commandFor(spec, undefined)).toBeUndefined()
    expect(commandFor({ ...spec, type: 'bool' }, undefined)).toBe(45)
  })
})

describe('commands are as IEC 60870-5-101 §7.3.2 draws them', () => {
  test.each([
    [45, true, 'bool', '01'],
    [45, 0, 'uint8', '00'],
    [46, true, 'bool', '02'],
    [46, false, 'bool', '01'],
    [47, 2, 'int8', '02'],
    [48, -0.5, 'float32', '00c000'],
    [48, -0x4000, 'int16', '00c000'],
    [49, -12_345, 'int16', 'c7cf00'],
    [50, 21.5, 'float64', '0000ac4100'],
    [51, 0xdeadbeef, 'uint32', 'efbeadde'],
  ] as const)('type %d with %s as %s', (type, value, dataType, expected) =>
    expect(command(type, value, dataType)).toBe(expected),
  )

  test.each([
    [45, 2, 'uint8', Status.BadOutOfRange],
    [45, 1.5, 'bool', Status.BadTypeMismatch],
    [46, 0, 'uint8', Status.BadOutOfRange],
    [46, 3, 'uint8', Status.BadOutOfRange],
    [47, 3, 'uint8', Status.BadOutOfRange],
    [48, 1, 'float32', Status.BadOutOfRange],
    [49, 40_000, 'int32', Status.BadOutOfRange],
    [49, 1.5, 'float32', Status.BadTypeMismatch],
    [50, 1e300, 'float64', Status.BadOutOfRange],
    [50, Number.NaN, 'float64', Status.BadOutOfRange],
    [51, -1, 'int32', Status.BadOutOfRange],
  ] as const)('type %d refuses %s as %s', (type, value, dataType, status) =>
    expect(command(type, value, dataType)).toBe(status),
  )

  test('a short pulse, its select, and the time behind it', () => {
    expect(command(45, true, 'bool', 1)).toBe('05')
    expect(hex(selecting(bytes('05')))).toBe('85')
    expect(hex(selecting(bytes('0000ac4100')))).toBe('0000ac4180')
    const time = { wall: Date.UTC(2026, 10, 27, 4, 23, 57, 131), summer: false, invalid: false }
    expect(hex(timed(bytes('05'), time))).toBe('052bdf1704bb0b1a')
  })
})
