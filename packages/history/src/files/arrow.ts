import { type FileHandle, open } from 'node:fs/promises'
import { zstdDecompressSync } from 'node:zlib'
import { Fault } from '@millrace/core'
import {
  CompressionType,
  compressionRegistry,
  type Data,
  DataType,
  DateUnit,
  type RecordBatch,
  RecordBatchReader,
  type Timestamp,
  TimeUnit,
  type Vector,
} from 'apache-arrow'
import './faults.ts'
import { lz4Frame } from './lz4.ts'
import type { Cell, TableChunk, TableColumn, TableFile, TablePlace, TableReader } from './table.ts'

const ROWS = 8_192

compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes) })
compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: lz4Frame })

/** µs of one unit of a timestamp, as a fraction. */
const micros: Readonly<Record<TimeUnit, readonly [times: bigint, by: bigint]>> = {
  [TimeUnit.SECOND]: [1_000_000n, 1n],
  [TimeUnit.MILLISECOND]: [1_000n, 1n],
  [TimeUnit.MICROSECOND]: [1n, 1n],
  [TimeUnit.NANOSECOND]: [1n, 1_000n],
}
const DAY = 86_400_000_000n

/** Moments as they stand in the file: the library tells them in ms alone. */
function timesOf({ data }: Vector, from: number, to: number, [times, by]: readonly [bigint, bigint]): Cell[] {
  const cells: Cell[] = []
  let before = 0
  for (const part of data as readonly Data[]) {
    const values = part.values as BigInt64Array | Int32Array
    for (let row = Math.max(0, from - before); row < Math.min(part.length, to - before); row++)
      cells.push(part.getValid(row) ? (BigInt(values[row] as bigint | number) * times) / by : null)
    before += part.length
  }
  return cells
}

/** As digits: no number of ours holds them all. */
function decimalOf(words: Uint32Array | null, scale: number): string | null {
  if (words === null) return null
  const whole = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  const signed = BigInt.asIntN(words.length * 32, whole)
  const digits = (signed < 0n ? -signed : signed).toString().padStart(scale + 1, '0')
  const sign = signed < 0n ? '-' : ''
  return scale > 0 ? `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}` : `${sign}${digits}`
}

function columnOf(vector: Vector, from: number, to: number): TableColumn {
  const { type } = vector
  if (DataType.isTimestamp(type))
    return { cells: timesOf(vector, from, to, micros[(type as Timestamp).unit]), isTime: true }
  if (DataType.isDate(type))
    return { cells: timesOf(vector, from, to, type.unit === DateUnit.DAY ? [DAY, 1n] : [1_000n, 1n]), isTime: true }
  const cells: Cell[] = []
  const scale = DataType.isDecimal(type) ? type.scale : undefined
  for (let row = from; row < to; row++) {
    const value: unknown =
      scale === undefined ? vector.get(row) : decimalOf(vector.get(row) as Uint32Array | null, scale)
    const isPlain = value === null || ['number', 'bigint', 'boolean', 'string'].includes(typeof value)
    cells.push(isPlain ? (value as Cell) : String(value))
  }
  return { cells, isTime: false }
}

/** Arrow IPC, stream or file (Feather 2), plain or compressed with zstd or LZ4. */
export class ArrowReader implements TableReader {
  readonly names: readonly string[]
  readonly #file: FileHandle
  readonly #batches: AsyncIterable<RecordBatch>

  private constructor(file: FileHandle, batches: RecordBatchReader) {
    this.#file = file
    this.#batches = batches as unknown as AsyncIterable<RecordBatch>
    this.names = batches.schema.fields.map(({ name }) => name)
  }

  static async open({ path }: TableFile): Promise<ArrowReader> {
    const file = await open(path)
    try {
      const batches = await RecordBatchReader.from(file)
      await batches.open()
      return new ArrowReader(file, batches)
    } catch (thrown) {
      await file.close()
      throw unreadable(thrown)
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async *chunks(wanted: readonly string[], from: TablePlace): AsyncGenerator<TableChunk> {
    let row = 0
    try {
      for await (const batch of this.#batches) {
        const vectors = wanted.map((name) => batch.getChildAt(this.names.indexOf(name)) as Vector)
        for (let begin = Math.max(0, from.row - row); begin < batch.numRows; begin += ROWS) {
          const end = Math.min(batch.numRows, begin + ROWS)
          yield {
            length: end - begin,
            lines: Array.from({ length: end - begin }, (_, i) => row + begin + i + 1),
            columns: vectors.map((vector) => columnOf(vector, begin, end)),
            malformed: [],
            next: { row: row + end, byte: 0, line: 0 },
          }
        }
        row += batch.numRows
      }
    } catch (thrown) {
      throw unreadable(thrown)
    }
  }
}

const unreadable = (thrown: unknown): Fault =>
  thrown instanceof Fault
    ? thrown
    : new Fault(
        'files.unreadable',
        { format: 'Arrow', seen: (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 300) },
        thrown,
      )
