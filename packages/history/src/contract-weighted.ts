import assert from 'node:assert/strict'
import { Status, type Value } from '@millrace/core'
import type { WeightedQuery } from './analysis.ts'
import { type WeightedRow, weightedOf, weightedRows } from './contract-analysis-oracle.ts'
import { Oracle, type Row, randomSteps, T0 } from './contract-oracle.ts'
import { type Contract, DAY, type Steps, type Subject, same, write } from './contract-subject.ts'

const SECOND = 1_000_000
const MINUTE = 60 * SECOND

type Asked = Partial<Omit<WeightedQuery, 'tenant' | 'series'>>

/** Means agree to eleven digits of the largest value, counts of µs exactly. */
function sameWeighted(seen: readonly WeightedRow[], wanted: readonly WeightedRow[], said?: string): void {
  const plain = (rows: readonly WeightedRow[]): unknown[] => rows.map(({ mean: _, ...row }) => row)
  assert.deepEqual(plain(seen), plain(wanted), said)
  for (const [k, { mean }] of wanted.entries()) {
    const own = (seen[k] as WeightedRow).mean
    if (Number.isFinite(mean))
      assert.ok(Math.abs(own - mean) <= 1e-9 * Math.max(1, Math.abs(mean)), `${own} is not ${mean}`)
    else same(own, mean)
  }
}

/** Samples of series 1 at seconds after T0. */
const at = (...samples: readonly (readonly [second: number, value: Value, status?: number])[]): Row[] =>
  samples.map(([second, value, status = 0]) => [1, T0 + second * SECOND, value, status])

/** What time-weighted means promise. */
export function weightedContract(contract: Contract): void {
  const ask = async (on: Subject, tenant: string, asked: Asked, series = [1]): Promise<WeightedRow[]> =>
    weightedRows(await on.store.weighted({ tenant, series, from: T0, to: T0 + MINUTE, ...asked }))

  /** `wanted`: a mean and for how many seconds it is known, by window. */
  const says = (
    sentence: string,
    steps: Steps,
    asked: Asked,
    wanted: readonly (readonly [start: number, mean: number, coveredS: number])[],
  ): void =>
    contract(`time-weighted: ${sentence}`, async (on) => {
      const tenant = on.newTenant()
      await write(on, tenant, steps)
      await on.inEveryState(async () =>
        sameWeighted(
          await ask(on, tenant, asked),
          wanted.map(([start, mean, covered]) => ({
            series: 1,
            start: T0 + start * SECOND,
            mean,
            covered: covered * SECOND,
          })),
        ),
      )
    })

  says(
    'a value counts for as long as it stands, not for how often it was sampled',
    [at([0, 10], [50, 40], [51, 40], [52, 40])],
    {},
    [[0, 15, 60]],
  )
  says('the value that stands at the start of the range counts', [at([-3_600, 7], [30, 9])], {}, [[0, 8, 60]])
  says('a value from days before stands as well', [at([-20 * 86_400, 5]), 'seal', at([45, 9])], {}, [[0, 6, 60]])
  says('the value at the end of the range does not count', [at([0, 1], [60, 1_000])], {}, [[0, 1, 60]])
  says('nothing is known before the first sample', [at([40, 3])], {}, [[0, 3, 20]])
  says('a window in which no sample lies has the value that stands', [at([5, 4])], { width: 20 * SECOND }, [
    [0, 4, 15],
    [20, 4, 20],
    [40, 4, 20],
  ])
  says(
    'a value stands no longer than the gap allows, then nothing is known',
    [at([0, 2], [50, 8])],
    { gap: 10 * SECOND },
    [[0, 5, 20]],
  )
  says('a value from before the range stands only for what is left of the gap', [at([-6, 4])], { gap: 10 * SECOND }, [
    [0, 4, 4],
  ])
  says(
    'windows in which nothing is known are absent, never zero',
    [at([0, 2], [50, 8])],
    { gap: 5 * SECOND, width: 10 * SECOND },
    [
      [0, 2, 5],
      [50, 8, 5],
    ],
  )
  says(
    'a bad sample ends what stands, until the next good one',
    [at([0, 10], [20, 99, Status.BadSensorFailure], [50, 40])],
    {},
    [[0, 20, 30]],
  )
  says(
    'what stands before the range counts only if the newest sample there is good',
    [at([-20, 10], [-10, null, Status.BadNoCommunication], [30, 4])],
    {},
    [[0, 4, 30]],
  )
  says(
    'skipped bad samples leave standing what stood',
    [at([-20, 10], [-10, null, Status.BadNoCommunication], [30, 4])],
    { notGood: 'skipped' },
    [[0, 7, 60]],
  )
  says('an uncertain value is as a bad one', [at([0, 10], [30, 50, Status.UncertainInitialValue])], {}, [[0, 10, 30]])
  says(
    'an uncertain value counts where it is asked for',
    [at([0, 10], [30, 50, Status.UncertainInitialValue])],
    { quality: 'uncertain' },
    [[0, 30, 60]],
  )
  says(
    'NaN, texts and missing values end what stands',
    [at([0, 1], [10, Number.NaN], [20, 3], [30, 'stopped'], [40, 5], [50, null])],
    {},
    [[0, 3, 30]],
  )
  says('a line goes from sample to sample', [at([0, 0], [60, 60])], { interpolation: 'linear', width: 20 * SECOND }, [
    [0, 10, 20],
    [20, 30, 20],
    [40, 50, 20],
  ])
  says(
    'a line comes from before the range and goes beyond it',
    [at([-30, 0], [90, 120])],
    { interpolation: 'linear' },
    [[0, 60, 60]],
  )
  says('steps and lines of the same samples differ', [at([0, 0], [30, 60], [60, 0])], { interpolation: 'step' }, [
    [0, 30, 60],
  ])
  says(
    'a line that ends at a bad sample is a step',
    [at([0, 10], [30, 1, Status.Bad], [40, 20], [60, 20])],
    { interpolation: 'linear' },
    [[0, 14, 50]],
  )
  says(
    'a line passes over skipped samples',
    [at([0, 0], [30, 1, Status.Bad], [60, 60])],
    { interpolation: 'linear', notGood: 'skipped' },
    [[0, 30, 60]],
  )
  says(
    'no line is drawn over more than the gap',
    [at([0, 10], [30, 40], [36, 70])],
    { interpolation: 'linear', gap: 10 * SECOND },
    [[0, (10 * 10 + 55 * 6 + 70 * 10) / 26, 26]],
  )
  says('after the last sample a line goes on level', [at([0, 0], [30, 60])], { interpolation: 'linear' }, [[0, 45, 60]])
  says(
    'truth values are shares of time, whole numbers are numbers',
    [at([0, true], [15, false], [45, true]), 'seal', at([30, 0n])],
    {},
    [[0, 0.5, 60]],
  )
  says(
    'late and replaced samples count as if they had been there',
    [at([0, 1], [40, 1]), 'seal', at([20, 7]), 'seal', at([40, 4]), 'settle', at([20, 10])],
    {},
    [[0, (20 + 200 + 80) / 60, 60]],
  )
  says('infinities are numbers', [at([0, 1], [30, Infinity])], {}, [[0, Infinity, 60]])

  contract(
    'time-weighted: windows start at multiples of their width, before 1970 too, and are cut by the range',
    async (on) => {
      const tenant = on.newTenant()
      await on.append(tenant, [[1, -90 * SECOND, 3]])
      await on.inEveryState(async () =>
        same(
          await ask(on, tenant, { from: -70 * SECOND, to: 30 * SECOND, width: MINUTE }),
          [
            [-2 * MINUTE, 10],
            [-MINUTE, 60],
            [0, 30],
          ].map(([start, covered]) => ({ series: 1, start, mean: 3, covered: (covered as number) * SECOND })),
        ),
      )
    },
  )

  contract('time-weighted: series come in the order asked for, one without samples is absent', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [3, T0, 30],
      [70_001, T0 - DAY, 7],
      [1, T0, 10],
    ])
    await on.inEveryState(async () =>
      same(
        (await ask(on, tenant, {}, [70_001, 2, 1, 3])).map(({ series, mean }) => [series, mean]),
        [
          [70_001, 7],
          [1, 10],
          [3, 30],
        ],
      ),
    )
  })

  contract('time-weighted: hundreds of series at once are those of each alone', async (on) => {
    const tenant = on.newTenant()
    const series = Array.from({ length: 350 }, (_, i) => i)
    await on.append(
      tenant,
      series.flatMap((one): Row[] => [
        [one, T0 - 1, one],
        [one, T0 + 30 * SECOND, one + 2],
      ]),
    )
    await on.inEveryState(async () =>
      same(
        (await ask(on, tenant, {}, series)).map(({ mean }) => mean),
        series.map((one) => one + 1),
      ),
    )
  })

  contract('time-weighted: an empty range, no series and a stranger’s series have no windows', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, at([0, 1]))
    same(await ask(on, tenant, { to: T0 }), [])
    same(await ask(on, tenant, { from: T0 + MINUTE, to: T0 }), [])
    same(await ask(on, tenant, {}, []), [])
    same(await ask(on, on.newTenant(), {}), [])
  })

  contract('time-weighted: a removed value stands no longer', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, at([-10, 100], [-5, 200], [30, 4]))
    await on.store.seal()
    await on.store.remove({ tenant, series: [1], from: T0 - 5 * SECOND, to: T0 })
    await on.inEveryState(async () =>
      same(
        (await ask(on, tenant, {})).map(({ mean }) => mean),
        [52],
      ),
    )
  })

  contract('time-weighted: what is malformed or too much is refused', async (on) => {
    const tenant = on.newTenant()
    const malformed: Asked[] = [
      { from: -Infinity },
      { to: Infinity },
      { from: T0 + 0.5 },
      { width: 0 },
      { width: 1.5 },
      { gap: -1 },
      { gap: Number.NaN },
      { interpolation: 'cubic' as 'step' },
      { quality: 'bad' as 'good' },
      { notGood: 'kept' as 'ends' },
    ]
    for (const asked of malformed) await assert.rejects(ask(on, tenant, asked), { code: 'history.query_malformed' })
    await on.append(tenant, at([0, 1]))
    await assert.rejects(ask(on, tenant, { to: T0 + DAY, width: 1 }), { code: 'history.query_too_large' })
  })

  contract('time-weighted: answers are those of a plain list of rows, whatever was written', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2]
    for (let seed = 1; seed <= 8; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from, width } = randomSteps(seed)
      await write(on, tenant, steps, oracle)
      for (const interpolation of ['step', 'linear'] as const)
        for (const notGood of ['ends', 'skipped'] as const)
          for (const quality of ['good', 'uncertain'] as const)
            for (const more of [
              { gap: 7, width },
              { width: DAY * 2, from: from - 2 * DAY, to: from + 3 * DAY },
            ]) {
              const asked = { from, to: from + 30, interpolation, notGood, quality, ...more }
              const wanted = weightedOf(oracle, series, asked)
              const finite = (rows: readonly WeightedRow[]): WeightedRow[] =>
                // Where an infinity meets a line or its opposite the order of adding tells Infinity or NaN.
                rows.map((row) => (Math.abs(row.mean) < 1e15 ? row : { ...row, mean: 0 }))
              sameWeighted(
                finite(await ask(on, tenant, asked, series)),
                finite(wanted),
                `scenario ${seed} ${JSON.stringify(asked)}`,
              )
            }
    }
  })
}
