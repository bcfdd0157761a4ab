import { join } from 'node:path'
import { isGood, type SampleBatch, ValueKind } from '@millrace/core'
import type { Buckets } from '../history.ts'
import { Aggregation } from './aggregation.ts'
import { type Duck, itemsOf, parquet } from './duck.ts'
import type { Run, SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'
import { HOUR, ROLLUP_COLUMNS, rollupRows } from './rollup.ts'
import { insideSpans, NUMBER, type Scan, type Span, seriesIn, sharedSpans, tableOf, timesIn, where } from './scan.ts'

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

/** More spans than this are told as the one that covers them. */
const SPANS = 32

/** Whole hours that hold these spans; in order, apart from each other. */
function hoursOf(spans: readonly Span[]): Span[] {
  const hours: { from: number; to: number }[] = []
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const begin = Math.floor(from / HOUR) * HOUR
    const end = Math.ceil(to / HOUR) * HOUR
    const last = hours.at(-1)
    if (last && last.to >= begin) last.to = Math.max(last.to, end)
    else hours.push({ from: begin, to: end })
  }
  const [first] = hours
  if (!first || hours.length <= SPANS) return hours
  return [{ from: first.from, to: Math.max(...hours.map(({ to }) => to)) }]
}

/** The hours in which hot rows lie. */
function hotSpans({ batch }: Run): Span[] {
  const hours = new Set<number>()
  for (let row = 0; row < batch.length; row++) hours.add(Math.floor((batch.time[row] as number) / HOUR) * HOUR)
  return [...hours].map((from) => ({ from, to: from + HOUR }))
}

/** The hours at the ends of a range that lie in it only in part. */
const edgesOf = ({ from, to }: Pick<Scan, 'from' | 'to'>): Span[] =>
  [from, to].filter((edge) => Number.isFinite(edge) && edge % HOUR !== 0).map((edge) => ({ from: edge, to: edge + 1 }))

/** Which rows are summed one by one, and which hours are taken as they were summed up before. */
interface Plan {
  /** Where segments overlap: read sorted, each key once. */
  readonly shared: readonly Span[]
  /** Segments that are read row by row outside `shared`. */
  readonly plain: readonly Segment[]
  /** Segments whose rollups are read outside `rowHours`, their rows within. */
  readonly summed: readonly Segment[]
  readonly rowHours: readonly Span[]
}

/**
 * A summed-up hour counts only where its segment alone tells of it: where segments overlap, where a hot row may have replaced
 * one, and at the edges of the range, rows are read. So nothing has to be repaired when data come late.
 */
function planOf(scan: Scan, hot: Run, width: number): Plan {
  const { segments } = scan
  const shared = sharedSpans(segments)
  if (width % HOUR !== 0) return { shared, plain: segments, summed: [], rowHours: [] }
  return {
    shared,
    plain: segments.filter(({ rollup }) => !rollup),
    summed: segments.filter(({ rollup }) => rollup),
    rowHours: hoursOf([...shared, ...hotSpans(hot), ...edgesOf(scan)]),
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
  const readRows = async (segments: readonly Segment[], condition: string, sorted = false): Promise<void> => {
    let lastSeries = -1
    let lastTime = Number.NaN
    const order = sorted ? 'ORDER BY series, time, file_index DESC' : ''
    await duck.stream(
      `SELECT series, epoch_us(time)::DOUBLE, ${NUMBER} FROM ${tableOf(scan.folder, segments)} WHERE ${where(scan)} AND (${condition}) ${order}`,
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
  const { shared, plain, summed, rowHours } = planOf(scan, hot, width)
  const apart = shared.length === 0 ? 'true' : `NOT (${insideSpans(shared)})`
  if (shared.length > 0) await readRows(scan.segments, insideSpans(shared), true)
  if (plain.length > 0) await readRows(plain, apart)
  const cut = summed.filter(({ minTime, maxTime }) => rowHours.some(({ from, to }) => minTime < to && maxTime >= from))
  if (cut.length > 0) await readRows(cut, `${apart} AND (${insideSpans(rowHours)})`)
  if (summed.length > 0) await addRollups({ duck, scan, signal }, summed, rowHours, aggregation)
  return aggregation.finish()
}

async function addRollups(
  { duck, scan, signal }: { duck: Duck; scan: Scan; signal: AbortSignal | undefined },
  segments: readonly Segment[],
  rowHours: readonly Span[],
  aggregation: Aggregation,
): Promise<void> {
  const files = segments.flatMap(({ rollup }) => (rollup ? [join(scan.folder, rollup.file)] : []))
  const hours = rowHours.map(({ from, to }) => `(${timesIn(from, to, 'start')})`).join(' OR ')
  const condition = [
    seriesIn(scan.wanted.list),
    timesIn(scan.from, scan.to, 'start'),
    ...(hours ? [`NOT (${hours})`] : []),
  ]
  await duck.stream(
    `SELECT ${ROLLUP_COLUMNS} FROM ${parquet(files)} WHERE ${condition.join(' AND ')}`,
    (chunk, count) => {
      const rows = rollupRows(chunk, count)
      for (let row = 0; row < count; row++) aggregation.addSummary(rows, row)
      return true
    },
    signal,
  )
}
