import { describe, expect, it } from 'vitest'
import { afterQuiet } from './quiet.ts'
import { onCall, type RotaPlan, turns } from './rota.ts'
import type { Quiet } from './schema.ts'
import {
  dayAt,
  dayOf,
  KeptFormats,
  MOST_FORMATS,
  minuteAt,
  momentAt,
  momentText,
  mustBeZone,
  weekdayOf,
} from './zone.ts'

const at = (iso: string): number => Date.parse(iso)
const iso = (ms: number): string => new Date(ms).toISOString().replace('.000', '')

describe('a time on the clocks of a zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-29', 480, '2026-03-29T00:00:00Z'],
    ['Europe/Berlin', '2026-01-15', 480, '2026-01-15T07:00:00Z'],
    ['Europe/Berlin', '2026-07-15', 480, '2026-07-15T06:00:00Z'],
    ['America/New_York', '2026-03-08', 480, '2026-03-08T12:00:00Z'],
    ['Asia/Kolkata', '2026-07-15', 0, '2026-07-14T18:30:00Z'],
    // Half an hour: the one zone that sets its clocks by so little.
    ['Australia/Lord_Howe', '2026-01-15', 0, '2026-01-14T13:00:00Z'],
    ['Australia/Lord_Howe', '2026-07-15', 0, '2026-07-14T13:30:00Z'],
  ])('%s %s +%i min is %s', (zone, date, minute, expected) => {
    expect(iso(momentAt(zone, dayOf(date), minute))).toBe(expected)
  })

  it('is told by formats of which so many are kept, however zones are spelt', () => {
    const formats = new KeptFormats((timeZone) => new Intl.DateTimeFormat('en', { timeZone }))
    const [first, second] = [formats.of('Asia/Shanghai'), formats.of('asia/shanghai')]
    expect(formats.of('Asia/Shanghai')).toBe(first)
    for (let minute = 0; minute < MOST_FORMATS - 1; minute++)
      formats.of(`+${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`)
    expect(formats.of('asia/shanghai')).toBe(second)
    expect(formats.of('Asia/Shanghai')).not.toBe(first)
  })

  it('that never comes when clocks are set forward is the moment they would have shown it', () => {
    expect(iso(momentAt('Europe/Berlin', dayOf('2026-03-29'), 150))).toBe('2026-03-29T01:30:00Z')
  })

  it('that comes twice when clocks are set back is the first', () => {
    expect(iso(momentAt('Europe/Berlin', dayOf('2026-10-25'), 150))).toBe('2026-10-25T00:30:00Z')
  })

  it('reads back as it was asked for on every quarter of an hour of a year, but where it never comes', () => {
    let skipped = 0
    for (let day = dayOf('2026-01-01'); day < dayOf('2027-01-01'); day++)
      for (let minute = 0; minute < 1440; minute += 15) {
        const ms = momentAt('America/New_York', day, minute)
        if (dayAt('America/New_York', ms) !== day || minuteAt('America/New_York', ms) !== minute) skipped++
      }
    expect(skipped).toBe(4)
  }, 60_000)

  it('is of a day of the week by ISO 8601', () => {
    expect([weekdayOf(dayOf('2026-11-27')), weekdayOf(dayOf('2026-11-29')), weekdayOf(dayOf('1969-12-29'))]).toEqual([
      5, 7, 1,
    ])
  })

  it.each([
    ['Asia/Shanghai', 'en', '2026-11-27T04:05:00Z', '27 Nov 2026, 12:05 UTC+8'],
    ['Asia/Shanghai', 'zh', '2026-11-27T16:05:00Z', '2026年11月28日 00:05 UTC+8'],
    ['America/New_York', 'en', '2026-07-01T03:59:59Z', '30 Jun 2026, 23:59 UTC−4'],
    ['Asia/Kolkata', 'zh', '2026-07-15T00:00:00Z', '2026年7月15日 05:30 UTC+5:30'],
    ['UTC', 'en', '2026-07-15T00:00:00Z', '15 Jul 2026, 00:00 UTC'],
  ] as const)('of %s is written in %s with how far it is from UTC', (zone, language, moment, expected) => {
    expect(momentText(zone, language, at(moment))).toBe(expected)
  })

  it('is refused for a zone that nobody knows', () => {
    expect(() => mustBeZone('Mars/Olympus')).toThrow(/IANA time zone/)
  })
})

const plan: RotaPlan = {
  zone: 'Europe/Berlin',
  weekday: 1,
  at: '08:00',
  beginsOn: '2026-03-18',
  people: ['ann', 'bo', 'cai'],
}

describe('a rota', () => {
  it('hands over each week at its hour, also over the week in which clocks are set', () => {
    const who = (moment: string) => onCall(plan, [], at(moment))
    expect(who('2026-03-16T06:59:59Z')).toBeUndefined()
    expect(who('2026-03-16T07:00:00Z')).toBe('ann')
    expect(who('2026-03-23T06:59:59Z')).toBe('ann')
    expect(who('2026-03-23T07:00:00Z')).toBe('bo')
    // Summer time from 29 March: 8 o’clock comes an hour earlier.
    expect(who('2026-03-30T05:59:59Z')).toBe('bo')
    expect(who('2026-03-30T06:00:00Z')).toBe('cai')
    expect(who('2026-04-06T06:00:00Z')).toBe('ann')
    expect(who('2027-03-15T07:00:00Z')).toBe('bo')
  })

  it('lets somebody stand in, of two who do the one said last', () => {
    const standIns = [
      { person: 'dee', beginsAt: at('2026-03-24T12:00:00Z'), endsAt: at('2026-03-25T12:00:00Z') },
      { person: 'eve', beginsAt: at('2026-03-25T00:00:00Z'), endsAt: at('2026-03-25T06:00:00Z') },
    ]
    const who = (moment: string) => onCall(plan, standIns, at(moment))
    expect(
      [
        '2026-03-24T11:59:59Z',
        '2026-03-24T12:00:00Z',
        '2026-03-25T01:00:00Z',
        '2026-03-25T06:00:00Z',
        '2026-03-25T12:00:00Z',
      ].map(who),
    ).toEqual(['bo', 'dee', 'eve', 'dee', 'bo'])
    expect(
      turns(plan, standIns, at('2026-03-24T00:00:00Z'), 2).map(({ person, beginsAt }) => [person, iso(beginsAt)]),
    ).toEqual([
      ['bo', '2026-03-23T07:00:00Z'],
      ['dee', '2026-03-24T12:00:00Z'],
      ['eve', '2026-03-25T00:00:00Z'],
      ['dee', '2026-03-25T06:00:00Z'],
      ['bo', '2026-03-25T12:00:00Z'],
      ['cai', '2026-03-30T06:00:00Z'],
    ])
  })

  it('leaves no gap and no overlap over a year', () => {
    const spans = turns(plan, [], at('2026-03-18T00:00:00Z'), 52)
    expect(spans).toHaveLength(52)
    for (const [i, span] of spans.entries()) if (i > 0) expect(span.beginsAt).toBe(spans[i - 1]?.endsAt)
  })
})

describe('quiet hours', () => {
  const quiet: Quiet = {
    zone: 'Europe/Berlin',
    from: '22:00',
    until: '06:00',
    days: [1, 2, 3, 4, 5],
    priorities: ['low', 'medium'],
  }
  const until = (moment: string, priority: 'low' | 'critical' = 'low') => iso(afterQuiet(quiet, priority, at(moment)))

  it('hold what can wait until the morning, and nothing that cannot', () => {
    expect(until('2026-11-25T20:59:00Z')).toBe('2026-11-25T20:59:00Z')
    expect(until('2026-11-25T21:00:00Z')).toBe('2026-11-26T05:00:00Z')
    expect(until('2026-11-26T04:59:59Z')).toBe('2026-11-26T05:00:00Z')
    expect(until('2026-11-26T05:00:00Z')).toBe('2026-11-26T05:00:00Z')
    expect(until('2026-11-25T23:00:00Z', 'critical')).toBe('2026-11-25T23:00:00Z')
  })

  it('end by the clock on the wall in the night that clocks are set', () => {
    const every: Quiet = { ...quiet, days: [1, 2, 3, 4, 5, 6, 7] }
    expect(iso(afterQuiet(every, 'low', at('2026-03-28T22:00:00Z')))).toBe('2026-03-29T04:00:00Z')
    expect(iso(afterQuiet(every, 'low', at('2026-10-24T22:00:00Z')))).toBe('2026-10-25T05:00:00Z')
  })

  it('begin on their days alone, and run into the next', () => {
    // Friday evening into Saturday morning is of Friday; Saturday evening is free.
    expect(until('2026-11-28T01:00:00Z')).toBe('2026-11-28T05:00:00Z')
    expect(until('2026-11-28T22:00:00Z')).toBe('2026-11-28T22:00:00Z')
  })
})
