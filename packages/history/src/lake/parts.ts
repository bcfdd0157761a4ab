import type { Buckets } from '../history.ts'

/** A query over more series than this is answered in parts, so that its memory does not grow with their number. */
const PART = 100

export function partsOf(series: readonly number[]): (readonly number[])[] {
  if (series.length <= PART) return [series]
  const parts: number[][] = []
  for (let i = 0; i < series.length; i += PART) parts.push(series.slice(i, i + PART))
  return parts
}

type Column = 'series' | 'count' | 'good'

/** Buckets of different series, one after the other. */
export function joinBuckets(parts: readonly Buckets[]): Buckets {
  const [first] = parts
  if (parts.length === 1 && first) return first
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const whole = (column: Column): Uint32Array => {
    const joined = new Uint32Array(length)
    let at = 0
    for (const part of parts) {
      joined.set(part[column], at)
      at += part.length
    }
    return joined
  }
  const doubles = (column: Exclude<keyof Buckets, Column | 'length'>): Float64Array => {
    const joined = new Float64Array(length)
    let at = 0
    for (const part of parts) {
      joined.set(part[column], at)
      at += part.length
    }
    return joined
  }
  return {
    length,
    series: whole('series'),
    start: doubles('start'),
    count: whole('count'),
    good: whole('good'),
    min: doubles('min'),
    max: doubles('max'),
    mean: doubles('mean'),
    first: doubles('first'),
    last: doubles('last'),
    minTime: doubles('minTime'),
    maxTime: doubles('maxTime'),
  }
}
