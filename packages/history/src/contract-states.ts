import assert from 'node:assert/strict'
import { Status, type Value } from '@millrace/core'
import type { HistogramQuery, StateQuery } from './analysis.ts'
import {
  type HistogramRow,
  histogramOf,
  histogramRows,
  type StateRow,
  stateRows,
  statesOf,
} from './contract-analysis-oracle.ts'
import { Oracle, type Row, randomSteps, T0 } from './contract-oracle.ts'
import { type Contract, DAY, type Steps, type Subject, same, write } from './contract-subject.ts'

const SECOND = 1_000_000
const MINUTE = 60 * SECOND
type Asked = Partial<Omit<StateQuery, 'tenant' | 'series'>>
type Shown = readonly (readonly (readonly [second: number, value: Value, status?: number])[] | 'seal' | 'settle')[]

const shifted = (steps: Shown): Steps =>
  steps.map((step) =>
    typeof step === 'string'
      ? step
      : step.map(([second, value, status = 0]): Row => [1, T0 + second * SECOND, value, status]),
  )

/** What durations of states promise. Times are seconds after T0, of series 1. */
export function stateContract(contract: Contract): void {
  const ask = async (on: Subject, tenant: string, asked: Asked, series = [1]): Promise<StateRow[]> =>
    stateRows(await on.store.states({ tenant, series, from: T0, to: T0 + MINUTE, ...asked }))
  const says = (
    sentence: string,
    steps: Shown,
    asked: Asked,
    wanted: readonly (readonly [start: number, state: Value, seconds: number, entered: number])[],
  ): void =>
    contract(`states: ${sentence}`, async (on) => {
      const tenant = on.newTenant()
      await write(on, tenant, shifted(steps))
      await on.inEveryState(async () =>
        same(
          await ask(on, tenant, asked),
          wanted.map(([start, state, seconds, entered]) => [1, T0 + start * SECOND, state, seconds * SECOND, entered]),
        ),
      )
    })

  says(
    'time in each, and how often it was entered',
    [
      [
        [0, true],
        [10, false],
        [25, true],
        [30, true],
        [40, false],
      ],
    ],
    {},
    [
      [0, true, 25, 1],
      [0, false, 35, 2],
    ],
  )
  says(
    'the state that stands at the start of the range counts, and is not entered',
    [
      [
        [-600, 'run'],
        [20, 'stop'],
      ],
    ],
    {},
    [
      [0, 'run', 20, 0],
      [0, 'stop', 40, 1],
    ],
  )
  says(
    'a change at the very start is in the range, one at its end is not',
    [
      [
        [-5, 1n],
        [0, 2n],
        [60, 3n],
      ],
    ],
    {},
    [[0, 2n, 60, 1]],
  )
  says(
    'by window, in which they are told as they come',
    [
      [
        [0, 'a'],
        [30, 'b'],
        [50, 'a'],
      ],
    ],
    { width: 20 * SECOND },
    [
      [0, 'a', 20, 0],
      [20, 'a', 10, 0],
      [20, 'b', 10, 1],
      [40, 'b', 10, 0],
      [40, 'a', 10, 1],
    ],
  )
  says(
    'whole numbers beyond 2⁵³ are told apart',
    [
      [
        [0, 9_007_199_254_740_992n],
        [30, 9_007_199_254_740_993n],
      ],
    ],
    {},
    [
      [0, 9_007_199_254_740_992n, 30, 0],
      [0, 9_007_199_254_740_993n, 30, 1],
    ],
  )
  says(
    'a text, a number and a truth value of one look are three; 0 and -0 are one',
    [
      [
        [0, '1'],
        [10, 1],
        [20, 1n],
        [30, true],
        [40, 0],
        [50, -0],
      ],
    ],
    {},
    [
      [0, '1', 10, 0],
      [0, 1, 10, 1],
      [0, 1n, 10, 1],
      [0, true, 10, 1],
      [0, 0, 20, 1],
    ],
  )
  says(
    'empty and long texts and those of any script',
    [
      [
        [0, ''],
        [20, 'x'.repeat(5_000)],
        [40, '运行中 🏭'],
      ],
    ],
    {},
    [
      [0, '', 20, 0],
      [0, 'x'.repeat(5_000), 20, 1],
      [0, '运行中 🏭', 20, 1],
    ],
  )
  says(
    'time after a bad sample, NaN or none is in no state, and what follows is no change',
    [
      [
        [0, 'a'],
        [10, null, Status.BadTimeout],
        [20, 'b'],
        [30, Number.NaN],
        [40, 'b', Status.UncertainInitialValue],
        [50, 'b'],
      ],
    ],
    {},
    [
      [0, 'a', 10, 0],
      [0, 'b', 20, 0],
    ],
  )
  says(
    'skipped samples neither end a state nor hide a change',
    [
      [
        [0, 'a'],
        [10, null, Status.BadTimeout],
        [20, 'b'],
        [30, 'c', Status.UncertainInitialValue],
        [50, 'b'],
      ],
    ],
    { notGood: 'skipped' },
    [
      [0, 'a', 20, 0],
      [0, 'b', 40, 1],
    ],
  )
  says(
    'uncertain ones are states where they are asked for',
    [
      [
        [0, 1n],
        [30, 2n, Status.UncertainInitialValue],
      ],
    ],
    { quality: 'uncertain' },
    [
      [0, 1n, 30, 0],
      [0, 2n, 30, 1],
    ],
  )
  says(
    'a state stands no longer than the gap, and one after it was not entered from another',
    [
      [
        [0, 'a'],
        [40, 'b'],
        [45, 'a'],
      ],
    ],
    {
      gap: 10 * SECOND,
    },
    [
      [0, 'a', 20, 1],
      [0, 'b', 5, 0],
    ],
  )
  says(
    'late and replaced samples count as if they had been there',
    [
      [
        [0, 'a'],
        [40, 'a'],
      ],
      'seal',
      [[20, 'b']],
      'settle',
      [[40, 'b']],
    ],
    {},
    [
      [0, 'a', 20, 0],
      [0, 'b', 40, 1],
    ],
  )

  contract('states: thousands of them, window after window', async (on) => {
    const tenant = on.newTenant()
    const rows = Array.from({ length: 1_500 }, (_, i): Row => [1, T0 + i * SECOND, `step ${(i * 37) % 101}`])
    const oracle = new Oracle()
    oracle.append(rows)
    await on.append(tenant, rows)
    const asked = { from: T0, to: T0 + 1_500 * SECOND, width: 7 * SECOND + 1 }
    const wanted = statesOf(oracle, [1], asked)
    await on.inEveryState(async () => {
      const seen = await ask(on, tenant, asked)
      assert.ok(seen.length > 1_500)
      same(seen, wanted)
    })
  })

  contract('states: series in the order asked for; nothing of an empty range or a stranger', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, true],
      [70_001, T0 - 40 * DAY, 'old'],
    ])
    await on.inEveryState(async () => {
      same(
        (await ask(on, tenant, {}, [70_001, 2, 1])).map(([one, , state]) => [one, state]),
        [
          [70_001, 'old'],
          [1, true],
        ],
      )
      same(await ask(on, tenant, { to: T0 }), [])
      same(await ask(on, 'tenant-nobody', {}), [])
    })
  })

  contract('states: what is malformed or too much is refused', async (on) => {
    const tenant = on.newTenant()
    for (const asked of [{ to: Infinity }, { width: -1 }, { gap: -1 }, { notGood: 'kept' as 'ends' }])
      await assert.rejects(ask(on, tenant, asked), { code: 'history.query_malformed' })
    await on.append(tenant, [[1, T0, true]])
    await assert.rejects(ask(on, tenant, { to: T0 + DAY, width: 1 }), { code: 'history.query_too_large' })
  })

  contract('states: answers are those of a plain list of rows, whatever was written', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2]
    for (let seed = 1; seed <= 8; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from, width } = randomSteps(seed)
      await write(on, tenant, steps, oracle)
      for (const notGood of ['ends', 'skipped'] as const)
        for (const more of [
          { gap: 5, width },
          { width: DAY, from: from - 2 * DAY, to: from + 3 * DAY },
          { quality: 'uncertain' as const },
        ]) {
          const asked = { from, to: from + 30, notGood, ...more }
          assert.deepEqual(
            await ask(on, tenant, asked, series),
            statesOf(oracle, series, asked),
            `scenario ${seed} ${JSON.stringify(asked)}`,
          )
        }
    }
  })
}

/** What histograms promise. */
export function histogramContract(contract: Contract): void {
  type AskedBins = Partial<Omit<HistogramQuery, 'tenant' | 'series'>>
  const ask = async (on: Subject, tenant: string, asked: AskedBins, series = [1]): Promise<HistogramRow[]> =>
    histogramRows(await on.store.histogram({ tenant, series, from: T0, to: T0 + MINUTE, edges: [0, 10, 20], ...asked }))
  const says = (sentence: string, steps: Shown, asked: AskedBins, wanted: readonly HistogramRow[]): void =>
    contract(`histogram: ${sentence}`, async (on) => {
      const tenant = on.newTenant()
      await write(on, tenant, shifted(steps))
      await on.inEveryState(async () => same(await ask(on, tenant, asked), wanted))
    })

  says(
    'a bin holds its lower edge and not its upper one; the rest is below and above',
    [
      [
        [0, -0.5],
        [1, 0],
        [2, 9.999],
        [3, 10],
        [4, 19],
        [5, 20],
        [6, 1e9],
        [7, -0],
      ],
    ],
    {},
    [[1, 1, [3, 2], 2]],
  )
  says(
    'infinities are below and above; what is no good number counts nowhere',
    [
      [
        [0, Infinity],
        [1, -Infinity],
        [2, Number.NaN],
        [3, 'x'],
        [4, null],
        [5, 5, Status.Bad],
        [6, 5, Status.UncertainInitialValue],
      ],
    ],
    {},
    [[1, 1, [0, 0], 1]],
  )
  says(
    'uncertain numbers count where they are asked for',
    [
      [
        [0, 5],
        [6, 5, Status.UncertainInitialValue],
      ],
    ],
    { quality: 'uncertain' },
    [[1, 0, [2, 0], 0]],
  )
  says(
    'truth values are 0 and 1, whole numbers the nearest double',
    [
      [
        [0, true],
        [1, false],
        [2, 15n],
        [3, 2n ** 62n],
      ],
    ],
    {},
    [[1, 0, [2, 1], 1]],
  )
  says(
    'edges of any width, below zero too',
    [
      [
        [0, -3],
        [1, -2],
        [2, 0.5],
        [3, 100],
      ],
    ],
    { edges: [-2.5, -2, 0.25, 1, 1_000] },
    [[1, 1, [0, 1, 1, 1], 0]],
  )
  says(
    'by time a value counts for as long as it stands, also from before the range',
    [
      [
        [-30, 5],
        [20, 15],
        [30, 99],
      ],
    ],
    { weight: 'time' },
    [[1, 0, [20 * SECOND, 10 * SECOND], 30 * SECOND]],
  )
  says(
    'by time a bad sample ends what stands, and the gap does',
    [
      [
        [0, 5],
        [10, 1, Status.Bad],
        [30, 15],
      ],
    ],
    {
      weight: 'time',
      gap: 20 * SECOND,
    },
    [[1, 0, [10 * SECOND, 20 * SECOND], 0]],
  )
  says(
    'a key written twice counts once, with its last write',
    [
      [
        [0, 5],
        [1, 5],
      ],
      'seal',
      [[0, 15]],
      'seal',
      [[1, 25]],
    ],
    {},
    [[1, 0, [0, 1], 1]],
  )

  contract('histogram: series in the order asked for, one without a good number is absent', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 1],
      [2, T0, 'x'],
      [3, T0, 11],
      [3, T0 + MINUTE, 11],
    ])
    await on.inEveryState(async () =>
      same(await ask(on, tenant, {}, [3, 2, 4, 1]), [
        [3, 0, [0, 1], 0],
        [1, 0, [1, 0], 0],
      ]),
    )
  })

  contract('histogram: what is malformed is refused', async (on) => {
    const tenant = on.newTenant()
    for (const edges of [[], [1], [2, 1], [1, 1], [0, Infinity], [0, Number.NaN]])
      await assert.rejects(ask(on, tenant, { edges }), { code: 'history.query_malformed' })
    await assert.rejects(ask(on, tenant, { weight: 'mass' as 'time' }), { code: 'history.query_malformed' })
  })

  contract('histogram: answers are those of a plain list of rows, whatever was written', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2]
    for (let seed = 1; seed <= 8; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from } = randomSteps(seed)
      await write(on, tenant, steps, oracle)
      for (const weight of ['samples', 'time'] as const)
        for (const notGood of ['ends', 'skipped'] as const) {
          const asked = { from, to: from + 2 * DAY, edges: [-100, -3, 0, 0.5, 2, 50], weight, notGood, gap: DAY }
          assert.deepEqual(
            await ask(on, tenant, asked, series),
            histogramOf(oracle, series, asked),
            `scenario ${seed} ${weight} ${notGood}`,
          )
        }
    }
  })
}
