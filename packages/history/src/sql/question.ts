import type { Micros } from '@millrace/core'
import type { Lent } from '../lake/index.ts'

export type SqlFormat = 'json' | 'ndjson' | 'arrow'
type Cell = string | number | boolean | null

/** Points and assets of the one who asks, as columns: what the tables `points` and `assets` hold. */
export interface SqlPlant {
  /** Columns in the order of {@link POINT_COLUMNS}. */
  readonly points: readonly (readonly Cell[])[]
  /** Columns in the order of {@link ASSET_COLUMNS}. */
  readonly assets: readonly (readonly Cell[])[]
  /** Which series are which point's: only their samples are seen. */
  readonly series: Uint32Array
  /** Row in `points` of each of the series. */
  readonly rows: Uint32Array
  /** There are other series of the tenant, which must not be seen, not even by an error that one of their values makes. */
  readonly isPart: boolean
}

export const POINT_COLUMNS = {
  id: 'VARCHAR',
  name: 'VARCHAR',
  path: 'VARCHAR',
  asset: 'VARCHAR',
  device: 'VARCHAR',
  type: 'VARCHAR',
  unit: 'VARCHAR',
  description: 'VARCHAR',
  low: 'DOUBLE',
  high: 'DOUBLE',
  writable: 'BOOLEAN',
} as const
export const ASSET_COLUMNS = {
  id: 'VARCHAR',
  parent: 'VARCHAR',
  name: 'VARCHAR',
  level: 'VARCHAR',
  path: 'VARCHAR',
} as const

export interface SqlLimits {
  /** From the start of the query to the last byte of the answer, ms. */
  readonly ms: number
  /** Of the engine's buffers, MiB; the process as a whole gets some more. */
  readonly memoryMib: number
  /** What may be put aside on disk, MiB. */
  readonly spillMib: number
  readonly answerBytes: number
}

/** What a process is given to do. */
export interface SqlJob {
  readonly text: string
  /** Rows of the answer at most. */
  readonly limit: number
  readonly format: SqlFormat
  readonly plant: SqlPlant
  readonly lent: Lent
  /** When the samples stood as they are lent, µs UTC. */
  readonly asOf: Micros
  /** Of its own; the answer is put there as `answer`. */
  readonly folder: string
  readonly limits: SqlLimits
}

export interface AnsweredColumn {
  readonly name: string
  /** `time` and `date` are text in JSON; an int64 beyond 2⁵³ too. */
  readonly type: 'boolean' | 'int64' | 'double' | 'time' | 'date' | 'text'
}

/** What is known of an answer before it is sent. */
export interface SqlDone {
  readonly columns: readonly AnsweredColumn[]
  readonly rows: number
  /** There were more rows than the limit. */
  readonly truncated: boolean
  readonly bytes: number
}
