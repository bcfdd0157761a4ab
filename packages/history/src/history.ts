import type { Closable, Micros, SampleBatch } from '@millrace/core'
import type { HistoryAnalysis } from './analysis.ts'

/**
 * A place in the journal that feeds the history. It grows from append to append; appends of one record may share one.
 * 0 is before everything.
 */
export type JournalPosition = number

export interface RawQuery {
  readonly tenant: string
  readonly series: readonly number[]
  /** Inclusive. -Infinity is from the beginning. */
  readonly from: Micros
  /** Exclusive. Infinity is to the end. */
  readonly to: Micros
  /** Rows per series at most; the newest are kept with `order: 'descending'`. Default 100,000. */
  readonly limit?: number
  readonly order?: 'ascending' | 'descending'
  readonly signal?: AbortSignal
}

/**
 * One bucket per row, series in the order asked for, then by time; a bucket without samples is absent. An int64 counts as
 * the nearest double, a boolean as 0 or 1; strings, samples without a value, NaN and what is not good only count in `count`.
 */
export interface Buckets {
  readonly length: number
  readonly series: Uint32Array
  /** Start of the bucket, µs. */
  readonly start: Float64Array
  /** Samples of any kind and quality. */
  readonly count: Uint32Array
  /** Good numbers: what all columns below are of, and the weight of `mean` when buckets are joined. */
  readonly good: Uint32Array
  /** NaN where no good number lies in the bucket: a gap is a gap. */
  readonly min: Float64Array
  readonly max: Float64Array
  /** Sample-weighted mean. */
  readonly mean: Float64Array
  readonly first: Float64Array
  readonly last: Float64Array
  /** Time of the least value, µs; of several the earliest. */
  readonly minTime: Float64Array
  readonly maxTime: Float64Array
}

export interface BucketQuery {
  readonly tenant: string
  readonly series: readonly number[]
  readonly from: Micros
  readonly to: Micros
  /** Width of a bucket, µs; buckets start at multiples of it since 1970. */
  readonly width: Micros
  readonly signal?: AbortSignal
}

export interface RemoveQuery {
  readonly tenant: string
  /** Absent: of every series of the tenant. */
  readonly series?: readonly number[]
  /** Inclusive, µs. Default: from the beginning. */
  readonly from?: Micros
  /** Exclusive, µs. Default: to the end. */
  readonly to?: Micros
}

export interface StoredFigures {
  /** A key that stands in several files counts as often. */
  readonly rows: number
  /** With what is summed up beside the rows. */
  readonly bytes: number
  readonly segments: number
  /** Source times of the oldest and the newest sample, µs; absent where there is none. */
  readonly oldest?: Micros
  readonly newest?: Micros
  /** Of `bytes` what is summed up beside the rows. */
  readonly summedBytes?: number
  /** By the month (UTC) of the source time, oldest first; absent where there is none. */
  readonly months?: readonly StoredMonth[]
}

export interface StoredMonth {
  /** As 2026-03. */
  readonly month: string
  readonly rows: number
  /** With what is summed up beside the rows. */
  readonly bytes: number
}

/** What was asked and took long. */
export interface SlowQuery {
  /** When it was asked, µs UTC. */
  readonly at: Micros
  readonly kind: 'raw' | 'buckets' | 'latest' | 'weighted' | 'at' | 'm4' | 'states' | 'histogram'
  /** How many it asked for. */
  readonly series: number
  /** Of its range, µs; absent where it has none or it has no end there. */
  readonly from?: Micros
  readonly to?: Micros
  /** Until it was answered, ms; waiting for a turn is part of it. */
  readonly ms: number
}

export interface HistoryHealth {
  /** Samples that are not in durable files yet. */
  readonly hotRows: number
  readonly segments: number
  /** Of all segments. */
  readonly bytes: number
  /** What fails at present, with its remedy; absent when all is well. */
  readonly lastFault?: string
  /** Its code, for machines. */
  readonly lastFaultCode?: string
}

/**
 * The time-series store. Key: (series, source time); the last write wins, so that a replay changes nothing.
 *
 * Appended samples are seen by queries at once, but survive a crash only up to `durable()`: whoever feeds the store keeps
 * a journal and appends again, from there, after a restart.
 */
export interface HistoryStore extends HistoryAnalysis, Closable {
  /**
   * Samples of one tenant. Resolves when queries see them; a slow resolve is back-pressure. The batch is copied: its
   * columns may be used again after that. Throws when a time is no whole number or the tenant no name; nothing is in then.
   */
  append(tenant: string, batch: SampleBatch, position: JournalPosition): Promise<void>
  /** Everything appended with a position up to here is in durable files. */
  durable(): JournalPosition
  /** Makes everything appended so far durable; returns the new `durable()`. Throws why it cannot; then nothing is lost. */
  seal(): Promise<JournalPosition>
  /** Samples in time order per series, series in the order asked for. */
  raw(query: RawQuery): Promise<SampleBatch>
  buckets(query: BucketQuery): Promise<Buckets>
  /** The newest sample of each series that has one, not later than `at` (by default, of all). */
  latest(tenant: string, series: readonly number[], at?: Micros): Promise<SampleBatch>
  /**
   * Removes samples for good; resolves, with how many, when neither queries nor files hold them any more, and no crash brings
   * them back. What is appended meanwhile stays. Throws `history.query_malformed`.
   */
  remove(query: RemoveQuery): Promise<number>
  /** Bytes that this tenant's durable samples take on disk. */
  storedBytes(tenant: string): number
  /** Figures of this tenant's durable samples. */
  stored(tenant: string): StoredFigures
  /** Of this tenant, of the last day at most, the slowest first; gone with a restart. */
  slowest(tenant: string): readonly SlowQuery[]
  health(): HistoryHealth
}
