import assert from 'node:assert/strict'
import { Oracle, type Row, randomSteps, rowsOf, T0 } from './contract-oracle.ts'
import { type Contract, type Subject, same, write } from './contract-subject.ts'
import { type RawPageQuery, rawPage } from './raw-page.ts'

type Asked = Partial<Omit<RawPageQuery, 'tenant'>>
const range = { from: T0, to: T0 + 1_000 }

/** What reading in pages promises. */
export function pagingContract(contract: Contract): void {
  const page = async (
    on: Subject,
    tenant: string,
    asked: Asked,
  ): Promise<{ rows: Row[]; next: string | undefined }> => {
    const { batch, next } = await rawPage(on.store, { tenant, of: 'it', series: [1], limit: 10, ...asked })
    return { rows: rowsOf(batch), next }
  }
  /** Every page, with something done between two. */
  const pages = async (
    on: Subject,
    tenant: string,
    asked: Asked,
    between?: (at: number) => Promise<void>,
  ): Promise<Row[][]> => {
    const all: Row[][] = []
    for (let cursor: string | undefined; ; ) {
      const { rows, next } = await page(on, tenant, {
        ...(cursor === undefined ? range : { cursor }),
        ...asked,
        ...(cursor ? { cursor } : {}),
      })
      all.push(rows)
      if (next === undefined) return all
      cursor = next
      await between?.(all.length)
    }
  }
  const count = (from: number, length: number, series = 1): Row[] =>
    Array.from({ length }, (_, i) => [series, T0 + from + i, i, 0])

  contract('pages: all samples, each once, in the order of time either way', async (on) => {
    const tenant = on.newTenant()
    const rows = count(0, 35)
    await on.append(tenant, rows)
    await on.inEveryState(async () => {
      const seen = await pages(on, tenant, {})
      same(
        seen.map(({ length }) => length),
        [10, 10, 10, 5],
      )
      same(seen.flat(), rows)
      same((await pages(on, tenant, { order: 'descending' })).flat(), rows.toReversed())
    })
  })

  contract('pages: one that is just full is the last, and an empty range has an empty one', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, count(0, 10))
    await on.inEveryState(async () => {
      same(
        (await pages(on, tenant, {})).map(({ length }) => length),
        [10],
      )
      same(await pages(on, tenant, { limit: 3, from: T0 + 500 }), [[]])
    })
  })

  contract('pages: sealing, merging and opening anew between two changes nothing', async (on) => {
    const tenant = on.newTenant()
    const rows = count(0, 60)
    await on.append(tenant, rows.slice(0, 20))
    await on.store.seal()
    await on.append(tenant, rows.slice(20))
    const doings = [() => on.store.seal(), () => on.settle(), () => on.reopen()]
    const seen = await pages(on, tenant, {}, async (at) => {
      await doings[at % doings.length]?.()
    })
    same(seen.flat(), rows)
  })

  contract(
    'pages: what comes late before the cursor is not shown, what comes after it is; none comes twice',
    async (on) => {
      const tenant = on.newTenant()
      const rows = count(0, 30)
      await on.append(
        tenant,
        rows.filter(([, time]) => time !== T0 + 25),
      )
      const seen = await pages(on, tenant, {}, async (at) => {
        if (at > 1) return
        await on.append(tenant, [
          [1, T0 + 3, 'late'],
          [1, T0 + 25, 'in time'],
          [1, T0 + 9, 'at the cursor'],
        ])
        await on.store.seal()
      })
      same(
        seen.flat(),
        rows.map((row) => (row[1] === T0 + 25 ? [1, T0 + 25, 'in time', 0] : row)),
      )
    },
  )

  contract('pages: removed samples are gone from those that follow', async (on) => {
    const tenant = on.newTenant()
    const rows = count(0, 30)
    await on.append(tenant, rows)
    const seen = await pages(on, tenant, {}, async (at) => {
      if (at === 1) await on.store.remove({ tenant, series: [1], from: T0 + 5, to: T0 + 15 })
    })
    same(seen.flat(), [...rows.slice(0, 10), ...rows.slice(15)])
  })

  contract('pages: several series are told as one, also where their times are equal', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, [...count(0, 12, 5), ...count(6, 12, 2), ...count(6, 3, 9)])
    const series = [5, 2, 9]
    const wanted = [...count(0, 12, 5), ...count(6, 12, 2), ...count(6, 3, 9)]
    const key = ([one, time]: Row): number => time * 10 + series.indexOf(one)
    await on.inEveryState(async () => {
      for (const limit of [1, 2, 3, 5, 40]) {
        same(
          (await pages(on, tenant, { series, limit })).flat(),
          wanted.toSorted((a, b) => key(a) - key(b)),
        )
        same(
          (await pages(on, tenant, { series, limit, order: 'descending' })).flat(),
          wanted.toSorted((a, b) => b[1] - a[1] || series.indexOf(a[0]) - series.indexOf(b[0])),
        )
      }
    })
  })

  contract('pages: a series that is added at the end between two is read on', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, count(0, 15))
    const { rows, next } = await page(on, tenant, range)
    await on.append(tenant, count(12, 5, 8))
    const rest = await page(on, tenant, { series: [1, 8], cursor: next as string, limit: 100 })
    same([rows.length, rest.rows.length, rest.rows.filter(([one]) => one === 8).length], [10, 10, 5])
  })

  contract('pages: a cursor holds for its own query alone', async (on) => {
    const tenant = on.newTenant()
    const other = on.newTenant()
    await on.append(tenant, count(0, 30))
    await on.append(other, count(0, 30))
    const { next } = await page(on, tenant, range)
    const cursor = next as string
    same((await page(on, tenant, { cursor, ...range })).rows.length, 10)
    const refused = { code: 'history.cursor_malformed' }
    await assert.rejects(page(on, other, { cursor }), refused)
    for (const asked of [{ of: 'another' }, { order: 'descending' as const }, { from: T0 + 1 }, { to: T0 + 999 }])
      await assert.rejects(page(on, tenant, { cursor, ...asked }), refused)
  })

  contract('pages: a cursor that was changed or made up is refused', async (on) => {
    const tenant = on.newTenant()
    await on.append(tenant, count(0, 30))
    const cursor = (await page(on, tenant, range)).next as string
    const keys = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const made = (change: (copy: unknown[]) => unknown): string => {
      const copy = [...keys]
      return Buffer.from(JSON.stringify(change(copy) ?? copy)).toString('base64url')
    }
    const forged = [
      '',
      'x',
      cursor.slice(0, -4),
      made((copy) => copy.fill(0, 0, 1)),
      made((copy) => copy.fill(Number(copy[2]) + 1, 2, 3)),
      made((copy) => copy.fill('0', 3, 4)),
      made((copy) => copy.slice(0, 4)),
      made(() => ({})),
      made(() => [1e300, 1, 1, 1, 'x']),
    ]
    for (const one of forged)
      await assert.rejects(page(on, tenant, { cursor: one }), { code: 'history.cursor_malformed' }, one)
    for (const odd of [{ limit: 0 }, { limit: 1.5 }])
      await assert.rejects(page(on, tenant, { ...range, ...odd }), { code: 'history.query_malformed' })
    await assert.rejects(page(on, tenant, {}), { code: 'history.query_malformed' })
  })

  contract('pages: put together they are the plain list of rows, whatever was written', async (on) => {
    for (let seed = 1; seed <= 10; seed++) {
      const tenant = on.newTenant()
      const oracle = new Oracle()
      const { steps, from } = randomSteps(seed)
      await write(on, tenant, steps, oracle)
      const asked = { from: from - 20, to: from + 40 }
      const one = oracle.raw([2], asked.from, asked.to)
      assert.deepEqual((await pages(on, tenant, { ...asked, series: [2], limit: 3 })).flat(), one, `scenario ${seed}`)
      const all = oracle.raw([3, 1, 2], asked.from, asked.to).sort((a, b) => a[1] - b[1])
      const seen = (await pages(on, tenant, { ...asked, series: [3, 1, 2], limit: 4 })).flat()
      assert.deepEqual(seen, all, `scenario ${seed}`)
    }
  })
}
