import { basename, dirname } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { Fault } from '@millrace/core'
import { parquet, quoted } from '../lake/duck.ts'
import './faults.ts'
import type { Cell, TableChunk, TableFile, TablePlace, TableReader } from './table.ts'

const ROWS = 8_192

const named = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** How a column is asked for, by its type: moments as µs, what JSON-like tables do not have as text. */
function expressionOf(name: string, type: string): { sql: string; isTime: boolean } {
  const column = named(name)
  if (/^TIMESTAMP/.test(type)) return { sql: `epoch_us(${column})`, isTime: true }
  if (type === 'DATE') return { sql: `epoch_us(${column}::TIMESTAMP)`, isTime: true }
  if (/^(BOOLEAN|VARCHAR|DOUBLE|FLOAT|U?(TINY|SMALL|BIG)INT|U?INTEGER)$/.test(type))
    return { sql: column, isTime: false }
  if (/^(DECIMAL|U?HUGEINT)/.test(type)) return { sql: `${column}::DOUBLE`, isTime: false }
  return { sql: `${column}::VARCHAR`, isTime: false }
}

const cellOf = (value: DuckDBValue, isTime: boolean): Cell => {
  if (value === null) return null
  return isTime ? BigInt(value as bigint | number) : (value as Cell)
}

/** Parquet by the engine, which opens this file and nothing else. */
export class ParquetReader implements TableReader {
  readonly names: readonly string[]
  readonly #connection: DuckDBConnection
  readonly #table: string
  readonly #types: ReadonlyMap<string, string>

  private constructor(connection: DuckDBConnection, table: string, types: ReadonlyMap<string, string>) {
    this.#connection = connection
    this.#table = table
    this.#types = types
    this.names = [...types.keys()]
  }

  /** Changes the working folder of the process to the file's: a path may hold what the engine takes for a pattern. */
  static async open({ path }: TableFile): Promise<ParquetReader> {
    process.chdir(dirname(path))
    const file = basename(path)
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      memory_limit: '256MiB',
      temp_directory: '',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    await connection.run(`SET allowed_paths = [${quoted(file)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run("SET TimeZone = 'UTC'")
    await connection.run('SET lock_configuration = true')
    const table = parquet([file])
    try {
      const described = await connection.runAndReadAll(
        `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${table})`,
      )
      return new ParquetReader(connection, table, new Map(described.getRows() as [string, string][]))
    } catch (thrown) {
      throw unreadable(thrown)
    }
  }

  close(): void {
    this.#connection.closeSync()
  }

  async *chunks(wanted: readonly string[], from: TablePlace): AsyncGenerator<TableChunk> {
    const columns = wanted.map((name) => expressionOf(name, this.#types.get(name) as string))
    const rows = this.#table.replace('hive_partitioning=false', 'hive_partitioning=false, file_row_number=true')
    const result = await this.#connection
      .stream(
        `SELECT file_row_number, ${columns.map(({ sql }) => sql).join(', ')} FROM ${rows} WHERE file_row_number >= ${from.row}`,
      )
      .catch((thrown: unknown) => {
        throw unreadable(thrown)
      })
    let held: Cell[][] = columns.map(() => [])
    let lines: number[] = []
    const take = (): TableChunk => {
      const row = (lines.at(-1) ?? from.row) as number
      const chunk: TableChunk = {
        length: lines.length,
        lines,
        columns: held.map((cells, i) => ({ cells, isTime: columns[i]?.isTime ?? false })),
        malformed: [],
        next: { row, byte: 0, line: 0 },
      }
      held = columns.map(() => [])
      lines = []
      return chunk
    }
    for (;;) {
      const chunk = await result.fetchChunk().catch((thrown: unknown) => {
        throw unreadable(thrown)
      })
      if (!chunk || chunk.rowCount === 0) break
      for (const number of chunk.getColumnValues(0)) lines.push(Number(number) + 1)
      for (const [i, { isTime }] of columns.entries())
        for (const value of chunk.getColumnValues(i + 1)) held[i]?.push(cellOf(value, isTime))
      if (lines.length >= ROWS) yield take()
    }
    if (lines.length > 0) yield take()
  }
}

const unreadable = (thrown: unknown): Fault =>
  new Fault(
    'files.unreadable',
    {
      format: 'Parquet',
      seen: (thrown instanceof Error ? thrown.message : String(thrown)).split('\n\n')[0]?.slice(0, 300),
    },
    thrown,
  )
