import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batchOf } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsOf } from '../contract-oracle.ts'
import { type Disk, realDisk } from './disk.ts'
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

/** A disk without room for what `isFor` names, while `full` is set. */
class SmallDisk {
  full = false
  readonly disk: Disk
  constructor(isFor: (path: string) => boolean) {
    const check = (path: string): void => {
      if (this.full && isFor(path)) meetFullDisk()
    }
    this.disk = {
      ...realDisk,
      write: async (path, bytes) => {
        check(path)
        await realDisk.write(path, bytes)
      },
      sync: async (path) => {
        check(path)
        await realDisk.sync(path)
      },
    }
  }
}

const open = (disk: Disk): Promise<TestEngine> => TestEngine.open(folder, disk)
const isList = (path: string): boolean => path.includes('manifest.json')
const isSegment = (path: string): boolean => path.endsWith('.parquet')
const parquets = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.parquet'))

let parts = 0
async function seal(engine: TestEngine, rows: Parameters<typeof batchOf>[0]): Promise<void> {
  const part = HotPart.create(++parts, { rows: 1_000, textBytes: 1_000 })
  engine.addTenant(0, 't')
  part.write(0, batchOf(rows), 0)
  engine.addPart(part.memory)
  await engine.seal(parts, parts)
}

test('a seal that finds no room for the list leaves none of its files behind, however often it is tried', async () => {
  const small = new SmallDisk(isList)
  const engine = await open(small.disk)
  small.full = true
  await expect(seal(engine, [[1, T0, 1]])).rejects.toMatchObject({ code: 'history.disk_full' })
  await expect(engine.seal(parts, parts)).rejects.toMatchObject({ code: 'history.disk_full' })
  expect(await parquets()).toEqual([])
  small.full = false
  await engine.seal(parts, parts)
  expect(await parquets()).toHaveLength(1)
  await engine.close()
})

test.each([
  ['the list', isList],
  ['a rewritten segment', isSegment],
])('a removal that finds no room for %s says so, leaves everything readable, and is done later', async (_, isFor) => {
  const small = new SmallDisk(isFor)
  const engine = await open(small.disk)
  await seal(engine, [
    [1, T0, 1],
    [1, T0 + 1, 2],
    [2, T0, 3],
  ])
  expect(rowsOf(await engine.latest('t', [1]))).toEqual([[1, T0 + 1, 2, 0]])
  small.full = true
  await expect(engine.remove({ tenant: 't', series: [1], from: T0 + 1 })).rejects.toMatchObject({
    code: 'history.disk_full',
  })
  expect((await engine.raw({ tenant: 't', series: [1, 2], ...all })).length).toBe(3)
  small.full = false
  if (isFor === isList) expect(await engine.remove({ tenant: 't', series: [1], from: T0 + 1 })).toBe(1)
  else {
    expect(engine.state.merging).toMatchObject({ code: 'history.disk_full', facts: { what: 'removing' } })
    engine.maintain(T0)
    await engine.settled()
  }
  expect(rowsOf(await engine.raw({ tenant: 't', series: [1, 2], ...all }))).toEqual([
    [1, T0, 1, 0],
    [2, T0, 3, 0],
  ])
  expect(rowsOf(await engine.latest('t', [1]))).toEqual([[1, T0, 1, 0]])
  expect(engine.state.merging).toBeUndefined()
  await engine.close()
})

test('a removal that a crash left does not keep the history from opening on a full disk, and is done when there is room', async () => {
  const small = new SmallDisk(isSegment)
  const first = await open(small.disk)
  await seal(first, [
    [1, T0, 1],
    [2, T0, 3],
  ])
  small.full = true
  await expect(first.remove({ tenant: 't', series: [1] })).rejects.toMatchObject({ code: 'history.disk_full' })
  await first.close()
  const second = await open(small.disk)
  expect(second.state.merging).toMatchObject({ code: 'history.disk_full' })
  small.full = false
  second.maintain(T0)
  await second.settled()
  expect(rowsOf(await second.raw({ tenant: 't', series: [1, 2], ...all }))).toEqual([[2, T0, 3, 0]])
  await second.close()
})

test('a removal waits for one merge at most, not for a round that goes on', async () => {
  const engine = await open(realDisk)
  for (let day = 0; day < 6; day++)
    for (let turn = 0; turn < 2; turn++) await seal(engine, [[1, T0 + day * DAY + turn, turn]])
  const ended: string[] = []
  const round = engine.compact(T0 + 100 * DAY).then(() => ended.push('round'))
  const removal = engine.remove({ tenant: 't', series: [1], to: T0 + DAY }).then(() => ended.push('removal'))
  await Promise.all([round, removal])
  expect(ended).toEqual(['removal', 'round'])
  await engine.close()
})

test('a day that ends while a round goes on is compacted in that round', async () => {
  const reached = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  let held = false
  const engine = await open({
    ...realDisk,
    async rename(from, to) {
      if (held && isSegment(to)) {
        held = false
        reached.resolve()
        await goOn.promise
      }
      await realDisk.rename(from, to)
    },
  })
  for (const day of [0, 1]) for (const turn of [0, 1]) await seal(engine, [[1, T0 + day * DAY + turn, turn]])
  held = true
  engine.maintain(T0 + 1.5 * DAY)
  await reached.promise
  engine.maintain(T0 + 2.5 * DAY)
  goOn.resolve()
  await engine.settled()
  expect(await parquets()).toHaveLength(2)
  await engine.close()
})

test.each([
  ['', false],
  [', though they find no room at first', true],
])(
  'rows that are to go do not stay by being merged, in the round that is on, with rows that come meanwhile%s',
  async (_, isFullOnce) => {
    const reached = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    let held = false
    let full = false
    const disk: Disk = {
      ...realDisk,
      async rename(from, to) {
        if (held && isSegment(to)) {
          held = false
          reached.resolve()
          await goOn.promise
        }
        await realDisk.rename(from, to)
      },
      async sync(path) {
        if (full && isSegment(path)) {
          full = false
          meetFullDisk()
        }
        await realDisk.sync(path)
      },
    }
    const engine = await open(disk)
    const days = [0, 1, 2]
    const rowsAt = (day: number, turn: number) => [1, 2].map((series) => [series, T0 + day * DAY + turn, turn] as const)
    for (const day of days) for (const turn of [0, 1]) await seal(engine, rowsAt(day, turn))
    held = true
    const round = engine.compact(T0 + 100 * DAY)
    await reached.promise
    const removal = engine.remove({ tenant: 't', series: [1] }).catch((failure: unknown) => failure)
    for (const day of days) await seal(engine, rowsAt(day, 2))
    full = isFullOnce
    goOn.resolve()
    await round
    if (isFullOnce) expect(await removal).toMatchObject({ code: 'history.disk_full' })
    else expect(await removal).toBe(6)
    await engine.compact(T0 + 100 * DAY)
    expect(rowsOf(await engine.raw({ tenant: 't', series: [1], ...all }))).toEqual(
      days.map((day) => [1, T0 + day * DAY + 2, 2, 0]),
    )
    expect(rowsOf(await engine.raw({ tenant: 't', series: [2], ...all }))).toHaveLength(9)
    await engine.close()
  },
)
