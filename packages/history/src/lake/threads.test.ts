import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { BatchBuilder, silentLog, systemClock } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Lake, openLake } from './index.ts'

const T0 = Date.UTC(2026, 2, 1) * 1_000
const STEP = 1_000_000
const SERIES = 40
const all = { from: -Infinity, to: Infinity }
const series = Array.from({ length: SERIES }, (_, i) => i + 1)
let folder = ''
let lake: Lake
let threads: Worker[]
const seen = (worker: Worker): void => {
  threads.push(worker)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lake-'))
  threads = []
  process.on('worker', seen)
  lake = await openLake({ folder, clock: systemClock, log: silentLog, hotRows: 400, readers: 2 })
})
afterEach(async () => {
  process.off('worker', seen)
  await lake.close()
  await rm(folder, { recursive: true, force: true })
})

async function takeIn(beat: number): Promise<void> {
  const batch = new BatchBuilder(SERIES)
  for (const one of series) batch.addDouble(one, T0 + beat * STEP, beat)
  await lake.append('t', batch.take(), beat + 1)
}

test('whoever asks sees each sample once, whatever is sealed, merged and compacted meanwhile', async () => {
  const BEATS = 400
  let beat = 0
  let asked = 0
  const feeding = async (): Promise<void> => {
    for (; beat < BEATS; beat++) {
      await takeIn(beat)
      if (beat % 40 === 39) void lake.compact()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const asking = async (): Promise<void> => {
    while (beat < BEATS) {
      const least = beat
      const [raw, buckets, latest] = await Promise.all([
        lake.raw({ tenant: 't', series: [7], ...all }),
        lake.buckets({ tenant: 't', series, ...all, width: 3_600 * STEP }),
        lake.latest('t', [3, 9]),
      ])
      const most = beat + 1
      expect([...raw.double.subarray(0, raw.length)]).toEqual(Array.from({ length: raw.length }, (_, i) => i))
      expect(raw.length).toBeGreaterThanOrEqual(least)
      expect(raw.length).toBeLessThanOrEqual(most)
      expect([...buckets.series.subarray(0, buckets.length)]).toEqual(least === 0 ? expect.anything() : series)
      for (const count of buckets.count.subarray(0, buckets.length)) {
        expect(count).toBeGreaterThanOrEqual(least)
        expect(count).toBeLessThanOrEqual(most)
      }
      for (let row = 0; row < latest.length; row++) expect(latest.double[row]).toBeGreaterThanOrEqual(least - 1)
      asked++
    }
  }
  await Promise.all([feeding(), asking(), asking()])
  expect(asked).toBeGreaterThan(5)
  await lake.seal()
  await lake.compact()
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.parquet'))
  expect(files).toHaveLength(lake.stored('t').segments)
}, 60_000)

test('what was removed is seen by no thread, nor is it remembered as the latest', async () => {
  for (let beat = 0; beat < 30; beat++) await takeIn(beat)
  await lake.seal()
  // Each of both has been asked, so that it could remember.
  await Promise.all(series.map((one) => lake.latest('t', [one])))
  await lake.remove({ tenant: 't', series: [5], from: T0 + 10 * STEP })
  const answers = await Promise.all(Array.from({ length: 20 }, () => lake.latest('t', [5])))
  expect(answers.map(({ length, double }) => [length, double[0]])).toEqual(answers.map(() => [1, 9]))
  await lake.remove({ tenant: 't' })
  const after = await Promise.all(Array.from({ length: 20 }, () => lake.latest('t', series)))
  expect(after.map(({ length }) => length)).toEqual(after.map(() => 0))
}, 60_000)

test.each(['keeper', 'reader'] as const)(
  'a store whose %s ends is lost as a whole, and hangs nobody',
  async (which) => {
    await takeIn(0)
    const keeper = threads.length - 1
    const asked = Promise.allSettled([
      lake.raw({ tenant: 't', series, ...all }),
      lake.seal(),
      threads[which === 'keeper' ? keeper : 0]?.terminate(),
    ])
    expect((await lake.lost).code).toBe('history.engine_lost')
    await asked
    for (const ask of [
      () => lake.raw({ tenant: 't', series: [1], ...all }),
      () => lake.latest('t', [1]),
      () => lake.seal(),
      () => takeIn(1),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'history.engine_lost' })
    expect(lake.health().lastFaultCode).toBe('history.engine_lost')
  },
)

test('closes for good although a thread ends meanwhile', async () => {
  for (let beat = 0; beat < 60; beat++) await takeIn(beat)
  const compacting = Promise.allSettled([lake.compact()])
  const ended = Promise.all(threads.map((thread) => new Promise((resolve) => thread.once('exit', resolve))))
  const closing = lake.close()
  await threads[0]?.terminate()
  await closing
  await ended
  await compacting
})

test('the same series named twice is answered once, by however many threads', async () => {
  for (let beat = 0; beat < 5; beat++) await takeIn(beat)
  const twice = [...series, ...series]
  const range = { from: T0, to: T0 + 5 * STEP }
  const counts = await lake.buckets({ tenant: 't', series: twice, ...range, width: 3_600 * STEP })
  expect([...counts.series]).toEqual(series)
  expect([...counts.count]).toEqual(series.map(() => 5))
  const found = await lake.histogram({ tenant: 't', series: twice, ...range, edges: [0, 10] })
  expect([...found.bins]).toEqual(series.map(() => 5))
  expect((await lake.latest('t', twice, T0 + STEP)).length).toBe(SERIES)
})
