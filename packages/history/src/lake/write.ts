import { setImmediate } from 'node:timers/promises'
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  UINTEGER,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api'
import { ValueKind } from '@millrace/core'
import { itemsOf, quoted } from './duck.ts'
import type { HotPart } from './part.ts'

const CHUNK = 2048
/** Chunks between two pauses in which queries get their turn. */
const PAUSE = 32

/**
 * Parquet's dictionary pages, as the engine writes them, hold 0 and -0 as one value. Where -0 occurs they are left out,
 * so that every value keeps its bits; such files are larger.
 */
export const copyTo = (select: string, path: string, negativeZero: boolean): string =>
  `COPY (${select}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2${negativeZero ? ', DICTIONARY_SIZE_LIMIT 0' : ''})`

const pick = (kinds: ReadonlySet<number>, kind: number, column: string, type: string): string => {
  if (!kinds.has(kind)) return `NULL::${type}`
  return kinds.size === 1 ? `${column}::${type}` : `CASE WHEN kind = ${kind} THEN ${column}::${type} END`
}

let tables = 0

/**
 * Writes rows of a part, in the order given, as one Parquet file. They pass through a table of plain columns without
 * nulls, filled straight from typed arrays; only columns that this file needs are carried.
 */
export async function writeRows(
  connection: DuckDBConnection,
  part: HotPart,
  rows: Uint32Array,
  path: string,
): Promise<void> {
  const kinds = new Set<number>()
  let anyStatus = false
  let negativeZero = false
  for (const row of rows) {
    kinds.add(part.kind[row] as number)
    if (Object.is(part.double[row], -0) && part.kind[row] === ValueKind.double) negativeZero = true
    if (part.status[row] !== 0) anyStatus = true
  }
  const columns: {
    name: string
    type: DuckDBType
    fill: (chunk: DuckDBDataChunk, column: number, from: number, count: number) => void
  }[] = []
  const plain = <T extends Float64Array | BigInt64Array | Uint32Array | Uint8Array>(
    name: string,
    type: DuckDBType,
    source: T,
  ): void => {
    columns.push({
      name,
      type,
      fill: (chunk, column, from, count) => {
        const items = itemsOf<T>(chunk, column)
        for (let i = 0; i < count; i++) items[i] = source[rows[from + i] as number] as T[number]
      },
    })
  }
  plain('series', UINTEGER, part.series)
  plain('time', DOUBLE, part.time)
  if (kinds.size > 1) plain('kind', UTINYINT, part.kind)
  if (kinds.has(ValueKind.double) || kinds.has(ValueKind.boolean)) plain('d', DOUBLE, part.double)
  if (kinds.has(ValueKind.int64)) plain('n', BIGINT, part.int64)
  if (anyStatus) plain('status', UINTEGER, part.status)
  if (kinds.has(ValueKind.string)) {
    columns.push({
      name: 's',
      type: VARCHAR,
      fill: (chunk, column, from, count) => {
        const vector = chunk.getColumnVector(column)
        for (let i = 0; i < count; i++) {
          const row = rows[from + i] as number
          vector.setItem(i, part.kind[row] === ValueKind.string ? part.textAt(row) : '')
        }
      },
    })
  }
  const table = `rows_${++tables}`
  await connection.run(`CREATE TEMP TABLE ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`)
  try {
    const appender = await connection.createAppender(table)
    const types = columns.map(({ type }) => type)
    for (let from = 0; from < rows.length; from += CHUNK) {
      const count = Math.min(CHUNK, rows.length - from)
      const chunk = DuckDBDataChunk.create(types, count)
      columns.forEach(({ fill }, column) => {
        fill(chunk, column, from, count)
        chunk.getColumnVector(column).flush()
      })
      appender.appendDataChunk(chunk)
      if ((from / CHUNK) % PAUSE === PAUSE - 1) await setImmediate()
    }
    appender.closeSync()
    const select = `SELECT series, make_timestamptz(time::BIGINT) AS time, ${pick(kinds, ValueKind.double, 'd', 'DOUBLE')} AS value_double,
      ${pick(kinds, ValueKind.int64, 'n', 'BIGINT')} AS value_int64, ${pick(kinds, ValueKind.boolean, '(d <> 0)', 'BOOLEAN')} AS value_boolean,
      ${pick(kinds, ValueKind.string, 's', 'VARCHAR')} AS value_string, ${anyStatus ? 'status' : '0::UINTEGER'} AS status FROM ${table}`
    await connection.run(copyTo(select, path, negativeZero))
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${table}`)
  }
}
