import { type SampleBatch, ValueKind } from '@millrace/core'
import type { Point } from '../assets/index.ts'

/** Ways in which history is taken out, with their media types. */
export const mediaTypes = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  arrow: 'application/vnd.apache.arrow.stream',
  parquet: 'application/vnd.apache.parquet',
} as const
export type Format = keyof typeof mediaTypes
export const formats = Object.keys(mediaTypes) as readonly Format[]

export const fileEndings: Readonly<Record<Format, string>> = {
  ndjson: 'ndjson',
  csv: 'csv',
  arrow: 'arrows',
  parquet: 'parquet',
}

/** What an export says of a point beside its samples. */
export interface DescribedPoint {
  readonly point: Point
  /** Names of the assets from the top down. */
  readonly path: string
}

/** The points whose samples come. */
export interface Exported {
  /** The point of a series. */
  of(series: number): DescribedPoint
}

export type Piece = string | Uint8Array

/** Turns samples into the bytes of one format, piece by piece. */
export interface Encoder {
  begin(): readonly Piece[]
  add(batch: SampleBatch, exported: Exported): Iterable<Piece> | AsyncIterable<Piece>
  end(): readonly Piece[] | Promise<readonly Piece[]>
}

export const kindNames: Readonly<Record<ValueKind, string>> = {
  [ValueKind.none]: 'none',
  [ValueKind.double]: 'double',
  [ValueKind.int64]: 'int64',
  [ValueKind.boolean]: 'boolean',
  [ValueKind.string]: 'string',
}
