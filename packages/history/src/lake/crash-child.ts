import { batchOf, type SampleBatch, silentLog, systemClock } from '@millrace/core'
import { openLake } from './index.ts'

/** The process that crash.real.test.ts kills: appends without end, and prints what is durable. */
export const T0 = Date.UTC(2026, 2, 1) * 1000

/** The samples of one journal position: five series, now and then late by a day, rewritten every seventh position. */
export function samplesAt(position: number): SampleBatch {
  const time = T0 + position * 1000 - (position % 50 === 0 ? 86_400_000_000 : 0)
  const rows = [1, 2, 3, 4].map((series) => [series, time, position * 10 + series] as const)
  return batchOf([...rows, [5, T0 + Math.floor(position / 7) * 1000, `at ${position}`]])
}

async function load(folder: string): Promise<void> {
  const lake = await openLake({ folder, clock: systemClock, log: silentLog, hotRows: 500, memoryMib: 128 })
  let told = -1
  // As a journal does: everything after what is durable comes again.
  for (let position = lake.durable() + 1; ; position++) {
    await lake.append('t', samplesAt(position), position)
    if (lake.durable() > told) {
      told = lake.durable()
      process.stdout.write(`${told}\n`)
    }
    if (position % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}

const [, , folder] = process.argv
if (folder) await load(folder)
