import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableFromIPC } from 'apache-arrow'
import { expect, test, vi } from 'vitest'
import { ArrowWriter, type ColumnSpec, type ColumnWriter, ParquetWriter, type Rows } from './index.ts'

vi.setConfig({ testTimeout: 60_000 })

const specs: ColumnSpec[] = [
  { name: 'time', type: 'time', nullable: false },
  { name: 'point', type: 'word', nullable: false },
  { name: 'unit', type: 'word', nullable: true },
  { name: 'd', type: 'double', nullable: true },
  { name: 'n', type: 'int64', nullable: true },
  { name: 'b', type: 'boolean', nullable: true },
  { name: 's', type: 'text', nullable: true },
  { name: 'status', type: 'uint32', nullable: false },
]

const doubles = [0, -0, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, 1.5]
const whole = [0n, 2n ** 63n - 1n, -(2n ** 63n), 9_007_199_254_740_993n]
const texts = ['', 'läuft 运行中 🏭', 'a\u0000b', '"quoted", with\nlines']

/** Rows whose words, gaps and values are different in each part. */
function part(length: number, seed: number): Rows {
  const words = Array.from({ length: seed % 2 === 0 ? 3 : 400 }, (_, i) => `point ${seed} ${i}`)
  const rows = Array.from({ length }, (_, i) => i)
  const every = (n: number) => Uint8Array.from(rows, (i) => ((i + seed) % n === 0 ? 0 : 1))
  return {
    length,
    columns: [
      { values: BigInt64Array.from(rows, (i) => BigInt(i - 3) * 1_000_001n) },
      { values: Uint32Array.from(rows, (i) => (i * 7) % words.length), words },
      { values: new Uint32Array(length), words: ['bar'], valid: every(5) },
      { values: Float64Array.from(rows, (i) => doubles[i % doubles.length] as number), valid: every(3) },
      { values: BigInt64Array.from(rows, (i) => whole[i % whole.length] as bigint), valid: every(2) },
      { values: Uint8Array.from(rows, (i) => i & 1), valid: every(4) },
      { values: rows.map((i) => texts[i % texts.length] as string), valid: every(7) },
      { values: Uint32Array.from(rows, (i) => (i % 2 === 0 ? 0 : 0x80310000)) },
    ],
  }
}

/** What must come back, a line a row. */
function expected(parts: readonly Rows[]): string[] {
  return parts.flatMap(({ length, columns }) =>
    Array.from({ length }, (_, row) =>
      lineOf(
        columns.map(({ values, valid, words }) => {
          if (valid?.[row] === 0) return null
          const value = values[row]
          return words ? words[value as number] : values instanceof Uint8Array ? value === 1 : value
        }),
      ),
    ),
  )
}

/** Doubles as their bits, whole numbers apart from texts. */
const lineOf = (row: readonly unknown[]): string => row.map(plain).join(' | ')

/** A whole comparison in one step is too slow for so many rows. */
const firstDifference = (seen: readonly string[], wanted: readonly string[]): unknown => {
  const at = wanted.findIndex((line, i) => line !== seen[i])
  return at < 0 && seen.length === wanted.length ? undefined : { at, seen: seen[at], wanted: wanted[at] }
}

const plain = (value: unknown): string =>
  typeof value === 'number' ? bitsOf(value) : `${typeof value} ${String(value)}`
const bitsOf = (value: number): string => Buffer.from(Float64Array.of(value).buffer).toString('hex')

async function bytesOf(writer: ColumnWriter, parts: readonly Rows[]): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for (const rows of parts) pieces.push(...(await writer.write(rows)))
  return Buffer.concat([...pieces, ...(await writer.finish())])
}

/** Two row groups in Parquet, and words beyond one byte. */
const parts = [part(90_000, 1), part(1, 2), part(33_000, 3), part(17, 4)]

test('an Arrow stream gives back every value with its bits, gaps and words', async () => {
  const table = tableFromIPC(await bytesOf(new ArrowWriter(specs), parts))
  expect(table.schema.fields.map(({ name, type, nullable }) => `${name} ${type} ${nullable}`)).toEqual([
    'time Timestamp<MICROSECOND, UTC> false',
    'point Dictionary<Int32, Utf8> false',
    'unit Dictionary<Int32, Utf8> true',
    'd Float64 true',
    'n Int64 true',
    'b Bool true',
    's Utf8 true',
    'status Uint32 false',
  ])
  const rows = table.batches.flatMap((batch) => {
    const [, ...others] = specs.map((_, column) => batch.getChildAt(column))
    const times = batch.getChildAt(0)?.data.map(({ values }) => values as BigInt64Array)
    return Array.from({ length: batch.numRows }, (_, row) => [
      times?.[0]?.[row],
      ...others.map((column) => column?.get(row) ?? null),
    ]).map(lineOf)
  })
  expect(firstDifference(rows, expected(parts))).toBeUndefined()
})

test('a Parquet file gives back every value with its bits, gaps and words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'columns-'))
  const file = join(folder, 'all.parquet')
  await writeFile(file, await bytesOf(new ParquetWriter(specs), parts))
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  const all = await connection.runAndReadAll(
    `SELECT epoch_us(time), point, unit, d, n, b, s, status FROM read_parquet('${file}', file_row_number = true) ORDER BY file_row_number`,
  )
  expect(firstDifference(all.getRows().map(lineOf), expected(parts))).toBeUndefined()
  const types = await connection.runAndReadAll(`SELECT column_type FROM (DESCRIBE SELECT * FROM '${file}')`)
  expect(types.getRows().flat().join()).toBe(
    'TIMESTAMP WITH TIME ZONE,VARCHAR,VARCHAR,DOUBLE,BIGINT,BOOLEAN,VARCHAR,UINTEGER',
  )
  const groups = await connection.runAndReadAll(
    `SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('${file}') ORDER BY 1`,
  )
  expect(groups.getRows().map(([, rows]) => Number(rows))).toEqual([123_001, 17])
  connection.closeSync()
  instance.closeSync()
  await rm(folder, { recursive: true })
})

test('no rows make an empty stream and an empty file, both whole', async () => {
  expect(tableFromIPC(await bytesOf(new ArrowWriter(specs), [])).numRows).toBe(0)
  const file = await bytesOf(new ParquetWriter(specs), [])
  expect([file.toString('latin1', 0, 4), file.toString('latin1', file.length - 4)]).toEqual(['PAR1', 'PAR1'])
})
