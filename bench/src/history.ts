import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import { type EngineName, engineNames } from './history-bench/engines/engine.ts'
import { type Limits, measureLimits } from './history-bench/limits.ts'
import { IN_FLIGHT } from './history-bench/load-file.ts'
import { loadOf, type Measured, measure } from './history-bench/measure.ts'
import { available } from './history-bench/packages.ts'
import { queries } from './history-bench/plan.ts'
import { type Load, POINTS, valuesOf } from './history-bench/workload.ts'
import './history-bench/faults.ts'
import type { BenchResult, RunOptions } from './run.ts'

const DAY_S = 86_400
const DAY = DAY_S * 1e6
/** Past for every clock, so that no engine finds the data in its future. */
const START = Date.UTC(2025, 2, 1) * 1_000
/** Devices of the month stand apart from the fleet's. */
const MONTH_DEVICE = 100_000
/** Bytes that a row of ours takes in memory on its way: what the memory must carry at least once. */
const ROW_BYTES = 27
/** Bytes a row in our journal: value, series, kind. */
const JOURNAL_BYTES = 13

/** Of the fleet's devices; the slow ones get fewer, all of the day. */
const fleets: Record<EngineName, number> = {
  lake: 1_000,
  victoriametrics: 1_000,
  clickhouse: 1_000,
  influxdb: 250,
  postgresql: 125,
}

function fleetOf(engine: EngineName, quick: boolean): Load {
  const devices = quick ? fleets[engine] / 10 : fleets[engine]
  return {
    firstDevice: 0,
    devices: Math.ceil(devices),
    start: START,
    period: 10_000_000,
    beats: quick ? 360 : DAY_S / 10,
  }
}

/** 30 days of some devices at a value a minute, before the fleet's day, in every engine alike. */
function monthOf(quick: boolean): Load {
  const minutes = quick ? 30 : 1
  return {
    firstDevice: MONTH_DEVICE,
    devices: quick ? 2 : 10,
    start: START - 30 * DAY,
    period: minutes * 60e6,
    beats: (30 * DAY_S) / 60 / minutes,
  }
}

function chosen(names: readonly string[] | undefined): EngineName[] {
  const wrong = names?.find((name) => !(engineNames as readonly string[]).includes(name))
  if (wrong !== undefined)
    throw new Fault('history_bench.engine_unknown', { expected: engineNames.join(), seen: wrong })
  return engineNames.filter((name) => names?.includes(name) ?? true)
}

const geomean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/** Ours ÷ theirs, for each query. */
const ratiosTo = (ours: Measured, theirs: Measured): number[] =>
  queries.map(({ name }) => (ours.ms[name] as number) / (theirs.ms[name] as number))

function compare(ours: Measured, peers: readonly Measured[], progress: RunOptions['progress']): Record<string, number> {
  const ratios: Record<string, number> = {}
  for (const peer of peers) {
    ratios[`ingest_vs_${peer.engine}`] = ours.ingestPerS / peer.ingestPerS
    ratios[`bytes_vs_${peer.engine}`] = ours.bytesPerValue / peer.bytesPerValue
    ratios[`geomean_vs_${peer.engine}`] = geomean(ratiosTo(ours, peer))
  }
  let worst = { name: '', ratio: 0 }
  for (const { name } of queries) {
    const all = [ours, ...peers].toSorted((a, b) => (a.ms[name] as number) - (b.ms[name] as number))
    const fastest = all[0] as Measured
    const ratio = (ours.ms[name] as number) / (fastest.ms[name] as number)
    if (fastest !== ours)
      progress(
        `${name}: not first, ${ratio.toFixed(1)} times ${fastest.engine} (${(ours.ms[name] as number).toFixed(1)} ms, ${(fastest.ms[name] as number).toFixed(1)} ms)`,
      )
    if (ratio > worst.ratio) worst = { name, ratio }
  }
  progress(`worst against the fastest: ${worst.name}`)
  return { ...ratios, worst_vs_fastest: worst.ratio }
}

/** The share of what the machine can do that ingest used. */
function distances(ours: Measured, limits: Limits): Record<string, number> {
  return {
    ingest_of_memcpy: (ours.ingestPerS * ROW_BYTES) / limits.memcpyBytesPerS,
    ingest_of_disk: (ours.ingestPerS * (JOURNAL_BYTES + ours.bytesPerValue)) / limits.diskBytesPerS,
  }
}

function figuresOf(all: readonly Measured[]): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const { engine, ingestPerS, ingestPerCpuS, bytesPerValue } of all) {
    const own = engine === 'lake' ? '' : `${engine}_`
    figures[`${own}ingest_values_per_s`] = ingestPerS
    figures[`${own}ingest_values_per_cpu_s`] = ingestPerCpuS
    figures[`${own}bytes_per_value`] = bytesPerValue
  }
  for (const { name } of queries) for (const { engine, ms } of all) figures[`${engine}_${name}_ms`] = ms[name] as number
  return figures
}

/**
 * A fleet's day in the manner of TSBS, taken in, kept and asked for by the lake and by four peers in one run. Every
 * answer is compared with one worked out from the generator; a wrong one ends the run.
 */
export async function history(options: RunOptions): Promise<BenchResult> {
  const { quick, progress } = options
  const names = available(chosen(options.engines), progress)
  const month = monthOf(quick)
  const devices = Math.min(...engineNames.map((name) => fleetOf(name, quick).devices))
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-history-'))
  try {
    const limits = await measureLimits(folder, quick)
    progress(
      `the machine: memcpy ${(limits.memcpyBytesPerS / 1e9).toFixed(1)} GB/s, sequential write and fsync ${(limits.diskBytesPerS / 1e6).toFixed(0)} MB/s, 130 kB append and fdatasync ${limits.appendMs.toFixed(2)} ms; load ${loadOf()}`,
    )
    progress(
      `batches of up to 10,000 values made beforehand, ${IN_FLIGHT} on their way at once; last values of the peers are looked for in the last hour (VictoriaMetrics: 5 minutes) only; the lake runs in this process, the peers are asked over loopback`,
    )
    for (const name of names) {
      const fleet = fleetOf(name, quick)
      const slice =
        fleet.devices < fleetOf('lake', quick).devices
          ? ': a slice, which flatters it where the whole fleet is asked for'
          : ''
      progress(
        `${name}: ${fleet.devices} devices × ${POINTS} points, ${valuesOf(fleet).toLocaleString('en')} values${slice}`,
      )
    }
    const all: Measured[] = []
    for (const engine of names)
      all.push(
        await measure({
          engine,
          folder,
          held: { fleet: fleetOf(engine, quick), month },
          devices,
          turns: quick ? 3 : 5,
          quick,
          progress,
        }),
      )
    const ours = all.find(({ engine }) => engine === 'lake')
    return {
      figures: {
        ...figuresOf(all),
        memcpy_bytes_per_s: limits.memcpyBytesPerS,
        disk_bytes_per_s: limits.diskBytesPerS,
        append_fdatasync_ms: limits.appendMs,
      },
      ratios: ours
        ? {
            ...distances(ours, limits),
            ...compare(
              ours,
              all.filter((one) => one !== ours),
              progress,
            ),
          }
        : {},
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
