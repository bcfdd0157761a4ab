import { join } from 'node:path'
import {
  type Calendar,
  type Downtime,
  Schedule,
  type SubjectSpec,
  subjectOf,
  type Window,
  Windows,
} from '@millrace/compute'
import { batchOf, type Micros, type SampleBatch, Status, type Value } from '@millrace/core'

const MINUTE: Micros = 60_000_000
const HOUR = 60 * MINUTE
/** A week in Berlin in which clocks are put forward. */
export const START: Micros = Date.UTC(2026, 2, 23) * 1_000
const STATE = 1
const PQ = 2
const GQ = 3

export type Row = readonly [series: number, time: Micros, value: Value, status: number]

/** What comes to the platform, in the order in which it comes. */
export type PlantEvent = { readonly at: Micros } & ({ readonly rows: readonly Row[] } | { readonly reason: Downtime })

const shift = (name: string, begin: string, end: string, rest: string, until: string) => ({
  name,
  days: [1, 2, 3, 4, 5, 6, 7],
  begin,
  end,
  breaks: [{ begin: rest, end: until }],
})
const calendar: Calendar = {
  zone: 'Europe/Berlin',
  dayBegins: '06:00',
  weekBegins: 1,
  shifts: [
    shift('early', '06:00', '14:00', '10:00', '10:30'),
    shift('late', '14:00', '22:00', '18:00', '18:30'),
    shift('night', '22:00', '06:00', '02:00', '02:30'),
  ],
  holidays: [],
  exceptions: [],
}
const schedule = new Schedule(calendar)

/** Numbers from 0 to 1 that a seed gives, always the same ones. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A production week: a tenth of what machines say comes hours or days late, some of it overwritten, and reasons after that. */
export function weekOf(seed: number, days: number): PlantEvent[] {
  const random = randomOf(seed)
  const events: PlantEvent[] = []
  let [count, good] = [65_000, 100]
  for (let from = START; from < START + days * 24 * HOUR; from += 10 * MINUTE) {
    const rows: Row[] = []
    for (let time = from; time < from + 10 * MINUTE; time += Math.floor(MINUTE * (1 + random() * 6))) {
      const state = ['RUN', 'RUN', 'RUN', 'STOP', 'SETUP', 'IDLE'][Math.floor(random() * 6)]!
      const status = random() < 0.05 ? Status.BadNoCommunication : Status.Good
      rows.push([STATE, time, state, status])
      const made = Math.floor(random() * 9)
      count = (count + made) % 65_536
      good += Math.min(made, Math.floor(random() * 12))
      rows.push([PQ, time, count, Status.Good], [GQ, time, good, status])
    }
    const delay = random() < 0.1 ? random() * 48 * HOUR : random() * 20_000_000
    events.push({ at: Math.floor(from + 10 * MINUTE + delay), rows })
    if (random() < 0.02)
      events.push({
        at: Math.floor(from + 5 * HOUR),
        rows: rows.slice(0, 3).map(([s, t, , q]) => [s, t, s === STATE ? 'STOP' : 1, q]),
      })
    if (random() < 0.04) {
      const to = from + Math.floor((1 + random() * 6) * 10 * MINUTE)
      const state = (['failure', 'planned', 'setup', 'delay'] as const)[Math.floor(random() * 4)]!
      const reason: Downtime = { from, to, state, ...(state === 'failure' ? { maintenance: 'corrective' } : {}) }
      events.push({ at: Math.floor(to + random() * 30 * HOUR), reason })
    }
  }
  return events.sort((a, b) => a.at - b.at)
}

/** What is known after so many events. */
export function knownAfter(
  events: readonly PlantEvent[],
  count: number,
): { samples: SampleBatch; downtimes: Downtime[] } {
  const rows = new Map<string, Row>()
  const downtimes: Downtime[] = []
  for (const event of events.slice(0, count))
    if ('reason' in event) downtimes.push(event.reason)
    else for (const row of event.rows) rows.set(`${row[0]} ${row[1]}`, row)
  return { samples: batchOf(rows.values()), downtimes }
}

export function unitOf(downtimes: readonly Downtime[]): SubjectSpec {
  const counter = (series: number) => ({ series, rollover: 65_536 })
  return subjectOf({
    id: 'press',
    fingerprint: `${downtimes.length}`,
    windows: new Windows(schedule),
    kinds: ['hour', 'shift', 'day'],
    states: {
      series: STATE,
      gap: HOUR,
      mapping: {
        rules: [
          { when: 'RUN', state: 'producing' },
          { when: 'SETUP', state: 'setup' },
          { when: 'STOP', state: 'delay' },
        ],
        otherwise: 'idle',
      },
    },
    downtimes,
    counters: { PQ: counter(PQ), GQ: counter(GQ) },
    kpis: [],
  })
}

export const nameOf = ({ kind, from }: Window): string => `${kind} ${from}`

/** What the child keeps; it is whole or the one before. */
export interface Kept {
  readonly position: number
  /** Of the evaluator, base64. */
  readonly state: string
  /** Cells of each window. */
  readonly told: Readonly<Record<string, readonly (number | null)[]>>
  /** By event the windows that were told anew at it. */
  readonly anew: Readonly<Record<string, readonly string[]>>
}

export const keptIn = (folder: string): string => join(folder, 'kept.json')
