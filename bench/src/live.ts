import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault, Owned } from '@millrace/core'
import { type Asked, startMosquitto, startProgram } from './ingest-bench/processes.ts'
import './live-bench/faults.ts'
import { percentile } from './live-bench/lags.ts'
import { startNodeRed } from './live-bench/node-red.ts'
import { DEVICES, KPIS, MESSAGES_PER_S, METRICS, UNITS } from './live-bench/plan.ts'
import { evaluationRate } from './live-bench/rate.ts'
import type { BenchResult, RunOptions } from './run.ts'

/** How long a side may take to do what is left when the load has ended. */
const SETTLE_MS = 60_000
const MINUTE_MS = 60_000
/** After its end a window of KPIs is told within so long: grace, and how often windows are closed. */
const TOLD_MS = 14_000

interface Progress {
  readonly values: number
  readonly refused: readonly unknown[]
  readonly isBehind: boolean
  readonly skippedBytes: number
  readonly lagP99Seconds: number
  readonly edges: number
  readonly promptEdges: number
  readonly lags: readonly number[]
  readonly kpiWindows: { readonly told: number; readonly missing: number }
  readonly kpiResults: number
  readonly kpiEmpty: number
  readonly kpiLate: number
  readonly cpuS: number
}

interface Side {
  readonly lagP99Ms: number
  readonly lagP50Ms: number
  readonly cores: number
  readonly promptEdges: number
}

const started = (name: string, args: readonly string[]): Asked =>
  startProgram(import.meta.url, `live-bench/${name}`, args)

async function load(order: {
  kind: 'sparkplug' | 'json'
  port: number
  messages: number
  perS: number
}): Promise<Asked> {
  const child = started('load', [])
  await child.ask(order)
  return child
}

async function send(child: Asked): Promise<void> {
  child.tell({ go: true })
  await child.next()
}

/** Asks until it is so; what is left after a minute is lost. */
async function settled<Seen>(
  look: () => Promise<Seen>,
  isDone: (seen: Seen) => boolean,
  expected: number,
  seenOf: (seen: Seen) => number,
): Promise<Seen> {
  const until = performance.now() + SETTLE_MS
  for (;;) {
    const seen = await look()
    if (isDone(seen)) return seen
    if (performance.now() > until) throw new Fault('live_bench.overloaded', { expected, seen: seenOf(seen) })
    await wait(50)
  }
}

interface Own extends Side {
  readonly evaluatedP99Ms: number
  readonly kpiWindows: number
  readonly kpiResults: number
}

async function ours(folder: string, messages: number): Promise<Own> {
  const owned = new Owned()
  try {
    const platform = owned.add(started('platform', [folder]))
    const { port } = await platform.next<{ port: number }>()
    const look = (): Promise<Progress> => platform.ask({ ask: 'progress' })
    const expect = async (values: number): Promise<Progress> => {
      const last = await settled(
        look,
        (seen) => seen.values >= values && !seen.isBehind,
        values,
        (seen) => seen.values,
      )
      if (last.refused.length > 0 || last.skippedBytes > 0)
        throw new Fault('live_bench.overloaded', {
          expected: values,
          seen: `${JSON.stringify(last.refused)}, ${last.skippedBytes} bytes skipped`,
        })
      return last
    }
    // The births bring a value of each point too.
    const child = owned.add(await load({ kind: 'sparkplug', port, messages, perS: MESSAGES_PER_S }))
    const births = DEVICES * METRICS
    await expect(births)
    // A window of KPIs is a whole minute: it begins when something of every point is known.
    const minute = Math.ceil((Date.now() + 1_000) / MINUTE_MS) * MINUTE_MS
    await wait(minute - 1_000 - Date.now())
    const before = await platform.ask<Progress>({ ask: 'forget' })
    const begun = performance.now()
    await send(child)
    await expect(before.values + messages * METRICS)
    const seconds = (performance.now() - begun) / 1_000
    // What is evaluated has still to reach its owner.
    await wait(1_000)
    const after = await look()
    await wait(Math.max(0, minute + MINUTE_MS + TOLD_MS - Date.now()))
    const { kpiWindows, kpiResults, kpiEmpty, kpiLate } = await look()
    if (kpiWindows.told === 0 || kpiWindows.missing > 0 || kpiEmpty > 0 || kpiLate > 0)
      throw new Fault('live_bench.windows_missing', { ...kpiWindows, empty: kpiEmpty, late: kpiLate })
    return {
      lagP99Ms: percentile(after.lags, 0.99),
      lagP50Ms: percentile(after.lags, 0.5),
      cores: (after.cpuS - before.cpuS) / seconds,
      promptEdges: after.promptEdges,
      evaluatedP99Ms: after.lagP99Seconds * 1_000,
      kpiWindows: kpiWindows.told,
      kpiResults,
    }
  } finally {
    await owned.close()
  }
}

async function theirs(
  folder: string,
  messages: number,
  fastMessages: number,
): Promise<Side & { readonly perCoreS: number }> {
  const owned = new Owned()
  try {
    const broker = owned.add(await startMosquitto(folder))
    const nodeRed = owned.add(await startNodeRed(folder, broker.port))
    const run = async (count: number, perS: number): Promise<Side> => {
      const child = owned.add(await load({ kind: 'json', port: broker.port, messages: count, perS }))
      await nodeRed.forget()
      const cpu = nodeRed.cpuSeconds()
      const begun = performance.now()
      await send(child)
      const totals = await settled(
        nodeRed.totals,
        (seen) => seen.messages >= count,
        count,
        (seen) => seen.messages,
      )
      const used = nodeRed.cpuSeconds() - cpu
      await child.close()
      return {
        lagP99Ms: percentile(totals.lags, 0.99),
        lagP50Ms: percentile(totals.lags, 0.5),
        cores: used / ((performance.now() - begun) / 1_000),
        promptEdges: totals.promptEdges,
      }
    }
    const side = await run(messages, MESSAGES_PER_S)
    const cpu = nodeRed.cpuSeconds()
    await run(fastMessages, 0)
    const perCoreS = (fastMessages * METRICS) / (nodeRed.cpuSeconds() - cpu)
    return { ...side, perCoreS }
  } finally {
    await owned.close()
  }
}

/** Conditions a second of one core, and the lag from a sample to its edge at 100,000 values a second, beside Node-RED in the same run. */
export async function live(options: RunOptions): Promise<BenchResult> {
  const { quick, progress } = options
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-live-'))
  try {
    progress(
      `${DEVICES * METRICS} conditions on as many points: limits, deviations, expressions; ${KPIS} KPIs of ${UNITS} work units; ${MESSAGES_PER_S * METRICS} values/s`,
    )
    const rate = evaluationRate(quick ? 1 : 10)
    progress(`${Math.round(rate.evaluationsPerS).toLocaleString('en')} evaluations/s of one core`)
    const messages = (quick ? 5 : 70) * MESSAGES_PER_S
    const own = await ours(join(folder, 'own'), messages)
    progress(
      `ours, with ingest, journal and history: p99 ${own.lagP99Ms} ms from sample to edge, ${own.cores.toFixed(2)} cores; ${own.kpiWindows} windows, ${own.kpiResults} results of KPIs`,
    )
    const peer = await theirs(folder, messages, quick ? 5_000 : 50_000)
    progress(
      `Node-RED, a function node a device, nothing stored: p99 ${peer.lagP99Ms} ms, ${peer.cores.toFixed(2)} cores`,
    )
    // Which values cross is the same on both sides, apart from what the births bring.
    if (own.promptEdges !== peer.promptEdges)
      throw new Fault('live_bench.edges_differ', { ours: own.promptEdges, theirs: peer.promptEdges })
    return {
      figures: {
        evaluations_per_core_per_s: rate.evaluationsPerS,
        lag_p99_ms: own.lagP99Ms,
        lag_p50_ms: own.lagP50Ms,
        group_lag_p99_ms: own.evaluatedP99Ms,
        platform_cores: own.cores,
        edges: own.promptEdges,
        kpis: KPIS,
        kpi_windows_told: own.kpiWindows,
        kpi_results: own.kpiResults,
        nodered_evaluations_per_core_per_s: peer.perCoreS,
        nodered_lag_p99_ms: peer.lagP99Ms,
        nodered_lag_p50_ms: peer.lagP50Ms,
        nodered_cores: peer.cores,
      },
      ratios: {
        vs_nodered: rate.evaluationsPerS / peer.perCoreS,
        vs_nodered_lag: own.lagP99Ms / Math.max(1, peer.lagP99Ms),
      },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
