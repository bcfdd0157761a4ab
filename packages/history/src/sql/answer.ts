import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import {
  type DuckDBDataChunk,
  type DuckDBDecimalType,
  type DuckDBResult,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api'
import { Fault, isoOf } from '@millrace/core'
import type { ColumnData, ColumnWriter } from '../columns/index.ts'
import './faults.ts'
import type { AnsweredColumn, SqlDone, SqlJob } from './question.ts'

type Cell = boolean | number | bigint | string | null

const whole = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  // Sums of whole numbers are that wide.
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
])
/** Digits of a decimal that a double holds. */
const EXACT_DIGITS = 15

function typeOf(type: DuckDBType): AnsweredColumn['type'] {
  const { typeId } = type
  if (whole.has(typeId)) return 'int64'
  if (typeId === DuckDBTypeId.BOOLEAN) return 'boolean'
  if (typeId === DuckDBTypeId.DOUBLE || typeId === DuckDBTypeId.FLOAT) return 'double'
  if (typeId === DuckDBTypeId.DECIMAL && (type as DuckDBDecimalType).width <= EXACT_DIGITS) return 'double'
  if (typeId === DuckDBTypeId.TIMESTAMP_TZ || typeId === DuckDBTypeId.TIMESTAMP) return 'time'
  if (typeId === DuckDBTypeId.DATE) return 'date'
  return 'text'
}

const DAY_MICROS = 86_400_000_000

function cellOf(value: DuckDBValue, type: AnsweredColumn['type']): Cell {
  if (value === null) return null
  switch (type) {
    case 'boolean':
      return value as boolean
    case 'int64':
      return BigInt(value as number | bigint)
    case 'double':
      return Number(value)
    case 'time':
      return (value as { micros: bigint }).micros
    case 'date':
      return BigInt((value as { days: number }).days) * BigInt(DAY_MICROS)
    case 'text':
      return typeof value === 'string' ? value : String(value)
  }
}

/** Infinite times and those beyond what a text can tell are told as the number they are. */
const moment = (micros: bigint, digits?: number): string => {
  const number = Number(micros)
  return Math.abs(number) < 8.64e18 / 1_000 ? isoOf(number).slice(0, digits) : String(micros)
}

function jsonOf(cell: Cell, type: AnsweredColumn['type']): string {
  if (cell === null) return 'null'
  switch (type) {
    case 'int64':
      return Number.isSafeInteger(Number(cell)) ? String(cell) : `"${cell}"`
    case 'double':
      return Number.isFinite(cell) ? (Object.is(cell, -0) ? '-0.0' : String(cell)) : `"${cell}"`
    case 'time':
      return `"${moment(cell as bigint)}"`
    case 'date':
      return `"${moment(cell as bigint, 10)}"`
    case 'boolean':
      return String(cell)
    case 'text':
      return JSON.stringify(cell)
  }
}

/** A file that refuses to grow beyond the limit. */
class Sink {
  readonly #stream: WriteStream
  readonly #limit: number
  bytes = 0

  constructor(path: string, limit: number) {
    this.#stream = createWriteStream(path)
    this.#limit = limit
  }

  /** Counts what is held back for later. */
  count(bytes: number): void {
    this.bytes += bytes
    if (this.bytes > this.#limit) throw new Fault('sql.answer_too_large', { limit: this.#limit })
  }

  async write(piece: string | Uint8Array, isCounted = false): Promise<void> {
    if (!isCounted) this.count(typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length)
    if (!this.#stream.write(piece)) await once(this.#stream, 'drain')
  }

  async end(): Promise<void> {
    this.#stream.end()
    await once(this.#stream, 'close')
  }
}

/** Turns chunks into one form of an answer. */
interface Form {
  add(cells: readonly (readonly Cell[])[], length: number): Promise<void>
  end(done: Omit<SqlDone, 'bytes'>): Promise<void>
}

class JsonForm implements Form {
  readonly #columns: readonly AnsweredColumn[]
  readonly #sink: Sink
  readonly #asOf: number
  readonly #pieces: string[][]

  constructor(columns: readonly AnsweredColumn[], sink: Sink, asOf: number) {
    this.#columns = columns
    this.#sink = sink
    this.#asOf = asOf
    this.#pieces = columns.map(() => [])
  }

  async add(cells: readonly (readonly Cell[])[]): Promise<void> {
    this.#columns.forEach(({ type }, i) => {
      const piece = (cells[i] as readonly Cell[]).map((cell) => jsonOf(cell, type)).join(',')
      this.#sink.count(Buffer.byteLength(piece) + 1)
      this.#pieces[i]?.push(piece)
    })
  }

  async end({ columns, rows, truncated }: Omit<SqlDone, 'bytes'>): Promise<void> {
    await this.#sink.write(
      `${JSON.stringify({ columns, rows, truncated, asOf: isoOf(this.#asOf) }).slice(0, -1)},"data":[`,
    )
    for (const [i, pieces] of this.#pieces.entries()) {
      await this.#sink.write(i === 0 ? '[' : ',[')
      for (const [k, piece] of pieces.entries()) await this.#sink.write(k === 0 ? piece : `,${piece}`, true)
      await this.#sink.write(']')
    }
    await this.#sink.write(']}\n')
  }
}

class NdjsonForm implements Form {
  readonly #columns: readonly AnsweredColumn[]
  readonly #sink: Sink
  readonly #names: readonly string[]

  constructor(columns: readonly AnsweredColumn[], sink: Sink) {
    this.#columns = columns
    this.#sink = sink
    this.#names = columns.map(({ name }) => JSON.stringify(name))
  }

  async add(cells: readonly (readonly Cell[])[], length: number): Promise<void> {
    let text = ''
    for (let row = 0; row < length; row++) {
      const line = this.#columns.map(({ type }, i) => `${this.#names[i]}:${jsonOf(cells[i]?.[row] ?? null, type)}`)
      text += `{${line.join(',')}}\n`
    }
    await this.#sink.write(text)
  }

  async end(): Promise<void> {
    // Nothing follows the last line.
  }
}

const columnKinds = {
  boolean: 'boolean',
  int64: 'int64',
  double: 'double',
  time: 'time',
  date: 'time',
  text: 'text',
} as const

class ArrowForm implements Form {
  readonly #columns: readonly AnsweredColumn[]
  readonly #sink: Sink
  readonly #writer: ColumnWriter

  private constructor(columns: readonly AnsweredColumn[], sink: Sink, writer: ColumnWriter) {
    this.#columns = columns
    this.#sink = sink
    this.#writer = writer
  }

  /** The library is loaded where it is wanted: most queries do without. */
  static async open(columns: readonly AnsweredColumn[], sink: Sink): Promise<ArrowForm> {
    const { ArrowWriter } = await import('../columns/index.ts')
    const specs = columns.map(({ name, type }) => ({ name, type: columnKinds[type], nullable: true }))
    return new ArrowForm(columns, sink, new ArrowWriter(specs))
  }

  async add(cells: readonly (readonly Cell[])[], length: number): Promise<void> {
    const columns = this.#columns.map(({ type }, i) => dataOf(cells[i] as readonly Cell[], type))
    for (const piece of await this.#writer.write({ length, columns })) await this.#sink.write(piece)
  }

  async end(): Promise<void> {
    for (const piece of await this.#writer.finish()) await this.#sink.write(piece)
  }
}

/** Arrow's whole numbers have 64 bits; JSON tells wider ones as text. */
function fitting(value: bigint): bigint {
  if (BigInt.asIntN(64, value) === value) return value
  throw new Fault('sql.failed', { seen: 'a whole number beyond 64 bits; cast it to DOUBLE or VARCHAR' })
}

function dataOf(cells: readonly Cell[], type: AnsweredColumn['type']): ColumnData {
  const valid = Uint8Array.from(cells, (cell) => (cell === null ? 0 : 1))
  switch (type) {
    case 'boolean':
      return { values: Uint8Array.from(cells, (cell) => (cell === true ? 1 : 0)), valid }
    case 'double':
      return { values: Float64Array.from(cells, (cell) => Number(cell)), valid }
    case 'text':
      return { values: cells.map((cell) => (cell === null ? '' : (cell as string))), valid }
    default:
      return { values: BigInt64Array.from(cells, (cell) => fitting((cell ?? 0n) as bigint)), valid }
  }
}

type Open = (columns: readonly AnsweredColumn[], sink: Sink, job: SqlJob) => Form | Promise<Form>
const forms: Readonly<Record<SqlJob['format'], Open>> = {
  json: (columns, sink, { asOf }) => new JsonForm(columns, sink, asOf),
  ndjson: (columns, sink) => new NdjsonForm(columns, sink),
  arrow: (columns, sink) => ArrowForm.open(columns, sink),
}

/** Takes rows up to the limit into the answer's file. Throws `sql.answer_too_large`. */
export async function writeAnswer(result: DuckDBResult, job: SqlJob, path: string): Promise<SqlDone> {
  const names = result.deduplicatedColumnNames()
  const columns = result
    .columnTypes()
    .map((type, i): AnsweredColumn => ({ name: names[i] as string, type: typeOf(type) }))
  const sink = new Sink(path, job.limits.answerBytes)
  const form = await forms[job.format](columns, sink, job)
  let rows = 0
  let truncated = false
  while (!truncated) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const length = Math.min(chunk.rowCount, job.limit - rows)
    truncated = chunk.rowCount > length
    if (length > 0) await form.add(cellsOf(chunk, columns, length), length)
    rows += length
  }
  await form.end({ columns, rows, truncated })
  await sink.end()
  return { columns, rows, truncated, bytes: sink.bytes }
}

const cellsOf = (chunk: DuckDBDataChunk, columns: readonly AnsweredColumn[], length: number): Cell[][] =>
  columns.map(({ type }, i) => {
    const vector = chunk.getColumnVector(i)
    return Array.from({ length }, (_, row) => cellOf(vector.getItem(row), type))
  })
