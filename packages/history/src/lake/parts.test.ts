import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchBuilder, silentLog, systemClock, valueAt } from '@millrace/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Lake, openLake } from './open.ts'

const T0 = 1_760_000_000_000_000
const SERIES = 1_050
let folder: string
let lake: Lake

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lake-parts-'))
  // Far less memory than the rows below would take if one query sorted them all.
  lake = await openLake({ folder, clock: systemClock, log: silentLog, memoryMib: 64, threads: 1, hotRows: 200_000 })
})
afterEach(async () => {
  await lake.close()
  rmSync(folder, { recursive: true, force: true })
})

test('buckets and values at a time of a thousand series need no memory that grows with their number', async () => {
  // Two segments over the same span, so that keys must be compared: the later one counts.
  for (const round of [0, 1]) {
    for (let at = 0; at < 400; at += 20) {
      const builder = new BatchBuilder(SERIES * 20)
      for (let k = at; k < at + 20; k++)
        for (let series = 0; series < SERIES; series++) builder.addDouble(series, T0 + k * 1_000_000, series + round)
      await lake.append('t', builder.take(), round * 400 + at + 1)
    }
    await lake.seal()
  }
  const series = Array.from({ length: SERIES }, (_, i) => SERIES - 1 - i)
  const buckets = await lake.buckets({ tenant: 't', series, from: T0, to: T0 + 400_000_000, width: 400_000_000 })
  const counted = new Map<number, { count: number; sum: number }>()
  for (let i = 0; i < buckets.length; i++) {
    const one = counted.get(buckets.series[i]!) ?? { count: 0, sum: 0 }
    counted.set(buckets.series[i]!, {
      count: one.count + buckets.count[i]!,
      sum: one.sum + buckets.mean[i]! * buckets.good[i]!,
    })
  }
  expect([...counted.keys()]).toEqual(series)
  for (const [one, { count, sum }] of counted) {
    expect(count).toBe(400)
    expect(sum / count).toBeCloseTo(one + 1, 9)
  }
  const at = await lake.latest('t', series, T0 + 100_000_000)
  expect(Array.from({ length: at.length }, (_, i) => at.series[i])).toEqual(series)
  expect(valueAt(at, 0)).toBe(SERIES)
}, 60_000)
