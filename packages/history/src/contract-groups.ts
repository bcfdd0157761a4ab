import assert from 'node:assert/strict'
import { Status } from '@millrace/core'
import { Oracle, type Row, randomSteps, T0 } from './contract-oracle.ts'
import { type Contract, DAY, type Subject, same, write } from './contract-subject.ts'
import {
  type GroupQuery,
  groupAggregates,
  groupSeries,
  type SeriesAggregate,
  type TopQuery,
  topSeries,
} from './groups.ts'

const SECOND = 1_000_000
const MINUTE = 60 * SECOND

type AskedGroups = Partial<Omit<GroupQuery, 'tenant'>>
type AskedTop = Partial<Omit<TopQuery, 'tenant'>>

/** Samples at seconds after T0. */
const rows = (
  ...samples: readonly (readonly [series: number, second: number, value: Row[2], status?: number])[]
): Row[] => samples.map(([series, second, value, status = 0]) => [series, T0 + second * SECOND, value, status])

/** What series put together promise. */
export function groupContract(contract: Contract): void {
  /** Group, second of the window's start, value, members. */
  const groups = async (on: Subject, tenant: string, asked: AskedGroups): Promise<number[][]> => {
    const query = {
      tenant,
      from: T0,
      to: T0 + MINUTE,
      width: 30 * SECOND,
      of: 'mean',
      with: 'sum',
      groups: [],
      ...asked,
    } as const
    const found = await groupSeries(on.store, query)
    return Array.from({ length: found.length }, (_, k) => [
      found.group[k] as number,
      ((found.start[k] as number) - T0) / SECOND,
      found.value[k] as number,
      found.members[k] as number,
    ])
  }
  /** Place and value. */
  const top = async (on: Subject, tenant: string, asked: AskedTop): Promise<number[][]> => {
    const query = { tenant, from: T0, to: T0 + MINUTE, of: 'mean', n: 10, members: [], ...asked } as const
    const found = await topSeries(on.store, query)
    return Array.from({ length: found.length }, (_, k) => [found.member[k] as number, found.value[k] as number])
  }
  const says = (
    sentence: string,
    written: readonly Row[],
    check: (on: Subject, tenant: string) => Promise<void>,
  ): void =>
    contract(sentence, async (on) => {
      const tenant = on.newTenant()
      await on.append(tenant, written)
      await on.inEveryState(() => check(on, tenant))
    })

  const three = rows([1, 0, 1], [1, 10, 3], [2, 5, 10], [2, 40, 20], [3, 0, 100])
  says('groups: sum, mean, least and greatest over their members, window by window', three, async (on, tenant) => {
    const asked = { groups: [[[1], [2]], [[3]]] }
    same(await groups(on, tenant, asked), [
      [0, 0, 12, 2],
      [0, 30, 20, 1],
      [1, 0, 100, 1],
    ])
    same(
      (await groups(on, tenant, { ...asked, with: 'mean' })).map(([, , value]) => value),
      [6, 20, 100],
    )
    same(
      (await groups(on, tenant, { ...asked, with: 'min' })).map(([, , value]) => value),
      [2, 20, 100],
    )
    same(
      (await groups(on, tenant, { ...asked, with: 'max' })).map(([, , value]) => value),
      [10, 20, 100],
    )
  })

  says('groups: members are told by any aggregate of theirs', three, async (on, tenant) => {
    const wanted: Readonly<Record<SeriesAggregate, number>> = {
      mean: 12,
      weighted: 70 / 30 + 10,
      min: 11,
      max: 13,
      range: 2,
      first: 11,
      last: 13,
      sum: 14,
      count: 3,
    }
    for (const [of, value] of Object.entries(wanted)) {
      const [first] = await groups(on, tenant, { groups: [[[1], [2]]], of: of as SeriesAggregate })
      assert.ok(Math.abs((first?.[2] as number) - value) < 1e-9, `${of}: ${first?.[2]} is not ${value}`)
    }
  })

  says(
    'groups: by time-weighted means, values that stand count in windows without samples',
    three,
    async (on, tenant) =>
      same(await groups(on, tenant, { groups: [[[1], [3]]], of: 'weighted' }), [
        [0, 0, 100 + 70 / 30, 2],
        [0, 30, 103, 2],
      ]),
  )

  says(
    'groups: a member without a good number is not taken for zero',
    [...rows([1, 0, 4], [2, 0, 8, Status.BadTimeout], [3, 0, 'x'], [4, 0, Number.NaN])],
    async (on, tenant) => {
      same(await groups(on, tenant, { groups: [[[1], [2], [3], [4], [5]]], with: 'mean' }), [[0, 0, 4, 1]])
      same(await groups(on, tenant, { groups: [[[2], [3], [4], [5]]] }), [])
    },
  )

  says('groups: a member may stand in several, and a group may be empty', three, async (on, tenant) =>
    same(await groups(on, tenant, { groups: [[[1]], [], [[1], [3]]] }), [
      [0, 0, 2, 1],
      [2, 0, 102, 2],
    ]),
  )

  says(
    'groups: windows come in the order of time, whichever member begins',
    [...rows([2, 0, 1], [1, 40, 5], [1, 50, 7])],
    async (on, tenant) =>
      same(await groups(on, tenant, { groups: [[[1], [2]]] }), [
        [0, 0, 1, 1],
        [0, 30, 6, 1],
      ]),
  )

  says(
    'groups: a member whose type changed is one, also in the window of the change',
    [...rows([1, 0, 2], [1, 1, 4], [7, 10, 9n], [7, 40, 11n])],
    async (on, tenant) => {
      same(await groups(on, tenant, { groups: [[[1, 7]]] }), [
        [0, 0, 5, 1],
        [0, 30, 11, 1],
      ])
      same((await groups(on, tenant, { groups: [[[1, 7]]], of: 'first' }))[0], [0, 0, 2, 1])
      same((await groups(on, tenant, { groups: [[[1, 7]]], of: 'last' }))[0], [0, 0, 9, 1])
      same((await groups(on, tenant, { groups: [[[1, 7]]], of: 'range' }))[0], [0, 0, 7, 1])
      same((await groups(on, tenant, { groups: [[[1, 7]]], of: 'count' }))[0], [0, 0, 3, 1])
    },
  )

  contract('groups: sums over a fleet are those of a plain list of rows', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2]
    for (let seed = 1; seed <= 6; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps } = randomSteps(seed)
      await write(on, tenant, steps, oracle)
      const range = { from: T0 - 3 * DAY, to: T0 + 4 * DAY }
      const buckets = oracle.buckets(series, range.from, range.to, DAY).filter(({ good }) => good > 0)
      for (const by of groupAggregates) {
        const seen = await groups(on, tenant, {
          ...range,
          width: DAY,
          of: 'max',
          with: by,
          groups: [series.map((one) => [one])],
        })
        const wanted = [...Map.groupBy(buckets, ({ start }) => start)]
          .sort(([a], [b]) => a - b)
          .map(([start, own]) => {
            const values = own.map(({ max }) => max)
            const sum = values.reduce((a, b) => a + b, 0)
            const value = { sum, mean: sum / values.length, min: Math.min(...values), max: Math.max(...values) }[by]
            return [0, (start - T0) / SECOND, value, values.length]
          })
        assert.deepEqual(seen, wanted, `scenario ${seed} ${by}`)
      }
    }
  })

  contract('groups: what is malformed is refused', async (on) => {
    const tenant = on.newTenant()
    for (const asked of [{ of: 'median' as 'mean' }, { with: 'median' as 'mean' }, { to: Infinity }, { width: 0 }])
      await assert.rejects(groups(on, tenant, { groups: [[[1]]], ...asked }), { code: 'history.query_malformed' })
  })

  const ranked = rows([1, 0, 5], [2, 0, 9], [2, 20, 1], [3, 0, -4], [4, 30, 9], [5, 0, 99, Status.Bad])
  says(
    'top: the greatest first, as many as asked for; of equal ones the first asked for',
    ranked,
    async (on, tenant) => {
      const members = [[1], [2], [3], [4], [5], [6]]
      same(await top(on, tenant, { members, n: 3 }), [
        [3, 9],
        [0, 5],
        [1, 5],
      ])
      same(await top(on, tenant, { members, n: 2, order: 'lowest' }), [
        [2, -4],
        [0, 5],
      ])
    },
  )

  says('top: by the last value, the greatest, the range, the count, and by time', ranked, async (on, tenant) => {
    const members = [[1], [2], [3], [4]]
    const best = async (of: SeriesAggregate): Promise<number[] | undefined> =>
      (await top(on, tenant, { members, of }))[0]
    same(await best('last'), [3, 9])
    same(await best('max'), [1, 9])
    same(await best('range'), [1, 8])
    same(await best('count'), [1, 2])
    same(await best('sum'), [1, 10])
    same(
      (await top(on, tenant, { members, of: 'weighted' })).map(([member]) => member),
      [3, 0, 1, 2],
    )
  })

  says('top: those without a good number are left out, however few are left', ranked, async (on, tenant) => {
    same(await top(on, tenant, { members: [[5], [6]] }), [])
    same(await top(on, tenant, { members: [] }), [])
    same(await top(on, tenant, { members: [[5], [1]] }), [[1, 5]])
  })

  says(
    'top: over days, and over 1970',
    [
      [1, -5 * MINUTE, 10],
      [1, 5 * MINUTE, 20],
      [1, 6 * MINUTE, 30],
      [2, 0, 19],
      ...Array.from({ length: 5_000 }, (_, i): Row => [3, T0 + i * MINUTE, i % 100]),
      [4, T0 + DAY, 50],
    ],
    async (on, tenant) => {
      same(await top(on, tenant, { members: [[2], [1]], from: -DAY, to: DAY }), [
        [1, 20],
        [0, 19],
      ])
      same(await top(on, tenant, { members: [[3], [4]], to: T0 + 4 * DAY }), [
        [1, 50],
        [0, 49.5],
      ])
    },
  )

  contract('top: what is malformed is refused', async (on) => {
    const tenant = on.newTenant()
    for (const asked of [{ n: 0 }, { n: 1.5 }, { members: [[-1]] }, { of: 'best' as 'mean' }, { from: Number.NaN }])
      await assert.rejects(top(on, tenant, { members: [[1]], ...asked }), { code: 'history.query_malformed' })
  })
}
