import type { Closable, Micros, SampleBatch } from '@millrace/core'

/** A place in the journal that feeds the history; only grows. 0 is before everything. */
export type JournalPosition = number

/** How a series is told to the history: which tenant owns it. The history never serves a series under another tenant. */
export interface SeriesOwner {
  readonly tenant: string
  readonly series: number
}

export interface RawQuery {
  readonly tenant: string
  readonly series: readonly number[]
  /** Inclusive. */
  readonly from: Micros
  /** Exclusive. */
  readonly to: Micros
  /** Rows per series at most; the newest are kept with `order: 'descending'`. Default 100,000. */
  readonly limit?: number
  readonly order?: 'ascending' | 'descending'
  readonly signal?: AbortSignal
}

/** One bucket per row, ordered by series, then time. Numeric and boolean values that are good; counts tell the rest. */
export interface Buckets {
  readonly length: number
  readonly series: Uint32Array
  /** Start of the bucket, µs. */
  readonly start: Float64Array
  readonly count: Uint32Array
  readonly good: Uint32Array
  /** NaN where no good number lies in the bucket: a gap is a gap. */
  readonly min: Float64Array
  readonly max: Float64Array
  /** Sample-weighted mean. */
  readonly mean: Float64Array
  readonly first: Float64Array
  readonly last: Float64Array
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

export interface HistoryHealth {
  readonly hotRows: number
  readonly segments: number
  readonly bytes: number
  readonly lastFault?: string
}

/**
 * The time-series store. Key: (series, source time); the last write wins, so that a replay changes nothing.
 *
 * Appended samples are seen by queries at once, but survive a crash only up to `durable()`: whoever feeds the store keeps
 * a journal and appends again, from there, after a restart.
 */
export interface HistoryStore extends Closable {
  /** Samples of one tenant. Resolves when queries see them; a slow resolve is back-pressure. */
  append(tenant: string, batch: SampleBatch, position: JournalPosition): Promise<void>
  /** Everything appended with a position up to here is in durable files. */
  durable(): JournalPosition
  /** Makes everything appended so far durable; returns the new `durable()`. */
  seal(): Promise<JournalPosition>
  /** Samples in time order per series, series in the order asked for. */
  raw(query: RawQuery): Promise<SampleBatch>
  buckets(query: BucketQuery): Promise<Buckets>
  /** The newest sample of each series that has one, not later than `at` (default: any). */
  latest(tenant: string, series: readonly number[], at?: Micros): Promise<SampleBatch>
  health(): HistoryHealth
}
