import { DataType, RecordBatchReader, TimeUnit, type Vector } from 'apache-arrow'

/** A column as it came: numbers, conditions, texts; null where there is nothing. */
export interface ReadColumn {
  readonly name: string
  readonly values: readonly (number | boolean | string | null)[]
}

export interface ReadTable {
  readonly length: number
  readonly columns: readonly ReadColumn[]
  /** What the schema says beside its columns. */
  readonly metadata: ReadonlyMap<string, string>
}

/** Parts of a stream: one that is many times empty is refused. */
const MOST_BATCHES = 1_000

/** µs in a unit of time. */
const micros: Readonly<Record<number, number>> = {
  [TimeUnit.SECOND]: 1e6,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1,
  [TimeUnit.NANOSECOND]: 1e-3,
}

/** How one value is told; undefined for a type that no column may have. Times are µs since 1970-01-01 UTC. */
function readerOf(type: DataType): ((value: unknown) => number | boolean | string) | undefined {
  if (DataType.isBool(type)) return Boolean
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return String
  if (DataType.isFloat(type) || DataType.isInt(type)) return Number
  if (DataType.isDictionary(type)) return DataType.isUtf8(type.dictionary) ? String : undefined
  return undefined
}

function* valuesOf(vector: Vector, type: DataType): Generator<number | boolean | string | null> {
  if (DataType.isTimestamp(type)) {
    // The library tells a moment in ms, and loses what is finer: its integers are whole.
    for (const data of vector.data) {
      const whole = data.values as BigInt64Array
      for (let row = 0; row < data.length; row++)
        yield data.getValid(row) ? Math.round(Number(whole[row]) * micros[type.unit]!) : null
    }
    return
  }
  const read = readerOf(type)
  for (const value of vector) yield value === null || value === undefined || !read ? null : read(value)
}

/** What is wanted of a table. */
export interface Wanted {
  /** Columns that are read; others are left out. */
  readonly names: readonly string[]
  /** Rows. */
  readonly most: number
}

/**
 * Reads a stream of Arrow's IPC format; all of it is in memory. Columns of types that hold no plain values are left out. Throws what
 * the library does where it is no such stream, RangeError where it is too long. What a stranger sends may take all memory and time
 * there is: that is for {@link ArrowReading}.
 */
export function readArrow(bytes: Uint8Array, { names, most }: Wanted): ReadTable {
  const reader = RecordBatchReader.from(bytes)
  reader.open()
  const { schema } = reader
  const columns = schema.fields.flatMap(({ name, type }, i) =>
    names.includes(name) && (readerOf(type) !== undefined || DataType.isTimestamp(type))
      ? [{ i, type, name, values: [] as (number | boolean | string | null)[] }]
      : [],
  )
  let length = 0
  let batches = 0
  for (const batch of reader) {
    length += batch.numRows
    if (length > most || ++batches > MOST_BATCHES)
      throw new RangeError(`more than ${most} rows, or ${MOST_BATCHES} parts`)
    for (const { i, type, values } of columns) {
      const vector = batch.getChildAt(i)
      if (vector?.length !== batch.numRows)
        throw new RangeError(`${vector?.length ?? 0} of ${batch.numRows} values in a column`)
      for (const value of valuesOf(vector, type)) values.push(value)
    }
  }
  return { length, columns: columns.map(({ name, values }) => ({ name, values })), metadata: schema.metadata }
}
