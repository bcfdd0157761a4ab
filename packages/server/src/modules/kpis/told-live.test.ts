import { buildUnit, type KpiDefinition, type PlannedUnit } from '@millrace/compute'
import { batchOf, type Micros, microsOf, type SampleBatch, Status, type Value } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KpiUnits } from '../../live/kpi-evaluator.ts'
import { kpiNewsOf } from '../../live/kpi-rows.ts'
import type { KpiNews } from '../../live/needs.ts'
import { endedIn, type Named } from './affected.ts'
import { askedByLate } from './asking.ts'
import { type ToldKpi, tellFromHistory, tellPage } from './telling.ts'

const MINUTE = 60_000_000
const START = microsOf('2026-03-28T05:00:00Z')!
const [STATE, PQ, POWER] = [1, 2, 3]
const KPIS: readonly KpiDefinition[] = [
  {
    id: 'energy_per_item',
    name: { en: 'Energy per item', zh: '单件能耗' },
    unit: 'kW.h',
    formula: 'integral(power) / PQ',
    inputs: { power: { type: 'number', unit: 'kW', gap: 5_400 } },
    windows: ['hour', 'shift', 'day'],
    better: 'lower',
  },
  {
    id: 'utilisation',
    name: { en: 'Utilisation', zh: '利用率' },
    unit: '%',
    formula: 'APT / PBT',
    windows: ['hour', 'shift', 'day'],
    better: 'higher',
  },
]
const unit: PlannedUnit = {
  id: 'press',
  fingerprint: '1',
  // The night in which clocks are put forward.
  calendar: {
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
      { name: 'night', days: [6, 7], begin: '22:00', end: '06:00', breaks: [] },
    ],
    holidays: [],
    exceptions: [],
  },
  orders: [{ id: 'order', from: START + 95 * MINUTE, to: START + 400 * MINUTE, secondsPerItem: 30 }],
  states: {
    series: STATE,
    mapping: {
      rules: [
        { when: 'run', state: 'producing' },
        { when: 'fail', state: 'failure' },
      ],
      otherwise: 'idle',
    },
  },
  downtimes: [{ from: START + 130 * MINUTE, to: START + 190 * MINUTE, state: 'failure', maintenance: 'corrective' }],
  counters: { PQ: { series: PQ, rollover: 1_000 } },
  kpis: KPIS.map((definition) => ({ definition, version: 1, points: { power: POWER }, constants: {} })),
}
const built = buildUnit(unit)

type Row = readonly [series: number, time: Micros, value: Value, status: number]

/** The newest of each series and time, as the history has them. */
class Rows implements Pick<HistoryStore, 'raw'> {
  readonly #kept = new Map<string, Row>()

  add(row: Row): void {
    this.#kept.set(`${row[0]} ${row[1]}`, row)
  }

  async raw({ series, from, to, limit, order }: Parameters<HistoryStore['raw']>[0]): Promise<SampleBatch> {
    const rows = [...this.#kept.values()]
      .filter(([of, time]) => series.includes(of) && time >= from && time < to)
      .sort((a, b) => (order === 'descending' ? b[1] - a[1] : a[1] - b[1]))
    return batchOf(rows.slice(0, limit))
  }
}

const keyOf = ({ kind, begin }: Named): string => `${kind} ${begin.toISOString()}`

/** Keeps what live computing tells and asks the history for the rest, as rounds do. */
class Kept {
  readonly told = new Map<string, ToldKpi[]>()
  readonly #history: Rows
  #until = START
  /** Windows that were kept as live computing told them. */
  live = 0

  constructor(history: Rows) {
    this.#history = history
  }

  async take(news: readonly KpiNews[]): Promise<void> {
    const marks = news.flatMap((one) => (one.is === 'late' ? [one] : []))
    const pages = news.flatMap((one) => (one.is === 'page' ? [one] : []))
    const ended = Math.max(this.#until, ...news.flatMap((one) => (one.is === 'closed' ? [one.until] : [])))
    const late = await askedByLate(this.#history, 't', built, marks, { since: START, until: ended })
    const isLate = new Set(late.map(keyOf))
    for (const named of [...endedIn(built.spec.windows, this.#until, ended), ...late]) {
      const window = built.spec.windows.at(named.kind, named.begin.getTime() * 1_000)
      const page = pages.find(({ kind, from, to }) => kind === named.kind && from === window.from && to === window.to)
      const isLive = page && !isLate.has(keyOf(named))
      if (isLive) this.live++
      this.told.set(
        keyOf(named),
        isLive
          ? tellPage(built, { window, cells: page.cells })
          : await tellFromHistory(this.#history, 't', built, window),
      )
    }
    this.#until = ended
  }

  /** Everything told, from the history as it is in the end. */
  async again(): Promise<Map<string, ToldKpi[]>> {
    const all = new Map<string, ToldKpi[]>()
    for (const named of endedIn(built.spec.windows, START, this.#until)) {
      const window = built.spec.windows.at(named.kind, named.begin.getTime() * 1_000)
      all.set(keyOf(named), await tellFromHistory(this.#history, 't', built, window))
    }
    return all
  }
}

const anyRow = (part: number) =>
  fc
    .tuple(
      fc.constantFrom(STATE, PQ, POWER),
      fc.integer({ min: 0, max: 20 * 60 }),
      fc.integer({ min: 0, max: 999 }),
      fc.constantFrom(Status.Good, Status.Good, Status.Good, Status.BadNoData),
      // Most come at once, some hours late.
      fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }) }),
    )
    .map(([series, minute, value, status, late]): { row: Row; at: Micros } => {
      const time = START + minute * MINUTE
      const said = series === STATE ? ['run', 'fail', 'wait'][value % 3]! : value / part
      return { row: [series, time, said, status], at: time + late * MINUTE }
    })

type Told = Readonly<Record<string, readonly ToldKpi[]>>

/** Tells as values come, with late ones, kills and news that come again; numbers are whole parts. */
async function holds(part: number, isSame: (told: Told, again: Told) => void): Promise<void> {
  let live = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow(part), { minLength: 5, maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 20 }),
      async (rows, ticks, saved, lost) => {
        const arrivals = [...rows].sort((a, b) => a.at - b.at)
        const history = new Rows()
        const kept = new Kept(history)
        let now = START - MINUTE
        const begin = (): KpiUnits => {
          const made = new KpiUnits({
            grace: MINUTE,
            now,
            suspended: (_unit, fault) => {
              throw fault
            },
          })
          const { NEGATIVE_INFINITY } = Number
          made.put([{ ...unit, number: 7, until: NEGATIVE_INFINITY, newest: NEGATIVE_INFINITY }], now)
          return made
        }
        let units = begin()
        // Something of each is known, so that windows are seen whole.
        const first = batchOf([
          [STATE, START - 1, 'run', Status.Good],
          [PQ, START - 1, 0, Status.Good],
          [POWER, START - 1, 0, Status.Good],
        ])
        for (let i = 0; i < first.length; i++)
          history.add([first.series[i]!, START - 1, first.series[i] === STATE ? 'run' : 0, Status.Good])
        units.feed(first)
        const tell = async (): Promise<void> => {
          const told = units.take()
          if (told) await kept.take(kpiNewsOf(told))
        }
        let checkpoint = units.save()
        for (const [i, { row, at }] of arrivals.entries()) {
          now = Math.max(now, at)
          history.add(row)
          units.feed(batchOf([row]))
          if (ticks.includes(i)) units.tick(now)
          await tell()
          if (i === saved) checkpoint = units.save()
          if (i === saved + lost) {
            // Killed: it goes on from its checkpoint, and reads again what came since.
            units = begin()
            units.load(checkpoint)
            for (const again of arrivals.slice(saved + 1, i + 1)) units.feed(batchOf([again.row]))
            await tell()
          }
        }
        now = START + 48 * 60 * MINUTE
        units.tick(now)
        await tell()
        live += kept.live
        isSame(Object.fromEntries(kept.told), Object.fromEntries(await kept.again()))
      },
    ),
    { numRuns: 100 },
  )
  expect(live).toBeGreaterThan(500)
}

it('windows told as values come are those that the history tells, to the last bit where sums are exact', async () => {
  await holds(8, (told, again) => expect(told).toEqual(again))
})

it('where sums are rounded they differ by that alone', async () => {
  const isNear = (one: unknown, other: unknown): boolean => {
    if (typeof one === 'number' && typeof other === 'number')
      return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other))
    if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return one === other
    const names = Object.keys(one)
    return (
      names.length === Object.keys(other).length &&
      names.every((name) => isNear(Reflect.get(one, name), Reflect.get(other, name)))
    )
  }
  await holds(7, (told, again) => expect(isNear(told, again)).toBe(true))
})
