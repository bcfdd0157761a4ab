import { BatchBuilder, Fault } from '@millrace/core'
import { columnsOf, lowerBound, type SampleColumns } from '../segment/index.ts'
import type { Duck } from './duck.ts'
import { SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'
import { isStriped } from './open-files.ts'
import { SAMPLE_COLUMNS, SampleRows, tableOf, where } from './scan.ts'
import './faults.ts'

/** Rows that may be in memory at once, about. */
const ROWS = 500_000
/** Rows of one answer at most: about 300 MB. */
const MOST = 10_000_000

/** Rows of an old segment, sorted by series and time. */
export interface OldRows {
  readonly columns: SampleColumns
  readonly length: number
}

const rowsPerSeries = ({ rows, minSeries, maxSeries }: Segment): number => rows / (maxSeries - minSeries + 1)

/** Reads segments without a list of stripes, as they were written before there was one, through the engine. */
export class OldSegments {
  readonly #duck: Duck
  readonly #folder: string

  constructor(duck: Duck, folder: string) {
    this.#duck = duck
    this.#folder = folder
  }

  /** Series that are read together, so that memory has a bound. */
  chunksOf(series: readonly number[], segments: readonly Segment[]): (readonly number[])[] {
    const each = segments.reduce((sum, one) => sum + (isStriped(one) ? 0 : rowsPerSeries(one)), 0)
    if (each === 0) return [series]
    const size = Math.max(1, Math.floor(ROWS / each))
    return Array.from({ length: Math.ceil(series.length / size) }, (_, i) => series.slice(i * size, (i + 1) * size))
  }

  /** Rows of the wanted series in [from, to), by file. */
  async read(
    segments: readonly Segment[],
    series: readonly number[],
    { from, to }: { readonly from: number; readonly to: number },
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, OldRows>> {
    const found = new Map<string, OldRows>()
    for (const segment of segments) {
      if (isStriped(segment)) continue
      const own = series.filter((one) => one >= segment.minSeries && one <= segment.maxSeries)
      if (own.length > 0)
        found.set(segment.file, await this.#rows(segment, where({ wanted: new SeriesSet(own), from, to }), signal))
    }
    return found
  }

  /** All rows of a segment, some series at a time. */
  async *all(segment: Segment): AsyncGenerator<OldRows> {
    const step = Math.max(1, Math.floor(ROWS / rowsPerSeries(segment)))
    for (let from = segment.minSeries; from <= segment.maxSeries; from += step)
      yield await this.#rows(segment, `series BETWEEN ${from} AND ${Math.min(segment.maxSeries, from + step - 1)}`)
  }

  async #rows(segment: Segment, wanted: string, signal?: AbortSignal): Promise<OldRows> {
    const builder = new BatchBuilder()
    await this.#duck.stream(
      `SELECT ${SAMPLE_COLUMNS} FROM ${tableOf(this.#folder, [segment])} WHERE ${wanted} ORDER BY series, time`,
      (chunk, count) => {
        if (builder.length > MOST) throw new Fault('history.query_too_large', { limit: MOST, unit: 'samples' })
        const rows = new SampleRows(chunk)
        for (let row = 0; row < count; row++) rows.copy(row, builder)
        return true
      },
      signal,
    )
    const batch = builder.take()
    return { columns: columnsOf(batch), length: batch.length }
  }
}

/** Where the rows of a series lie. */
export function rowsOfSeries({ columns, length }: OldRows, series: number): { from: number; to: number } {
  const from = lowerBound(columns.series, 0, length, series)
  return { from, to: lowerBound(columns.series, from, length, series + 1) }
}
