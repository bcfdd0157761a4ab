import {
  AsyncByteQueue,
  Bool,
  type Data,
  type DataType,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  makeVector,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Uint32,
  Utf8,
  type Vector,
} from 'apache-arrow'
import type { ColumnData, ColumnSpec, ColumnType, ColumnWriter, Rows } from './columns.ts'

/** A new dictionary type gets a number of its own, so each column makes its own. */
const typeOf: Readonly<Record<ColumnType, () => DataType>> = {
  time: () => new TimestampMicrosecond('UTC'),
  double: () => new Float64(),
  int64: () => new Int64(),
  boolean: () => new Bool(),
  uint32: () => new Uint32(),
  word: () => new Dictionary(new Utf8(), new Int32()),
  text: () => new Utf8(),
}

/** Takes what the writer makes, at once. */
class Gathered extends AsyncByteQueue {
  readonly pieces: Uint8Array[] = []

  override write(bytes: ArrayBufferLike | ArrayBufferView): void {
    const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(bytes)
      ? bytes
      : { buffer: bytes, byteOffset: 0, byteLength: bytes.byteLength }
    if (byteLength > 0) this.pieces.push(new Uint8Array(buffer, byteOffset, byteLength))
  }
}

/** Eight flags to a byte, the first in the lowest bit, padded as the format asks (Columnar.rst, validity bitmaps). */
function bits(flags: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(length / 64) * 8)
  for (let row = 0; row < length; row++) if (flags[row] === 1) (bytes[row >>> 3] as number) |= 1 << (row & 7)
  return bytes
}

function utf8(
  texts: readonly string[],
  length: number,
  valid?: Uint8Array,
): { data: Uint8Array; valueOffsets: Int32Array } {
  const valueOffsets = new Int32Array(length + 1)
  for (let row = 0; row < length; row++) {
    const size = valid?.[row] === 0 ? 0 : Buffer.byteLength(texts[row] as string)
    valueOffsets[row + 1] = (valueOffsets[row] as number) + size
  }
  const data = Buffer.allocUnsafe(valueOffsets[length] as number)
  for (let row = 0; row < length; row++)
    if (valid?.[row] !== 0) data.write(texts[row] as string, valueOffsets[row] as number)
  return { data, valueOffsets }
}

function columnOf(type: DataType, { type: kind }: ColumnSpec, column: ColumnData, length: number): Data {
  const { values, valid, words = [] } = column
  const nulls = valid
    ? { nullBitmap: bits(valid, length), nullCount: length - valid.subarray(0, length).reduce((a, b) => a + b, 0) }
    : { nullCount: 0 }
  if (kind === 'text')
    return makeData({ type: type as Utf8, length, ...nulls, ...utf8(values as readonly string[], length, valid) })
  if (kind === 'boolean')
    return makeData({ type: type as Bool, length, ...nulls, data: bits(values as Uint8Array, length) })
  if (kind === 'word') {
    const places = values as Uint32Array
    const data = new Int32Array(places.buffer, places.byteOffset, length)
    return makeData({ type: type as Dictionary, length, ...nulls, data, dictionary: dictionaryOf(words) })
  }
  const data = (values as Float64Array).subarray(0, length)
  return makeData({ type: type as Float64, length, ...nulls, data })
}

const dictionaryOf = (words: readonly string[]): Vector<Utf8> =>
  makeVector(makeData({ type: new Utf8(), length: words.length, nullCount: 0, ...utf8(words, words.length) }))

/** Arrow's IPC stream, a record batch for each run of rows; words are sent as they are needed, anew with each batch. */
export class ArrowWriter implements ColumnWriter {
  readonly #specs: readonly ColumnSpec[]
  readonly #schema: Schema
  readonly #sink = new Gathered()
  readonly #writer = new RecordBatchStreamWriter()

  /** @param metadata what the schema says beside its columns */
  constructor(specs: readonly ColumnSpec[], metadata?: ReadonlyMap<string, string>) {
    this.#specs = specs
    const fields = specs.map(({ name, type, nullable }) => new Field(name, typeOf[type](), nullable))
    this.#schema = new Schema(fields, metadata ? new Map(metadata) : undefined)
    this.#writer.reset(this.#sink, this.#schema)
  }

  async write({ length, columns }: Rows): Promise<readonly Uint8Array[]> {
    if (length === 0) return []
    const { fields } = this.#schema
    const children = columns.map((column, i) =>
      columnOf((fields[i] as Field).type, this.#specs[i] as ColumnSpec, column, length),
    )
    const rows = makeData({ type: new Struct(fields), length, nullCount: 0, children })
    this.#writer.write(new RecordBatch(this.#schema, rows))
    return this.#sink.pieces.splice(0)
  }

  async finish(): Promise<readonly Uint8Array[]> {
    this.#writer.finish()
    return this.#sink.pieces.splice(0)
  }
}
