import { Status, type Value, valueAt } from '@millrace/core'
import type {
  AtQuery,
  Histogram,
  HistogramQuery,
  M4,
  M4Query,
  StateDurations,
  StateQuery,
  ValuesAt,
  Weighted,
  WeightedQuery,
} from './analysis.ts'
import { exactSum, type Oracle, type Row } from './contract-oracle.ts'

/** What analyses must answer, worked out moment by moment from a plain list of rows. */
type Plain<Q> = Omit<Q, 'tenant' | 'series' | 'signal'>
interface Usable {
  readonly quality?: 'good' | 'uncertain'
}

const statusOk = ({ quality }: Usable, status: number): boolean => status >>> 30 <= (quality === 'uncertain' ? 1 : 0)
const numberOf = (query: Usable, [, , value, status]: Row): number =>
  typeof value === 'string' || value === null || !statusOk(query, status as number) ? Number.NaN : Number(value)
const isState = (query: Usable, [, , value, status]: Row): boolean =>
  statusOk(query, status as number) && value !== null && !Number.isNaN(value)

interface Standing {
  readonly rows: readonly Row[]
  readonly usable: (row: Row) => boolean
  readonly skip: boolean
}
/** The sample that stands at a moment, and the next one after it. */
function around({ rows, usable, skip }: Standing, moment: number): { prev: Row | undefined; next: Row | undefined } {
  const counted = skip ? rows.filter(usable) : rows
  return { prev: counted.findLast(([, time]) => time <= moment), next: counted.find(([, time]) => time > moment) }
}

const windowsOf = ({ from, to, width }: { from: number; to: number; width?: number }): [number, number, number][] => {
  if (width === undefined) return from < to ? [[from, from, to]] : []
  const windows: [number, number, number][] = []
  for (let start = Math.floor(from / width) * width; start < to; start += width)
    windows.push([start, Math.max(start, from), Math.min(start + width, to)])
  return windows
}

/** Moments of a window between which nothing changes. */
function cutsOf(rows: readonly Row[], gap: number, begin: number, end: number): number[] {
  const inside = rows.flatMap(([, time]) => [time, time + gap]).filter((time) => time > begin && time < end)
  return [...new Set([begin, ...inside, end])].sort((a, b) => a - b)
}

export interface WeightedRow {
  series: number
  start: number
  mean: number
  covered: number
}

export function weightedOf(oracle: Oracle, series: readonly number[], query: Plain<WeightedQuery>): WeightedRow[] {
  const { gap = Infinity, interpolation, notGood } = query
  return series.flatMap((one) => {
    const rows = oracle.raw([one], -Infinity, Infinity, 1e9)
    const standing = { rows, usable: (row: Row) => !Number.isNaN(numberOf(query, row)), skip: notGood === 'skipped' }
    return windowsOf(query).flatMap(([start, begin, end]) => {
      const areas: number[] = []
      let covered = 0
      const cuts = cutsOf(rows, gap, begin, end)
      for (const [k, a] of cuts.slice(0, -1).entries()) {
        const b = cuts[k + 1] as number
        const { prev, next } = around(standing, a)
        if (!prev || !standing.usable(prev)) continue
        const [t0, v0] = [prev[1], numberOf(query, prev)]
        const isLine = interpolation === 'linear' && next && standing.usable(next) && next[1] - t0 <= gap
        if (!isLine && a >= t0 + gap) continue
        const v1 = isLine ? numberOf(query, next) : v0
        const at = (t: number): number => (v0 === v1 ? v0 : v0 + ((v1 - v0) * (t - t0)) / ((next as Row)[1] - t0))
        areas.push(((at(a) + at(b)) / 2) * (b - a))
        covered += b - a
      }
      return covered > 0 ? [{ series: one, start, mean: exactSum(areas) / covered, covered }] : []
    })
  })
}

export const weightedRows = (seen: Weighted): WeightedRow[] =>
  Array.from({ length: seen.length }, (_, k) => ({
    series: seen.series[k] as number,
    start: seen.start[k] as number,
    mean: seen.mean[k] as number,
    covered: seen.covered[k] as number,
  }))

export type AtRow = readonly [series: number, time: number, value: Value, status: number, sampleTime: number]

export function atOf(oracle: Oracle, series: readonly number[], query: Plain<AtQuery>): AtRow[] {
  const { gap = Infinity, mode, notGood } = query
  const times = [...new Set(query.times)].sort((a, b) => a - b)
  return series.flatMap((one) => {
    const rows = oracle.raw([one], -Infinity, Infinity, 1e9)
    const usable = (row: Row): boolean =>
      mode === 'before' || (mode === 'linear' ? !Number.isNaN(numberOf(query, row)) : isState(query, row))
    const standing = { rows, usable, skip: notGood === 'skipped' && mode !== 'before' }
    return times.flatMap((time): AtRow[] => {
      const { prev, next } = around(standing, time)
      if (!prev || !usable(prev)) return []
      const [, t0, value, own] = prev as [number, number, Value, number]
      if (mode === 'before') return [[one, time, value, own, t0]]
      const isLine = mode === 'linear' && time > t0 && next && usable(next) && next[1] - t0 <= gap
      const until = isLine ? next[1] : time + 1
      const passed = rows.some((row) => row[1] > t0 && row[1] < until && !usable(row))
      if (isLine) {
        const [v0, v1] = [numberOf(query, prev), numberOf(query, next)]
        const sound = !passed && own >>> 30 === 0 && (next[3] as number) >>> 30 === 0
        const line = v0 === v1 ? v0 : v0 + (v1 - v0) * ((time - t0) / (next[1] - t0))
        return [[one, time, line, sound ? Status.Good : Status.UncertainSubNormal, t0]]
      }
      if (time - t0 > gap) return []
      if (time === t0) return [[one, time, value, own, t0]]
      const held = mode === 'linear'
      return [[one, time, held ? numberOf(query, prev) : value, held || passed ? Status.UncertainSubNormal : own, t0]]
    })
  })
}

export const atRows = (seen: ValuesAt): AtRow[] =>
  Array.from({ length: seen.length }, (_, k) => [
    seen.series[k] as number,
    seen.time[k] as number,
    valueAt(seen, k),
    seen.status[k] as number,
    seen.sampleTime[k] as number,
  ])

export type M4Row = Record<keyof Omit<M4, 'length'>, number>
const m4Names = [
  'series',
  'column',
  'count',
  'good',
  'firstTime',
  'first',
  'minTime',
  'min',
  'maxTime',
  'max',
  'lastTime',
  'last',
] as const

export function m4Of(oracle: Oracle, series: readonly number[], query: Plain<M4Query>): M4Row[] {
  const { from, to, columns } = query
  const groups = Map.groupBy(
    oracle.raw(series, from, to, 1e9),
    ([one, time]) => `${one} ${Math.floor(((time - from) * columns) / (to - from))}`,
  )
  return [...groups].map(([key, rows]) => {
    const [one, column] = key.split(' ').map(Number) as [number, number]
    const numbers = rows.filter((row) => !Number.isNaN(numberOf(query, row)))
    const none: Row = [one, Number.NaN, Number.NaN, 0]
    const best = (better: (a: number, b: number) => boolean): Row =>
      numbers.reduce(
        (held, row) => (better(numberOf(query, row), numberOf(query, held)) ? row : held),
        numbers[0] ?? none,
      )
    const [first, min, max, last] = [
      numbers[0] ?? none,
      best((a, b) => a < b),
      best((a, b) => a > b),
      numbers.at(-1) ?? none,
    ]
    const told = (row: Row): [number, number] => [row[1], numberOf(query, row)]
    const [[firstTime, f], [minTime, lo], [maxTime, hi], [lastTime, l]] = [
      told(first),
      told(min),
      told(max),
      told(last),
    ]
    return {
      series: one,
      column,
      count: rows.length,
      good: numbers.length,
      firstTime,
      first: f,
      minTime,
      min: lo,
      maxTime,
      max: hi,
      lastTime,
      last: l,
    }
  })
}

export const m4Rows = (seen: M4): M4Row[] =>
  Array.from(
    { length: seen.length },
    (_, k) => Object.fromEntries(m4Names.map((name) => [name, seen[name][k]])) as unknown as M4Row,
  )

export type StateRow = readonly [series: number, start: number, state: Value, duration: number, entered: number]

export function statesOf(oracle: Oracle, series: readonly number[], query: Plain<StateQuery>): StateRow[] {
  const { gap = Infinity, notGood, from } = query
  return series.flatMap((one) => {
    const rows = oracle.raw([one], -Infinity, Infinity, 1e9)
    const usable = (row: Row): boolean => isState(query, row)
    const standing = { rows, usable, skip: notGood === 'skipped' }
    const counted = standing.skip ? rows.filter(usable) : rows
    return windowsOf(query).flatMap(([start, begin, end]) => {
      const found = new Map<Value, { duration: number; entered: number }>()
      const of = (state: Value): { duration: number; entered: number } => {
        const held = found.get(state) ?? { duration: 0, entered: 0 }
        found.set(state, held)
        return held
      }
      const cuts = cutsOf(rows, gap, begin, end)
      for (const [k, a] of cuts.slice(0, -1).entries()) {
        const { prev } = around(standing, a)
        const known = prev && usable(prev) && a < prev[1] + gap
        const at = counted.findIndex(([, time]) => time === a)
        const last = counted[at - 1]
        if (at > 0 && last && usable(last) && usable(counted[at] as Row) && a >= from) {
          const [was, is] = [last[2], (counted[at] as Row)[2]]
          if (a - last[1] <= gap && was !== is) of(zeroed(is)).entered++
        }
        if (known) of(zeroed(prev[2])).duration += (cuts[k + 1] as number) - a
      }
      return [...found].map(([state, { duration, entered }]): StateRow => [one, start, state, duration, entered])
    })
  })
}

const zeroed = (value: Value): Value => (Object.is(value, -0) ? 0 : value)

export const stateRows = (seen: StateDurations): StateRow[] =>
  Array.from({ length: seen.length }, (_, k) => [
    seen.series[k] as number,
    seen.time[k] as number,
    valueAt(seen, k),
    seen.duration[k] as number,
    seen.entered[k] as number,
  ])

export type HistogramRow = readonly [series: number, below: number, bins: readonly number[], above: number]

export function histogramOf(oracle: Oracle, series: readonly number[], query: Plain<HistogramQuery>): HistogramRow[] {
  const { edges, weight, from, to } = query
  return series.flatMap((one) => {
    const weights: [number: number, amount: number][] =
      weight === 'time'
        ? statesOf(numbersOf(oracle, one, query), [one], query).map(([, , value, duration]) => [
            Number(value),
            duration,
          ])
        : oracle.raw([one], from, to, 1e9).map((row) => [numberOf(query, row), 1])
    const counted = weights.filter(([number, amount]) => !Number.isNaN(number) && amount > 0)
    if (counted.length === 0) return []
    const sum = (within: (number: number) => boolean): number =>
      counted.reduce((all, [number, amount]) => (within(number) ? all + amount : all), 0)
    const bins = edges.slice(0, -1).map((edge, k) => sum((n) => n >= edge && n < (edges[k + 1] as number)))
    return [[one, sum((n) => n < (edges[0] as number)), bins, sum((n) => n >= (edges.at(-1) as number))] as const]
  })
}

/** The same rows as numbers, so that they may be taken for states. */
function numbersOf(oracle: Oracle, one: number, query: Usable): Oracle {
  const plain = oracle.fresh()
  plain.append(
    oracle.raw([one], -Infinity, Infinity, 1e9).map((row): Row => {
      const number = numberOf(query, row)
      return Number.isNaN(number) ? [one, row[1], null, Status.Bad] : [one, row[1], number, 0]
    }),
  )
  return plain
}

export const histogramRows = (seen: Histogram): HistogramRow[] => {
  const bins = seen.length === 0 ? 0 : seen.bins.length / seen.length
  return Array.from({ length: seen.length }, (_, k) => [
    seen.series[k] as number,
    seen.below[k] as number,
    [...seen.bins.subarray(k * bins, (k + 1) * bins)],
    seen.above[k] as number,
  ])
}
