import { Status, statusName } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeItem, encodeItem, parseFormat } from './format.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex')
const read = (format: string, text: string) => decodeItem(bytes(text), parseFormat(format)!)

describe('an item', () => {
  test.each([
    ['XXXXXX.XX', '26 00 00 00', 0.26],
    ['XXX.X', '01 10', 100.1],
    ['-XXX.XXX', '50 34 82', -23.45],
    ['-XX.XXXX', '00 00 80', 0],
    ['-X.XXX', '00 10', 1],
    ['XXXX', '00 01', 100n],
    ['BCD6', '61 01 00 00 00 00', '000000000161'],
    ['bits2', '34 12', 0x1234n],
    ['bits2.4', '10 00', true],
    ['bits2.5', '10 00', false],
    ['ASCII4', '00 42 41 20', 'AB'],
    ['YYMMDDhhmm', '35 04 27 11 26', '2026-11-27 04:35'],
    ['YYMMDDWW', '05 27 11 26', '2026-11-27'],
    ['hhmmss', '59 34 04', '04:34:59'],
  ] as const)('%s of %s is %s', (format, wire, value) => {
    expect(read(format, wire)).toEqual({ value, status: Status.Good })
  })

  test.each([
    ['XXXXXX.XX', '2a 00 00 00', Status.BadDecodingError],
    ['XXXXXX.XX', 'ff ff ff ff', Status.BadNoData],
    ['XXXXXX.XX', '26 00 00', Status.BadDecodingError],
    ['XXX.X', '01 90', Status.Good],
    ['YYMMDDhhmm', '35 24 27 11 26', Status.BadDecodingError],
    ['YYMMDDhhmm', '00 00 00 00 00', Status.BadNoData],
    ['ASCII4', '01 42 41 20', Status.BadDecodingError],
  ] as const)('%s of %s has the status %s', (format, wire, status) => {
    const seen = read(format, wire)
    expect(statusName(seen.status)).toBe(statusName(status))
    if (status !== Status.Good) expect(seen.value).toBeNull()
  })

  test('comes back from the wire as it was written', () => {
    const format = parseFormat('-XX.XXXX')!
    fc.assert(
      fc.property(fc.integer({ min: -799_999, max: 799_999 }), (raw) => {
        const value = raw / 10_000
        const wire = encodeItem(value, format)
        expect(typeof wire).toBe('object')
        expect(decodeItem(wire as Uint8Array, format).value).toBe(value + 0)
      }),
    )
    const time = parseFormat('YYMMDDWW')!
    const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (day) => {
        const text = day.toISOString().slice(0, 10)
        expect(decodeItem(encodeItem(text, time) as Uint8Array, time).value).toBe(text)
      }),
    )
  })

  test.each([
    ['XX.XX', 100, Status.BadOutOfRange],
    ['XX.XX', 1.234, Status.BadOutOfRange],
    ['XX.XX', -1, Status.BadOutOfRange],
    ['-XX.XX', 80, Status.BadOutOfRange],
    ['NN', 'x', Status.BadTypeMismatch],
    ['hhmmss', '25:00:00', Status.BadOutOfRange],
    ['ASCII2', 'abc', Status.BadOutOfRange],
    ['bits1', 256, Status.BadOutOfRange],
  ] as const)('%s does not take %s', (format, value, status) => {
    expect(encodeItem(value, parseFormat(format)!)).toBe(status)
  })
})
