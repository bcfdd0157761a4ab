import assert from 'node:assert/strict'
import { type SampleBatch, Status } from '@millrace/core'
import { atContract } from './contract-at.ts'
import { groupContract } from './contract-groups.ts'
import { hourContract } from './contract-hours.ts'
import { m4Contract } from './contract-m4.ts'
import { everything, good, Oracle, type Row, randomSteps, rowsOf, T0 } from './contract-oracle.ts'
import { pagingContract } from './contract-paging.ts'
import { removalContract } from './contract-removal.ts'
import { histogramContract, stateContract } from './contract-states.ts'
import { DAY, is, type Storage, Subject, same, sameBuckets } from './contract-subject.ts'
import { valueContract } from './contract-values.ts'
import { weightedContract } from './contract-weighted.ts'

/**
 * What every {@link HistoryStore} promises, one sentence each. Each case runs on storage of its own; run them as tests of
 * the store's package.
 */
export function historyContract(
  fresh: () => Promise<Storage>,
): readonly { readonly says: string; run(): Promise<void> }[] {
  const cases: { says: string; run(): Promise<void> }[] = []
  const contract = (says: string, check: (on: Subject) => Promise<void>): void => {
    const run = async (): Promise<void> => {
      const storage = await fresh()
      try {
        const on = new Subject(storage, await storage.open())
        try {
          await check(on)
        } finally {
          await on.store.close()
        }
      } finally {
        await storage.remove()
      }
    }
    cases.push({ says, run })
  }

  contract('every kind of value comes back as it went in, with its status', async (on) => {
    const tenant = on.newTenant()
    const rows: Row[] = [
      [1, T0, 1.5],
      [1, T0 + 1, -0],
      [1, T0 + 2, 0],
      [1, T0 + 3, Number.NaN],
      [1, T0 + 4, Infinity],
      [1, T0 + 5, -Infinity],
      [1, T0 + 6, 5e-324],
      [1, T0 + 7, Number.MAX_VALUE, Status.UncertainSensorNotAccurate],
      [2, T0, 2n ** 63n - 1n],
      [2, T0 + 1, -(2n ** 63n)],
      [2, T0 + 2, 9_007_199_254_740_993n],
      [2, T0 + 3, 0n],
      [3, T0, true],
      [3, T0 + 1, false, Status.BadSensorFailure],
      [4, T0, ''],
      [4, T0 + 1, 'läuft 运行中 🏭'],
      [4, T0 + 2, 'a\0b\n"\'\\'],
      [4, T0 + 3, 'x'.repeat(10_000)],
      [5, T0, null, Status.BadNoCommunication],
      [5, T0 + 1, null, 0xffffffff],
      [5, T0 + 2, 'now a string'],
      [5, T0 + 3, 7.25],
    ]
    await on.append(tenant, rows)
    await on.inEveryState(async () => same(await on.raw(tenant, [1, 2, 3, 4, 5]), good(rows)))
  })

  contract('zeros keep their sign among many of both', async (on) => {
    const tenant = on.newTenant()
    const rows: Row[] = Array.from({ length: 5000 }, (_, i) => [1, T0 + i, i % 3 === 0 ? -0 : 0])
    await on.append(tenant, rows)
    await on.inEveryState(async () => same(await on.raw(tenant, [1]), good(rows)))
  })

  contract('the last write to a series and time wins, in one batch, over batches and over seals', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 1],
      [1, T0, 2],
      [1, T0 + 1, 'old'],
      [1, T0 + 2, 5],
    ])
    await on.append(tenant, [[1, T0, 3]])
    await on.store.seal()
    await on.append(tenant, [[1, T0 + 1, 4n, Status.UncertainInitialValue]])
    await on.inEveryState(async () => {
      same(
        await on.raw(tenant, [1]),
        good([
          [1, T0, 3],
          [1, T0 + 1, 4n, Status.UncertainInitialValue],
          [1, T0 + 2, 5],
        ]),
      )
      sameBuckets(await on.store.buckets({ tenant, series: [1], ...everything, width: 1000 }), [
        {
          series: 1,
          start: T0,
          count: 3,
          good: 2,
          min: 3,
          max: 5,
          mean: 4,
          first: 3,
          last: 5,
          minTime: T0,
          maxTime: T0 + 2,
        },
      ])
    })
  })

  contract('a replay changes nothing', async (on) => {
    const tenant = on.newTenant()
    const rows: Row[] = Array.from({ length: 300 }, (_, i) => [1 + (i % 3), T0 + i * 7, i])
    const before = new Oracle()
    before.append(rows)
    for (let replay = 0; replay < 3; replay++) {
      await on.append(tenant, rows.slice(replay * 20))
      if (replay < 2) await on.store.seal()
    }
    await on.inEveryState(async () => {
      same(await on.raw(tenant, [1, 2, 3]), before.raw([1, 2, 3], -Infinity, Infinity))
      sameBuckets(
        await on.store.buckets({ tenant, series: [1, 2, 3], ...everything, width: 500 }),
        before.buckets([1, 2, 3], -Infinity, Infinity, 500),
      )
    })
  })

  contract('late values land where they belong, days back and before 1970 too', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0 + 5 * DAY, 5],
      [1, T0, 1],
    ])
    await on.store.seal()
    await on.append(tenant, [
      [1, T0 + 2 * DAY, 2],
      [1, -1, 0],
      [1, T0 - 1, 0.5],
    ])
    await on.inEveryState(async () =>
      same(
        await on.raw(tenant, [1]),
        good([
          [1, -1, 0],
          [1, T0 - 1, 0.5],
          [1, T0, 1],
          [1, T0 + 2 * DAY, 2],
          [1, T0 + 5 * DAY, 5],
        ]),
      ),
    )
  })

  contract('a range includes its start and not its end', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 0],
      [1, T0 + 1, 1],
      [1, T0 + 2, 2],
      [1, T0 + 3, 3],
    ])
    await on.inEveryState(async () => {
      same(
        rowsOf(await on.store.raw({ tenant, series: [1], from: T0 + 1, to: T0 + 3 })),
        good([
          [1, T0 + 1, 1],
          [1, T0 + 2, 2],
        ]),
      )
      same((await on.store.raw({ tenant, series: [1], from: T0 + 3, to: T0 + 3 })).length, 0)
      same((await on.store.buckets({ tenant, series: [1], from: T0 + 1, to: T0 + 3, width: DAY })).count[0], 2)
    })
  })

  contract(
    'a limit keeps the first of each series in the order asked for; series come in the order asked for',
    async (on) => {
      const tenant = on.newTenant()
      await on.append(
        tenant,
        Array.from({ length: 20 }, (_, i) => [1 + (i % 2), T0 + i, i] as const),
      )
      await on.store.seal()
      await on.append(
        tenant,
        Array.from({ length: 20 }, (_, i) => [1 + (i % 2), T0 + 10 + i, 100 + i] as const),
      )
      await on.inEveryState(async () => {
        same(
          rowsOf(await on.store.raw({ tenant, series: [2, 1], ...everything, limit: 2 })),
          good([
            [2, T0 + 1, 1],
            [2, T0 + 3, 3],
            [1, T0, 0],
            [1, T0 + 2, 2],
          ]),
        )
        same(
          rowsOf(await on.store.raw({ tenant, series: [2, 1], ...everything, limit: 2, order: 'descending' })),

          good([
            [2, T0 + 29, 119],
            [2, T0 + 27, 117],
            [1, T0 + 28, 118],
            [1, T0 + 26, 116],
          ]),
        )
        same(
          rowsOf(await on.store.raw({ tenant, series: [1], ...everything, limit: 7 })).map(([, time]) => time - T0),
          [0, 2, 4, 6, 8, 10, 12],
        )
        same((await on.store.raw({ tenant, series: [1, 2], ...everything, limit: 0 })).length, 0)
      })
    },
  )

  contract('a limit counts keys, not writes', async (on) => {
    const tenant = on.newTenant()
    for (let i = 0; i < 3; i++) {
      await on.append(
        tenant,
        Array.from({ length: 10 }, (_, k) => [1, T0 + k, i * 100 + k] as const),
      )
      if (i < 2) await on.store.seal()
    }
    await on.inEveryState(async () =>
      same(
        rowsOf(await on.store.raw({ tenant, series: [1], ...everything, limit: 5 })).map(([, , value]) => value),
        [200, 201, 202, 203, 204],
      ),
    )
  })

  contract('a gap is a gap: buckets without samples are absent, buckets without good numbers hold NaN', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 1],
      [1, T0 + 3_000_000, 9, Status.BadTimeout],
      [1, T0 + 3_000_001, null, Status.Bad],
      [1, T0 + 5_000_000, Number.NaN],
      [1, T0 + 6_000_000, 'x'],
    ])
    const empty = {
      good: 0,
      min: Number.NaN,
      max: Number.NaN,
      mean: Number.NaN,
      first: Number.NaN,
      last: Number.NaN,
      minTime: Number.NaN,
      maxTime: Number.NaN,
    }
    await on.inEveryState(async () =>
      sameBuckets(await on.store.buckets({ tenant, series: [1], ...everything, width: 1_000_000 }), [
        {
          series: 1,
          start: T0,
          count: 1,
          good: 1,
          min: 1,
          max: 1,
          mean: 1,
          first: 1,
          last: 1,
          minTime: T0,
          maxTime: T0,
        },
        { series: 1, start: T0 + 3_000_000, count: 2, ...empty },
        { series: 1, start: T0 + 5_000_000, count: 1, ...empty },
        { series: 1, start: T0 + 6_000_000, count: 1, ...empty },
      ]),
    )
  })

  contract(
    'buckets take booleans as 0 and 1, whole numbers and infinities, and give ties to the earliest time',
    async (on) => {
      const tenant = on.newTenant()
      await on.append(tenant, [
        [1, T0, true],
        [1, T0 + 1, false],
        [1, T0 + 2, true],
        [1, T0 + 3, false],
        [2, T0, 10n],
        [2, T0 + 1, -4n],
        [3, T0, Infinity],
        [3, T0 + 1, 1],
      ])
      await on.inEveryState(async () =>
        sameBuckets(await on.store.buckets({ tenant, series: [1, 2, 3], ...everything, width: DAY }), [
          {
            series: 1,
            start: T0,
            count: 4,
            good: 4,
            min: 0,
            max: 1,
            mean: 0.5,
            first: 1,
            last: 0,
            minTime: T0 + 1,
            maxTime: T0,
          },
          {
            series: 2,
            start: T0,
            count: 2,
            good: 2,
            min: -4,
            max: 10,
            mean: 3,
            first: 10,
            last: -4,
            minTime: T0 + 1,
            maxTime: T0,
          },
          {
            series: 3,
            start: T0,
            count: 2,
            good: 2,
            min: 1,
            max: Infinity,
            mean: Infinity,
            first: Infinity,
            last: 1,
            minTime: T0 + 1,
            maxTime: T0,
          },
        ]),
      )
    },
  )

  contract('the latest of a series is its newest, not the last that came, and may be asked for a time', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0 + 10, 'new'],
      [1, T0, 'late'],
      [2, T0 + 3, 2.5],
      [3, T0 - 40 * DAY, 3],
    ])
    await on.inEveryState(async () => {
      same(
        rowsOf(await on.store.latest(tenant, [3, 1, 4, 2])),
        good([
          [3, T0 - 40 * DAY, 3],
          [1, T0 + 10, 'new'],
          [2, T0 + 3, 2.5],
        ]),
      )
      same(
        rowsOf(await on.store.latest(tenant, [1, 2, 3], T0 + 9)),
        good([
          [1, T0, 'late'],
          [2, T0 + 3, 2.5],
          [3, T0 - 40 * DAY, 3],
        ]),
      )
      same(rowsOf(await on.store.latest(tenant, [1, 2], T0)), good([[1, T0, 'late']]))
    })
    await on.append(tenant, [
      [1, T0 + 5, 'later but older'],
      [2, T0 + 3, 2.75],
    ])
    await on.inEveryState(async () =>
      same(
        rowsOf(await on.store.latest(tenant, [1, 2])),
        good([
          [1, T0 + 10, 'new'],
          [2, T0 + 3, 2.75],
        ]),
      ),
    )
    await on.append(tenant, [[4, T0, 4]])
    await on.inEveryState(async () =>
      same(
        rowsOf(await on.store.latest(tenant, [4, 1])),
        good([
          [4, T0, 4],
          [1, T0 + 10, 'new'],
        ]),
      ),
    )
  })

  contract('one tenant never sees another’s samples, not even of a series with the same number', async (on) => {
    const [mine, yours] = [on.newTenant(), on.newTenant()]
    await on.append(mine, [
      [1, T0, 'mine'],
      [2, T0, 1],
    ])
    await on.append(yours, [
      [1, T0, 'yours'],
      [1, T0 + 1, 'yours too'],
    ])
    await on.inEveryState(async () => {
      same(
        await on.raw(mine, [1, 2]),
        good([
          [1, T0, 'mine'],
          [2, T0, 1],
        ]),
      )
      same(
        await on.raw(yours, [1, 2]),
        good([
          [1, T0, 'yours'],
          [1, T0 + 1, 'yours too'],
        ]),
      )
      same(rowsOf(await on.store.latest(mine, [1])), good([[1, T0, 'mine']]))
      same((await on.store.buckets({ tenant: yours, series: [1, 2], ...everything, width: DAY })).length, 1)
      same(await on.raw('tenant-nobody', [1, 2]), [])
      same((await on.store.latest('tenant-nobody', [1, 2])).length, 0)
    })
  })

  contract('a tenant’s name is only a name', async (on) => {
    for (const tenant of ["../..'; --", 'a/b', 'Ä*?[x]', '.', 'day=1']) {
      await on.append(tenant, [[1, T0, tenant]])
      await on.inEveryState(async () => same(await on.raw(tenant, [1]), good([[1, T0, tenant]])))
    }
  })

  contract('durable() tells the position up to which a seal has come, and a later open knows it', async (on) => {
    const tenant = on.newTenant()
    const before = on.store.durable()
    await on.append(tenant, [[1, T0, 1]])
    same(on.store.durable(), before)
    same(await on.store.seal(), on.position)
    same(on.store.durable(), on.position)
    await on.reopen()
    same(on.store.durable(), on.position)
  })

  contract('a query that was called off rejects with the reason', async (on) => {
    const reason = new DOMException('gone', 'AbortError')
    await assert.rejects(
      on.store.raw({ tenant: 't', series: [1], ...everything, signal: AbortSignal.abort(reason) }),
      is(reason),
    )
    const cancel = new AbortController()
    const asked = on.store.buckets({
      tenant: on.newTenant(),
      series: [1],
      ...everything,
      width: 1,
      signal: cancel.signal,
    })
    cancel.abort(reason)
    await assert.rejects(asked, is(reason))
  })

  contract('a sample whose time is no whole number is refused with its batch', async (on) => {
    const tenant = on.newTenant()
    for (const time of [Number.NaN, Infinity, T0 + 0.5]) {
      await assert.rejects(
        on.append(tenant, [
          [1, T0, 1],
          [1, time, 1],
        ]),
        { code: 'history.sample_malformed' },
      )
    }
    same(await on.raw(tenant, [1]), [])
  })

  contract('answers are those of a plain list of rows, whatever is appended and whenever it is sealed', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2, 9]
    for (let seed = 1; seed <= 25; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from, width } = randomSteps(seed)
      const range = { from, to: from + 20 }
      for (const step of steps) {
        if (step === 'seal') await on.store.seal()
        else {
          await on.append(tenant, step)
          oracle.append(step)
        }
      }
      const check = (seen: SampleBatch, wanted: readonly Row[]): void =>
        assert.deepEqual(rowsOf(seen), wanted, `scenario ${seed}`)
      check(await on.store.raw({ tenant, series, ...everything }), oracle.raw(series, -Infinity, Infinity))
      check(await on.store.raw({ tenant, series, ...range, limit: 4 }), oracle.raw(series, range.from, range.to, 4))
      check(
        await on.store.raw({ tenant, series: [2], ...range, limit: 3, order: 'descending' }),
        oracle.raw([2], range.from, range.to, 3, true),
      )
      check(await on.store.latest(tenant, series), oracle.latest(series))
      check(await on.store.latest(tenant, series, from), oracle.latest(series, from))
      sameBuckets(
        await on.store.buckets({ tenant, series, ...everything, width }),
        oracle.buckets(series, -Infinity, Infinity, width),
      )
      sameBuckets(
        await on.store.buckets({ tenant, series, ...range, width }),
        oracle.buckets(series, range.from, range.to, width),
      )
    }
  })
  removalContract(contract)
  hourContract(contract)
  valueContract(contract)
  weightedContract(contract)
  atContract(contract)
  m4Contract(contract)
  stateContract(contract)
  histogramContract(contract)
  groupContract(contract)
  pagingContract(contract)
  return cases
}
