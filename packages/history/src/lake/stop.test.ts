import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SampleBatch } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bucketsOf, Oracle, type Row, rowsOf } from '../contract-oracle.ts'
import { samplesAt, T0 } from './crash-child.ts'
import { type Disk, realDisk } from './disk.ts'
import { HotPart } from './part.ts'
import { TestEngine } from './testing.ts'

const HOUR = 3_600_000_000
const series = [1, 2, 3, 4, 5]
const all = { from: -Infinity, to: Infinity }
/** Long after the samples: their days are over. */
const LATER = T0 + 1_000 * 24 * HOUR
const SEALS = 9
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** As if the power went before the `at`-th step that makes files durable: from then on nothing reaches the disk. */
function stoppingDisk(at: number): Disk & { readonly steps: () => number } {
  let steps = 0
  const wrapped = Object.fromEntries(
    (['write', 'sync', 'rename', 'folder', 'remove'] as const).map((name) => [
      name,
      async (...paths: [string, never]) => {
        if (++steps >= at) throw new Error('stopped')
        await (realDisk[name] as (...args: unknown[]) => Promise<void>)(...paths)
      },
    ]),
  )
  return { ...realDisk, ...wrapped, steps: () => steps }
}

const open = (disk: Disk): Promise<TestEngine> => TestEngine.open(folder, disk)

/** Seals, merges, compacts past days and removes a series; tells how far it came. */
async function live(disk: Disk, reached: { removal: 'not asked' | 'asked' | 'done' }): Promise<void> {
  const engine = await open(disk)
  try {
    engine.addTenant(0, 't')
    for (let seal = 1; seal <= SEALS; seal++) {
      const part = HotPart.create(seal, { rows: 100, textBytes: 1000 })
      for (let position = seal * 2 - 1; position <= seal * 2; position++) part.write(0, samplesAt(position), 0)
      engine.addPart(part.memory)
      await engine.seal(seal, seal * 2)
      // Its days are not over yet: merges alone.
      engine.maintain(T0)
      await engine.settled()
    }
    await engine.compact(LATER)
    reached.removal = 'asked'
    await engine.remove({ tenant: 't', series: [5] })
    reached.removal = 'done'
  } finally {
    await engine.close()
  }
}

const written = (upTo: number): Oracle => {
  const oracle = new Oracle()
  for (let position = 1; position <= upTo; position++) oracle.append(rowsOf(samplesAt(position) as SampleBatch))
  return oracle
}

async function expectExactly(engine: TestEngine, removed: readonly boolean[]): Promise<void> {
  const { durable } = engine.state
  const oracle = written(durable)
  const seen = rowsOf(await engine.raw({ tenant: 't', series, ...all }))
  const without = (rows: readonly Row[]): Row[] => rows.filter(([one]) => one !== 5)
  const whole = oracle.raw(series, -Infinity, Infinity)
  const wanted = removed.map((gone) => (gone ? without(whole) : whole))
  expect(wanted).toContainEqual(seen)
  const buckets = bucketsOf(await engine.buckets({ tenant: 't', series: [1, 2, 3, 4], ...all, width: HOUR }))
  expect(buckets).toEqual(oracle.buckets([1, 2, 3, 4], -Infinity, Infinity, HOUR))
  const files = await readdir(folder, { recursive: true })
  expect(files.filter((name) => /^tenant=.*\.parquet$/.test(name))).toHaveLength(engine.state.segments)
}

test('stopped before any step of sealing, merging, compacting and removing, the old is there or the new', {
  timeout: 300_000,
}, async () => {
  const durables = new Set<number>()
  const removals = new Set<string>()
  let ended = false
  for (let at = 1; !ended; at++) {
    await rm(folder, { recursive: true, force: true })
    const reached = { removal: 'not asked' as 'not asked' | 'asked' | 'done' }
    const disk = stoppingDisk(at)
    // What it was stopped at tells itself as a fault; what counts is what the next start finds.
    await live(disk, reached).catch(() => undefined)
    ended = disk.steps() < at
    const engine = await open(realDisk)
    await engine.settled()
    durables.add(engine.state.durable)
    const seen = (await engine.raw({ tenant: 't', series: [5], ...all })).length
    removals.add(`${reached.removal} ${seen === 0 && engine.state.durable > 0 ? 'gone' : 'there'}`)
    await expectExactly(
      engine,
      reached.removal === 'not asked' ? [false] : reached.removal === 'done' ? [true] : [false, true],
    )
    // What is left to do is done at the next occasion, and changes nothing.
    await engine.compact(LATER)
    await expectExactly(engine, seen === 0 ? [true, false] : [false])
    await engine.close()
  }
  expect([...durables].sort((a, b) => a - b)).toEqual(Array.from({ length: SEALS + 1 }, (_, i) => i * 2))
  expect([...removals].sort()).toEqual(['asked gone', 'asked there', 'done gone', 'not asked there'])
})
