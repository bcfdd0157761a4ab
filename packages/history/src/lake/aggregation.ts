import { Fault } from '@millrace/core'
import type { Buckets } from '../history.ts'
import './faults.ts'
import type { SeriesSet } from './hot.ts'
import type { RollupRows } from './rollup.ts'

const BUCKETS = 2_000_000

const numeric = [
  'start',
  'min',
  'max',
  'sum',
  'carry',
  'first',
  'last',
  'minTime',
  'maxTime',
  'firstTime',
  'lastTime',
] as const
type Columns = Record<(typeof numeric)[number], Float64Array<ArrayBuffer>> &
  Record<'series' | 'count' | 'good', Uint32Array<ArrayBuffer>>

/** Adds samples in any order; each key must come once. Ties of minimum and maximum go to the earliest time. */
export class Aggregation {
  readonly #wanted: SeriesSet
  readonly #width: number
  readonly #slots: Map<number, number>[]
  readonly #lastSlot: Int32Array
  #columns: Columns
  #length = 0
  #capacity = 1024

  constructor(wanted: SeriesSet, width: number) {
    this.#wanted = wanted
    this.#width = width
    this.#slots = wanted.list.map(() => new Map())
    this.#lastSlot = new Int32Array(wanted.size).fill(-1)
    this.#columns = this.#allocate()
  }

  add(series: number, time: number, value: number): void {
    const slot = this.#slotOf(series, time)
    const c = this.#columns
    c.count[slot]!++
    if (Number.isNaN(value)) return
    const first = c.good[slot]!++ === 0
    this.#addToSum(c, slot, value)
    const min = c.min[slot] as number
    if (first || value < min || (value === min && time < (c.minTime[slot] as number))) {
      c.min[slot] = value
      c.minTime[slot] = time
    }
    const max = c.max[slot] as number
    if (first || value > max || (value === max && time < (c.maxTime[slot] as number))) {
      c.max[slot] = value
      c.maxTime[slot] = time
    }
    if (first || time < (c.firstTime[slot] as number)) {
      c.first[slot] = value
      c.firstTime[slot] = time
    }
    if (first || time > (c.lastTime[slot] as number)) {
      c.last[slot] = value
      c.lastTime[slot] = time
    }
  }

  /** Adds what rows of one series, all within one bucket, were summed up to. */
  addSummary(rows: RollupRows, row: number): void {
    const slot = this.#slotOf(rows.series[row] as number, rows.start[row] as number)
    const c = this.#columns
    c.count[slot]! += rows.count[row] as number
    const added = rows.good[row] as number
    if (added === 0) return
    const first = c.good[slot] === 0
    c.good[slot]! += added
    this.#addToSum(c, slot, rows.sum[row] as number)
    const min = rows.min[row] as number
    const minTime = rows.min_time[row] as number
    if (first || min < (c.min[slot] as number) || (min === c.min[slot] && minTime < (c.minTime[slot] as number))) {
      c.min[slot] = min
      c.minTime[slot] = minTime
    }
    const max = rows.max[row] as number
    const maxTime = rows.max_time[row] as number
    if (first || max > (c.max[slot] as number) || (max === c.max[slot] && maxTime < (c.maxTime[slot] as number))) {
      c.max[slot] = max
      c.maxTime[slot] = maxTime
    }
    if (first || (rows.first_time[row] as number) < (c.firstTime[slot] as number)) {
      c.first[slot] = rows.first[row] as number
      c.firstTime[slot] = rows.first_time[row] as number
    }
    if (first || (rows.last_time[row] as number) > (c.lastTime[slot] as number)) {
      c.last[slot] = rows.last[row] as number
      c.lastTime[slot] = rows.last_time[row] as number
    }
  }

  /** Neumaier's summation, so that the mean does not depend on the order of the rows in any visible digit. */
  #addToSum(c: Columns, slot: number, value: number): void {
    const sum = c.sum[slot] as number
    const next = sum + value
    if (Number.isFinite(next))
      c.carry[slot]! += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    c.sum[slot] = next
  }

  finish(): Buckets {
    const c = this.#columns
    const order: number[] = []
    for (const slots of this.#slots) {
      const own = [...slots.values()].sort((a, b) => (c.start[a] as number) - (c.start[b] as number))
      for (const slot of own) order.push(slot)
    }
    const doubles = (pick: (slot: number) => number): Float64Array => Float64Array.from(order, pick)
    const measured = (column: Float64Array): Float64Array =>
      doubles((slot) => (c.good[slot] === 0 ? Number.NaN : (column[slot] as number)))
    return {
      length: order.length,
      series: Uint32Array.from(order, (slot) => c.series[slot] as number),
      start: doubles((slot) => c.start[slot] as number),
      count: Uint32Array.from(order, (slot) => c.count[slot] as number),
      good: Uint32Array.from(order, (slot) => c.good[slot] as number),
      min: measured(c.min),
      max: measured(c.max),
      mean: doubles((slot) =>
        c.good[slot] === 0
          ? Number.NaN
          : ((c.sum[slot] as number) + (c.carry[slot] as number)) / (c.good[slot] as number),
      ),
      first: measured(c.first),
      last: measured(c.last),
      minTime: measured(c.minTime),
      maxTime: measured(c.maxTime),
    }
  }

  #slotOf(series: number, time: number): number {
    const i = this.#wanted.indexOf(series)
    const last = this.#lastSlot[i] as number
    if (last >= 0) {
      const since = time - (this.#columns.start[last] as number)
      if (since >= 0 && since < this.#width) return last
    }
    let start = Math.floor(time / this.#width) * this.#width
    if (start > time) start -= this.#width
    const slots = this.#slots[i] as Map<number, number>
    let slot = slots.get(start)
    if (slot === undefined) {
      slot = this.#newSlot(series, start)
      slots.set(start, slot)
    }
    this.#lastSlot[i] = slot
    return slot
  }

  #newSlot(series: number, start: number): number {
    if (this.#length === BUCKETS) throw new Fault('history.query_too_large', { limit: BUCKETS, unit: 'buckets' })
    if (this.#length === this.#capacity) {
      const old = this.#columns
      this.#capacity *= 2
      this.#columns = this.#allocate()
      for (const name of Object.keys(old) as (keyof Columns)[]) this.#columns[name].set(old[name])
    }
    this.#columns.series[this.#length] = series
    this.#columns.start[this.#length] = start
    return this.#length++
  }

  #allocate(): Columns {
    const columns = Object.fromEntries(numeric.map((name) => [name, new Float64Array(this.#capacity)]))
    const counts = Object.fromEntries(
      ['series', 'count', 'good'].map((name) => [name, new Uint32Array(this.#capacity)]),
    )
    return { ...columns, ...counts } as Columns
  }
}
