import { mkdir } from 'node:fs/promises'
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import { type Clock, silentLog, systemClock } from '@millrace/core'
import { type Lake, openLake } from '@millrace/history'
import { encodeSlots } from '../history-bench/encode.ts'
import { SlotBatches } from '../history-bench/slots.ts'
import { type Load, POINTS, random, seriesNumber } from '../history-bench/workload.ts'

/**
 * The process that hosts the history, as the platform does: takes in as fast as it can, answers dashboards, and knows how
 * long its event loop was held up. Arguments: folder, load as JSON. Answers `{ phase, seconds }` with {@link PhaseTold}.
 */
export interface PhaseAsked {
  readonly ingest: boolean
  readonly queries: boolean
  readonly seconds: number
}

export interface PhaseTold {
  /** 0 without ingest. */
  readonly valuesPerS: number
  readonly asked: number
  /** ms; 0 without queries. */
  readonly p50: number
  readonly p99: number
  readonly worst: number
  /** Of each kind of question, ms. */
  readonly p99Of: Readonly<Record<string, number>>
  /** The longest time the event loop was held up, ms. */
  readonly blockMs: number
  readonly segments: number
}

const TENANT = 'bench'
const HOUR = 3_600_000_000
const DAY = 24 * HOUR
/** Between two questions, ms: a page of twenty panels a second. */
const PACE_MS = 50
/** The loop looks at itself this often, ms, and counts only what goes beyond. */
const RESOLUTION_MS = 2

const [folder, order] = process.argv.slice(2) as [string, string]
const { load, preload } = JSON.parse(order) as { load: Load; preload: number }
await mkdir(folder, { recursive: true })

let beat = 0
const nowOf = (): number => load.start + beat * load.period
/** Days pass with what comes in, so that they end and are compacted. */
const clock: Clock = {
  now: nowOf,
  monotonic: () => systemClock.monotonic(),
  after: (ms, run) => systemClock.after(ms, run),
  every: (ms, run) => systemClock.every(ms, run),
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
}
const lake = await openLake({ folder, clock, log: silentLog })
beat = lake.durable()
const batches = new SlotBatches()

async function takeIn(): Promise<void> {
  await lake.append(TENANT, batches.batchOf(encodeSlots(load, beat, beat + 1)), beat + 1)
  beat++
}

const below = random(7)
const series = (many: number): number[] => [
  ...new Set(Array.from({ length: many }, () => seriesNumber(below(load.devices), below(POINTS)))),
]
/** A span of what is in; now and then up to this moment. */
function span(length: number): { from: number; to: number } {
  const free = nowOf() - load.start - length
  const from = load.start + (below(4) === 0 ? free : below(Math.max(1, free / 1e6)) * 1e6)
  return { from, to: from + length }
}

const questions: Readonly<Record<string, (on: Lake) => Promise<unknown>>> = {
  latest_one: (on) => on.latest(TENANT, series(1)),
  latest_hundred: (on) => on.latest(TENANT, series(100)),
  raw_hour: (on) => on.raw({ tenant: TENANT, series: series(1), ...span(HOUR) }),
  day_by_5_min: (on) => on.buckets({ tenant: TENANT, series: series(1), ...span(DAY), width: HOUR / 12 }),
  ten_by_hour: (on) => on.buckets({ tenant: TENANT, series: series(10), ...span(DAY), width: HOUR }),
}
const kinds = Object.keys(questions)

async function phase({ ingest, queries, seconds }: PhaseAsked): Promise<PhaseTold> {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  const times = createHistogram()
  const byKind = new Map(kinds.map((kind) => [kind, createHistogram()]))
  const until = performance.now() + seconds * 1_000
  const first = beat
  const begun = performance.now()
  loop.enable()
  const feeding = async (): Promise<void> => {
    while (ingest && performance.now() < until) {
      await takeIn()
      // As between two reads of a socket: everything else has its turn.
      await setImmediate()
    }
  }
  const running: Promise<void>[] = []
  const asking = async (): Promise<void> => {
    for (let n = 0; queries && performance.now() < until; n++) {
      const due = begun + n * PACE_MS
      const early = due - performance.now()
      if (early > 0) await wait(early)
      const kind = kinds[n % kinds.length] as string
      running.push(
        questions[kind]?.(lake).then(() => {
          // From when it was due: who waits for the loop waits, too.
          const us = Math.max(1, Math.round((performance.now() - due) * 1_000))
          times.record(us)
          byKind.get(kind)?.record(us)
        }) as Promise<void>,
      )
    }
  }
  await Promise.all([feeding(), asking()])
  const took = (performance.now() - begun) / 1_000
  await Promise.all(running)
  loop.disable()
  const ms = (us: number): number => us / 1_000
  return {
    valuesPerS: ((beat - first) * load.devices * POINTS) / took,
    asked: times.count,
    p50: times.count === 0 ? 0 : ms(times.percentile(50)),
    p99: times.count === 0 ? 0 : ms(times.percentile(99)),
    worst: times.count === 0 ? 0 : ms(times.max),
    p99Of: Object.fromEntries([...byKind].map(([kind, own]) => [kind, own.count === 0 ? 0 : ms(own.percentile(99))])),
    blockMs: Math.max(0, loop.max / 1e6 - RESOLUTION_MS),
    segments: lake.health().segments,
  }
}

while (beat < preload) {
  await takeIn()
  if (beat % 64 === 0) await setImmediate()
}
await lake.seal()
await lake.compact()
process.send?.({ beats: beat, segments: lake.health().segments })
process.on('message', (asked: PhaseAsked | 'settle') => {
  const answer = asked === 'settle' ? lake.seal().then(() => lake.compact()) : phase(asked)
  void answer.then((told) => process.send?.(told ?? {}))
})
