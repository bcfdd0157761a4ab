import { batchOf, type Micros, microsOf, Status, type Value } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkExpression, compileExpression, parseExpression, TextNumbers } from '../expression/index.ts'
import { type Calendar, Schedule } from './calendar.ts'
import { changedWindows, supersededAt, tellWindow } from './from-history.ts'
import type { LateInput, Page, SubjectSpec } from './page.ts'
import { Subject } from './subject.ts'
import { figure, type TallyFigure } from './tally.ts'
import { type Downtime, TimeModel } from './time-model.ts'
import { type Window, type WindowKind, Windows } from './windows.ts'

const MINUTE = 60_000_000
const start = microsOf('2026-03-28T05:00:00Z')!
const calendar: Calendar = {
  zone: 'Europe/Berlin',
  dayBegins: '06:00',
  weekBegins: 1,
  shifts: [
    {
      name: 'day',
      days: [1, 2, 3, 4, 5, 6, 7],
      begin: '06:00',
      end: '14:00',
      breaks: [{ begin: '10:00', end: '10:30' }],
    },
    { name: 'night', days: [6, 7], begin: '22:00', end: '06:00' },
  ],
  holidays: [],
  exceptions: [],
}
const schedule = new Schedule(calendar)

const sum = compileExpression(
  checkExpression(
    parseExpression('level + meter'),
    new Map([
      ['level', { type: 'number' }],
      ['meter', { type: 'number' }],
    ]),
  ),
  (name) => (name === 'level' ? 0 : 1),
  new TextNumbers(),
)

type Row = readonly [series: number, time: Micros, value: Value, status: number]
type Kind = Exclude<WindowKind, 'order'>
const kinds: readonly Kind[] = ['hour', 'shift', 'day']
const LEVEL = 1
const METER = 2
const STATE = 3

function specOf(downtimes: readonly Downtime[] = [], gap = 90 * MINUTE): SubjectSpec {
  const windows = new Windows(schedule)
  const mapping = {
    rules: [
      { when: 'run', state: 'producing' as const },
      { when: 'set', state: 'setup' as const },
      { when: 'fail', state: 'failure' as const },
    ],
    otherwise: 'idle' as const,
  }
  return {
    id: 'press',
    fingerprint: '1',
    windows,
    kinds,
    measures: [
      { key: 'level', series: [LEVEL], gap },
      { key: 'meter', series: [METER], rollover: 1000 },
      { key: 'both', series: [LEVEL, METER], kernel: sum, gap: 3 * gap },
      { key: 'twice', series: [METER, METER], kernel: sum },
      { key: 'state', series: [STATE], states: { mapping, model: new TimeModel(schedule, downtimes) } },
    ],
  }
}

function offer(subject: Subject, [series, time, value, status]: Row): void {
  subject.spec.measures.forEach((measure, m) => {
    measure.series.forEach((one, slot) => {
      if (one === series) subject.offer(m, slot, time, value as number | string, status)
    })
  })
}

const key = ({ kind, from }: Window): string => `${kind} ${from}`
/** All that the history tells, of every window from the start to `until`. */
function whole(spec: SubjectSpec, rows: readonly Row[], until: Micros): Map<string, Page> {
  const pages = new Map<string, Page>()
  for (const kind of kinds)
    for (const window of spec.windows.between(kind, start, until))
      if (window.to <= until) pages.set(key(window), tellWindow(spec, window, batchOf(rows)))
  return pages
}
/** One row of each key, the last one written. */
const kept = (rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row])).values()]
const cellsBy = (pages: Map<string, Page>): Record<string, number[]> =>
  Object.fromEntries([...pages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, page]) => [name, [...page.cells]]))

const next =
  (spec: SubjectSpec, rows: readonly Row[]) =>
  (late: LateInput): Micros | undefined =>
    supersededAt(spec.measures.find((of) => of.key === late.measure)!, late, batchOf(rows))

const anyRow: fc.Arbitrary<Row> = fc
  .tuple(
    fc.constantFrom(LEVEL, METER, STATE),
    fc.oneof(fc.integer({ min: 0, max: 40 * 60 }), fc.constantFrom(0, 60, 61, 120, 480, 960)),
    fc.integer({ min: 0, max: 999 }),
    fc.constantFrom(Status.Good, Status.Good, Status.Good, Status.BadNoData, Status.UncertainSubNormal),
  )
  .map(([series, minute, value, status]) => [
    series,
    start + minute * MINUTE,
    series === STATE ? ['run', 'set', 'fail', 'wait'][value % 4]! : value % 7 === 0 ? 0 : value / 8,
    status,
  ])

describe('what is known of a window', () => {
  it('is the same from values as they come, in any order, and from the history', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 30 }),
        fc.boolean(),
        (rows, ticks, cut, sorted) => {
          const spec = specOf()
          const arrival = sorted ? [...rows].sort((a, b) => a[1] - b[1]) : rows
          const end = start + 48 * 60 * MINUTE
          let subject = new Subject(spec, start, start, batchOf([]))
          const told = new Map<string, Page>()
          const changed = new Set<string>()
          const gather = (seenRows: readonly Row[], until: Micros): void => {
            for (const page of subject.close(until)) told.set(key(page.window), page)
            for (const stale of subject.takeStale())
              for (const window of changedWindows(spec.windows, stale, next(spec, kept(seenRows)), until)) {
                if (window.to > until) continue
                told.set(key(window), tellWindow(spec, window, batchOf(kept(seenRows))))
                changed.add(key(window))
              }
          }
          let clock = start
          arrival.forEach((row, i) => {
            const [, time] = row
            offer(subject, row)
            if (ticks.includes(i)) {
              clock = Math.max(clock, time - 5 * MINUTE)
              gather(arrival.slice(0, i + 1), clock)
            }
            if (i === cut) {
              // Killed, and taken up again from what was saved.
              const saved = subject.save()
              subject = new Subject(spec, start, start, batchOf([]))
              subject.load(saved)
            }
          })
          gather(arrival, end)
          // A later tick may still find stale what an earlier one told: nothing is left over.
          expect(subject.takeStale()).toEqual([])
          expect(cellsBy(told)).toEqual(cellsBy(whole(spec, kept(arrival), end)))
          // In the order of their times nothing is ever told twice.
          const orderly = arrival.every((row, i) => i === 0 || row[1] > arrival[i - 1]![1])
          if (orderly && ticks.length === 0) expect([...changed]).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is told as it was seen only where the history tells the same, with nobody asked for the rest', () => {
    // Few instants, so that samples of one are written again, and late ones fall before what a window came in with.
    const anyClose = anyRow.map(([series, time, value, status]): Row => {
      const minute = Math.floor((time - start) / MINUTE) % 240
      return [series, start + (minute - (minute % 10)) * MINUTE, value, status]
    })
    let seen = 0
    fc.assert(
      fc.property(fc.array(anyClose, { minLength: 1, maxLength: 30 }), fc.boolean(), (rows, isKilled) => {
        const spec = specOf()
        const end = start + 6 * 60 * MINUTE
        let subject = new Subject(spec, start, start, batchOf([]), false)
        rows.forEach((row, i) => {
          offer(subject, row)
          if (!isKilled || i !== rows.length >> 1) return
          const saved = subject.save()
          subject = new Subject(spec, start, start, batchOf([]), false)
          subject.load(saved)
        })
        const truth = cellsBy(whole(spec, kept(rows), end))
        for (const { window, cells } of subject.close(end)) {
          expect({ [key(window)]: [...cells] }).toEqual({ [key(window)]: truth[key(window)] })
          seen++
        }
      }),
      {
        numRuns: 500,
        examples: [
          // A late one bad where several inputs were usable last, while the newest does not count yet.
          [
            [
              [METER, start + 10 * MINUTE, 0, Status.Good],
              [LEVEL, start, 0, Status.Good],
              [LEVEL, start + 120 * MINUTE, 0, Status.UncertainSubNormal],
              [LEVEL, start + 10 * MINUTE, 0, Status.BadNoData],
              [LEVEL, start + 180 * MINUTE, 0.125, Status.Good],
            ],
            false,
          ],
        ],
      },
    )
    expect(seen).toBeGreaterThan(500)
  })

  it('changes with a late sample in the windows that are named, and in no other', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 2, maxLength: 40 }), anyRow, (rows, late) => {
        const spec = specOf()
        const end = start + 48 * 60 * MINUTE
        const subject = new Subject(spec, start, start, batchOf([]))
        for (const row of kept(rows).sort((a, b) => a[1] - b[1])) offer(subject, row)
        subject.close(end)
        subject.takeStale()
        const before = cellsBy(whole(spec, kept(rows), end))
        const all = kept([...rows, late])
        const after = cellsBy(whole(spec, all, end))
        offer(subject, late)
        const named = new Set(
          subject.takeStale().flatMap((stale) => changedWindows(spec.windows, stale, next(spec, all), end).map(key)),
        )
        const differ = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
        for (const name of differ) expect(named).toContain(name)
        expect(named.size).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  it('is a step that stands for its gap at most, and a counter that goes on over windows, resets and its greatest reading', () => {
    const spec = specOf()
    const rows: Row[] = [
      [LEVEL, start - 30 * MINUTE, 10, 0],
      [LEVEL, start + 120 * MINUTE, 4, 0],
      [LEVEL, start + 150 * MINUTE, 8, 0],
      [METER, start - MINUTE, 900, 0],
      [METER, start + 10 * MINUTE, 990, 0],
      [METER, start + 20 * MINUTE, 15, 0],
      [METER, start + 30 * MINUTE, Number.NaN, Status.BadNoData],
      [METER, start + 40 * MINUTE, 25, 0],
      [METER, start + 50 * MINUTE, 5, 0],
    ]
    const hour = (n: number): Page => tellWindow(spec, spec.windows.at('hour', start + n * 60 * MINUTE), batchOf(rows))
    const level = (page: Page, what: TallyFigure): number => figure(page.cells, 0, what)
    expect(level(hour(0), 'avg')).toBe(10)
    expect(level(hour(1), 'avg')).toBeNaN()
    expect([
      level(hour(2), 'avg'),
      level(hour(2), 'integral'),
      level(hour(2), 'first'),
      level(hour(2), 'last'),
    ]).toEqual([6, 6 * 3600, 4, 8])
    expect([level(hour(2), 'min_of'), level(hour(2), 'max_of'), level(hour(2), 'sum')]).toEqual([4, 8, 12])
    // 90 on, over 1000 by 25, 10 on after a bad one, 5 after a reset.
    expect(figure(hour(0).cells, 13, 'delta')).toBe(90 + 25 + 10 + 5)
    expect(figure(hour(1).cells, 13, 'delta')).toBe(0)
  })

  it('counts how often a condition came to hold, not when it was first known', () => {
    const rows: Row[] = [true, false, true, false, true].map((on, i) => [LEVEL, start + i * MINUTE, on, 0])
    rows.push([LEVEL, start + 10 * MINUTE, Number.NaN, Status.BadNoData], [LEVEL, start + 11 * MINUTE, true, 0])
    const spec = specOf()
    const page = tellWindow(spec, spec.windows.at('hour', start), batchOf(rows))
    expect(figure(page.cells, 0, 'count')).toBe(2)
    expect(figure(page.cells, 0, 'duration')).toBe((1 + 1 + 6 + 49) * 60)
  })
})
