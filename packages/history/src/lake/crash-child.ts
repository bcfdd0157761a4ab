import { batchOf, type SampleBatch, silentLog, systemClock } from '@millrace/core'
import { type Disk, realDisk } from './disk.ts'
import { LakeEngine } from './engine.ts'
import { openLake } from './index.ts'
import { HotPart } from './part.ts'

/**
 * The process that crash.real.test.ts kills: `step FOLDER N before|after` ends itself with SIGKILL at the N-th step that
 * makes files durable; `load FOLDER` appends without end, and prints what is durable, until it is killed.
 */
export const T0 = Date.UTC(2026, 2, 1) * 1000

/** The samples of one journal position: five series, now and then late by a day, rewritten every seventh position. */
export function samplesAt(position: number): SampleBatch {
  const time = T0 + position * 1000 - (position % 50 === 0 ? 86_400_000_000 : 0)
  const rows = [1, 2, 3, 4].map((series) => [series, time, position * 10 + series] as const)
  return batchOf([...rows, [5, T0 + Math.floor(position / 7) * 1000, `at ${position}`]])
}

function killingDisk(at: number, when: string): Disk {
  let steps = 0
  const wrapped = Object.fromEntries(
    (['write', 'sync', 'rename', 'folder', 'remove'] as const).map((name) => [
      name,
      async (...paths: [string, never]) => {
        const last = ++steps === at
        if (last && when === 'before') process.kill(process.pid, 'SIGKILL')
        await (realDisk[name] as (...args: unknown[]) => Promise<void>)(...paths)
        if (last) process.kill(process.pid, 'SIGKILL')
      },
    ]),
  )
  return { ...realDisk, ...wrapped }
}

/** Nine seals, so that the last one is followed by a merge. */
async function step(folder: string, at: number, when: string): Promise<void> {
  const engine = await LakeEngine.open({ folder, memoryMib: 128, threads: 1 }, killingDisk(at, when))
  engine.addTenant(0, 't')
  for (let seal = 1; seal <= 9; seal++) {
    const part = HotPart.create(seal, { rows: 100, textBytes: 1000 })
    for (let position = seal * 2 - 1; position <= seal * 2; position++) part.write(0, samplesAt(position), 0)
    engine.addPart(part.memory)
    await engine.seal(seal, seal * 2)
  }
  await engine.settled()
  await engine.close()
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

const [mode, folder = '', at, when = ''] = process.argv.slice(2)
if (mode === 'step') await step(folder, Number(at), when)
else if (mode === 'load') await load(folder)
