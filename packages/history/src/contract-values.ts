import assert from 'node:assert/strict'
import { Status } from '@millrace/core'
import { bucketsOf, everything, good, Oracle, type Row, rowsOf, T0 } from './contract-oracle.ts'
import { type Contract, DAY, is, type Subject, same, sameBuckets } from './contract-subject.ts'

/** What values of every kind are to raw samples, buckets and the latest, and where ranges begin and end. */
export function valueContract(contract: Contract): void {
  const buckets = async (on: Subject, tenant: string, width: number, range = everything) =>
    bucketsOf(await on.store.buckets({ tenant, series: [1], ...range, width }))
  const says = (sentence: string, rows: readonly Row[], check: (on: Subject, tenant: string) => Promise<void>): void =>
    contract(sentence, async (on) => {
      const tenant = on.newTenant()
      await on.append(tenant, rows)
      await on.inEveryState(() => check(on, tenant))
    })

  const digits = [2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n]
  says(
    'whole numbers beyond 2⁵³ keep every digit raw and as the latest, and are the nearest double in buckets',
    [...digits.map((value, i): Row => [1, T0 + i, value])],
    async (on, tenant) => {
      same(
        (await on.raw(tenant, [1])).map(([, , value]) => value),
        digits,
      )
      same(
        rowsOf(await on.store.latest(tenant, [1], T0)).map(([, , value]) => value),
        [2n ** 53n + 1n],
      )
      const [bucket] = await buckets(on, tenant, 1_000)
      same([bucket?.first, bucket?.max, bucket?.min, bucket?.last], [2 ** 53, 2 ** 63, -(2 ** 63), 2 ** 53])
    },
  )

  says('-0 stays -0 as the first, the least, the greatest and the last', [[1, T0, -0]], async (on, tenant) => {
    const [bucket] = await buckets(on, tenant, 1_000)
    same([bucket?.first, bucket?.min, bucket?.max, bucket?.last], [-0, -0, -0, -0])
  })

  says(
    'NaN counts as a sample, and is neither least nor greatest nor in a mean',
    [
      [1, T0, Number.NaN],
      [1, T0 + 1, 4],
      [1, T0 + 2, Number.NaN],
    ],
    async (on, tenant) => {
      const [bucket] = await buckets(on, tenant, 1_000)
      same(
        [bucket?.count, bucket?.good, bucket?.mean, bucket?.first, bucket?.last, bucket?.minTime],
        [3, 1, 4, 4, 4, T0 + 1],
      )
    },
  )

  says(
    'infinities of both signs are extremes, and their mean is no number',
    [
      [1, T0, Infinity],
      [1, T0 + 1, -Infinity],
    ],
    async (on, tenant) => {
      const [bucket] = await buckets(on, tenant, 1_000)
      same([bucket?.min, bucket?.max, bucket?.good], [-Infinity, Infinity, 2])
      assert.ok(Number.isNaN(bucket?.mean))
    },
  )

  says(
    'every good status is good, whatever else it says; uncertain and bad ones are not',
    [
      [1, T0, 1, Status.GoodLocalOverride],
      [1, T0 + 1, 2, 0x0000_0480],
      [1, T0 + 2, 3, 0x3fff_ffff],
      [1, T0 + 3, 4, 0x4000_0000],
      [1, T0 + 4, 5, 0x8000_0000],
      [1, T0 + 5, 6, 0xffff_ffff],
    ],
    async (on, tenant) => {
      const [bucket] = await buckets(on, tenant, 1_000)
      same([bucket?.count, bucket?.good, bucket?.max, bucket?.last], [6, 3, 3, 3])
    },
  )

  contract(
    'a value that is told again as bad is gone from every aggregate, and back when it is told as good',
    async (on) => {
      const tenant = on.newTenant()
      const told = async (wanted: readonly number[]): Promise<void> =>
        on.inEveryState(async () => {
          const [bucket] = await buckets(on, tenant, 1_000)
          same([bucket?.count, bucket?.good, bucket?.max], wanted)
        })
      await on.append(tenant, [
        [1, T0, 9],
        [1, T0 + 1, 2],
      ])
      await told([2, 2, 9])
      await on.append(tenant, [[1, T0, 9, Status.BadSensorFailure]])
      await told([2, 1, 2])
      await on.append(tenant, [[1, T0, 7]])
      await told([2, 2, 7])
    },
  )

  says(
    'a series of many types tells each as it is, and its numbers alone in buckets',
    [
      [1, T0, 1.5],
      [1, T0 + 1, 'two'],
      [1, T0 + 2, 3n],
      [1, T0 + 3, true],
      [1, T0 + 4, null, Status.Bad],
      [1, T0 + 5, ''],
    ],
    async (on, tenant) => {
      same(
        (await on.raw(tenant, [1])).map(([, , value]) => value),
        [1.5, 'two', 3n, true, null, ''],
      )
      const [bucket] = await buckets(on, tenant, 1_000)
      same([bucket?.count, bucket?.good, bucket?.min, bucket?.max, bucket?.last], [6, 3, 1, 3, 1])
    },
  )

  contract('the last write may change the type of a value, and only the last is told', async (on) => {
    const tenant = on.newTenant()
    const oracle = new Oracle()
    const values: Row[2][] = [1, 'a', 2n, false, null, 'b', 3]
    for (const [i, value] of values.entries()) {
      const rows: Row[] = [
        [1, T0, value],
        [1, T0 + 1 + i, value],
      ]
      await on.append(tenant, rows)
      oracle.append(rows)
      if (i % 2 === 0) await on.store.seal()
    }
    await on.inEveryState(async () => {
      same(await on.raw(tenant, [1]), oracle.raw([1], -Infinity, Infinity))
      sameBuckets(
        await on.store.buckets({ tenant, series: [1], ...everything, width: 1 }),
        oracle.buckets([1], -Infinity, Infinity, 1),
      )
    })
  })

  const hours = Array.from({ length: 30 }, (_, i): Row => [1, T0 + i * 600_000_000, i])
  says(
    'a bucket holds its start and not its end, and one that the range cuts tells of its part',
    hours,
    async (on, tenant) => {
      const hour = 3_600_000_000
      const seen = await buckets(on, tenant, hour, { from: T0 + hour / 2, to: T0 + 2 * hour + 1 })
      same(
        seen.map(({ start, count, first, last }) => [start - T0, count, first, last]),
        [
          [0, 3, 3, 5],
          [hour, 6, 6, 11],
          [2 * hour, 1, 12, 12],
        ],
      )
    },
  )

  says(
    'buckets of one microsecond are the samples',
    [
      [1, T0, 1],
      [1, T0 + 1, 2],
      [1, T0 + 3, 3],
    ],
    async (on, tenant) =>
      same(
        (await buckets(on, tenant, 1)).map(({ start, mean }) => [start - T0, mean]),
        [
          [0, 1],
          [1, 2],
          [3, 3],
        ],
      ),
  )

  says('a range that is empty or backwards, and no series at all, hold nothing', hours, async (on, tenant) => {
    for (const range of [
      { from: T0, to: T0 },
      { from: T0 + DAY, to: T0 },
      { from: Infinity, to: -Infinity },
    ]) {
      same((await on.store.raw({ tenant, series: [1], ...range })).length, 0)
      same((await on.store.buckets({ tenant, series: [1], ...range, width: DAY })).length, 0)
    }
    same(await on.raw(tenant, []), [])
    same((await on.store.buckets({ tenant, series: [], ...everything, width: DAY })).length, 0)
    same((await on.store.latest(tenant, [])).length, 0)
    same((await on.store.latest(tenant, [1], T0 - 1)).length, 0)
  })

  says('a series that is asked for twice is told once', hours.slice(0, 3), async (on, tenant) => {
    same(await on.raw(tenant, [1, 1]), good(hours.slice(0, 3)))
    same((await on.store.latest(tenant, [1, 2, 1])).length, 1)
    same((await on.store.buckets({ tenant, series: [1, 1], ...everything, width: DAY })).length, 1)
    const at = { tenant, times: [T0], mode: 'before' } as const
    same((await on.store.at({ ...at, series: [1, 1] })).length, 1)
    same((await on.store.weighted({ tenant, series: [1, 1], from: T0, to: T0 + DAY })).length, 1)
  })

  contract('from the end, a limit keeps the newest over files, hot rows and what came late', async (on) => {
    const tenant = on.newTenant()
    const oracle = new Oracle()
    for (let part = 0; part < 5; part++) {
      const rows = Array.from({ length: 40 }, (_, i): Row => [1, T0 + part * DAY + i * 7, part * 100 + i])
      const late = Array.from({ length: 10 }, (_, i): Row => [1, T0 + (part - 1) * DAY + i * 7 + 3, -i])
      for (const some of [rows, late]) {
        await on.append(tenant, some)
        oracle.append(some)
      }
      if (part < 4) await on.store.seal()
    }
    await on.inEveryState(async () => {
      for (const limit of [1, 39, 41, 1_000]) {
        const query = { tenant, series: [1], from: T0, to: T0 + 5 * DAY, limit, order: 'descending' } as const
        same(rowsOf(await on.store.raw(query)), oracle.raw([1], T0, T0 + 5 * DAY, limit, true))
      }
    })
  })

  contract('what is malformed or too large is refused, and nothing is harmed', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, hours)
    const malformed = { code: 'history.query_malformed' }
    const large = { code: 'history.query_too_large' }
    const ask = { tenant, series: [1], ...everything }
    for (const odd of [
      { series: [-1] },
      { series: [2 ** 32] },
      { series: [0.5] },
      { from: Number.NaN },
      { limit: -1 },
      { limit: 0.5 },
    ])
      await assert.rejects(on.store.raw({ ...ask, ...odd }), malformed)
    for (const width of [0, -1, 0.5, Number.NaN, Infinity])
      await assert.rejects(on.store.buckets({ ...ask, width }), malformed)
    await assert.rejects(on.store.latest(tenant, [-1]), malformed)
    const many = Array.from({ length: 50_001 }, (_, i) => i)
    await assert.rejects(on.store.raw({ ...ask, series: many }), large)
    await assert.rejects(on.store.latest(tenant, many), large)
    same(await on.raw(tenant, [1]), good(hours))
  })

  contract('an analysis that was called off rejects with the reason', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, hours)
    const reason = new DOMException('gone', 'AbortError')
    const ask = { tenant, series: [1], from: T0, to: T0 + DAY }
    const asked = (signal: AbortSignal): Promise<unknown>[] => [
      on.store.weighted({ ...ask, signal }),
      on.store.at({ tenant, series: [1], times: [T0], mode: 'step', signal }),
      on.store.m4({ ...ask, columns: 5, signal }),
      on.store.states({ ...ask, signal }),
      on.store.histogram({ ...ask, edges: [0, 1], signal }),
    ]
    for (const one of asked(AbortSignal.abort(reason))) await assert.rejects(one, is(reason))
    const cancel = new AbortController()
    const running = asked(cancel.signal)
    cancel.abort(reason)
    for (const one of await Promise.allSettled(running))
      assert.ok(one.status === 'fulfilled' || one.reason === reason, String(one.status))
    same((await on.store.m4({ ...ask, columns: 1 })).count[0], 30)
  })

  contract('analyses run while rows are sealed, merged and removed see them whole or gone', async (on) => {
    const tenant = on.newTenant()
    await on.append(
      tenant,
      Array.from({ length: 5_000 }, (_, i): Row => [1, T0 + i, 1]),
    )
    const ask = { tenant, series: [1], from: T0, to: T0 + 5_000 }
    const counts = async (): Promise<number[]> => {
      const seen = await Promise.all([
        on.store.m4({ ...ask, columns: 1 }).then(({ count }) => count[0] ?? 0),
        on.store.histogram({ ...ask, edges: [0, 2] }).then(({ bins }) => bins[0] ?? 0),
        on.store.states(ask).then(({ duration }) => duration[0] ?? 0),
      ])
      return seen
    }
    const [during, sealed] = await Promise.all([counts(), on.store.seal()])
    same([during, sealed], [[5_000, 5_000, 5_000], on.position])
    const [settling] = await Promise.all([counts(), on.settle()])
    same(settling, [5_000, 5_000, 5_000])
    const [leaving] = await Promise.all([counts(), on.store.remove({ tenant })])
    for (const count of leaving) same([0, 5_000].includes(count), true)
    same(await counts(), [0, 0, 0])
  })
}
