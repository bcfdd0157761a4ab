import assert from 'node:assert/strict'
import { Status } from '@millrace/core'
import type { AtQuery } from './analysis.ts'
import { type AtRow, atOf, atRows } from './contract-analysis-oracle.ts'
import { Oracle, type Row, randomSteps, T0 } from './contract-oracle.ts'
import { type Contract, DAY, type Steps, type Subject, same, write } from './contract-subject.ts'

type Asked = Partial<Omit<AtQuery, 'tenant' | 'series'>>

/** What values at instants promise. Times of rows and instants are µs after T0, of series 1. */
export function atContract(contract: Contract): void {
  const ask = async (on: Subject, tenant: string, asked: Asked, series = [1]): Promise<AtRow[]> =>
    atRows(await on.store.at({ tenant, series, times: [], mode: 'before', ...asked }))

  type Told = readonly [time: number, value: AtRow[2], status: number, sampleTime: number]
  const says = (
    sentence: string,
    steps: readonly (readonly (readonly [time: number, value: Row[2], status?: number])[] | 'seal' | 'settle')[],
    asked: Asked,
    wanted: readonly Told[],
  ): void =>
    contract(`at an instant: ${sentence}`, async (on) => {
      const tenant = on.newTenant()
      const shifted = steps.map((step) =>
        typeof step === 'string' ? step : step.map(([time, value, status = 0]): Row => [1, T0 + time, value, status]),
      )
      await write(on, tenant, shifted)
      const times = (asked.times ?? []).map((time) => T0 + time)
      await on.inEveryState(async () =>
        same(
          await ask(on, tenant, { ...asked, times }),
          wanted.map(([time, value, status, sample]) => [1, T0 + time, value, status, T0 + sample]),
        ),
      )
    })

  const { Good, Bad, UncertainSubNormal, UncertainInitialValue, BadTimeout } = Status
  says(
    'the newest sample not later, whatever its status and type',
    [
      [
        [0, 5n],
        [10, 'on'],
        [20, null, Bad],
      ],
    ],
    { times: [9, 10, 19, 20, 99] },
    [
      [9, 5n, Good, 0],
      [10, 'on', Good, 10],
      [19, 'on', Good, 10],
      [20, null, Bad, 20],
      [99, null, Bad, 20],
    ],
  )
  says('nothing is told before the first sample', [[[10, 1]]], { times: [9, 10] }, [[10, 1, Good, 10]])
  says('instants are answered in the order of time, each once', [[[0, 1]]], { times: [30, 10, 30, 20] }, [
    [10, 1, Good, 0],
    [20, 1, Good, 0],
    [30, 1, Good, 0],
  ])
  says(
    'a sample from weeks before counts, and late ones as soon as they are there',
    [[[-30 * DAY, 1]], 'seal', [[-2 * DAY, 2]]],
    {
      times: [-10 * DAY, 0],
    },
    [
      [-10 * DAY, 1, Good, -30 * DAY],
      [0, 2, Good, -2 * DAY],
    ],
  )
  says(
    'of two writes to one time the last counts',
    [
      [
        [0, 1],
        [5, 2],
      ],
      'seal',
      [[0, 3]],
      'seal',
      [[5, 4]],
    ],
    { times: [2, 7] },
    [
      [2, 3, Good, 0],
      [7, 4, Good, 5],
    ],
  )
  says(
    'whole numbers beyond 2⁵³ keep every digit where they stand',
    [
      [
        [0, 2n ** 63n - 1n],
        [10, -(2n ** 63n)],
      ],
    ],
    {
      mode: 'step',
      times: [5, 15],
    },
    [
      [5, 2n ** 63n - 1n, Good, 0],
      [15, -(2n ** 63n), Good, 10],
    ],
  )
  says(
    'texts and truth values stand as steps',
    [
      [
        [0, ''],
        [10, false],
      ],
    ],
    { mode: 'step', times: [5, 10] },
    [
      [5, '', Good, 0],
      [10, false, Good, 10],
    ],
  )
  says(
    'as a step a bad sample ends what stands',
    [
      [
        [0, 1],
        [10, 9, BadTimeout],
        [20, 2],
      ],
    ],
    { mode: 'step', times: [9, 10, 15, 20] },
    [
      [9, 1, Good, 0],
      [20, 2, Good, 20],
    ],
  )
  says(
    'as a step over skipped samples a value is told as uncertain',
    [
      [
        [0, 1],
        [10, 9, BadTimeout],
        [20, 2],
      ],
    ],
    {
      mode: 'step',
      notGood: 'skipped',
      times: [9, 10, 15, 20],
    },
    [
      [9, 1, Good, 0],
      [10, 1, UncertainSubNormal, 0],
      [15, 1, UncertainSubNormal, 0],
      [20, 2, Good, 20],
    ],
  )
  says(
    'a value stands no longer than the gap, and to its very end',
    [[[0, 1]]],
    { mode: 'step', gap: 10, times: [10, 11] },
    [[10, 1, Good, 0]],
  )
  says('the gap does not bind the newest sample before', [[[0, 1]]], { gap: 10, times: [11] }, [[11, 1, Good, 0]])
  says(
    'on a line between two samples',
    [
      [
        [0, 0],
        [10, 100],
      ],
    ],
    { mode: 'linear', times: [0, 3, 10] },
    [
      [0, 0, Good, 0],
      [3, 30, Good, 0],
      [10, 100, Good, 10],
    ],
  )
  says(
    'a line goes to a sample far beyond the last instant',
    [[[0, 0]], 'seal', [[40 * DAY, 40]]],
    { mode: 'linear', times: [10 * DAY] },
    [[10 * DAY, 10, Good, 0]],
  )
  says(
    'after the last sample a line goes on level, told as uncertain',
    [
      [
        [0, 0],
        [10, 7],
      ],
    ],
    { mode: 'linear', times: [15] },
    [[15, 7, UncertainSubNormal, 10]],
  )
  says(
    'a line before a bad sample is level, and nothing is known after it',
    [
      [
        [0, 3],
        [10, 9, Bad],
        [20, 5],
      ],
    ],
    {
      mode: 'linear',
      times: [5, 10, 15],
    },
    [[5, 3, UncertainSubNormal, 0]],
  )
  says(
    'a line over skipped samples is told as uncertain',
    [
      [
        [0, 0],
        [10, 9, Bad],
        [20, 20],
      ],
    ],
    {
      mode: 'linear',
      notGood: 'skipped',
      times: [5, 15, 20],
    },
    [
      [5, 5, UncertainSubNormal, 0],
      [15, 15, UncertainSubNormal, 0],
      [20, 20, Good, 20],
    ],
  )
  says(
    'uncertain samples count where they are asked for, and keep their status',
    [
      [
        [0, 4, UncertainInitialValue],
        [10, 8],
      ],
    ],
    {
      mode: 'linear',
      quality: 'uncertain',
      times: [0, 5],
    },
    [
      [0, 4, UncertainInitialValue, 0],
      [5, 6, UncertainSubNormal, 0],
    ],
  )
  says(
    'no line is drawn over more than the gap',
    [
      [
        [0, 0],
        [30, 30],
      ],
    ],
    { mode: 'linear', gap: 20, times: [10, 20, 25, 30] },
    [
      [10, 0, UncertainSubNormal, 0],
      [20, 0, UncertainSubNormal, 0],
      [30, 30, Good, 30],
    ],
  )
  says(
    'a sample at the very instant comes as it is, whole numbers too',
    [
      [
        [0, 2n ** 60n + 1n],
        [10, 0],
      ],
    ],
    { mode: 'linear', times: [0] },
    [[0, 2n ** 60n + 1n, Good, 0]],
  )

  contract('at an instant: many series in the order asked for, strangers and removed ones absent', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 'a'],
      [70_001, T0 + 1, 2],
      [3, T0 + 2, 3],
      [4, T0, 4],
    ])
    await on.store.remove({ tenant, series: [4] })
    await on.inEveryState(async () =>
      same(
        (await ask(on, tenant, { times: [T0 + 1, T0 + 5] }, [70_001, 9, 4, 3, 1])).map(([one, time]) => [
          one,
          time - T0,
        ]),
        [
          [70_001, 1],
          [70_001, 5],
          [3, 5],
          [1, 1],
          [1, 5],
        ],
      ),
    )
  })

  contract('at an instant: hundreds of instants, far apart and near', async (on) => {
    const tenant = on.newTenant()
    const rows = Array.from({ length: 400 }, (_, i): Row => [1, T0 + i * 3_700_000_000, i])
    await on.append(tenant, rows)
    const times = rows.flatMap(([, time]) => [time - 1, time, time + 1_850_000_000])
    const oracle = new Oracle()
    oracle.append(rows)
    await on.inEveryState(async () => {
      for (const mode of ['before', 'linear'] as const)
        same(await ask(on, tenant, { times, mode }), atOf(oracle, [1], { times, mode }))
    })
  })

  contract('at an instant: what is malformed is refused', async (on) => {
    const tenant = on.newTenant()
    for (const asked of [{ times: [0.5] }, { times: [Infinity] }, { mode: 'after' as 'before' }, { gap: -1 }])
      await assert.rejects(ask(on, tenant, asked), { code: 'history.query_malformed' })
    await assert.rejects(ask(on, tenant, { times: Array.from({ length: 10_001 }, (_, i) => i) }), {
      code: 'history.query_too_large',
    })
    same(await ask(on, tenant, { times: [] }), [])
    same(await ask(on, tenant, { times: [T0] }, []), [])
  })

  contract('at an instant: answers are those of a plain list of rows, whatever was written', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2]
    for (let seed = 1; seed <= 8; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from } = randomSteps(seed)
      await write(on, tenant, steps as Steps, oracle)
      const times = [from, from + 1, from + 20, T0 - 2 * DAY + 1, T0 + DAY + 5]
      for (const mode of ['before', 'step', 'linear'] as const)
        for (const notGood of ['ends', 'skipped'] as const)
          for (const more of [{ gap: 9 }, { quality: 'uncertain' as const }]) {
            const asked = { times, mode, notGood, ...more }
            assert.deepEqual(
              await ask(on, tenant, asked, series),
              atOf(oracle, series, asked),
              `scenario ${seed} ${JSON.stringify(asked)}`,
            )
          }
    }
  })
}
