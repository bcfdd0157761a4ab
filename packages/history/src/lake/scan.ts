import { join } from 'node:path'
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { type BatchBuilder, type Value, ValueKind } from '@millrace/core'
import { instant, itemsOf, parquet } from './duck.ts'
import type { SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'

/** Which rows of which segments a query needs. */
export interface Scan {
  /** By ascending `seq`: the file's place in the list tells which of two equal keys counts. */
  readonly segments: readonly Segment[]
  readonly wanted: SeriesSet
  readonly from: number
  readonly to: number
}

/** A span of time, end exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

export function chooseSegments(
  segments: readonly Segment[],
  tenant: string,
  wanted: SeriesSet,
  from: number,
  to: number,
): Segment[] {
  const least = wanted.list.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const greatest = wanted.list.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  return segments.filter(
    (segment) =>
      segment.tenant === tenant &&
      segment.minTime < to &&
      segment.maxTime >= from &&
      segment.minSeries <= greatest &&
      segment.maxSeries >= least,
  )
}

/** More spans than this are told as the one that covers them. */
const SPANS = 32

/** Where segments may hold the same key: only there must rows be compared. In order, apart from each other. */
export function sharedSpans(segments: readonly Segment[]): readonly Span[] {
  const byTime = segments.toSorted((a, b) => a.minTime - b.minTime)
  const spans: { from: number; to: number }[] = []
  let open: Segment[] = []
  for (const segment of byTime) {
    open = open.filter((other) => other.maxTime >= segment.minTime)
    for (const other of open) {
      if (other.seq === segment.seq || other.minSeries > segment.maxSeries || other.maxSeries < segment.minSeries)
        continue
      const span = { from: segment.minTime, to: Math.min(other.maxTime, segment.maxTime) + 1 }
      const last = spans.at(-1)
      if (last && last.to >= span.from) last.to = Math.max(last.to, span.to)
      else spans.push(span)
    }
    open.push(segment)
  }
  return spans.length > SPANS ? [{ from: spans[0]!.from, to: Math.max(...spans.map((span) => span.to)) }] : spans
}

export const insideSpans = (spans: readonly Span[]): string =>
  spans.map((span) => `(time >= ${instant(span.from)} AND time < ${instant(span.to)})`).join(' OR ')

/** Doubles of segments of ours, which are kept as whole numbers and places where that gives back each bit. */
export const DOUBLE_VALUE = 'coalesce(value_double, value_scaled / 10.0::DOUBLE ** scale)'

/** Segments as one table with the columns that they had from the first: series, time, a value of some kind, status. */
export function tableOf(folder: string, segments: readonly Pick<Segment, 'file' | 'stripes'>[]): string {
  const files = parquet(segments.map((segment) => join(folder, segment.file)))
  const striped = segments.filter(({ stripes }) => stripes).length
  if (striped === 0) return files
  const all =
    striped < segments.length ? files.replace('hive_partitioning', 'union_by_name=true, hive_partitioning') : files
  return `(SELECT series, time, ${DOUBLE_VALUE} AS value_double, value_int64, value_boolean, value_string, status, file_index FROM ${all})`
}

/** The range beside the list lets whole row groups be passed over. */
export const seriesIn = (list: readonly number[]): string =>
  list.length === 1
    ? `series = ${list[0]}`
    : `series IN (${list.join(',')}) AND series BETWEEN ${list.reduce((a, b) => Math.min(a, b))} AND ${list.reduce((a, b) => Math.max(a, b))}`

/** `column` lies in [from, to); without bounds that are finite it is no condition. */
export const timesIn = (from: number, to: number, column = 'time'): string =>
  [
    ...(from > -Infinity ? [`${column} >= ${instant(from)}`] : []),
    ...(to < Infinity ? [`${column} < ${instant(to)}`] : []),
  ].join(' AND ') || 'true'

/** The condition on key columns. */
export const where = ({ wanted, from, to }: Pick<Scan, 'wanted' | 'from' | 'to'>): string =>
  `${seriesIn(wanted.list)} AND ${timesIn(from, to)}`

/** A sample's columns, none of them null, in the shape {@link SampleRows} reads. */
export const SAMPLE_COLUMNS = `series, epoch_us(time)::DOUBLE AS t,
  CASE WHEN value_double IS NOT NULL THEN ${ValueKind.double} WHEN value_int64 IS NOT NULL THEN ${ValueKind.int64}
    WHEN value_boolean IS NOT NULL THEN ${ValueKind.boolean} WHEN value_string IS NOT NULL THEN ${ValueKind.string} ELSE ${ValueKind.none} END::UTINYINT AS kind,
  coalesce(value_double, value_boolean::UTINYINT::DOUBLE, 0) AS d, coalesce(value_int64, 0) AS n, coalesce(value_string, '') AS s, status`

/** A chunk selected as {@link SAMPLE_COLUMNS}. */
export class SampleRows {
  readonly series: Uint32Array
  readonly time: Float64Array
  readonly #kind: Uint8Array
  readonly #double: Float64Array
  readonly #int64: BigInt64Array
  readonly #status: Uint32Array
  readonly #chunk: DuckDBDataChunk

  constructor(chunk: DuckDBDataChunk) {
    this.series = itemsOf(chunk, 0)
    this.time = itemsOf(chunk, 1)
    this.#kind = itemsOf(chunk, 2)
    this.#double = itemsOf(chunk, 3)
    this.#int64 = itemsOf(chunk, 4)
    this.#status = itemsOf(chunk, 6)
    this.#chunk = chunk
  }

  valueAt(row: number): Value {
    switch (this.#kind[row]) {
      case ValueKind.double:
        return this.#double[row] as number
      case ValueKind.int64:
        return this.#int64[row] as bigint
      case ValueKind.boolean:
        return this.#double[row] !== 0
      case ValueKind.string:
        return this.#chunk.getColumnVector(5).getItem(row) as string
      default:
        return null
    }
  }

  statusAt(row: number): number {
    return this.#status[row] as number
  }

  copy(row: number, into: BatchBuilder): void {
    const series = this.series[row] as number
    const time = this.time[row] as number
    if (this.#kind[row] === ValueKind.double)
      into.addDouble(series, time, this.#double[row] as number, this.#status[row] as number)
    else into.add(series, time, this.valueAt(row), this.#status[row] as number)
  }
}
