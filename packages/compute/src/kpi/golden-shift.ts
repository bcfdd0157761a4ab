import { batchOf, type Micros, microsOf, type SampleBatch, type Value } from '@millrace/core'
import { type Calendar, Schedule } from './calendar.ts'
import type { WorkUnit } from './production.ts'
import type { Downtime } from './time-model.ts'
import { type OrderRun, Windows } from './windows.ts'

/**
 * The golden shift: 480 minutes with every kind of time, worked by hand in docs/kpis.md. A press in Shanghai on 2026-11-23.
 *
 * 06:00 setup · 06:30 producing · 08:00 jam · 08:12 producing · 09:30 no order · 09:48 producing · 10:00 break · 10:30 producing ·
 * 11:00 breakdown · 11:36 producing · 12:36 planned maintenance · 12:51 producing · 14:00 end
 */
export const goldenCalendar: Calendar = {
  zone: 'Asia/Shanghai',
  dayBegins: '06:00',
  weekBegins: 1,
  shifts: [
    { name: 'early', days: [1, 2, 3, 4, 5], begin: '06:00', end: '14:00', breaks: [{ begin: '10:00', end: '10:30' }] },
  ],
  holidays: [],
  exceptions: [],
}

/** An instant of that day, local. */
export const goldenAt = (time: string): Micros => microsOf(`2026-11-23T${time}:00+08:00`)!

export const goldenSeries = { state: 1, PQ: 2, GQ: 3, SQ: 4, RQ: 5, GP: 6, IP: 7 } as const

/** Planned run time per item: 30 s of the first product, 45 s of the second. */
export const goldenOrders: readonly OrderRun[] = [
  { id: 'A', from: goldenAt('06:00'), to: goldenAt('09:30'), secondsPerItem: 30 },
  { id: 'B', from: goldenAt('09:48'), to: goldenAt('14:00'), secondsPerItem: 45 },
]

export const goldenBreakdown: Downtime = {
  from: goldenAt('11:00'),
  to: goldenAt('11:36'),
  state: 'failure',
  maintenance: 'corrective',
}
export const goldenMaintenance: Downtime = {
  from: goldenAt('12:36'),
  to: goldenAt('12:51'),
  state: 'planned',
  maintenance: 'preventive',
}

const states: readonly (readonly [string, string])[] = [
  ['06:00', 'SETUP'],
  ['06:30', 'RUN'],
  ['08:00', 'STOP'],
  ['08:12', 'RUN'],
  ['09:30', 'NO_ORDER'],
  ['09:48', 'RUN'],
  ['10:00', 'NO_ORDER'],
  ['10:30', 'RUN'],
  ['11:00', 'STOP'],
  ['11:36', 'RUN'],
  ['12:36', 'STOP'],
  ['12:51', 'RUN'],
  ['14:00', 'NO_ORDER'],
]

/** Readings of the counters through the shift: 300 of A and 200 of B, of these 460 good, 25 scrap, 15 rework. */
const readings: readonly (readonly [string, Partial<Record<keyof typeof goldenSeries, number>>])[] = [
  ['05:59', { PQ: 65_400, GQ: 9_000, SQ: 100, RQ: 50, GP: 800, IP: 900 }],
  ['07:30', { PQ: 65_500, GQ: 9_090, SQ: 106, RQ: 54, GP: 890, IP: 1_000 }],
  // The press's counter has 16 bits: after 65 535 comes 0.
  ['09:29', { PQ: 164, GQ: 9_280, SQ: 112, RQ: 58, GP: 1_070, IP: 1_190 }],
  ['11:50', { PQ: 264, GQ: 9_370, SQ: 118, RQ: 62, GP: 1_160, IP: 1_290 }],
  ['13:59', { PQ: 364, GQ: 9_460, SQ: 125, RQ: 65, GP: 1_250, IP: 1_380 }],
]

export function goldenSamples(): SampleBatch {
  const rows: [number, Micros, Value, number][] = states.map(([time, state]) => [
    goldenSeries.state,
    goldenAt(time),
    state,
    0,
  ])
  for (const [time, values] of readings)
    for (const [name, value] of Object.entries(values))
      rows.push([goldenSeries[name as keyof typeof goldenSeries], goldenAt(time), value, 0])
  return batchOf(rows)
}

/** The press as it is known when these downtimes are. */
export function goldenUnit(downtimes: readonly Downtime[]): WorkUnit {
  const { state, ...counters } = goldenSeries
  return {
    id: 'press',
    fingerprint: 'golden',
    windows: new Windows(new Schedule(goldenCalendar), goldenOrders),
    kinds: ['hour', 'shift', 'day', 'week', 'month'],
    states: {
      series: state,
      mapping: {
        rules: [
          { when: 'RUN', state: 'producing' },
          { when: 'SETUP', state: 'setup' },
          { when: 'STOP', state: 'delay' },
          { when: 'NO_ORDER', state: 'idle' },
        ],
      },
    },
    downtimes,
    kpis: [],
    counters: Object.fromEntries(
      Object.entries(counters).map(([name, series]) => [name, { series, rollover: 65_536 }]),
    ),
  }
}
