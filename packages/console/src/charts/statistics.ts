import type { Buckets, Sample } from '../platform.ts'
import { numberOf } from './trend.ts'

/** Figures over one window. `mean` is the arithmetic mean over the values; `goodShare` is 0…1 of all values. */
export interface Statistics {
  count: number
  min: number | null
  max: number | null
  mean: number | null
  last: number | null
  goodShare: number | null
}

class Gather {
  count = 0
  good = 0
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY
  sum = 0
  weight = 0
  last: number | null = null

  add(low: number | null, high: number | null, mean: number | null, last: number | null, weight: number): void {
    if (low === null || high === null || mean === null) return
    if (low < this.min) this.min = low
    if (high > this.max) this.max = high
    this.sum += mean * weight
    this.weight += weight
    this.last = last ?? mean
  }

  result(): Statistics {
    const any = this.weight > 0
    return {
      count: this.count,
      min: any ? this.min : null,
      max: any ? this.max : null,
      mean: any ? this.sum / this.weight : null,
      last: this.last,
      goodShare: this.count > 0 ? this.good / this.count : null,
    }
  }
}

export function statisticsOfSamples(samples: readonly Sample[]): Statistics {
  const all = new Gather()
  for (const sample of samples) {
    const value = numberOf(sample.value)
    all.count += 1
    if (sample.quality === 'good') all.good += 1
    all.add(value, value, value, value, 1)
  }
  return all.result()
}

export function statisticsOfBuckets(buckets: Buckets): Statistics {
  const all = new Gather()
  buckets.start.forEach((_, n) => {
    const count = buckets.count[n]!
    all.count += count
    all.good += buckets.good[n]!
    all.add(buckets.min[n]!, buckets.max[n]!, buckets.mean[n]!, buckets.last[n]!, count)
  })
  return all.result()
}
