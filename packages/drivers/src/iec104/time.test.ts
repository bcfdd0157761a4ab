import type { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeTime, readTime, stationZone } from './time.ts'

const at = (iso: string): number => Date.parse(iso) * 1_000
const shown = (iso: string, summer = false) => ({ wall: Date.parse(`${iso}Z`), summer, invalid: false })

describe('CP56Time2a (IEC 60870-5-101 §7.2.6.18)', () => {
  test('is seven octets, the day of the week in the fifth', () => {
    const bytes = encodeTime(shown('2026-11-27T04:23:57.131'))
    expect(Buffer.from(bytes).toString('hex')).toBe('2bdf1704bb0b1a')
  })
  test('is read again as it was written', () => {
    const time = fc.record({
      wall: fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 }),
      summer: fc.boolean(),
      invalid: fc.boolean(),
    })
    fc.assert(
      fc.property(time, (given) => {
        expect(readTime(encodeTime(given), 0)).toEqual(given)
      }),
    )
  })
  test.each([
    ['IV', '2bdf97041b0b1a'],
    ['the 30th of February', '2bdf17041e021a'],
    ['the month 0', '2bdf17041b001a'],
    ['the hour 24', '2bdf17181b0b1a'],
    ['the minute 60', '2bdf3c041b0b1a'],
    ['60,000 ms', '60ea17041b0b1a'],
    ['the year 100', '2bdf17041b0b64'],
  ])('is invalid with %s', (_, text) => expect(readTime(Buffer.from(text, 'hex'), 0).invalid).toBe(true))
})

describe('the clock of a station', () => {
  test('in UTC or with an offset is moved by the summer time bit', () => {
    expect(stationZone('UTC').toMicros(shown('2026-07-01T12:00:00'))).toBe(at('2026-07-01T12:00:00Z'))
    expect(stationZone('+08:00').toMicros(shown('2026-07-01T12:00:00'))).toBe(at('2026-07-01T04:00:00Z'))
    expect(stationZone('-03:30').toMicros(shown('2026-07-01T12:00:00'))).toBe(at('2026-07-01T15:30:00Z'))
    expect(stationZone('+01:00').toMicros(shown('2026-07-01T12:00:00', true))).toBe(at('2026-07-01T10:00:00Z'))
  })
  test('in a zone is what people there see', () => {
    const zone = stationZone('Europe/Berlin')
    expect(zone.toMicros(shown('2026-01-15T12:00:00'))).toBe(at('2026-01-15T11:00:00Z'))
    expect(zone.toMicros(shown('2026-07-15T12:00:00'))).toBe(at('2026-07-15T10:00:00Z'))
    expect(zone.toMicros(shown('2026-07-15T12:00:00', true))).toBe(at('2026-07-15T10:00:00Z'))
    expect(stationZone('Asia/Shanghai').toMicros(shown('2026-07-15T12:00:00'))).toBe(at('2026-07-15T04:00:00Z'))
  })
  test('tells the hour that comes twice by the summer time bit', () => {
    const zone = stationZone('Europe/Berlin')
    expect(zone.toMicros(shown('2026-10-25T02:30:00', true))).toBe(at('2026-10-25T00:30:00Z'))
    expect(zone.toMicros(shown('2026-10-25T02:30:00'))).toBe(at('2026-10-25T01:30:00Z'))
  })
  test('is set to our time in its own zone', () => {
    expect(stationZone('Europe/Berlin').fromMicros(at('2026-07-15T10:00:00Z'))).toEqual(
      shown('2026-07-15T12:00:00', true),
    )
    expect(stationZone('Europe/Berlin').fromMicros(at('2026-01-15T11:00:00Z'))).toEqual(shown('2026-01-15T12:00:00'))
    expect(stationZone('+08:00').fromMicros(at('2026-07-01T04:00:00Z'))).toEqual(shown('2026-07-01T12:00:00'))
  })
  test('goes there and back again in every zone', () => {
    const zones = ['UTC', '+05:30', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai']
    const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), time, (name, ms) => {
        const zone = stationZone(name)
        expect(zone.toMicros(zone.fromMicros(ms * 1_000))).toBe(ms * 1_000)
      }),
    )
  })
  test.each(['Europe/Berlyn', '+25:00', '+1', ''])('is refused as "%s"', (name) => {
    const code = (): string => {
      try {
        stationZone(name)
      } catch (fault) {
        return (fault as Fault).code
      }
      return 'none'
    }
    expect(code()).toBe('iec104.time_zone_unknown')
  })
})
