/** The columns of a segment, in the order of its file. */
export const Column = {
  series: 0,
  time: 1,
  double: 2,
  scaled: 3,
  scale: 4,
  int64: 5,
  boolean: 6,
  string: 7,
  status: 8,
} as const
export const COLUMNS = 9

/** Rows of a stripe at most. */
export const FULL = 16_384

/** Of a stripe's rows: a {@link ValueKind}, doubles kept as whole number and places, or several kinds. */
export const SCALED = 5
export const MIXED = 255

export const Encoding = { plain: 0, rle: 3, delta: 5 } as const

/** Where a page's data lie, levels first. */
export const Word = {
  firstSeries: 0,
  lastSeries: 1,
  rows: 2,
  /** Kind, places and {@link Flag}, a byte each. */
  kinds: 3,
  /** Of every row, with {@link Flag.oneStatus}. */
  status: 4,
  hoursAt: 5,
  hoursBytes: 6,
  /** A bit for each column: DELTA_BINARY_PACKED, not PLAIN. */
  delta: 7,
  /** A bit for each column: zstd. */
  packed: 8,
  /** Offset and bytes for each column. */
  pages: 9,
} as const
export const WORDS = Word.pages + COLUMNS * 2

export const Instant = { min: 0, max: 1, step: 2 } as const
export const INSTANTS = 3

export const Flag = {
  oneSeries: 1,
  oneStatus: 2,
  /** Times go from the least to the greatest in equal steps. */
  regular: 4,
} as const

/** The list of stripes of a segment: what is found without reading pages. */
export interface Stripes {
  readonly length: number
  readonly words: Uint32Array
  readonly instants: Float64Array
}

/** A run of bytes in a file. */
export interface Extent {
  readonly at: number
  readonly bytes: number
}

export function stripesOf(bytes: Uint8Array): Stripes {
  const size = WORDS * 4 + INSTANTS * 8
  const length = bytes.length / size
  // A copy, so that the columns are aligned.
  const own = bytes.slice().buffer
  return {
    length,
    instants: new Float64Array(own, 0, length * INSTANTS),
    words: new Uint32Array(own, length * INSTANTS * 8, length * WORDS),
  }
}

export function bytesOfStripes(instants: readonly number[], words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(instants.length * 8 + words.length * 4)
  new Float64Array(bytes.buffer, 0, instants.length).set(instants)
  new Uint32Array(bytes.buffer, instants.length * 8, words.length).set(words)
  return bytes
}
