import type { Closable } from '@millrace/core'
import type { Encode } from '../encode.ts'
import type { Load, SeriesKey } from '../workload.ts'

export const engineNames = ['lake', 'victoriametrics', 'clickhouse', 'influxdb', 'postgresql'] as const
export type EngineName = (typeof engineNames)[number]

/** Times in µs. */
export interface Samples {
  readonly time: ArrayLike<number>
  readonly value: ArrayLike<number>
}

/** By series number in the order asked for, then by start (µs). */
export interface BucketColumns {
  readonly series: ArrayLike<number>
  readonly start: ArrayLike<number>
  readonly min: ArrayLike<number>
  readonly mean: ArrayLike<number>
  readonly max: ArrayLike<number>
}

/** By falling maximum. */
export interface Top {
  readonly device: readonly number[]
  readonly max: readonly number[]
}

/** By device; those with none are left out. */
export interface Above {
  readonly device: readonly number[]
  readonly count: readonly number[]
}

export interface StateDurations {
  readonly onS: number
  readonly offS: number
  readonly changes: number
}

/** From inclusive, to exclusive, µs. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * What the benchmark asks of a store, in the words that the store answers fastest in. All data lie together in one
 * store: the fleet's day and some devices of a month before it.
 */
export interface Engine extends Closable {
  readonly name: EngineName
  /** Of the process that stores. */
  readonly pid: number
  /** What is certain when a write has been answered. */
  readonly promises: string
  readonly encode: Encode
  /** Resolves when the batch is answered. */
  write(batch: Uint8Array): Promise<void>
  /** Called after the last write, inside the measured time: resolves when all is stored as well as `promises` says. */
  finish(): Promise<void>
  /** Waits for merges and the like; resolves with the bytes that all values take on disk. */
  settle(): Promise<number>

  last(key: SeriesKey): Promise<number>
  /** Of every point of the fleet: device by device, point by point. */
  lastOfAll(): Promise<Float64Array>
  raw(key: SeriesKey, range: Range): Promise<Samples>
  /** Keys are of one device. */
  buckets(keys: readonly SeriesKey[], range: Range, width: number): Promise<BucketColumns>
  fleetMean(point: number, range: Range, width: number): Promise<Samples>
  top(point: number, range: Range, n: number): Promise<Top>
  above(point: number, limit: number, range: Range): Promise<Above>
  /** Seconds on and off, and how often it changed. */
  states(key: SeriesKey, range: Range): Promise<StateDurations>
}

/** What an engine is opened with: an empty folder of its own and what it will hold. */
export interface EngineSite {
  readonly folder: string
  readonly fleet: Load
  readonly quick: boolean
}
