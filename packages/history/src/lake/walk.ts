import { Fault, type SampleBatch, type Value, ValueKind, valueAt } from '@millrace/core'
import { type Duck, itemsOf } from './duck.ts'
import './faults.ts'
import { type Run, SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'
import { SAMPLE_COLUMNS, SampleRows, sharedSpans, tableOf, timesIn, where } from './scan.ts'

/** What one query reads from: taken in one go, so that all its walks see the same samples. */
export interface Reading {
  readonly duck: Duck
  readonly folder: string
  /** Of the tenant, by ascending `seq`. */
  readonly segments: readonly Segment[]
  readonly wanted: SeriesSet
  /** Every hot row that a walk may meet. */
  readonly hot: Run
  /** A status below this one is usable. */
  readonly usableBelow: number
  readonly signal: AbortSignal | undefined
}

/** Part of a reading: some of its series, in [from, to). */
export interface Stretch {
  readonly series: readonly number[]
  readonly from: number
  readonly to: number
}

/** Rows whose values can be had as long as they are held on to. */
export interface ValueRows {
  valueAt(row: number): Value
  statusAt(row: number): number
}

/** `i` is the series' number in `wanted`; `number` is NaN where the sample is no usable number. */
export type VisitNumber = (i: number, time: number, number: number) => void
export type VisitSample = (i: number, time: number, number: number, rows: ValueRows, row: number) => void

class HotRows implements ValueRows {
  readonly #batch: SampleBatch
  readonly #usableBelow: number

  constructor(batch: SampleBatch, usableBelow: number) {
    this.#batch = batch
    this.#usableBelow = usableBelow
  }

  valueAt(row: number): Value {
    return valueAt(this.#batch, row)
  }

  statusAt(row: number): number {
    return this.#batch.status[row] as number
  }

  numberAt(row: number): number {
    const { kind, double, int64, status } = this.#batch
    if ((status[row] as number) >= this.#usableBelow) return Number.NaN
    if (kind[row] === ValueKind.double || kind[row] === ValueKind.boolean) return double[row] as number
    return kind[row] === ValueKind.int64 ? Number(int64[row]) : Number.NaN
  }
}

/** The first of rows `low` to `high` that is not before a time. */
export function lowerBound(times: Float64Array, low: number, high: number, time: number): number {
  let [a, b] = [low, high]
  while (a < b) {
    const middle = (a + b) >>> 1
    if ((times[middle] as number) < time) a = middle + 1
    else b = middle
  }
  return a
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly segments: readonly Segment[]
  /** Segments may share keys there: rows must be sorted, to see each key once. */
  readonly sorted: boolean
}

/** Before, over and after the time in which segments overlap; elsewhere files already hold a series in its order. */
function piecesOf(segments: readonly Segment[], { series, from, to }: Stretch): Piece[] {
  const least = series.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const greatest = series.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const met = segments.filter(
    (one) => one.minTime < to && one.maxTime >= from && one.minSeries <= greatest && one.maxSeries >= least,
  )
  const spans = sharedSpans(met).filter((span) => span.from < to && span.to > from)
  const begin = Math.max(from, spans[0]?.from ?? to)
  const end = Math.min(to, spans.at(-1)?.to ?? to)
  const within = (a: number, b: number, sorted: boolean): Piece => {
    const own = met.filter(({ minTime, maxTime }) => minTime < b && maxTime >= a)
    return { from: a, to: b, segments: sorted ? own : own.toSorted((x, y) => x.minTime - y.minTime), sorted }
  }
  const pieces = [within(from, begin, false), within(begin, end, true), within(end, to, false)]
  return pieces.filter((piece) => piece.from < piece.to && piece.segments.length > 0)
}

/** Good numbers and uncertain ones as a query wants them; NaN for the rest. */
const numberSql = (usableBelow: number): string =>
  `CASE WHEN status < ${usableBelow} THEN coalesce(value_double, value_int64::DOUBLE, value_boolean::UTINYINT::DOUBLE, 'nan'::DOUBLE) ELSE 'nan'::DOUBLE END`

/** Series read in vain for each one asked for, at most, before a list of series is the quicker condition. */
const CLOSE = 4

/**
 * A condition that holds for all series and for few others; undefined where they are far apart. A list is none that may be
 * used here: the engine makes a join of it, which does not keep the order of rows.
 */
function closeOf(series: readonly number[]): string | undefined {
  const least = series.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const greatest = series.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (least === greatest) return `series = ${least}`
  return greatest - least < series.length * CLOSE ? `series BETWEEN ${least} AND ${greatest}` : undefined
}

/** Each sample of the stretch once, those of a series in the order of their times; series may come mixed. */
export function walkSamples(reading: Reading, stretch: Stretch, visit: VisitSample): Promise<void> {
  return walk(reading, stretch, visit, true)
}

/** The same, quicker, for whoever needs numbers alone. */
export function walkNumbers(reading: Reading, stretch: Stretch, visit: VisitNumber): Promise<void> {
  return walk(reading, stretch, visit, false)
}

const valueless: ValueRows = { valueAt: () => null, statusAt: () => 0 }

async function walk(
  { duck, folder, segments, wanted, hot, usableBelow, signal }: Reading,
  stretch: Stretch,
  visit: VisitSample,
  whole: boolean,
): Promise<void> {
  const { series, from, to } = stretch
  const hotRows = new HotRows(hot.batch, usableBelow)
  const hotTimes = hot.batch.time
  const next = new Uint32Array(wanted.size)
  const end = new Uint32Array(wanted.size)
  for (const one of series) {
    const i = wanted.indexOf(one)
    const [low, high] = [hot.starts[i] as number, hot.starts[i + 1] as number]
    next[i] = lowerBound(hotTimes, low, high, from)
    end[i] = lowerBound(hotTimes, low, high, to)
  }
  const visitHot = (i: number, before: number): void => {
    for (; (next[i] as number) < (end[i] as number); next[i]!++) {
      const row = next[i] as number
      const time = hotTimes[row] as number
      if (time >= before) return
      visit(i, time, hotRows.numberAt(row), hotRows, row)
    }
  }
  const last = new Float64Array(wanted.size).fill(Number.NEGATIVE_INFINITY)
  const close = closeOf(series)
  const asked = new SeriesSet(series)
  const numberOf = (one: number): number => (asked.indexOf(one) < 0 ? -1 : wanted.indexOf(one))
  for (const piece of piecesOf(segments, stretch)) {
    const columns = whole ? SAMPLE_COLUMNS : 'series, epoch_us(time)::DOUBLE'
    const sorted = piece.sorted || !close
    const condition =
      sorted || !close
        ? where({ wanted: asked, from: piece.from, to: piece.to })
        : `${close} AND ${timesIn(piece.from, piece.to)}`
    const sql = `SELECT ${columns}, ${numberSql(usableBelow)} FROM ${tableOf(folder, piece.segments)} WHERE ${condition}
      ${sorted ? 'ORDER BY series, time, file_index DESC' : ''}`
    await duck.stream(
      sql,
      (chunk, count) => {
        const rows = whole ? new SampleRows(chunk) : valueless
        const own = itemsOf<Uint32Array>(chunk, 0)
        const times = itemsOf<Float64Array>(chunk, 1)
        const numbers = itemsOf<Float64Array>(chunk, whole ? 7 : 2)
        let i = -1
        for (let row = 0; row < count; row++) {
          if (row === 0 || own[row] !== own[row - 1]) i = numberOf(own[row] as number)
          if (i < 0) continue
          const time = times[row] as number
          const before = last[i] as number
          if (time <= before) {
            // Of one key the newest file's row came first.
            if (time === before) continue
            throw new Fault('history.segment_unsorted', { series: own[row] as number, time })
          }
          last[i] = time
          if ((next[i] as number) < (end[i] as number)) {
            visitHot(i, time)
            // The hot row of the same key is the newer one, and comes next.
            if ((next[i] as number) < (end[i] as number) && hotTimes[next[i] as number] === time) continue
          }
          visit(i, time, numbers[row] as number, rows, row)
        }
        return true
      },
      signal,
    )
  }
  for (const one of series) visitHot(wanted.indexOf(one), Number.POSITIVE_INFINITY)
}
