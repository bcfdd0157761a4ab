/** A value of a table as its file holds it; null where there is none. */
export type Cell = string | number | bigint | boolean | null

export interface TableColumn {
  readonly cells: readonly Cell[]
  /** The cells are moments, µs since 1970 UTC as bigint. */
  readonly isTime: boolean
}

/** Where the rows after a chunk begin. */
export interface TablePlace {
  /** Rows before it. */
  readonly row: number
  /** Bytes of the file before it, as far as the format has them in order; for progress, too. */
  readonly byte: number
  /** Lines of a text file before it. */
  readonly line: number
}

export interface TableChunk {
  readonly length: number
  /** Of each row, for people: its line in a text file, else its number from 1. */
  readonly lines: readonly number[]
  /** In the order of the names that were asked for. */
  readonly columns: readonly TableColumn[]
  /** Rows of this part of the file that cannot be read at all; they are not among `length`. */
  readonly malformed: readonly { readonly line: number; readonly detail: string }[]
  readonly next: TablePlace
}

export type TableFormat = 'csv' | 'parquet' | 'arrow'

export interface TableFile {
  readonly path: string
  readonly format: TableFormat
  /** Of a text file; default UTF-8. */
  readonly encoding?: 'utf-8' | 'gb18030'
}

/** A file of rows with named columns, read piece by piece. */
export interface TableReader {
  readonly names: readonly string[]
  /** Throws `files.unreadable`, `files.column_missing`. */
  chunks(wanted: readonly string[], from: TablePlace): AsyncGenerator<TableChunk>
  close(): Promise<void> | void
}

export const START: TablePlace = { row: 0, byte: 0, line: 0 }
