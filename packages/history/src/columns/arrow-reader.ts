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
    for (const { values, length, offset } of vector.data) {
      const whole = values as BigInt64Array
      for (let row = 0; row < length; row++) {
        const at = whole[row]
        if (at === undefined) throw new RangeError(`no moment in row ${row} from ${offset}`)
        yield Math.round(Number(at) * micros[type.unit]!)
      }
    }
    return
  }
  const read = readerOf(type)
  for (const value of vector) yield value === null || value === undefined || !read ? null : read(value)
}

/**
 * Reads a stream of Arrow's IPC format that is not trusted: all of it is in memory, and it may hold `most` rows. Columns of types
 * that hold no plain values are left out. Throws what the library does where it is no such stream, RangeError where it is too long.
 */
export function readArrow(bytes: Uint8Array, most: number): ReadTable {
  const reader = RecordBatchReader.from(bytes)
  reader.open()
  const { schema } = reader
  const plain = schema.fields.map(({ type }) => readerOf(type) !== undefined || DataType.isTimestamp(type))
  const columns = schema.fields.map(({ name }) => ({ name, values: [] as (number | boolean | string | null)[] }))
  let length = 0
  let batches = 0
  for (const batch of reader) {
    length += batch.numRows
    if (length > most || ++batches > MOST_BATCHES)
      throw new RangeError(`more than ${most} rows, or ${MOST_BATCHES} parts`)
    schema.fields.forEach(({ type }, i) => {
      const vector = batch.getChildAt(i)
      const { values } = columns[i]!
      if (plain[i] && vector) for (const value of valuesOf(vector, type)) values.push(value)
      if (plain[i] && values.length !== length) throw new RangeError(`${values.length} of ${length} values in a column`)
    })
  }
  return { length, columns: columns.filter((_, i) => plain[i]), metadata: schema.metadata }
}
