import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf, silentLog, systemClock } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsOf } from '../contract-oracle.ts'
import { type Disk, realDisk } from './disk.ts'
import { openLake } from './index.ts'
import { HotPart } from './part.ts'
import { meetFullDisk, TestEngine } from './testing.ts'

const T0 = Date.UTC(2026, 2, 1) * 1_000
const all = { from: -Infinity, to: Infinity }
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what is appended after a removal was asked for stays, although parts fill and are sealed meanwhile', async () => {
  const lake = await openLake({ folder, clock: systemClock, log: silentLog, hotRows: 10 })
  let position = 0
  for (let round = 0; round < 8; round++) {
    for (let i = 0; i < 25; i++) await lake.append('t', batchOf([[1, T0 + i, i]]), ++position)
    const removing = lake.remove({ tenant: 't' })
    for (let i = 100; i < 140; i++) await lake.append('t', batchOf([[1, T0 + i, round]]), ++position)
    expect(await removing).toBe(round === 0 ? 25 : 65)
    const left = rowsOf(await lake.raw({ tenant: 't', series: [1], ...all }))
    expect(left).toEqual(Array.from({ length: 40 }, (_, i) => [1, T0 + 100 + i, round, 0]))
    if (round % 2 === 1) await lake.compact()
  }
  expect(await lake.remove({ tenant: 't' })).toBe(40)
  await lake.close()
})

test('a removal that waits for a part which cannot be sealed is refused with it, and removes nothing later', async () => {
  let isFull = false
  const disk: Disk = {
    ...realDisk,
    sync: async (path) => {
      if (isFull) meetFullDisk()
      await realDisk.sync(path)
    },
  }
  const engine = await TestEngine.open(folder, disk)
  engine.addTenant(0, 't')
  const part = HotPart.create(1, { rows: 10, textBytes: 100 })
  part.write(0, batchOf([[1, T0, 1]]), 0)
  engine.addPart(part.memory)
  isFull = true
  const refused = expect(engine.remove({ tenant: 't' }, 1)).rejects.toMatchObject({ code: 'history.disk_full' })
  await expect(engine.seal(1, 1)).rejects.toMatchObject({ code: 'history.disk_full' })
  await refused
  isFull = false
  await engine.seal(1, 1)
  await engine.settled()
  expect((await engine.raw({ tenant: 't', series: [1], ...all })).length).toBe(1)
  const waiting = expect(engine.remove({ tenant: 't' }, 2)).rejects.toMatchObject({ code: 'history.closed' })
  await engine.close()
  await waiting
})

test('a removal that outlived a crash takes nothing that was written after it, whatever number it was noted with', async () => {
  const write = async (engine: TestEngine, id: number, time: number): Promise<void> => {
    const part = HotPart.create(id, { rows: 10, textBytes: 100 })
    part.write(0, batchOf([[1, time, id]]), 0)
    engine.addTenant(0, 't')
    engine.addPart(part.memory)
    await engine.seal(id, id)
  }
  const first = await TestEngine.open(folder, realDisk)
  await write(first, 1, T0)
  await first.close()
  // As an earlier version left it: noted with a number that was given to a merge and not committed.
  const file = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...manifest, removals: [{ tenant: 't', seq: manifest.seq + 5 }] }))
  let left = 0
  const full: Disk = {
    ...realDisk,
    write: async (path, bytes) => {
      if (left-- > 0) meetFullDisk()
      await realDisk.write(path, bytes)
    },
  }
  left = 1
  const second = await TestEngine.open(folder, full)
  await write(second, 2, T0 + 1)
  second.maintain(T0)
  await second.settled()
  expect(rowsOf(await second.raw({ tenant: 't', series: [1], ...all }))).toEqual([[1, T0 + 1, 2, 0]])
  await second.close()
})

test.each([
  ['a position that is no whole number', 't', Number.NaN, 'history.sample_malformed'],
  ['a position beyond 2⁵³', 't', 2 ** 53, 'history.sample_malformed'],
  ['a negative position', 't', -1, 'history.sample_malformed'],
  ['a tenant whose folder could have no name', '日'.repeat(64), 1, 'history.tenant_malformed'],
] as const)('%s is refused, and harms nothing', async (_, tenant, position, code) => {
  const lake = await openLake({ folder, clock: systemClock, log: silentLog, readers: 1 })
  await lake.append('t', batchOf([[1, T0, 1]]), 1)
  await expect(lake.append(tenant, batchOf([[1, T0 + 1, 2]]), position)).rejects.toMatchObject({ code })
  await expect(lake.latest('t', [1], Number.NaN)).rejects.toMatchObject({ code: 'history.query_malformed' })
  expect(lake.stored('constructor')).toEqual({ rows: 0, bytes: 0, segments: 0 })
  await lake.close()
  const again = await openLake({ folder, clock: systemClock, log: silentLog, readers: 1 })
  expect((await again.raw({ tenant: 't', series: [1], ...all })).length).toBe(1)
  expect(again.stored('t').rows).toBe(1)
  await again.close()
})
