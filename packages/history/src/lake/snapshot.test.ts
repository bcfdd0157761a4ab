import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, ManualClock, Owned, silentLog } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsOf } from '../contract-oracle.ts'
import { type Lake, openLake } from './index.ts'

// Nothing is a past day, so that only numbers of segments make them merge.
const T0 = Date.UTC(2026, 2, 1) * 1000
const all = { from: -Infinity, to: Infinity }
let owned = new Owned()
let folder = ''
let lake: Lake
const open = async (place: string): Promise<Lake> =>
  openLake({ folder: place, clock: new ManualClock(T0), log: silentLog })
const asked = async (of: Lake): Promise<unknown> => rowsOf(await of.raw({ tenant: 't', series: [1, 2, 3], ...all }))

beforeEach(async () => {
  owned = new Owned()
  folder = await mkdtemp(join(tmpdir(), 'lake-snapshot-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  lake = owned.add(await open(folder))
})
afterEach(() => owned.close())

const write = async (seal: number): Promise<void> => {
  const rows = Array.from({ length: 60 }, (_, i) => [1 + (i % 3), T0 + seal * 50 + i, seal * 1000 + i] as const)
  await lake.append('t', batchOf(rows), seal)
  await lake.append('other', batchOf([[9, T0 + seal * 86_400_000_000, 'theirs']]), seal)
}

test('a snapshot is a lake of its own with everything appended before it, and stays so while the lake goes on and merges', async () => {
  for (let seal = 1; seal <= 5; seal++) {
    await write(seal)
    if (seal < 5) await lake.seal()
  }
  const before = await asked(lake)
  const snapshot = owned.add(await lake.snapshot())
  expect(snapshot).toMatchObject({ durable: 5, rows: 305, segments: 10 })
  for (let seal = 6; seal <= 12; seal++) {
    await write(seal)
    await lake.seal()
  }
  await lake.settled()
  const live = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { segments: { file: string }[] }
  const names = new Set(live.segments.map(({ file }) => file))
  expect(snapshot.files.some(({ file }) => !names.has(file))).toBe(true)

  const copy = await open(snapshot.folder)
  expect(await asked(copy)).toEqual(before)
  expect(copy.durable()).toBe(5)
  await copy.close()
  expect(await asked(lake)).not.toEqual(before)
})

test('every file that the manifest of a snapshot names is in it, with its size', async () => {
  await write(1)
  const snapshot = owned.add(await lake.snapshot())
  const text = await readFile(join(snapshot.folder, 'manifest.json'), 'utf8')
  const named = [...text.matchAll(/"file":"([^"]+)"/g)].map(([, file]) => file)
  expect(snapshot.files.map(({ file }) => file)).toEqual(named)
  expect(named.length).toBeGreaterThan(0)
  for (const { file, bytes } of snapshot.files) expect((await stat(join(snapshot.folder, file))).size).toBe(bytes)
})

test('a released snapshot leaves nothing, and one that a crash left is gone at the next start', async () => {
  await write(1)
  const [first, second] = [await lake.snapshot(), await lake.snapshot()]
  await first.close()
  expect(await readdir(join(folder, 'tmp'))).toContain(second.folder.slice(join(folder, 'tmp').length + 1))
  expect(await readdir(join(folder, 'tmp'))).not.toContain(first.folder.slice(join(folder, 'tmp').length + 1))
  await lake.close()
  const again = owned.add(await open(folder))
  expect((await readdir(join(folder, 'tmp'))).filter((name) => name.startsWith('snapshot'))).toEqual([])
  expect(again.health().segments).toBe(2)
})

test('an empty lake has a snapshot too', async () => {
  const snapshot = owned.add(await lake.snapshot())
  expect(snapshot).toMatchObject({ durable: 0, files: [], rows: 0, segments: 0 })
  const copy = await open(snapshot.folder)
  expect(copy.health().segments).toBe(0)
  await copy.close()
})
