import { microsOf } from '../parts/time-text.ts'
import type { Buckets, Quality, Sample } from '../platform.ts'

/** Rank of a quality in a trend: 0 good, 1 uncertain, 2 bad. */
export type Rank = 0 | 1 | 2

/**
 * What a chart draws, in columns. Time in seconds since 1970 UTC, ascending. `min` and `max` are the envelope of a bucket
 * and null where the trend holds samples as they came. A null in `mid` is a gap.
 */
export interface Trend {
  readonly time: number[]
  readonly mid: (number | null)[]
  readonly min: (number | null)[]
  readonly max: (number | null)[]
  readonly rank: Rank[]
  /** Samples as they came, not buckets. */
  readonly raw: boolean
  /** The values hold until the next one: switches, and series that report by exception. */
  readonly holds: boolean
}

const ranks: Record<Quality, Rank> = { good: 0, uncertain: 1, bad: 2 }

const seconds = (time: string): number => microsOf(time) / 1e6

export function numberOf(value: Sample['value']): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') {
    const read = value.trim() === '' ? Number.NaN : Number(value)
    return Number.isFinite(read) ? read : null
  }
  return value !== null && Number.isFinite(value) ? value : null
}

/** A cadence is regular when most steps are near the median; its interruption is a gap. Null: no cadence, values hold. */
export function cadence(time: readonly number[]): number | null {
  if (time.length < 8) return null
  const steps = time.slice(1).map((at, index) => at - time[index]!)
  steps.sort((a, b) => a - b)
  const median = steps[Math.floor(steps.length / 2)]!
  const high = steps[Math.floor((steps.length - 1) * 0.9)]!
  return median > 0 && high <= 3 * median ? median : null
}

/** Regular steps this many times longer than usual are a gap. */
const gapSteps = 10

export function trendOfSamples(samples: readonly Sample[], stepped: boolean): Trend {
  const at = samples.map((sample) => seconds(sample.time))
  const step = stepped ? null : cadence(at)
  const trend: Trend = { time: [], mid: [], min: [], max: [], rank: [], raw: true, holds: stepped || step === null }
  samples.forEach((sample, index) => {
    const time = at[index]!
    const before = at[index - 1]
    // What was bad before the silence stays bad in it; what was good says nothing about it.
    if (step !== null && before !== undefined && time - before > gapSteps * step)
      push(trend, before + step, null, ranks[samples[index - 1]!.quality])
    push(trend, time, numberOf(sample.value), ranks[sample.quality])
  })
  return trend
}

function push(trend: Trend, time: number, value: number | null, rank: Rank): void {
  trend.time.push(time)
  trend.mid.push(value)
  trend.min.push(null)
  trend.max.push(null)
  trend.rank.push(rank)
}

/** Buckets this many widths apart have a gap between them, where the usual is one after the other. */
const gapBuckets = 3

/** A bucket tells how many of its values were good: all, some (rank 1) or none (rank 2, without a value to draw). */
export function trendOfBuckets(buckets: Buckets): Trend {
  const { width, start, count, good } = buckets
  const regular = cadence(start) !== null
  const trend: Trend = { time: [], mid: [], min: [], max: [], rank: [], raw: false, holds: false }
  start.forEach((at, n) => {
    const before = start[n - 1]
    if (regular && before !== undefined && at - before > gapBuckets * width)
      push(trend, (before + 1.5 * width) / 1e6, null, 0)
    push(trend, (at + width / 2) / 1e6, buckets.mean[n] ?? null, good[n] === count[n] ? 0 : good[n] === 0 ? 2 : 1)
    trend.min[trend.min.length - 1] = buckets.min[n] ?? null
    trend.max[trend.max.length - 1] = buckets.max[n] ?? null
  })
  return trend
}

/** The trend with what was pushed since it was read. */
export function withTail(trend: Trend, tail: readonly Sample[]): Trend {
  const last = trend.time.at(-1) ?? Number.NEGATIVE_INFINITY
  const fresh = tail.filter((sample) => seconds(sample.time) > last)
  if (fresh.length === 0) return trend
  const grown: Trend = {
    ...trend,
    time: [...trend.time],
    mid: [...trend.mid],
    min: [...trend.min],
    max: [...trend.max],
    rank: [...trend.rank],
  }
  for (const sample of fresh) {
    const value = numberOf(sample.value)
    push(grown, seconds(sample.time), value, ranks[sample.quality])
    if (trend.raw) continue
    grown.min[grown.min.length - 1] = value
    grown.max[grown.max.length - 1] = value
  }
  return grown
}

/** A held value lasts until now (or the window's end): the line does not stop at the last change. */
export function heldUntil(trend: Trend, until: number): Trend {
  const last = trend.time.length - 1
  if (!trend.holds || last < 0 || trend.time[last]! >= until) return trend
  return {
    ...trend,
    time: [...trend.time, until],
    mid: [...trend.mid, trend.mid[last]!],
    min: [...trend.min, null],
    max: [...trend.max, null],
    rank: [...trend.rank, trend.rank[last]!],
  }
}

export interface Stretch {
  from: number
  to: number
  rank: 1 | 2
}

/** Where the quality was not good, as stretches of time; each value's quality lasts until the next value, the last one's until `until`. */
export function stretches(trend: Trend, until: number): Stretch[] {
  const found: Stretch[] = []
  for (let n = 0; n < trend.time.length; n += 1) {
    const rank = trend.rank[n]!
    if (rank === 0) continue
    const from = trend.time[n]!
    const to = trend.time[n + 1] ?? Math.max(from, until)
    const before = found.at(-1)
    if (before && before.rank === rank && before.to >= from) before.to = to
    else found.push({ from, to, rank })
  }
  return found
}
