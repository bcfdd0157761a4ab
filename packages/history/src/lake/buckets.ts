import { Fault, isGood, type SampleBatch, ValueKind } from '@millrace/core'
import type { Buckets } from '../history.ts'
import { type Duck, itemsOf } from './duck.ts'
import type { Run, SeriesSet } from './hot.ts'
import { insideSpans, type Scan, sharedSpans, tableOf, where } from './scan.ts'
import './faults.ts'

const BUCKETS = 2_000_000

/** NaN stands for "no good number": such a sample only counts as a sample. */
const NUMBER = `CASE WHEN status < 1073741824 THEN coalesce(value_double, value_int64::DOUBLE, value_boolean::UTINYINT::DOUBLE, 'nan'::DOUBLE) ELSE 'nan'::DOUBLE END`

function numberAt(batch: SampleBatch, row: number): number {
  if (!isGood(batch.status[row] as number)) return Number.NaN
  switch (batch.kind[row]) {
    case ValueKind.double:
    case ValueKind.boolean:
      return batch.double[row] as number
    case ValueKind.int64:
      return Number(batch.int64[row])
    default:
      return Number.NaN
  }
}

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
class Aggregation {
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

/** Tells whether a key is among the hot rows, which count before sealed ones. */
function hotKeys(wanted: SeriesSet, hot: Run): (series: number, time: number) => boolean {
  if (hot.batch.length === 0) return () => false
  const times = hot.batch.time
  return (series, time) => {
    const i = wanted.indexOf(series)
    let low = hot.starts[i] as number
    let high = hot.starts[i + 1] as number
    if (low === high || time < (times[low] as number) || time > (times[high - 1] as number)) return false
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((times[middle] as number) < time) low = middle + 1
      else high = middle
    }
    return times[low] === time
  }
}

/**
 * Rows are summed as they stream from the files, in any order. Only in the spans where segments overlap are they
 * sorted first, to see each key once.
 */
export async function readBuckets(
  duck: Duck,
  scan: Scan,
  hot: Run,
  width: number,
  signal?: AbortSignal,
): Promise<Buckets> {
  const aggregation = new Aggregation(scan.wanted, width)
  for (let row = 0; row < hot.batch.length; row++) {
    aggregation.add(hot.batch.series[row] as number, hot.batch.time[row] as number, numberAt(hot.batch, row))
  }
  if (scan.segments.length === 0) return aggregation.finish()
  const isHot = hotKeys(scan.wanted, hot)
  const spans = sharedSpans(scan.segments)
  const select = `SELECT series, epoch_us(time)::DOUBLE, ${NUMBER} FROM ${tableOf(scan.folder, scan.segments)} WHERE ${where(scan)}`
  const read = async (sql: string, sorted: boolean): Promise<void> => {
    let lastSeries = -1
    let lastTime = Number.NaN
    await duck.stream(
      sql,
      (chunk, count) => {
        const series = itemsOf<Uint32Array>(chunk, 0)
        const times = itemsOf<Float64Array>(chunk, 1)
        const values = itemsOf<Float64Array>(chunk, 2)
        for (let row = 0; row < count; row++) {
          const one = series[row] as number
          const time = times[row] as number
          if (sorted) {
            if (one === lastSeries && time === lastTime) continue
            lastSeries = one
            lastTime = time
          }
          if (!isHot(one, time)) aggregation.add(one, time, values[row] as number)
        }
        return true
      },
      signal,
    )
  }
  if (spans.length === 0) await read(select, false)
  else {
    await read(`${select} AND NOT (${insideSpans(spans)})`, false)
    await read(`${select} AND (${insideSpans(spans)}) ORDER BY series, time, file_index DESC`, true)
  }
  return aggregation.finish()
}
