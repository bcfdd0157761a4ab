import { ConditionSet } from '@millrace/compute'
import { BatchBuilder, Fault, type SampleBatch, systemClock } from '@millrace/core'
import './faults.ts'
import { conditions, DEVICES, METRICS, POOL, pointValue, seriesOf } from './plan.ts'

const PERIOD_US = 100_000

/** One message of each device: a value of every series. */
function scan(turn: number, start: number): SampleBatch {
  const rows = new BatchBuilder(DEVICES * METRICS)
  for (let device = 0; device < DEVICES; device++)
    for (let metric = 0; metric < METRICS; metric++)
      // Devices are read at slightly different times, as they are.
      rows.addDouble(seriesOf(device, metric), start + turn * PERIOD_US + device * 100, pointValue(turn, metric))
  return rows.take()
}

export interface Rate {
  readonly evaluationsPerS: number
  readonly edges: number
}

/** Conditions evaluated a second by one core, over columns as they come from ingest. */
export function evaluationRate(seconds: number): Rate {
  const set = new ConditionSet({
    suspended: (condition, { message }) => {
      throw new Fault('live_bench.suspended', { condition, seen: message })
    },
    monotonic: () => performance.now(),
  })
  const start = systemClock.now()
  for (const one of conditions()) set.put(one, start)
  const scans = Array.from({ length: POOL }, (_, turn) => scan(turn, start))
  let edges = 0
  const emit = (): void => {
    edges++
  }
  let turn = 0
  let spent = 0
  // Time goes on from one round of the pool to the next; batches are never changed, so their times are columns of their own.
  const round = (): void => {
    const shift = Math.floor(turn / POOL) * POOL * PERIOD_US
    const { time, ...columns } = scans[turn % POOL] as SampleBatch
    const moved = { ...columns, time: time.map((at) => at + shift) }
    const began = performance.now()
    set.evaluate(moved, start + turn * PERIOD_US, emit)
    spent += performance.now() - began
    turn++
  }
  while (spent < 500) round()
  const before = set.evaluations
  edges = 0
  spent = 0
  while (spent < seconds * 1_000) round()
  return { evaluationsPerS: (set.evaluations - before) / (spent / 1_000), edges }
}
