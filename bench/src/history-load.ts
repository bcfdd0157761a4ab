import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Load } from './history-bench/workload.ts'
import type { PhaseAsked, PhaseTold } from './history-load/host.ts'
import { startOwn } from './ingest-bench/processes.ts'
import type { BenchResult, RunOptions } from './run.ts'

const BEATS_A_DAY = 8_640
const START = Date.UTC(2025, 1, 1) * 1_000
/** What the issue asks for. */
const P99_RATIO = 2
const LOSS = 0.1
const BLOCK_MS = 50

/**
 * Dashboards while the history takes in as fast as it can and compacts the days that end meanwhile, beside the same
 * dashboards in quiet; and what they cost who takes in. One process hosts it all, as the platform does.
 */
export async function historyLoad({ quick, folder, progress }: RunOptions): Promise<BenchResult> {
  const load: Load = {
    firstDevice: 0,
    devices: quick ? 20 : 200,
    start: START,
    period: 10_000_000,
    beats: Number.MAX_SAFE_INTEGER,
  }
  const seconds = quick ? 3 : 30
  const base = folder ?? (await mkdtemp(join(tmpdir(), 'millrace-bench-load-')))
  await mkdir(base, { recursive: true })
  const order = JSON.stringify({ load, preload: (quick ? 1 : 3) * BEATS_A_DAY })
  const host = startOwn('../history-load/host', [join(base, `load-of-${load.devices}-devices`), order])
  const phase = async (name: string, asked: Omit<PhaseAsked, 'seconds'>): Promise<PhaseTold> => {
    const told = await host.ask<PhaseTold>({ ...asked, seconds })
    const { valuesPerS, asked: answers, p50, p99, worst, blockMs, segments, p99Of } = told
    const each = Object.entries(p99Of).map(([kind, ms]) => `${kind} ${ms.toFixed(0)}`)
    progress(
      `${name}: ${(valuesPerS / 1e6).toFixed(2)} M values/s, ${answers} answers, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${each.join(', ')}), worst ${worst.toFixed(0)} ms, loop held ${blockMs.toFixed(0)} ms at most, ${segments} segments (load of the machine ${(loadavg()[0] as number).toFixed(1)})`,
    )
    return told
  }
  try {
    const { beats, segments } = await host.next<{ beats: number; segments: number }>()
    progress(`${beats} beats of ${load.devices} devices in ${segments} segments`)
    await phase('warming up', { ingest: false, queries: true })
    const quiet = await phase('quiet', { ingest: false, queries: true })
    const alone = await phase('ingest alone', { ingest: true, queries: false })
    const loaded = await phase('both', { ingest: true, queries: true })
    // Before and after, so that what has grown meanwhile counts for both.
    const again = await phase('ingest alone', { ingest: true, queries: false })
    await host.ask('settle' as never)
    const quietAfter = await phase('quiet', { ingest: false, queries: true })
    const quietP99 = (quiet.p99 + quietAfter.p99) / 2
    const rate = (alone.valuesPerS + again.valuesPerS) / 2
    const lost = 1 - loaded.valuesPerS / rate
    const blockMs = Math.max(alone.blockMs, loaded.blockMs, again.blockMs)
    return {
      figures: {
        quiet_p50_ms: (quiet.p50 + quietAfter.p50) / 2,
        quiet_p99_ms: quietP99,
        loaded_p50_ms: loaded.p50,
        loaded_p99_ms: loaded.p99,
        ingest_values_per_s: rate,
        loaded_values_per_s: loaded.valuesPerS,
        ingest_loss: lost,
        loop_block_ms_max: blockMs,
        // What the machine itself does to a loop that has nothing to do.
        quiet_loop_block_ms_max: Math.max(quiet.blockMs, quietAfter.blockMs),
      },
      ratios: {
        p99_loaded_vs_quiet: loaded.p99 / quietP99,
        p99_vs_limit: loaded.p99 / quietP99 / P99_RATIO,
        ingest_loss_vs_limit: lost / LOSS,
        loop_block_vs_limit: blockMs / BLOCK_MS,
      },
    }
  } finally {
    await host.close()
    if (folder === undefined) await rm(base, { recursive: true, force: true })
  }
}
