import { ALL_INPUTS, cellOf, type RowDefinition, seriesOfInputs, tellRows } from '@millrace/compute'
import { batchOf, isBad, type Micros, microsOf, Status } from '@millrace/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ModelEvaluator } from '../../live/model-evaluator.ts'
import { modelNewsOf } from '../../live/model-rows.ts'
import type { LateNews, ModelNews } from '../../live/needs.ts'
import { NearHistory, type Row } from '../../testing-history.ts'
import { readStretch, standingAt } from '../derived/index.ts'

const S = 1_000_000
const START = microsOf('2026-03-28T05:00:00Z')!
const [FLOW, HEAD, RUNS] = [1, 2, 3]
const all = [FLOW, HEAD, RUNS]
const definitionOf = (every: number | undefined, gap: number | undefined): RowDefinition => ({
  number: 7,
  inputs: [
    { series: FLOW, type: 'number' },
    { series: HEAD, type: 'number' },
    { series: RUNS, type: 'boolean' },
  ],
  ...(every === undefined ? {} : { every: every * S }),
  ...(gap === undefined ? {} : { gap: gap * S }),
})

type Told = readonly (readonly [value: number, status: number])[]

/** The plain way: at the end of each step in which anything came, what each input had last. */
function plainly({ every, gap }: RowDefinition, history: NearHistory): Record<string, Told> {
  const cells = new Set(all.flatMap((one) => history.of(one).map(([, time]) => cellOf(time, every))))
  const rows = [...cells].map((cell): [string, Told] => [
    String(cell),
    all.map((one) => {
      const row = history.of(one).findLast(([, time]) => time <= cell)
      let status: number = row?.[3] ?? Status.BadWaitingForInitialData
      const isOld = row !== undefined && gap !== undefined && cell - row[1] > gap
      if (row && !isBad(status) && (row[2] === null || isOld)) status = Status.BadNoData
      return [isBad(status) ? Number.NaN : Number(row?.[2]), status]
    }),
  ])
  return Object.fromEntries(rows)
}

/** Keeps what live computing tells, and works out what came late, each at its own pace. */
class Kept {
  readonly told: Record<string, Told> = {}
  marks: LateNews[] = []
  live = 0
  #underWay: { readonly mark: LateNews; readonly to: Micros; readonly rows: readonly [string, Told][] }[] = []

  take(news: readonly ModelNews[]): void {
    for (const one of news) {
      if (one.is === 'late') {
        this.marks.push(one)
        continue
      }
      const { number, time, values, status } = one
      this.told[time] = Array.from(values, (value, slot) => [value, status[slot]!])
      this.live++
      if (this.#underWay.some(({ mark, to }) => mark.from <= time && time < to))
        this.marks.push({ is: 'late', number, series: ALL_INPUTS, from: time, last: time, end: time + 1 })
    }
  }

  async workOut(history: NearHistory, definition: RowDefinition): Promise<void> {
    for (const mark of this.marks.filter((one) => !this.#underWay.some((other) => other.mark === one))) {
      const next = mark.series < 0 ? undefined : history.of(mark.series).find(([, time]) => time > mark.last)
      const to = Math.min(mark.end, next ? cellOf(next[1], definition.every) : mark.end)
      const stretch = (await readStretch(history, 't', definition, { from: Math.max(0, mark.from), to, most: 1_000 }))!
      const rows = stretch.samples.length > 0 ? tellRows(definition, stretch.before, stretch.samples) : []
      const told = rows.map(({ time, values, status }): [string, Told] => [
        String(time),
        Array.from(values, (value, slot) => [value, status[slot]!]),
      ])
      this.#underWay.push({ mark, to, rows: told })
    }
  }

  write(): void {
    for (const { mark, rows } of this.#underWay) {
      for (const [time, told] of rows) this.told[time] = told
      this.marks = this.marks.filter((one) => one !== mark)
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
    fc.constantFrom(...all),
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 99 }),
    fc.constantFrom(Status.Good, Status.Good, Status.Good, Status.UncertainLastUsableValue, Status.BadSensorFailure),
    // Most come at once, some late.
    fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) }),
  )
  .map(([of, third, value, status, late]): { row: Row; at: Micros } => {
    const time = START + Math.floor((third * S) / 3)
    const said = value % 17 === 0 ? null : of === RUNS ? value % 2 === 0 : value / 8
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
)

it('after late data, kills and what was left out, rows are those of the whole history, with a grid and without', async () => {
  let live = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 5, maxLength: 60 }),
      fc.array(step, { minLength: 20, maxLength: 80 }),
      fc.constantFrom(undefined, 1, 7),
      fc.constantFrom(undefined, 12),
      async (rows, steps, every, gap) => {
        const definition = definitionOf(every, gap)
        const arrivals = [...rows].sort((x, y) => x.at - y.at)
        const history = new NearHistory()
        const kept = new Kept()
        let now = START
        let read = 1
        const begin = (start: RowDefinition['start']): ModelEvaluator => {
          const made = new ModelEvaluator((number, fault) => expect.unreachable(`${number}: ${fault.message}`))
          made.put([{ ...definition, start: start!, read }])
          return made
        }
        const standing = () => standingAt(history, 't', seriesOfInputs(definition), Number.POSITIVE_INFINITY)
        let models = begin(all.map(() => null))
        let checkpoint = models.save()
        let [fed, saved] = [0, 0]
        const take = (): void => {
          const told = models.take()
          if (told) kept.take(modelNewsOf(told))
        }
        const feed = (from: number, to: number): void => {
          models.feed(batchOf(arrivals.slice(from, to).map(({ row }) => row)), now)
          take()
        }
        const arrive = (count: number): void => {
          for (const { row, at } of arrivals.slice(fed, fed + count)) {
            history.add(row)
            now = Math.max(now, at)
          }
          fed = Math.min(arrivals.length, fed + count)
        }
        for (const [i, does] of [...steps, ...arrivals.map(() => 'feed' as const)].entries()) {
          if (does === 'feed') {
            const from = fed
            arrive(1 + (i % 3))
            feed(from, fed)
          } else if (does === 'tick') {
            models.tick(now + (i % 5) * S)
            take()
          } else if (does === 'work') await kept.workOut(history, definition)
          else if (does === 'write') kept.write()
          else if (does === 'save') {
            checkpoint = models.save()
            saved = fed
          } else if (does === 'kill') {
            kept.crash()
            models = begin(await standing())
            models.load(checkpoint)
            feed(saved, fed)
          } else {
            // What comes late and is left out nobody hears of.
            const newest = Math.max(...arrivals.slice(0, fed).map(({ row }) => cellOf(row[1], definition.every)))
            if (arrivals.slice(fed, fed + 2).some(({ row }) => row[1] < newest)) continue
            arrive(2)
            models.skipped()
            checkpoint = models.save()
            saved = fed
          }
        }
        read++
        models.put([{ ...definition, start: await standing(), read }])
        for (const of of all) {
          const row: Row = [of, START + 1_000 * S, of === RUNS ? true : 1, Status.Good]
          history.add(row)
          models.feed(batchOf([row]), now)
        }
        models.tick(now + 10_000 * S)
        take()
        while (kept.marks.length > 0) {
          await kept.workOut(history, definition)
          kept.write()
        }
        live += kept.live
        expect(kept.told).toEqual(plainly(definition, history))
      },
    ),
    { numRuns: 200 },
  )
  // Most of it was told live, not worked out.
  expect(live).toBeGreaterThan(1_000)
})
