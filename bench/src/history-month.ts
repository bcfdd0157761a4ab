import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault, silentLog, systemClock } from '@millrace/core'
import { openLake } from '@millrace/history'
import { encodeSlots } from './history-bench/encode.ts'
import { bytesBelow } from './history-bench/rest.ts'
import { SlotBatches } from './history-bench/slots.ts'
import { type Load, POINTS, valuesOf } from './history-bench/workload.ts'
import './history-bench/faults.ts'
import { startOwn } from './ingest-bench/processes.ts'
import type { BenchResult, RunOptions } from './run.ts'

const TENANT = 'bench'
const BEATS_A_DAY = 8_640
const START = Date.UTC(2025, 1, 1) * 1_000
/** What the issue asks for. */
const OPEN_S = 3
const RSS_MIB = 1_024
const ONE_MS = 100
const TWENTY_MS = 500

interface Months {
  readonly ms: number
  readonly wrong?: string
}

/**
 * Puts the month in through the lake itself, so that its files are what the lake makes of a month. A build that was
 * ended goes on from what was durable.
 */
async function build(folder: string, load: Load, { progress }: RunOptions): Promise<void> {
  const lake = await openLake({ folder, clock: systemClock, log: silentLog })
  try {
    const first = lake.durable()
    if (first < load.beats) progress(first === 0 ? 'filling the folder' : `going on after ${first} beats`)
    const batches = new SlotBatches()
    const begun = performance.now()
    for (let beat = first; beat < load.beats; beat++) {
      await lake.append(TENANT, batches.batchOf(encodeSlots(load, beat, beat + 1)), beat + 1)
      if ((beat + 1) % BEATS_A_DAY !== 0) continue
      const perS = ((beat + 1 - first) * load.devices * POINTS * 1_000) / (performance.now() - begun)
      progress(
        `day ${(beat + 1) / BEATS_A_DAY}: ${(perS / 1e6).toFixed(2)} M values/s, load ${(loadavg()[0] as number).toFixed(1)}`,
      )
    }
    await lake.seal()
    await lake.settled()
  } finally {
    await lake.close()
  }
}

/**
 * A month of 10,000 series at 10 s: how long it takes to open, to look at a month of one and of twenty points by the
 * hour, and how much memory a load of dashboards needs. `--folder` keeps the month for the next run.
 */
export async function historyMonth(options: RunOptions): Promise<BenchResult> {
  const { quick, progress } = options
  const days = quick ? 3 : 30
  const load: Load = {
    firstDevice: 0,
    devices: quick ? 100 : 1_000,
    start: START,
    period: 10_000_000,
    beats: days * BEATS_A_DAY,
  }
  const base = options.folder ?? (await mkdtemp(join(tmpdir(), 'millrace-bench-month-')))
  const folder = join(base, `${days}-days-of-${load.devices}-devices`)
  await mkdir(folder, { recursive: true })
  try {
    await build(folder, load, options)
    const bytes = (await bytesBelow(folder)) / valuesOf(load)
    progress(`${valuesOf(load).toLocaleString('en')} values, ${bytes.toFixed(2)} B each`)
    const order = JSON.stringify({ load, turns: quick ? 3 : 5, seconds: quick ? 3 : 30 })
    const reader = startOwn('../history-bench/month-reader', [folder, TENANT, order])
    try {
      const opened = await reader.next<{ openS: number; segments: number }>()
      progress(`opened ${opened.segments} segments in ${opened.openS.toFixed(2)} s`)
      const one = right(await reader.next<Months>(), 'month_one')
      progress(`the month of one point: ${one.toFixed(0)} ms`)
      const twenty = right(await reader.next<Months>(), 'month_twenty')
      progress(`of twenty: ${twenty.toFixed(0)} ms`)
      const { shown, rssMib } = await reader.next<{ shown: number; rssMib: number }>()
      progress(`${shown} panels shown to ten users, ${rssMib.toFixed(0)} MiB at most`)
      return {
        figures: {
          open_s: opened.openS,
          rss_mib: rssMib,
          month_one_ms: one,
          month_twenty_ms: twenty,
          bytes_per_value: bytes,
          segments: opened.segments,
        },
        ratios: {
          open_vs_limit: opened.openS / OPEN_S,
          rss_vs_limit: rssMib / RSS_MIB,
          month_one_vs_limit: one / ONE_MS,
          month_twenty_vs_limit: twenty / TWENTY_MS,
        },
      }
    } finally {
      await reader.close()
    }
  } finally {
    if (options.folder === undefined) await rm(base, { recursive: true, force: true })
  }
}

function right({ ms, wrong }: Months, query: string): number {
  if (wrong !== undefined) throw new Fault('history_bench.answer_wrong', { engine: 'lake', query, seen: wrong })
  return ms
}
