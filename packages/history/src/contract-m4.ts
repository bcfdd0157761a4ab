import assert from 'node:assert/strict'
import { Status } from '@millrace/core'
import type { M4Query } from './analysis.ts'
import { type M4Row, m4Of, m4Rows } from './contract-analysis-oracle.ts'
import { Oracle, type Row, randomSteps, T0 } from './contract-oracle.ts'
import { type Contract, DAY, type Subject, same, write } from './contract-subject.ts'

type Asked = Partial<Omit<M4Query, 'tenant' | 'series'>>
const HOUR = 3_600_000_000

/** What thinning for pixels promises. */
export function m4Contract(contract: Contract): void {
  const ask = async (on: Subject, tenant: string, asked: Asked, series = [1]): Promise<M4Row[]> =>
    m4Rows(await on.store.m4({ tenant, series, from: T0, to: T0 + 100, columns: 10, ...asked }))

  contract('for pixels: first, last, least and greatest of each column with their times', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 5],
      [1, T0 + 1, 1],
      [1, T0 + 2, 9],
      [1, T0 + 9, 4],
      [1, T0 + 95, -7n],
    ])
    await on.inEveryState(async () => {
      const [a, b, ...more] = await ask(on, tenant, {})
      same(
        [a?.firstTime, a?.first, a?.minTime, a?.min, a?.maxTime, a?.max, a?.lastTime, a?.last],
        [T0, 5, T0 + 1, 1, T0 + 2, 9, T0 + 9, 4],
      )
      same([a?.column, a?.count, b?.column, b?.first, b?.last, b?.min, b?.max], [0, 4, 9, -7, -7, -7, -7])
      same(more, [])
    })
  })

  contract('for pixels: columns begin at the range’s start, hold theirs and not the next one’s', async (on) => {
    const tenant = on.newTenant()
    await on.append(
      tenant,
      Array.from({ length: 200 }, (_, i): Row => [1, T0 - 50 + i, i]),
    )
    await on.inEveryState(async () => {
      const seen = await ask(on, tenant, { from: T0 + 3, to: T0 + 43, columns: 4 })
      same(
        seen.map(({ column, firstTime, lastTime, count }) => [column, firstTime - T0, lastTime - T0, count]),
        [
          [0, 3, 12, 10],
          [1, 13, 22, 10],
          [2, 23, 32, 10],
          [3, 33, 42, 10],
        ],
      )
    })
  })

  contract('for pixels: columns need not be whole µs wide', async (on) => {
    const tenant = on.newTenant()
    const rows = Array.from({ length: 100 }, (_, i): Row => [1, T0 + i, i % 7])
    const oracle = new Oracle()
    oracle.append(rows)
    await on.append(tenant, rows)
    await on.inEveryState(async () => {
      const seen = await ask(on, tenant, { columns: 7 })
      same(seen, m4Of(oracle, [1], { from: T0, to: T0 + 100, columns: 7 }))
      same(
        seen.map(({ count }) => count),
        [15, 14, 14, 15, 14, 14, 14],
      )
    })
  })

  contract('for pixels: a column without samples is absent, one without a good number holds NaN', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [
      [1, T0, 1],
      [1, T0 + 20, 3, Status.BadTimeout],
      [1, T0 + 21, 'text'],
      [1, T0 + 22, null, Status.Bad],
      [1, T0 + 40, Number.NaN],
      [1, T0 + 60, 2, Status.UncertainInitialValue],
    ])
    await on.inEveryState(async () => {
      const seen = await ask(on, tenant, {})
      same(
        seen.map(({ column, count, good, min, lastTime }) => [column, count, good, min, lastTime]),
        [
          [0, 1, 1, 1, T0],
          [2, 3, 0, Number.NaN, Number.NaN],
          [4, 1, 0, Number.NaN, Number.NaN],
          [6, 1, 0, Number.NaN, Number.NaN],
        ],
      )
      same(
        (await ask(on, tenant, { quality: 'uncertain' })).map(({ good }) => good),
        [1, 0, 0, 1],
      )
    })
  })

  contract(
    'for pixels: of equal values the earliest is the least and the greatest; infinities and -0 stay',
    async (on) => {
      const tenant = on.newTenant()
      await on.append(tenant, [
        [1, T0 + 1, 4],
        [1, T0 + 2, 4],
        [1, T0 + 11, -0],
        [1, T0 + 21, Infinity],
        [1, T0 + 22, -Infinity],
      ])
      await on.inEveryState(async () => {
        const [equal, zero, infinite] = await ask(on, tenant, {})
        same([equal?.minTime, equal?.maxTime, equal?.lastTime], [T0 + 1, T0 + 1, T0 + 2])
        same([zero?.first, zero?.min, zero?.last], [-0, -0, -0])
        same([infinite?.min, infinite?.max], [-Infinity, Infinity])
      })
    },
  )

  contract('for pixels: a line through the four of each column touches what a line through all touches', async (on) => {
    const tenant = on.newTenant()
    const rows = Array.from(
      { length: 20_000 },
      (_, i): Row => [1, T0 + i * 10_000_000, Math.sin(i / 300) * 10 + ((i * 7919) % 13)],
    )
    await on.append(tenant, rows)
    const asked = { from: T0, to: T0 + 200_000_000_000, columns: 300 }
    await on.inEveryState(async () => {
      const seen = await ask(on, tenant, asked)
      same(seen.length, 300)
      same(
        seen.reduce((sum, { count }) => sum + count, 0),
        20_000,
      )
      // Within a column all lies between least and greatest; between columns the line is the same.
      for (const [k, row] of seen.entries()) {
        const own = rows.slice(Math.ceil((k * 20_000) / 300), Math.ceil(((k + 1) * 20_000) / 300))
        same([row.firstTime, row.lastTime], [own[0]?.[1], own.at(-1)?.[1]])
        same(
          [row.min, row.max],
          [Math.min(...own.map(([, , v]) => Number(v))), Math.max(...own.map(([, , v]) => Number(v)))],
        )
      }
    })
  })

  contract(
    'for pixels: series in the order asked for; nothing of an empty range, of no series, of a stranger',
    async (on) => {
      const tenant = on.newTenant()
      await on.append(tenant, [
        [1, T0, 1],
        [3, T0, 3],
      ])
      same(
        (await ask(on, tenant, {}, [3, 2, 1])).map(({ series }) => series),
        [3, 1],
      )
      same(await ask(on, tenant, { to: T0 }), [])
      same(await ask(on, tenant, {}, []), [])
      same(await ask(on, on.newTenant(), {}), [])
    },
  )

  contract('for pixels: what is malformed is refused', async (on) => {
    const tenant = on.newTenant()
    for (const asked of [
      { columns: 0 },
      { columns: 1.5 },
      { columns: Number.NaN },
      { from: -Infinity },
      { to: T0 + 0.5 },
    ])
      await assert.rejects(ask(on, tenant, asked), { code: 'history.query_malformed' })
    await assert.rejects(ask(on, tenant, { columns: 100_001 }), { code: 'history.query_too_large' })
  })

  contract('for pixels: answers are those of a plain list of rows, whatever was written', async (on) => {
    const series = [70_001, 3, 1, 0xffffffff, 2]
    for (let seed = 1; seed <= 12; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from, width } = randomSteps(seed)
      await write(on, tenant, steps, oracle)
      for (const asked of [
        { from, to: from + 64, columns: 8 },
        { from: T0 - 3 * DAY, to: T0 + 4 * DAY, columns: 7 * 24, quality: 'uncertain' as const },
        { from: from - HOUR, to: from + HOUR, columns: 1 + width },
      ])
        assert.deepEqual(await ask(on, tenant, asked, series), m4Of(oracle, series, asked), `scenario ${seed}`)
    }
  })
}
