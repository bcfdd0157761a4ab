/** The median absolute deviation times this is the standard deviation of a normal distribution: 1/Φ⁻¹(3/4). */
const OF_NORMAL = 1.4826022185056018

/** Median of numbers; NaN of none. The values are sorted in place. */
function medianOf(values: Float64Array): number {
  const n = values.length
  if (n === 0) return Number.NaN
  values.sort()
  const middle = n >> 1
  return n % 2 === 1 ? (values[middle] as number) : ((values[middle - 1] as number) + (values[middle] as number)) / 2
}

export interface SeasonalBand {
  /** Of each season (hour of the week: 0 is Monday's first): NaN where there is nothing. */
  readonly median: Float64Array
  /** Median distance from it, as a standard deviation. Not less than that of all distances by a tenth: few equal values are no certainty. */
  readonly deviation: Float64Array
  readonly count: Uint32Array
}

/** A robust normal course by season, from values that each belong to one of `seasons`. NaN counts nowhere. */
export function seasonalBand(values: Float64Array, seasonOf: (place: number) => number, seasons: number): SeasonalBand {
  const places: number[][] = Array.from({ length: seasons }, () => [])
  for (const [i, value] of values.entries()) if (!Number.isNaN(value)) places[seasonOf(i)]?.push(i)
  const own = places.map((list) => Float64Array.from(list, (i) => values[i] as number))
  const median = Float64Array.from(own, (list) => medianOf(list))
  const distances = own.map((list, s) => list.map((value) => Math.abs(value - (median[s] as number))))
  const all = new Float64Array(distances.reduce((sum, list) => sum + list.length, 0))
  let at = 0
  for (const list of distances) {
    all.set(list, at)
    at += list.length
  }
  const least = (OF_NORMAL * medianOf(all)) / 10
  return {
    median,
    deviation: Float64Array.from(distances, (list) => {
      const deviation = OF_NORMAL * medianOf(list)
      return Number.isNaN(deviation) ? deviation : Math.max(deviation, least)
    }),
    count: Uint32Array.from(own, (list) => list.length),
  }
}

/** How many deviations each value lies off its season's median; NaN where nothing can be said. */
export function anomalyScores(
  values: Float64Array,
  seasonOf: (place: number) => number,
  { median, deviation }: SeasonalBand,
): Float64Array {
  return values.map((value, i) => {
    const season = seasonOf(i)
    const off = value - (median[season] as number)
    // Where the band has no width, what lies on it is normal and all else is infinitely far.
    return off === 0 ? 0 : off / (deviation[season] as number)
  })
}

const HOUR = 3_600_000_000
const HOURS_OF_WEEK = 168
/** 1970-01-01 was a Thursday. */
const EPOCH_HOUR = 72

/** 0 for the hour that begins a Monday, to 167. `offset`: of local time from UTC, µs; both µs. */
export const hourOfWeek = (time: number, offset: number): number => {
  const hour = Math.floor((time + offset) / HOUR) + EPOCH_HOUR
  return ((hour % HOURS_OF_WEEK) + HOURS_OF_WEEK) % HOURS_OF_WEEK
}
export { HOURS_OF_WEEK }
