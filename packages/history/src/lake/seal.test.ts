import { mkdtemp, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, ManualClock, type SampleBatch, silentLog } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rowsOf } from '../contract-oracle.ts'
import { type Disk, realDisk } from './disk.ts'
import { type LakeOptions, openLake } from './index.ts'
import { HotPart } from './part.ts'
import { meetFullDisk, TestEngine } from './testing.ts'

const T0 = Date.UTC(2026, 2, 1) * 1000
const DAY = 86_400_000_000
const all = { from: -Infinity, to: Infinity }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const batch = batchOf([
  [1, T0, 1],
  [2, T0, 'two'],
  [1, T0 + DAY, 3],
])
const parquets = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.parquet'))

function failing(allowed: number): Disk {
  let left = allowed
  const step = (): void => {
    if (left-- === 0) meetFullDisk()
  }
  const wrapped = Object.fromEntries(
    (['write', 'sync', 'rename', 'folder'] as const).map((name) => [
      name,
      async (...paths: [string, never]) => {
        step()
        await (realDisk[name] as (...args: unknown[]) => Promise<void>)(...paths)
      },
    ]),
  )
  return { ...realDisk, ...wrapped }
}

function engineWith(engine: TestEngine, rows: SampleBatch): void {
  const part = HotPart.create(1, { rows: 100, textBytes: 1000 })
  part.write(0, rows, 0)
  engine.addTenant(0, 't')
  engine.addPart(part.memory)
}

test('a disk that is full at any step leaves the samples hot, names the fault, and the next attempt succeeds', async () => {
  await (await TestEngine.open(folder, realDisk)).close()
  let failures = 0
  for (let allowed = 2; ; allowed++) {
    await rm(join(folder, 'tenant=t'), { recursive: true, force: true })
    await rm(join(folder, 'manifest.json'))
    await (await TestEngine.open(folder, realDisk)).close()
    // Opening makes two folders; what comes after belongs to the seal.
    const engine = await TestEngine.open(folder, failing(allowed))
    engineWith(engine, batch)
    const full = await engine.seal(1, 7).then(
      () => false,
      (failure) => {
        expect(failure).toMatchObject({ code: 'history.disk_full', facts: { what: '3 samples', folder } })
        return true
      },
    )
    const check = async (): Promise<void> => {
      expect(rowsOf(await engine.raw({ tenant: 't', series: [1, 2], ...all }))).toEqual([
        [1, T0, 1, 0],
        [1, T0 + DAY, 3, 0],
        [2, T0, 'two', 0],
      ])
      expect(rowsOf(await engine.latest('t', [1]))).toEqual([[1, T0 + DAY, 3, 0]])
    }
    await check()
    if (full) {
      failures++
      expect(engine.state).toMatchObject({ durable: 0, segments: 0 })
      await engine.seal(1, 7)
      await check()
    }
    expect(engine.state).toMatchObject({ durable: 7, segments: 2 })
    await engine.close()
    const again = await TestEngine.open(folder, realDisk)
    expect(again.state).toMatchObject({ durable: 7, segments: 2 })
    expect(await parquets()).toHaveLength(2)
    await again.close()
    if (!full) break
  }
  // Two files: sync, folder, rename each; two folders synced; manifest written, renamed, its folder synced.
  expect(failures).toBe(11)
})

describe('the store', () => {
  const clock = new ManualClock()
  const open = (more: Partial<LakeOptions> = {}) => openLake({ folder, clock, log: silentLog, ...more })
  const rows = (from: number, count: number): SampleBatch =>
    batchOf(Array.from({ length: count }, (_, i) => [1, T0 + from + i, from + i] as const))

  test('seals by itself when a part is full, and holds appends back when two are', async () => {
    const lake = await open({ hotRows: 10 })
    for (let i = 0; i < 10; i++) await lake.append('t', rows(i * 7, 7), i + 1)
    expect(lake.health().hotRows).toBeLessThanOrEqual(20)
    expect(lake.durable()).toBeGreaterThanOrEqual(7)
    await lake.append('t', rows(70, 1000), 11)
    expect((await lake.raw({ tenant: 't', series: [1], ...all })).length).toBe(1070)
    expect(await lake.seal()).toBe(11)
    expect((await lake.raw({ tenant: 't', series: [1], ...all })).length).toBe(1070)
    await lake.close()
  })

  test('never calls a position durable while a batch with it is only in part', async () => {
    const lake = await open({ hotRows: 10 })
    const appended = lake.append('t', rows(0, 35), 5)
    await lake.seal()
    expect(lake.durable()).toBeLessThan(5)
    await appended
    expect(await lake.seal()).toBe(5)
    await lake.close()
  })

  test('seals what is old although it is little, up to the last position that is complete', async () => {
    const lake = await open({ sealAfterMs: 60_000 })
    await lake.append('t', rows(0, 1), 3)
    await lake.append('t', rows(1, 1), 4)
    await clock.advance(59_000)
    expect(lake.health().hotRows).toBe(2)
    await clock.advance(6_000)
    await expect.poll(() => lake.health()).toMatchObject({ hotRows: 0, segments: 1 })
    expect(lake.durable()).toBe(3)
    expect(await lake.seal()).toBe(4)
    await lake.close()
  })

  test('that cannot write says why, holds appends back, loses nothing, and goes on by itself when it can', async () => {
    const lake = await open({ hotRows: 10 })
    await rename(join(folder, 'tmp'), join(folder, 'aside'))
    await writeFile(join(folder, 'tmp'), 'no folder')
    await lake.append('t', rows(0, 10), 1)
    await expect(lake.seal()).rejects.toMatchObject({ code: 'history.seal_failed' })
    await lake.append('t', rows(10, 10), 2)
    let waited = true
    const held = lake.append('t', rows(20, 5), 3).then(() => {
      waited = false
    })
    expect(lake.health().lastFault).toContain('history.seal_failed')
    expect((await lake.raw({ tenant: 't', series: [1], ...all })).length).toBe(20)
    await clock.advance(10_000)
    expect(waited).toBe(true)
    await unlink(join(folder, 'tmp'))
    await rename(join(folder, 'aside'), join(folder, 'tmp'))
    // The attempt that failed may still be under way: its wait begins only when it has ended.
    while (waited) await clock.advance(60_000)
    await held
    expect((await lake.raw({ tenant: 't', series: [1], ...all })).length).toBe(25)
    expect(await lake.seal()).toBe(3)
    expect(lake.health().lastFault).toBeUndefined()
    await lake.close()
  })

  test('closes although it cannot write, and refuses what comes after', async () => {
    const lake = await open({ hotRows: 10 })
    await rm(join(folder, 'tmp'), { recursive: true })
    await writeFile(join(folder, 'tmp'), 'no folder')
    await lake.append('t', rows(0, 15), 1)
    const held = lake.append('t', rows(15, 10), 2)
    const refused = expect(held).rejects.toMatchObject({ code: 'history.closed' })
    await lake.close()
    await refused
    await expect(lake.append('t', rows(0, 1), 3)).rejects.toMatchObject({ code: 'history.closed' })
    await expect(lake.latest('t', [1])).rejects.toMatchObject({ code: 'history.closed' })
  })

  test('removes files the manifest does not name, and refuses to open without a manifest or without a segment', async () => {
    const lake = await open()
    await lake.append('t', rows(0, 3), 1)
    await lake.close()
    const [file] = (await parquets()) as [string]
    await writeFile(join(folder, `${file}.parquet`), 'unfinished')
    await (await open()).close()
    expect(await parquets()).toEqual([file])
    await writeFile(join(folder, file), 'short')
    await expect(open()).rejects.toMatchObject({ code: 'history.segment_missing' })
    await writeFile(join(folder, 'manifest.json'), '{"version":1,')
    await expect(open()).rejects.toMatchObject({ code: 'history.manifest_damaged' })
    await unlink(join(folder, 'manifest.json'))
    await expect(open()).rejects.toMatchObject({ code: 'history.manifest_damaged' })
  })
})
