import {
  ALL_INPUTS,
  checkFormulaOf,
  compileExpression,
  type DerivedDefinition,
  seriesOfInputs,
  TextNumbers,
} from '@millrace/compute'
import { batchOf, isBad, type Micros, microsOf, Status } from '@millrace/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DerivedEvaluator } from '../../live/derived-evaluator.ts'
import { derivedNewsOf } from '../../live/derived-rows.ts'
import type { DerivedNews } from '../../live/needs.ts'
import { NearHistory, type Row } from '../../testing-history.ts'
import type { Point } from '../assets/index.ts'
import { definitionOf, type Formula, type Numbered } from './plan.ts'
import { standingAt, tellStretch } from './stretch.ts'

const S = 1_000_000
const START = microsOf('2026-03-28T05:00:00Z')!
const series = { a: 1, b: 2, c: 3, state: 4, mean: 11, told: 12 }
type PointName = keyof typeof series

const pointOf = (id: PointName, more: Partial<Point>): [string, Numbered] => [
  id,
  {
    series: series[id],
    point: { id, name: id, assetId: 'x', path: [], type: 'double', writable: false, deviceId: 'd', ...more },
  },
]
const formulaOf = (point: PointName, formula: string, of: readonly PointName[], gap: number | null): Formula => ({
  point,
  series: series[point],
  formula,
  inputs: of.map((name) => ({ name, point: name })),
  gap,
})
const formulas = [
  formulaOf('mean', '(a + b) / 2', ['a', 'b'], null),
  formulaOf('told', 'if(state == "run", mean * 3 + c, c)', ['state', 'mean', 'c'], 40),
]
const plant = {
  formulas: new Map(formulas.map((one) => [one.point, one])),
  points: new Map([
    pointOf('a', { unit: 'kW' }),
    pointOf('b', { unit: 'W' }),
    pointOf('c', { unit: 'kW' }),
    pointOf('state', { type: 'string' }),
    pointOf('mean', { unit: 'kW' }),
    pointOf('told', { unit: 'W' }),
  ]),
}
const definitions = formulas.map(({ point }) => definitionOf(point, plant))

interface Told {
  readonly value: number
  readonly status: number
}

/** A formula over the whole history of its inputs, the plain way; what an input had last is looked for at every instant. */
function plainly({ formula, inputs, gap }: Formula, unit: string, histories: ReadonlyMap<string, readonly Row[]>) {
  const texts = new TextNumbers()
  const names = inputs.map(({ name, point }) => {
    const { type, unit: own } = plant.points.get(point)!.point
    return { name, type: type === 'string' ? ('text' as const) : ('number' as const), ...(own ? { unit: own } : {}) }
  })
  const slots = new Map(names.map(({ name }, i) => [name, i]))
  const checked = checkFormulaOf({ formula, names }, { type: 'number', unit })
  const kernel = compileExpression(checked, (name) => slots.get(name), texts)
  const times = new Set(inputs.flatMap(({ point }) => (histories.get(point) ?? []).map(([, time]) => time)))
  const all = new Map<Micros, Told>()
  for (const at of times) {
    const frame = { value: new Float64Array(inputs.length), status: new Uint32Array(inputs.length) }
    inputs.forEach(({ point }, i) => {
      const row = histories.get(point)?.findLast(([, time]) => time <= at)
      const isOld = row !== undefined && gap !== null && at - row[1] > gap * S
      let status: number = row?.[3] ?? Status.BadWaitingForInitialData
      if (row && !isBad(status) && (isOld || row[2] === null || Number.isNaN(row[2]))) status = Status.BadNoData
      frame.status[i] = status
      const value = row?.[2]
      frame.value[i] = isBad(status) ? Number.NaN : typeof value === 'string' ? texts.numberOf(value) : Number(value)
    })
    const value = kernel.evaluate(frame)
    all.set(at, { value, status: kernel.status })
  }
  return all
}

type Mark = Extract<DerivedNews, { is: 'late' }>

/** Keeps what live computing tells, and works out what came late, as book and rounds do: each at its own pace. */
class Kept {
  readonly told = new Map<string, Told>()
  readonly marks: Mark[] = []
  readonly #history: NearHistory
  /** Worked out from the history, and not yet written. */
  #underWay: { readonly mark: Mark; readonly to: Micros; readonly rows: readonly (readonly [string, Told])[] }[] = []
  live = 0

  constructor(history: NearHistory) {
    this.#history = history
  }

  take(news: readonly DerivedNews[]): void {
    for (const one of news) {
      if (one.is === 'late') this.marks.push(one)
      else {
        this.told.set(`${one.number} ${one.time}`, { value: one.value, status: one.status })
        this.live++
        const { number, time } = one
        if (this.#underWay.some(({ mark, to }) => mark.number === number && mark.from <= time && time < to))
          this.marks.push({ is: 'late', number, series: ALL_INPUTS, from: time, last: time, end: time + 1 })
      }
    }
  }

  async workOut(): Promise<void> {
    for (const mark of this.marks.filter((one) => !this.#underWay.some((other) => other.mark === one))) {
      const definition = definitions.find(({ number }) => number === mark.number)!
      const next = mark.series < 0 ? undefined : this.#history.of(mark.series).find(([, time]) => time > mark.last)
      const range = { from: mark.from, to: Math.min(mark.end, next?.[1] ?? mark.end), most: 1_000 }
      const told = (await tellStretch(this.#history, 't', definition, range)) ?? []
      const rows = told.map(({ time, value, status }) => [`${mark.number} ${time}`, { value, status }] as const)
      this.#underWay.push({ mark, to: range.to, rows })
    }
  }

  write(): void {
    for (const { mark, rows } of this.#underWay) {
      for (const [key, told] of rows) this.told.set(key, told)
      this.marks.splice(this.marks.indexOf(mark), 1)
    }
    this.#underWay = []
  }

  /** What was under way is lost; what waits is remembered. */
  crash(): void {
    this.#underWay = []
  }
}

const anyRow = fc
  .tuple(
    fc.constantFrom(series.a, series.b, series.c, series.state),
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 0, max: 99 }),
    fc.constantFrom(Status.Good, Status.Good, Status.Good, Status.UncertainLastUsableValue, Status.BadSensorFailure),
    // Most come at once, some late.
    fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) }),
  )
  .map(([of, second, value, status, late]): { row: Row; at: Micros } => {
    const time = START + second * S
    const said = of === series.state ? (value % 2 === 0 ? 'run' : 'stop') : value % 17 === 0 ? null : value / 8
    return { row: [of, time, said, status], at: time + late * S }
  })

const step = fc.oneof(
  { weight: 8, arbitrary: fc.constant('feed' as const) },
  { weight: 3, arbitrary: fc.constant('tick' as const) },
  { weight: 2, arbitrary: fc.constant('work' as const) },
  { weight: 2, arbitrary: fc.constant('write' as const) },
  { weight: 1, arbitrary: fc.constant('save' as const) },
  { weight: 1, arbitrary: fc.constant('kill' as const) },
  { weight: 1, arbitrary: fc.constant('skip' as const) },
  { weight: 1, arbitrary: fc.constant('read' as const) },
)

it('after late data, kills and what was left out, values are those of the formula over the whole history', async () => {
  let live = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 5, maxLength: 60 }),
      fc.array(step, { minLength: 20, maxLength: 120 }),
      async (rows, steps) => {
        const arrivals = [...rows].sort((x, y) => x.at - y.at)
        const history = new NearHistory()
        const kept = new Kept(history)
        let now = START
        let read = 1
        const begin = (start: DerivedDefinition['start'][]): DerivedEvaluator => {
          const made = new DerivedEvaluator(
            (number, fault) => expect.unreachable(`${number}: ${fault.message}`),
            () => 0,
          )
          made.put(definitions.map((one, i) => ({ ...one, start: start[i]!, read })))
          return made
        }
        const nothing = definitions.map(({ inputs }) => inputs.map(() => null))
        let points = begin(nothing)
        let checkpoint = points.save()
        let [fed, saved] = [0, 0]
        const take = (): void => {
          const told = points.take()
          if (told) kept.take(derivedNewsOf(told))
        }
        const feed = (from: number, to: number): void => {
          points.feed(batchOf(arrivals.slice(from, to).map(({ row }) => row)), now)
          take()
        }
        const arrive = (count: number): void => {
          for (const { row, at } of arrivals.slice(fed, fed + count)) {
            history.add(row)
            now = Math.max(now, at)
          }
          fed = Math.min(arrivals.length, fed + count)
        }
        const standing = async (): Promise<DerivedDefinition['start'][]> => {
          const stood: DerivedDefinition['start'][] = []
          for (const one of definitions)
            stood.push(await standingAt(history, 't', seriesOfInputs(one), Number.POSITIVE_INFINITY))
          return stood
        }
        const readAgain = async (): Promise<void> => {
          read++
          const stood = await standing()
          points.put(definitions.map((one, at) => ({ ...one, start: stood[at]!, read })))
        }
        for (const [i, does] of [...steps, ...arrivals.map(() => 'feed' as const)].entries()) {
          if (does === 'feed') {
            const from = fed
            arrive(1 + (i % 3))
            feed(from, fed)
          } else if (does === 'tick') {
            points.tick(now + i * S)
            take()
          } else if (does === 'work') await kept.workOut()
          else if (does === 'write') kept.write()
          else if (does === 'save') {
            checkpoint = points.save()
            saved = fed
          } else if (does === 'kill') {
            kept.crash()
            points = begin(await standing())
            points.load(checkpoint)
            feed(saved, fed)
          } else if (does === 'skip') {
            // What comes late and is left out nobody hears of.
            const newest = Math.max(...arrivals.slice(0, fed).map(({ row }) => row[1]))
            if (arrivals.slice(fed, fed + 2).some(({ row }) => row[1] < newest)) continue
            arrive(2)
            points.skipped()
            checkpoint = points.save()
            saved = fed
          } else await readAgain()
        }
        await readAgain()
        for (const of of [series.a, series.b, series.c, series.state]) {
          const row: Row = [of, START + 1_000 * S, of === series.state ? 'run' : 1, Status.Good]
          history.add(row)
          points.feed(batchOf([row]), now)
        }
        points.tick(now + 10_000 * S)
        take()
        while (kept.marks.length > 0) {
          await kept.workOut()
          kept.write()
        }
        live += kept.live
        const histories = new Map<string, readonly Row[]>()
        for (const name of ['a', 'b', 'c', 'state'] as const) histories.set(name, history.of(series[name]))
        const mean = plainly(formulas[0]!, 'kW', histories)
        histories.set(
          'mean',
          [...mean]
            .map(([time, { value, status }]): Row => [series.mean, time, value, status])
            .sort((x, y) => x[1] - y[1]),
        )
        const told = plainly(formulas[1]!, 'W', histories)
        const plain = [
          ...[...mean].map(([time, one]) => [`${series.mean} ${time}`, one] as const),
          ...[...told].map(([time, one]) => [`${series.told} ${time}`, one] as const),
        ]
        expect(Object.fromEntries(kept.told)).toEqual(Object.fromEntries(plain))
      },
    ),
    { numRuns: 300 },
  )
  expect(live).toBeGreaterThan(5_000)
})
