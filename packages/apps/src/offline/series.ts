export type Plain = number | boolean | string
/** 0 good, 1 uncertain, 2 bad. */
export type Quality = 0 | 1 | 2

export interface Sample {
  /** ms since 1970 UTC */
  readonly time: number
  readonly value: Plain | null
  readonly quality: Quality
}

/** What a point has been without a plant: recorded, told, or made up. */
export interface Series {
  /** The newest that is not later. */
  at(time: number): Sample | undefined
  /** from ≤ time < to, in the order of time; at most so many. */
  between(from: number, to: number, most: number): readonly Sample[]
}

const MINUTE = 60_000

/** One value at all times, as if sampled every minute. */
export const constant = (value: Plain | null): Series =>
  computed(() => value, { stepMs: MINUTE, quality: value === null ? 2 : 0 })

/** Samples that there are, in the order of time. */
export function recorded(samples: readonly Sample[]): Series {
  /** Place of the first that is not before. */
  const placeOf = (time: number): number => {
    let low = 0
    let high = samples.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (samples[middle]!.time < time) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    at(time) {
      const place = placeOf(time)
      return samples[place]?.time === time ? samples[place] : samples[place - 1]
    },
    between: (from, to, most) => samples.slice(placeOf(from), Math.min(placeOf(to), placeOf(from) + most)),
  }
}

/** A recording that begins anew where it ends, so that it is played for ever; `spanMs` is its length. */
export function repeated(series: Series, begin: number, spanMs: number): Series {
  const shiftAt = (time: number): number => Math.floor((time - begin) / spanMs) * spanMs
  const moved = (sample: Sample, by: number): Sample => ({ ...sample, time: sample.time + by })
  return {
    at(time) {
      const shift = shiftAt(time)
      const sample = series.at(time - shift)
      return sample && moved(sample, shift)
    },
    between(from, to, most) {
      const samples: Sample[] = []
      for (let shift = shiftAt(from); begin + shift < to && samples.length < most; shift += spanMs) {
        const part = series.between(
          Math.max(from - shift, begin),
          Math.min(to - shift, begin + spanMs),
          most - samples.length,
        )
        for (const sample of part) samples.push(moved(sample, shift))
      }
      return samples
    },
  }
}

/** A function of time, looked at every `stepMs`; over a long span less often. */
export function computed(
  of: (time: number) => Plain | null,
  { stepMs, quality = 0 }: { readonly stepMs: number; readonly quality?: Quality },
): Series {
  const at = (time: number): Sample => ({ time, value: of(time), quality })
  return {
    at: (time) => at(Math.floor(time / stepMs) * stepMs),
    between(from, to, most) {
      const step = stepMs * Math.max(1, Math.ceil((to - from) / stepMs / most))
      const samples: Sample[] = []
      for (let time = Math.ceil(from / step) * step; time < to; time += step) samples.push(at(time))
      return samples
    },
  }
}

/** Samples put together, a place a bucket, as the platform gives them: figures are of good numbers, and null without one. */
export interface Buckets {
  /** When it begins, ms: a multiple of its width. A bucket without samples is left out. */
  readonly time: number[]
  /** Samples of any kind and quality. */
  readonly count: number[]
  readonly good: number[]
  readonly mean: (number | null)[]
  readonly min: (number | null)[]
  readonly max: (number | null)[]
  readonly first: (number | null)[]
  readonly last: (number | null)[]
}

/** A truth counts as 0 or 1. */
export function bucketsOf(samples: readonly Sample[], widthMs: number): Buckets {
  const columns: Buckets = { time: [], count: [], good: [], mean: [], min: [], max: [], first: [], last: [] }
  let begin = Number.NaN
  let sum = 0
  for (const { time, value, quality } of samples) {
    const start = Math.floor(time / widthMs) * widthMs
    if (start !== begin) {
      begin = start
      sum = 0
      columns.time.push(Math.round(start))
      columns.count.push(0)
      columns.good.push(0)
      for (const figure of [columns.mean, columns.min, columns.max, columns.first, columns.last]) figure.push(null)
    }
    const i = columns.time.length - 1
    columns.count[i]! += 1
    if (quality !== 0 || (typeof value !== 'number' && typeof value !== 'boolean')) continue
    const number = Number(value)
    sum += number
    columns.good[i]! += 1
    columns.mean[i] = sum / columns.good[i]!
    columns.min[i] = Math.min(columns.min[i] ?? number, number)
    columns.max[i] = Math.max(columns.max[i] ?? number, number)
    columns.first[i] ??= number
    columns.last[i] = number
  }
  return columns
}
