import { isoOf, type Micros, microsOf } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Calendar, Plan, Schedule } from './calendar.ts'
import { Windows, windowKinds } from './windows.ts'
import { MICROS_PER_HOUR, Zone } from './zone.ts'

const at = (iso: string): Micros => microsOf(iso)!
const hours = (from: Micros, to: Micros): number => (to - from) / MICROS_PER_HOUR

const three: Calendar = {
  zone: 'Europe/Berlin',
  dayBegins: '06:00',
  weekBegins: 1,
  shifts: [
    { name: 'early', days: [1, 2, 3, 4, 5], begin: '06:00', end: '14:00', breaks: [{ begin: '10:00', end: '10:30' }] },
    { name: 'late', days: [1, 2, 3, 4, 5], begin: '14:00', end: '22:00', breaks: [{ begin: '18:00', end: '18:30' }] },
    { name: 'night', days: [1, 2, 3, 4, 5], begin: '22:00', end: '06:00', breaks: [{ begin: '02:00', end: '02:30' }] },
  ],
  holidays: [{ date: '2026-05-01', name: 'Labour Day' }],
  exceptions: [
    { date: '2026-12-24', name: 'Christmas Eve', shifts: [{ name: 'early', begin: '06:00', end: '12:00' }] },
  ],
}
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC']

describe('a time zone', () => {
  it('takes a local time that clocks skip for the instant of the change, and of two equal ones the first', () => {
    const berlin = new Zone('Europe/Berlin')
    const local = (date: string, hour: number): string =>
      isoOf(berlin.instantOf(at(date) / 86_400_000_000, hour * MICROS_PER_HOUR))
    expect(local('2026-03-29', 1.5)).toBe('2026-03-29T00:30:00.000Z')
    expect(local('2026-03-29', 2.5)).toBe('2026-03-29T01:00:00.000Z')
    expect(local('2026-03-29', 3)).toBe('2026-03-29T01:00:00.000Z')
    expect(local('2026-10-25', 2.5)).toBe('2026-10-25T00:30:00.000Z')
    expect(local('2026-10-25', 3)).toBe('2026-10-25T02:00:00.000Z')
  })

  it('knows a day that a place never had', () => {
    const apia = new Zone('Pacific/Apia')
    const begin = (date: string): string => isoOf(apia.instantOf(at(date) / 86_400_000_000, 0))
    expect(begin('2011-12-30')).toBe('2011-12-30T10:00:00.000Z')
    expect(begin('2011-12-31')).toBe('2011-12-30T10:00:00.000Z')
  })

  it('later local times are never earlier instants, in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 14_600, max: 22_000 }),
        fc.array(fc.integer({ min: 0, max: 2 * 1440 }), { minLength: 2, maxLength: 2 }),
        (name, day, minutes) => {
          const zone = new Zone(name)
          const [early, late] = [...minutes].sort((a, b) => a - b).map((m) => zone.instantOf(day, m * 60_000_000))
          expect(early).toBeLessThanOrEqual(late!)
        },
      ),
    )
  })

  it('is refused by name where there is none', () => {
    expect(() => new Zone('Europe/Atlantis')).toThrow(/saw "Europe\/Atlantis"/)
  })
})

describe('the windows of a calendar', () => {
  it('are shorter and longer by an hour when clocks change', () => {
    const windows = new Windows(new Schedule(three))
    const night = windows.at('shift', at('2026-03-27T23:00:00Z'))
    expect([night.name, hours(night.from, night.to)]).toEqual(['night', 8])
    const spring = windows.at('day', at('2026-03-28T12:00:00Z'))
    expect([spring.name, isoOf(spring.from), hours(spring.from, spring.to)]).toEqual([
      '2026-03-28',
      '2026-03-28T05:00:00.000Z',
      23,
    ])
    const autumn = windows.at('day', at('2026-10-25T02:00:00Z'))
    expect([autumn.name, hours(autumn.from, autumn.to)]).toEqual(['2026-10-24', 25])
    const week = windows.at('week', at('2026-10-25T12:00:00Z'))
    expect([week.name, hours(week.from, week.to)]).toEqual(['2026-10-19', 169])
    const month = windows.at('month', at('2026-03-15T12:00:00Z'))
    expect([month.name, hours(month.from, month.to)]).toEqual(['2026-03-01', 31 * 24 - 1])
  })

  it('put a night shift and the hours after midnight into the production day before', () => {
    const windows = new Windows(new Schedule(three))
    expect(windows.at('day', at('2026-11-24T03:00:00Z')).name).toBe('2026-11-23')
    expect(windows.at('shift', at('2026-11-24T03:00:00Z')).name).toBe('night')
  })

  it('have no shift on a holiday, and others on a day of exception', () => {
    const schedule = new Schedule(three)
    expect(schedule.shiftAt(at('2026-05-01T08:00:00Z'))).toBeUndefined()
    expect(schedule.shiftAt(at('2026-05-01T02:00:00Z'))?.name).toBe('night')
    expect(schedule.shiftAt(at('2026-12-24T10:30:00Z'))?.name).toBe('early')
    expect(schedule.shiftAt(at('2026-12-24T11:30:00Z'))).toBeUndefined()
  })

  it('tell two equal hours of an autumn night apart, and cut an hour where clocks move by half of one', () => {
    const berlin = new Windows(new Schedule(three))
    expect(isoOf(berlin.at('hour', at('2026-10-25T00:10:00Z')).from)).toBe('2026-10-25T00:00:00.000Z')
    expect(isoOf(berlin.at('hour', at('2026-10-25T01:10:00Z')).from)).toBe('2026-10-25T01:00:00.000Z')
    const howe = new Windows(new Schedule({ ...three, zone: 'Australia/Lord_Howe' }))
    // 2026-10-04 02:00 becomes 02:30, at 15:30 UTC of the day before.
    const cut = howe.at('hour', at('2026-10-03T15:40:00Z'))
    expect([isoOf(cut.from), isoOf(cut.to)]).toEqual(['2026-10-03T15:30:00.000Z', '2026-10-03T16:00:00.000Z'])
  })

  it('hold every instant exactly once, of each kind, over changes of the clock too', () => {
    const orders = [
      { id: 'a', from: at('2026-03-28T04:00:00Z'), to: at('2026-03-29T04:00:00Z') },
      { id: 'b', from: at('2026-03-29T04:00:00Z'), to: at('2026-10-25T01:30:00Z') },
      { id: 'c', from: at('2026-11-01T05:00:00Z'), to: Infinity },
    ]
    const changes = [
      '2026-03-08',
      '2026-03-29',
      '2026-04-04',
      '2026-10-03',
      '2026-10-25',
      '2026-11-01',
      '2011-12-30',
    ].map(at)
    const all = zones.map((zone) => new Windows(new Schedule({ ...three, zone }), orders))
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...windowKinds),
        fc.constantFrom(...changes),
        fc.integer({ min: -40 * 60, max: 40 * 60 }),
        (windows, kind, change, minutes) => {
          const instant = change + minutes * 60_000_000 + 1
          const window = windows.at(kind, instant)
          expect(window.from).toBeLessThanOrEqual(instant)
          expect(instant).toBeLessThan(window.to)
          // Whoever asks at its first or last instant gets the same window, and beside it lie others.
          if (Number.isFinite(window.from)) {
            expect(windows.at(kind, window.from)).toEqual(window)
            expect(windows.at(kind, window.from - 1).to).toBe(window.from)
          }
          if (Number.isFinite(window.to)) {
            expect(windows.at(kind, window.to - 1)).toEqual(window)
            expect(windows.at(kind, window.to).from).toBe(window.to)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('plan every instant once: off, break or at work', () => {
    const schedule = new Schedule(three)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 1440 }), fc.integer({ min: 1, max: 4000 }), (start, length) => {
        const from = at('2026-01-01T00:00:00Z') + start * 60_000_000
        const to = from + length * 60_000_000
        let end = from
        for (const stretch of schedule.planned(from, to)) {
          expect(stretch.from).toBe(end)
          expect(stretch.to).toBeGreaterThan(stretch.from)
          const shift = schedule.shiftAt(stretch.from)
          const resting = shift?.breaks.some((rest) => rest.from <= stretch.from && stretch.from < rest.to)
          expect(stretch.plan).toBe(shift ? (resting ? Plan.stop : Plan.busy) : Plan.off)
          end = stretch.to
        }
        expect(end).toBe(to)
      }),
    )
  })

  it('are refused where shifts share time, breaks leave their shift, or a day is no day', () => {
    const shift = { name: 'a', days: [1], begin: '06:00', end: '14:00' }
    const wrong =
      (change: Partial<Calendar>): (() => Schedule) =>
      () =>
        new Schedule({ ...three, ...change })
    expect(wrong({ shifts: [shift, { name: 'b', days: [1], begin: '13:00', end: '15:00' }] })).toThrow(
      /"a" and "b" at the same time on 2024-01-01/,
    )
    expect(
      wrong({
        shifts: [
          { ...shift, begin: '22:00', end: '08:00' },
          { ...shift, days: [2], name: 'c' },
        ],
      }),
    ).toThrow(/"a" and "c"/)
    expect(wrong({ shifts: [{ ...shift, breaks: [{ begin: '13:50', end: '14:10' }] }] })).toThrow(/13:50 to 14:10/)
    expect(wrong({ shifts: [{ ...shift, days: [0, 1] }] })).toThrow(/saw 0, 1/)
    expect(wrong({ holidays: [{ date: '2026-02-30', name: 'none' }] })).toThrow(/saw "2026-02-30"/)
    expect(wrong({ dayBegins: '6:00' })).toThrow(/saw "6:00"/)
    expect(
      wrong({ exceptions: [{ date: '2026-11-24', name: 'x', shifts: [{ name: 'x', begin: '05:00', end: '09:00' }] }] }),
    ).toThrow(/"night" and "x"/)
  })
})
