/**
 * What a column holds. `time`: µs since 1970 UTC; `word`: text of which there is little and often the same, kept once;
 * `text`: text that may always be another.
 */
export type ColumnType = 'time' | 'double' | 'int64' | 'boolean' | 'uint32' | 'word' | 'text'

export interface ColumnSpec {
  readonly name: string
  readonly type: ColumnType
  readonly nullable: boolean
}

export interface ColumnData {
  /**
   * By type: time and int64 BigInt64Array, double Float64Array, boolean Uint8Array (0, 1), uint32 Uint32Array, word
   * Uint32Array of places in `words`, text strings. What stands where there is no value does not matter, nor whether anything does.
   */
  readonly values: BigInt64Array | Float64Array | Uint8Array | Uint32Array | readonly string[]
  /** 1 where there is a value, 0 where there is none, a byte a row; without it there is one everywhere. */
  readonly valid?: Uint8Array
  /** Each once. */
  readonly words?: readonly string[]
}

/** Some rows, in the columns of a list of {@link ColumnSpec}, in its order. Columns may be longer than `length`. */
export interface Rows {
  readonly length: number
  readonly columns: readonly ColumnData[]
}

/** Turns rows into the bytes of a file or stream, piece by piece. */
export interface ColumnWriter {
  /** What is ready to go out; may be nothing yet. */
  write(rows: Rows): Promise<readonly Uint8Array[]>
  finish(): Promise<readonly Uint8Array[]>
}
