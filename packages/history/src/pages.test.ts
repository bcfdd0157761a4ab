import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchBuilder, type SampleBatch, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { rowsOf } from './contract-oracle.ts'
import type { RawQuery } from './history.ts'
import { type Lake, openLake } from './lake/index.ts'
import { pagesOf } from './pages.ts'

vi.setConfig({ testTimeout: 60_000 })

const T0 = Date.UTC(2026, 2, 1) * 1_000
const SECOND = 1_000_000
const DAY = 86_400 * SECOND
let folder: string
let lake: Lake

/** Series 1 to 40 have a value a day, 41 one in ten seconds with a gap of a month, 42 nothing, 43 to 60 one an hour. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'))
  lake = await openLake({ folder, clock: systemClock, log: silentLog })
  const batch = new BatchBuilder()
  for (let day = 0; day < 60; day++)
    for (let series = 1; series <= 40; series++) batch.addDouble(series, T0 + day * DAY + series, day)
  for (let i = 0; i < 40_000; i++) batch.addDouble(41, T0 + i * 10 * SECOND + (i < 20_000 ? 0 : 30 * DAY), i)
  for (let series = 43; series <= 60; series++)
    for (let hour = 0; hour < 60 * 24; hour++) batch.addInt64(series, T0 + hour * 3_600 * SECOND, BigInt(hour))
  await lake.append('t', batch.take(), 1)
  await lake.seal()
  // Some come again, so that segments overlap, and some stay hot.
  for (let i = 0; i < 5_000; i++) batch.addDouble(41, T0 + i * 10 * SECOND, -i)
  await lake.append('t', batch.take(), 2)
  await lake.seal()
  for (let i = 0; i < 100; i++) batch.addString(41, T0 + i * 10 * SECOND, `hot ${i}`)
  await lake.append('t', batch.take(), 3)
})
afterAll(async () => {
  await lake.close()
  await rm(folder, { recursive: true })
})

async function read(query: { series: number[]; from: number; to: number; rows?: number }) {
  const asked: RawQuery[] = []
  let most = 0
  const ask = (one: RawQuery): Promise<SampleBatch> => {
    asked.push(one)
    return lake.raw(one)
  }
  const rows: string[] = []
  for await (const page of pagesOf(ask, { tenant: 't', ...query })) {
    most = Math.max(most, page.length)
    for (const row of rowsOf(page)) rows.push(row.join(' '))
  }
  return { rows: rows.join('\n'), asks: asked.length, most }
}

const all = Array.from({ length: 62 }, (_, i) => i)
const whole = (series: readonly number[], from: number, to: number) =>
  lake.raw({ tenant: 't', series, from, to, limit: 1_000_000 }).then((batch) =>
    rowsOf(batch)
      .map((row) => row.join(' '))
      .join('\n'),
  )

test.each([
  { what: 'everything', series: all, from: T0, to: T0 + 60 * DAY },
  { what: 'a range of years around little', series: all, from: T0 - 3_650 * DAY, to: T0 + 3_650 * DAY },
  { what: 'an hour', series: all, from: T0, to: T0 + 3_600 * SECOND },
  { what: 'one value at the edge', series: [41], from: T0, to: T0 + 1 },
  { what: 'series in another order', series: [60, 41, 1, 59, 42, 2], from: T0, to: T0 + 60 * DAY },
  { what: 'nothing', series: [42], from: T0, to: T0 + 60 * DAY },
  { what: 'no series', series: [], from: T0, to: T0 + DAY },
])('pages hold what one large answer would: $what', async ({ series, from, to }) => {
  for (const rows of [undefined, 1_000, 7]) {
    // A page of seven rows is for a range of few.
    if (rows === 7 && to - from > DAY) continue
    const read_ = await read({ series, from, to, ...(rows ? { rows } : {}) })
    expect(read_.rows === (await whole(series, from, to))).toBe(true)
    expect(read_.most).toBeLessThanOrEqual((rows ?? 32_768) * 2)
  }
})

test('series with few values are asked for together, and empty years cost few questions', async () => {
  const few = await read({ series: all.slice(1, 41), from: T0, to: T0 + 60 * DAY })
  expect(few.asks).toBeLessThan(10)
  const empty = await read({ series: [41], from: T0 - 36_500 * DAY, to: T0 + 36_500 * DAY })
  expect(empty.asks).toBeLessThan(40)
})

test('a signal ends the reading', async () => {
  const left = new AbortController()
  const pages = pagesOf((query) => lake.raw(query), {
    tenant: 't',
    series: [41],
    from: T0,
    to: T0 + 60 * DAY,
    rows: 100,
    signal: left.signal,
  })
  await pages.next()
  left.abort(new DOMException('gone', 'AbortError'))
  await expect(pages.next()).rejects.toThrow('gone')
})
