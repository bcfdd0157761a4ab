import { type SampleBatch, Status, type Value, valueAt } from '@millrace/core'
import type { Buckets } from './history.ts'

/** A sample as the contract writes it down. */
export type Row = readonly [series: number, time: number, value: Value, status?: number]

export const T0 = Date.UTC(2026, 2, 1) * 1000
export const everything = { from: -Infinity, to: Infinity }

export const rowsOf = (batch: SampleBatch): Row[] =>
  Array.from({ length: batch.length }, (_, i) => [
    batch.series[i] as number,
    batch.time[i] as number,
    valueAt(batch, i),
    batch.status[i] as number,
  ])

/** With the status that is meant where none is written. */
export const good = (rows: readonly Row[]): Row[] =>
  rows.map(([series, time, value, status]) => [series, time, value, status ?? Status.Good])

/** One row of {@link Buckets}. */
export interface Bucket {
  series: number
  start: number
  count: number
  good: number
  min: number
  max: number
  mean: number
  first: number
  last: number
  minTime: number
  maxTime: number
}

const bucketNames = [
  'series',
  'start',
  'count',
  'good',
  'min',
  'max',
  'mean',
  'first',
  'last',
  'minTime',
  'maxTime',
] as const
export const bucketsOf = (buckets: Buckets): Bucket[] =>
  Array.from(
    { length: buckets.length },
    (_, i) => Object.fromEntries(bucketNames.map((name) => [name, buckets[name][i]])) as unknown as Bucket,
  )

/** The sum to the last bit, whatever the order: partial sums that do not overlap (Shewchuk 1997, algorithm GROW-EXPANSION). */
export function exactSum(values: readonly number[]): number {
  if (!values.every(Number.isFinite)) return values.reduce((a, b) => a + b, 0)
  let partials: number[] = []
  for (const value of values) {
    let x = value
    const next: number[] = []
    for (const y of partials) {
      const [large, small] = Math.abs(x) >= Math.abs(y) ? [x, y] : [y, x]
      const high = large + small
      const low = small - (high - large)
      if (low !== 0) next.push(low)
      x = high
    }
    partials = [...next, x]
  }
  return partials.reduceRight((a, b) => a + b, 0)
}

/** What the answers must be, worked out the slow and plain way. */
export class Oracle {
  readonly #rows = new Map<number, Map<number, Row>>()

  /** Another one, empty. */
  fresh(): Oracle {
    return new Oracle()
  }

  series(): number[] {
    return [...this.#rows.keys()]
  }

  append(rows: readonly Row[]): void {
    for (const row of good(rows)) {
      const own = this.#rows.get(row[0]) ?? new Map<number, Row>()
      own.set(row[1], row)
      this.#rows.set(row[0], own)
    }
  }

  remove(series: readonly number[], from: number, to: number): void {
    for (const one of series)
      for (const time of [...(this.#rows.get(one)?.keys() ?? [])])
        if (time >= from && time < to) this.#rows.get(one)?.delete(time)
  }

  raw(series: readonly number[], from: number, to: number, limit = 100_000, descending = false): Row[] {
    return series.flatMap((one) => {
      const rows = [...(this.#rows.get(one)?.values() ?? [])].filter(([, time]) => time >= from && time < to)
      return rows.sort((a, b) => (descending ? b[1] - a[1] : a[1] - b[1])).slice(0, limit)
    })
  }

  latest(series: readonly number[], at = Infinity): Row[] {
    return series.flatMap((one) =>
      this.raw([one], -Infinity, Infinity, 1_000_000)
        .filter(([, time]) => time <= at)
        .slice(-1),
    )
  }

  buckets(series: readonly number[], from: number, to: number, width: number): Bucket[] {
    const groups = Map.groupBy(
      this.raw(series, from, to),
      ([one, time]) => `${one} ${Math.floor(time / width) * width}`,
    )
    return [...groups].map(([key, rows]) => {
      const [one, start] = key.split(' ').map(Number) as [number, number]
      const numbers = rows
        .map(([, time, value, status]) => ({
          time,
          value:
            typeof value === 'string' || value === null || (status as number) >>> 30 !== 0 ? Number.NaN : Number(value),
        }))
        .filter(({ value }) => !Number.isNaN(value))
      const values = numbers.map(({ value }) => value)
      const none = numbers.length === 0
      // Stable, so that of equal values the earliest stays first.
      const min = values.toSorted((a, b) => a - b)[0] ?? Number.NaN
      const max = values.toSorted((a, b) => b - a)[0] ?? Number.NaN
      const timeOf = (wanted: number): number => numbers.find(({ value }) => value === wanted)?.time ?? Number.NaN
      return {
        series: one,
        start,
        count: rows.length,
        good: numbers.length,
        min,
        max,
        mean: none ? Number.NaN : exactSum(values) / values.length,
        first: values[0] ?? Number.NaN,
        last: values.at(-1) ?? Number.NaN,
        minTime: timeOf(min),
        maxTime: timeOf(max),
      }
    })
  }
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const odd: readonly Value[] = [
  Number.NaN,
  Infinity,
  -0,
  5e-324,
  null,
  true,
  false,
  '',
  'Ventil auf',
  '阀门',
  0n,
  2n ** 63n - 1n,
  -(2n ** 63n),
]
const statuses = [Status.Good, Status.Good, Status.GoodLocalOverride, Status.UncertainInitialValue, Status.BadTimeout]
const DAY = 86_400_000_000

/** Appends and seals with many keys that come again, out of order and over days; and a range to ask for. */
export function randomSteps(seed: number): {
  steps: readonly (readonly Row[] | 'seal')[]
  from: number
  width: number
} {
  const below = random(seed)
  const of = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const row = (): Row => [
    of([1, 2, 3, 70_001, 0xffffffff]),
    T0 + (below(2) === 0 ? below(40) : (below(7) - 3) * DAY),
    below(3) === 0 ? of(odd) : (below(2000) - 1000) / 8,
    of(statuses),
  ]
  const steps = Array.from({ length: 1 + below(12) }, () =>
    below(4) === 0 ? ('seal' as const) : Array.from({ length: 1 + below(30) }, row),
  )
  return { steps, from: T0 - 5 + below(50), width: 1 + below(50) }
}
