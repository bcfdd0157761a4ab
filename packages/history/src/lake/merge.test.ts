import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, ManualClock, silentLog } from '@millrace/core'
import { afterEach, expect, test } from 'vitest'
import { bucketsOf, rowsOf } from '../contract-oracle.ts'
import { type Lake, openLake } from './index.ts'
import type { Segment } from './manifest.ts'
import { chooseMerge } from './merge.ts'

// Nothing is a past day, so that only numbers of segments make them merge.
const T0 = Date.UTC(2026, 2, 1) * 1000
const all = { from: -Infinity, to: Infinity }
let folder = ''
let lake: Lake
const open = async (): Promise<Lake> => openLake({ folder, clock: new ManualClock(T0), log: silentLog })
const files = async (): Promise<number> =>
  (await readdir(folder, { recursive: true })).filter((name) => /^tenant=.*\.parquet$/.test(name)).length

afterEach(async () => {
  await lake.close()
  await rm(folder, { recursive: true, force: true })
})

test('eight small segments of a day become one, the last write wins over them, and nothing else changes', async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
  lake = await open()
  for (let seal = 1; seal <= 8; seal++) {
    const rows = Array.from(
      { length: 50 },
      (_, i) =>
        [
          1 + (i % 5),
          T0 + ((seal * 40 + i) % 120),
          i === 7 ? -0 : i === 8 ? `s${seal}` : i === 9 ? null : seal * 1000 + i,
        ] as const,
    )
    await lake.append('t', batchOf(rows), seal)
    await lake.append('other', batchOf([[1, T0 + seal * 86_400_000_000, seal]]), seal)
    if (seal < 8) await lake.seal()
  }
  const series = [5, 4, 3, 2, 1]
  const ask = async (): Promise<unknown> => ({
    raw: rowsOf(await lake.raw({ tenant: 't', series, ...all })),
    some: rowsOf(await lake.raw({ tenant: 't', series: [2], ...all, limit: 3, order: 'descending' })),
    buckets: bucketsOf(await lake.buckets({ tenant: 't', series, ...all, width: 17 })),
    latest: rowsOf(await lake.latest('t', series)),
  })
  const before = await ask()
  expect(lake.health().segments).toBe(14)
  await lake.seal()
  await lake.settled()
  expect(lake.health()).toMatchObject({ segments: 9, hotRows: 0 })
  expect(lake.health().lastFault).toBeUndefined()
  expect(await ask()).toEqual(before)
  expect(await files()).toBe(9)
  await lake.close()
  lake = await open()
  expect(await ask()).toEqual(before)
  await lake.append('t', batchOf([[1, T0, 'newest']]), 9)
  await lake.seal()
  expect(rowsOf(await lake.raw({ tenant: 't', series: [1], from: T0, to: T0 + 1 }))).toEqual([[1, T0, 'newest', 0]])
})

test('a query that runs while segments merge reads to its end', async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
  lake = await open()
  const asked: Promise<unknown>[] = []
  for (let seal = 1; seal <= 24; seal++) {
    await lake.append('t', batchOf(Array.from({ length: 200 }, (_, i) => [1, T0 + seal * 200 + i, i] as const)), seal)
    const count = seal * 200
    asked.push(lake.raw({ tenant: 't', series: [1], ...all }).then((batch) => expect(batch.length).toBe(count)))
    await lake.seal()
  }
  await Promise.all(asked)
  await lake.settled()
  expect(lake.health().segments).toBeLessThan(10)
  expect(await files()).toBe(lake.health().segments)
})

const segment = (seq: number, rows: number, day = 0, tenant = 't'): Segment => ({
  file: `${tenant}/${day}/${seq}`,
  tenant,
  day,
  seq,
  rows,
  bytes: 1,
  minTime: 0,
  maxTime: 1,
  minSeries: 0,
  maxSeries: 1,
})
const chosen = (segments: readonly Segment[]): number[] | undefined => chooseMerge(segments)?.map(({ seq }) => seq)

test('only neighbours of one tenant and day merge, the cheapest first, and a large run waits for its like', () => {
  expect(chosen(Array.from({ length: 7 }, (_, i) => segment(i, 10)))).toBeUndefined()
  expect(chosen(Array.from({ length: 8 }, (_, i) => segment(i, 10, i)))).toBeUndefined()
  expect(chosen(Array.from({ length: 16 }, (_, i) => segment(i, 10, 0, i % 2 ? 'a' : 'b')))).toEqual([
    0, 2, 4, 6, 8, 10, 12, 14,
  ])
  expect(chosen([segment(0, 100), ...Array.from({ length: 7 }, (_, i) => segment(1 + i, 10))])).toBeUndefined()
  expect(chosen([segment(0, 100), ...Array.from({ length: 8 }, (_, i) => segment(1 + i, 10))])).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8,
  ])
  expect(chosen(Array.from({ length: 8 }, (_, i) => segment(i, 20_000_000)))).toBeUndefined()
})

test('what a seal knows to be the newest is what the files say, late samples and restarts between', async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
  lake = await open()
  const newest = async (): Promise<unknown> => rowsOf(await lake.latest('t', [1, 2]))
  const seal = async (position: number, ...rows: (readonly [number, number, number])[]): Promise<void> => {
    await lake.append('t', batchOf(rows), position)
    await lake.seal()
  }
  await seal(1, [1, T0 + 100, 1], [2, T0 + 90, 1])
  expect(await newest()).toEqual([
    [1, T0 + 100, 1, 0],
    [2, T0 + 90, 1, 0],
  ])
  await seal(2, [1, T0 + 50, 2], [2, T0 + 95, 2])
  await lake.close()
  lake = await open()
  // Newer than some that are sealed, not than all: nothing is known from it alone.
  await seal(3, [1, T0 + 60, 3], [2, T0 + 70, 3])
  expect(await newest()).toEqual([
    [1, T0 + 100, 1, 0],
    [2, T0 + 95, 2, 0],
  ])
  // The newest is removed: what counts is the one before.
  await lake.remove({ tenant: 't', series: [1], from: T0 + 100 })
  await seal(4, [2, T0 + 95, 4])
  expect(await newest()).toEqual([
    [1, T0 + 60, 3, 0],
    [2, T0 + 95, 4, 0],
  ])
})
