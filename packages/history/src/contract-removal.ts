import assert from 'node:assert/strict'
import { everything, good, Oracle, type Row, rowsOf, T0 } from './contract-oracle.ts'
import { type Contract, DAY, same, sameBuckets } from './contract-subject.ts'

/** Ten samples each of series 1 to 3 on three days. */
const rowsOverDays = (): Row[] =>
  [1, 2, 3].flatMap((series) =>
    [0, 1, 2].flatMap((day) =>
      Array.from({ length: 10 }, (_, i): Row => [series, T0 + day * DAY + i * 1000, series * 100 + day * 10 + i]),
    ),
  )

/** What removing for good promises. */
export function removalContract(contract: Contract): void {
  contract('removed series are gone from every query, hot and sealed, and stay gone', async (on) => {
    const tenant = on.newTenant()
    const rows = rowsOverDays()
    await on.append(tenant, rows.slice(0, 45))
    await on.store.seal()
    await on.append(tenant, rows.slice(45))
    same(await on.store.remove({ tenant, series: [2] }), 30)
    const left = good(rows.filter(([series]) => series !== 2))
    await on.inEveryState(async () => {
      same(await on.raw(tenant, [1, 2, 3]), left)
      same(rowsOf(await on.store.latest(tenant, [2])), [])
      same((await on.store.buckets({ tenant, series: [2], ...everything, width: DAY })).length, 0)
    })
  })

  contract('a removal in a range takes its beginning and leaves its end', async (on) => {
    const tenant = on.newTenant()
    const rows = rowsOverDays()
    await on.append(tenant, rows)
    const [from, to] = [T0 + 3000, T0 + DAY + 5000]
    same(await on.store.remove({ tenant, series: [1, 3], from, to }), 24)
    const left = rows.filter(([series, time]) => series === 2 || time < from || time >= to)
    await on.inEveryState(async () => same(await on.raw(tenant, [1, 2, 3]), good(left)))
  })

  contract('without series all of a tenant go, and nothing of another', async (on) => {
    const [tenant, other] = [on.newTenant(), on.newTenant()]
    const rows = rowsOverDays()
    await on.append(tenant, rows)
    await on.append(other, rows)
    await on.store.seal()
    const before = on.store.storedBytes(other)
    same(await on.store.remove({ tenant }), 90)
    same(on.store.storedBytes(tenant), 0)
    same(on.store.storedBytes(other), before)
    await on.inEveryState(async () => {
      same(await on.raw(tenant, [1, 2, 3]), [])
      same(await on.raw(other, [1, 2, 3]), good(rows))
    })
  })

  contract('the figures of a tenant tell rows, bytes and the span of time, and follow a removal', async (on) => {
    const tenant = on.newTenant()
    same(on.store.stored(tenant), { rows: 0, bytes: 0, segments: 0 })
    await on.append(tenant, rowsOverDays())
    await on.store.seal()
    const before = on.store.stored(tenant)
    same([before.rows, before.oldest, before.newest], [90, T0, T0 + 2 * DAY + 9000])
    assert.ok(before.bytes > 0 && before.segments > 0)
    await on.store.remove({ tenant, to: T0 + DAY })
    const after = on.store.stored(tenant)
    same([after.rows, after.oldest], [60, T0 + DAY])
    assert.ok(after.bytes < before.bytes)
  })

  contract('what is older than a time goes, for all series at once', async (on) => {
    const tenant = on.newTenant()
    const rows = rowsOverDays()
    await on.append(tenant, rows)
    same(await on.store.remove({ tenant, to: T0 + 2 * DAY }), 60)
    const left = good(rows.filter(([, time]) => time >= T0 + 2 * DAY))
    await on.inEveryState(async () => same(await on.raw(tenant, [1, 2, 3]), left))
  })

  contract('what is written after a removal stays, also at the same times', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, rowsOverDays())
    await on.store.remove({ tenant, series: [1] })
    const again: Row[] = [
      [1, T0, 7],
      [1, T0 + DAY, 8],
    ]
    await on.append(tenant, again)
    await on.inEveryState(async () => same(await on.raw(tenant, [1]), good(again)))
  })

  contract('the latest value after a removal is the newest that is left', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, rowsOverDays())
    await on.store.seal()
    same(rowsOf(await on.store.latest(tenant, [1])), [[1, T0 + 2 * DAY + 9000, 129, 0]])
    await on.store.remove({ tenant, series: [1], from: T0 + DAY + 3000 })
    await on.inEveryState(async () =>
      same(rowsOf(await on.store.latest(tenant, [1, 2])), [
        [1, T0 + DAY + 2000, 112, 0],
        [2, T0 + 2 * DAY + 9000, 229, 0],
      ]),
    )
  })

  contract('a value that was overwritten does not come back when its successor is removed', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [[1, T0, 1]])
    await on.store.seal()
    await on.append(tenant, [[1, T0, 2]])
    await on.store.seal()
    await on.store.remove({ tenant, series: [1], from: T0, to: T0 + 1 })
    await on.inEveryState(async () => same(await on.raw(tenant, [1]), []))
  })

  contract('removing what is not there removes nothing, and is no fault', async (on) => {
    const tenant = on.newTenant()
    const rows = rowsOverDays()
    await on.append(tenant, rows)
    same(await on.store.remove({ tenant, series: [] }), 0)
    same(await on.store.remove({ tenant, series: [99] }), 0)
    same(await on.store.remove({ tenant, series: [1], from: T0 + 100 * DAY }), 0)
    same(await on.store.remove({ tenant, from: T0 + 5, to: T0 + 5 }), 0)
    same(await on.store.remove({ tenant: 'nobody' }), 0)
    same(await on.raw(tenant, [1, 2, 3]), good(rows))
  })

  contract('a removal that is malformed is refused and removes nothing', async (on) => {
    const tenant = on.newTenant()
    const rows = rowsOverDays()
    await on.append(tenant, rows)
    for (const odd of [{ series: [-1] }, { series: [1.5] }, { from: Number.NaN }, { to: Number.NaN }])
      await assert.rejects(on.store.remove({ tenant, ...odd }), { code: 'history.query_malformed' })
    same(await on.raw(tenant, [1, 2, 3]), good(rows))
  })

  contract('a query that runs while rows are removed reads to its end, all of them or none', async (on) => {
    const tenant = on.newTenant()
    const rows = Array.from({ length: 5000 }, (_, i): Row => [1, T0 + i, i])
    await on.append(tenant, rows)
    await on.store.seal()
    const asked = Array.from({ length: 8 }, () => on.raw(tenant, [1]))
    const removed = on.store.remove({ tenant, series: [1] })
    for (const seen of await Promise.all(asked)) same([0, 5000].includes(seen.length), true)
    same(await removed, 5000)
    same(await on.raw(tenant, [1]), [])
  })

  contract('removals and appends at once end as if they came one after the other', async (on) => {
    const tenant = on.newTenant()
    const oracle = new Oracle()
    for (let round = 0; round < 6; round++) {
      const rows = Array.from({ length: 40 }, (_, i): Row => [1 + (i % 4), T0 + round * 100 + i, round * 100 + i])
      await on.append(tenant, rows)
      oracle.append(rows)
    }
    await Promise.all([on.store.remove({ tenant, series: [1] }), on.store.remove({ tenant, series: [3] })])
    await on.inEveryState(async () => {
      same(await on.raw(tenant, [1, 3]), [])
      same(await on.raw(tenant, [2, 4]), oracle.raw([2, 4], -Infinity, Infinity))
    })
  })

  contract('buckets after a removal are those of what is left', async (on) => {
    const tenant = on.newTenant()
    const rows = Array.from({ length: 7200 }, (_, i): Row => [1, T0 + i * 1_000_000, Math.sin(i / 50)])
    await on.append(tenant, rows)
    await on.store.seal()
    await on.settle()
    const [from, to] = [T0 + 1_800_000_000, T0 + 4_000_000_000]
    await on.store.remove({ tenant, series: [1], from, to })
    const oracle = new Oracle()
    oracle.append(rows.filter(([, time]) => time < from || time >= to))
    await on.inEveryState(async () =>
      sameBuckets(
        await on.store.buckets({ tenant, series: [1], ...everything, width: 3_600_000_000 }),
        oracle.buckets([1], -Infinity, Infinity, 3_600_000_000),
      ),
    )
  })
}
