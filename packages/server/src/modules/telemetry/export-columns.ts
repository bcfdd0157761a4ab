import { type SampleBatch, severityOf, ValueKind } from '@millrace/core'
import type { ColumnData, ColumnSpec, ColumnWriter } from '@millrace/history'
import type { Encoder, Exported, Piece } from './export-format.ts'

/** Columns of an export; those of values are named as in the history's own files. */
export const exportColumns: readonly ColumnSpec[] = [
  { name: 'time', type: 'time', nullable: false },
  { name: 'point', type: 'word', nullable: false },
  { name: 'path', type: 'word', nullable: false },
  { name: 'name', type: 'word', nullable: false },
  { name: 'value_double', type: 'double', nullable: true },
  { name: 'value_int64', type: 'int64', nullable: true },
  { name: 'value_boolean', type: 'boolean', nullable: true },
  { name: 'value_string', type: 'text', nullable: true },
  { name: 'unit', type: 'word', nullable: true },
  { name: 'status', type: 'uint32', nullable: false },
  { name: 'quality', type: 'word', nullable: false },
]

const qualities = ['good', 'uncertain', 'bad'] as const

/** A column of words that is the same for all rows of a series. */
class WordColumn {
  readonly words: string[] = []
  readonly #places = new Map<string, number>()
  readonly values: Uint32Array
  readonly valid: Uint8Array

  constructor(length: number) {
    this.values = new Uint32Array(length)
    this.valid = new Uint8Array(length)
  }

  fill(word: string | undefined, from: number, to: number): void {
    if (word === undefined) return
    let place = this.#places.get(word)
    if (place === undefined) {
      place = this.words.push(word) - 1
      this.#places.set(word, place)
    }
    this.values.fill(place, from, to)
    this.valid.fill(1, from, to)
  }

  get data(): ColumnData {
    return { values: this.values, words: this.words }
  }
}

/** What is said of points, by runs of rows of one series. */
function describe(batch: SampleBatch, { of }: Exported): Record<'point' | 'path' | 'name' | 'unit', WordColumn> {
  const { length, series } = batch
  const columns = {
    point: new WordColumn(length),
    path: new WordColumn(length),
    name: new WordColumn(length),
    unit: new WordColumn(length),
  }
  for (let from = 0; from < length; ) {
    let to = from + 1
    while (to < length && series[to] === series[from]) to++
    const { point, path } = of(series[from] as number)
    columns.point.fill(point.id, from, to)
    columns.path.fill(path, from, to)
    columns.name.fill(point.name, from, to)
    columns.unit.fill(point.unit, from, to)
    from = to
  }
  return columns
}

const whole = (values: Float64Array, length: number): BigInt64Array => {
  const times = new BigInt64Array(length)
  for (let row = 0; row < length; row++) times[row] = BigInt(values[row] as number)
  return times
}

/** Nothing is made for the many batches that hold no text. */
const textsOf = ({ length, int64, text }: SampleBatch, isString: Uint8Array): string[] =>
  text.length === 0
    ? []
    : Array.from({ length }, (_, row) => (isString[row] === 1 ? (text[Number(int64[row])] as string) : ''))

/** In the order of {@link exportColumns}. */
export function columnsOf(batch: SampleBatch, exported: Exported): ColumnData[] {
  const { length, kind } = batch
  const { point, path, name, unit } = describe(batch, exported)
  const are = (wanted: ValueKind): Uint8Array => {
    const valid = new Uint8Array(length)
    for (let row = 0; row < length; row++) if (kind[row] === wanted) valid[row] = 1
    return valid
  }
  const isString = are(ValueKind.string)
  const isBoolean = are(ValueKind.boolean)
  const status = batch.status.subarray(0, length)
  return [
    { values: whole(batch.time, length) },
    point.data,
    path.data,
    name.data,
    { values: batch.double, valid: are(ValueKind.double) },
    { values: batch.int64, valid: are(ValueKind.int64) },
    { values: isBoolean.map((is, row) => (is === 1 && batch.double[row] !== 0 ? 1 : 0)), valid: isBoolean },
    { values: textsOf(batch, isString), valid: isString },
    { ...unit.data, valid: unit.valid },
    { values: status },
    {
      values: Uint32Array.from(status, (code) => qualities.indexOf(severityOf(code))),
      words: qualities,
    },
  ]
}

/** Arrow or Parquet, by the writer. */
export class Columns implements Encoder {
  readonly #writer: ColumnWriter

  constructor(writer: ColumnWriter) {
    this.#writer = writer
  }

  begin(): Piece[] {
    return []
  }

  async *add(batch: SampleBatch, exported: Exported): AsyncGenerator<Piece> {
    yield* await this.#writer.write({ length: batch.length, columns: columnsOf(batch, exported) })
  }

  end(): Promise<readonly Piece[]> {
    return this.#writer.finish()
  }
}
