import { Fault } from '@millrace/core'
import type { Buckets } from '../history.ts'
import './faults.ts'
import type { HourRows } from '../segment/index.ts'
import type { SeriesSet } from './hot.ts'

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

type Bounds = Record<'min' | 'minTime' | 'max' | 'maxTime', number>
type Ends = Record<'first' | 'firstTime' | 'last' | 'lastTime', number>

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

  /** Rows `from` to `to` of one series, sorted by time; a number that is not good is NaN. */
  addRun(series: number, times: Float64Array, values: Float64Array, from: number, to: number): void {
    for (let row = from; row < to; ) {
      const slot = this.#slotOf(series, times[row] as number)
      const end = (this.#columns.start[slot] as number) + this.#width
      let next = row + 1
      while (next < to && (times[next] as number) < end) next++
      this.#addRows(slot, times, values, row, next)
      row = next
    }
  }

  /** Rows of one bucket. */
  #addRows(slot: number, times: Float64Array, values: Float64Array, from: number, to: number): void {
    const c = this.#columns
    c.count[slot]! += to - from
    let row = from
    while (row < to && Number.isNaN(values[row] as number)) row++
    if (row === to) return
    const first = row
    let last = row
    let good = 1
    let sum = values[row] as number
    let carry = 0
    let [min, max, minRow, maxRow] = [sum, sum, row, row]
    for (row++; row < to; row++) {
      const value = values[row] as number
      if (Number.isNaN(value)) continue
      good++
      last = row
      const next = sum + value
      if (Number.isFinite(next)) carry += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
      sum = next
      if (value < min) {
        min = value
        minRow = row
      }
      if (value > max) {
        max = value
        maxRow = row
      }
    }
    const fresh = c.good[slot] === 0
    c.good[slot]! += good
    this.#addToSum(c, slot, sum)
    c.carry[slot]! += carry
    this.#bound(slot, fresh, { min, minTime: times[minRow] as number, max, maxTime: times[maxRow] as number })
    this.#ends(slot, fresh, {
      first: values[first] as number,
      firstTime: times[first] as number,
      last: values[last] as number,
      lastTime: times[last] as number,
    })
  }

  /** Adds what rows of one series, all within one bucket, were summed up to. */
  addSummary(rows: HourRows, row: number): void {
    const slot = this.#slotOf(rows.series[row] as number, rows.start[row] as number)
    const c = this.#columns
    c.count[slot]! += rows.count[row] as number
    const added = rows.good[row] as number
    if (added === 0) return
    const fresh = c.good[slot] === 0
    c.good[slot]! += added
    this.#addToSum(c, slot, rows.sum[row] as number)
    this.#bound(slot, fresh, {
      min: rows.min[row] as number,
      minTime: rows.min_time[row] as number,
      max: rows.max[row] as number,
      maxTime: rows.max_time[row] as number,
    })
    this.#ends(slot, fresh, {
      first: rows.first[row] as number,
      firstTime: rows.first_time[row] as number,
      last: rows.last[row] as number,
      lastTime: rows.last_time[row] as number,
    })
  }

  #bound(slot: number, fresh: boolean, { min, minTime, max, maxTime }: Bounds): void {
    const c = this.#columns
    if (fresh || min < (c.min[slot] as number) || (min === c.min[slot] && minTime < (c.minTime[slot] as number))) {
      c.min[slot] = min
      c.minTime[slot] = minTime
    }
    if (fresh || max > (c.max[slot] as number) || (max === c.max[slot] && maxTime < (c.maxTime[slot] as number))) {
      c.max[slot] = max
      c.maxTime[slot] = maxTime
    }
  }

  #ends(slot: number, fresh: boolean, { first, firstTime, last, lastTime }: Ends): void {
    const c = this.#columns
    if (fresh || firstTime < (c.firstTime[slot] as number)) {
      c.first[slot] = first
      c.firstTime[slot] = firstTime
    }
    if (fresh || lastTime > (c.lastTime[slot] as number)) {
      c.last[slot] = last
      c.lastTime[slot] = lastTime
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
