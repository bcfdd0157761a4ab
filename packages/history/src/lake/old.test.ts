import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, ManualClock, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bucketsOf, Oracle, rowsOf } from '../contract-oracle.ts'
import { type Lake, openLake } from './index.ts'
import { OLD_SERIES, OLD_START, oldBatches } from './old-rows.ts'

const HOUR = 3_600_000_000
const DAY = 24 * HOUR
const all = { from: -Infinity, to: Infinity }
vi.setConfig({ testTimeout: 60_000 })

let folder: string
let lake: Lake
// While this clock stands, nothing is a past day.
const open = (now: number): Promise<Lake> => openLake({ folder, clock: new ManualClock(now), log: silentLog })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-old-'))
  await cp(join(import.meta.dirname, 'fixtures', 'lake-1'), folder, { recursive: true })
  lake = await open(OLD_START)
})
afterEach(async () => {
  await lake.close()
  await rm(folder, { recursive: true, force: true })
})

/** The rows of the folder: what was written, without the three hours of a series that were removed. */
function written(): Oracle {
  const oracle = new Oracle()
  for (const batch of oldBatches())
    oracle.append(rowsOf(batch).filter(([series, time]) => series !== 70_000 || time >= OLD_START + 3 * HOUR))
  return oracle
}

async function expectSame(oracle: Oracle): Promise<void> {
  const series = [...OLD_SERIES].reverse()
  expect(rowsOf(await lake.raw({ tenant: 't', series, ...all }))).toEqual(oracle.raw(series, -Infinity, Infinity))
  for (const width of [DAY, HOUR, 7 * 60e6])
    for (const [from, to] of [
      [-Infinity, Infinity],
      [OLD_START + 90 * 60e6, OLD_START + DAY + 100 * 60e6],
    ] as const) {
      const seen = bucketsOf(await lake.buckets({ tenant: 't', series, from, to, width }))
      const wanted = oracle.buckets(series, from, to, width)
      const close = (rows: typeof wanted) => rows.map((row) => ({ ...row, mean: Number(row.mean.toPrecision(12)) }))
      expect(close(seen)).toEqual(close(wanted))
    }
  for (const at of [undefined, OLD_START + 115 * 60e6 + 1, OLD_START])
    expect(rowsOf(await lake.latest('t', series, at))).toEqual(oracle.latest(series, at))
}

test('a lake that was written before it had a writer of its own opens and answers the same, also with new values among the old', async () => {
  const oracle = written()
  expect(lake.durable()).toBe(11)
  await expectSame(oracle)
  const late = [1, 2, 4].map((series) => [series, OLD_START + 110 * 60e6, 7.25] as const)
  await lake.append('t', batchOf(late), 12)
  oracle.append(late)
  await expectSame(oracle)
  await lake.seal()
  await expectSame(oracle)
})

test('its past days are written anew once, and nothing that was removed comes back', async () => {
  const before = lake.stored('t')
  await lake.close()
  lake = await open(OLD_START + 10 * DAY)
  await lake.compact()
  expect(lake.health().lastFault).toBeUndefined()
  expect(lake.health().segments).toBe(2)
  // Thirty keys stood twice.
  expect(lake.stored('t').rows).toBe(before.rows - 30)
  expect(await readdir(folder)).not.toContain('hourly')
  await expectSame(written())
  const files = await readdir(folder, { recursive: true })
  await lake.compact()
  expect(await readdir(folder, { recursive: true })).toEqual(files)
})

test('values are removed from its files as from any', async () => {
  expect(await lake.remove({ tenant: 't', series: [1, 4], from: OLD_START, to: OLD_START + DAY })).toBe(2 * 1_440 + 30)
  const oracle = written()
  oracle.remove([1, 4], OLD_START, OLD_START + DAY)
  await expectSame(oracle)
})
