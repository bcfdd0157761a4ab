import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, zstdCompress } from 'node:zlib'
import type { Metadata, TableDump } from '@millrace/backup'
import type { Closable } from '@millrace/core'
import pg, { type Pool, type PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { APP_SCHEMAS, tableText } from './app-schemas.ts'
import { BACKUP_SETTING } from './migrate.ts'
import { databaseFault } from './tenancy.ts'

/**
 * A part is cut behind a row by what that row holds, so that rows that come or go change the parts around them alone. The least
 * size is far below that of a part as it falls, or cuts would not meet again after a change.
 */
const LEAST_BYTES = 64 * 1024
const MOST_BYTES = 16 * 1024 * 1024
/** One row in so many ends a part. */
const CUT = 4_096

const compress = promisify(zstdCompress)

export interface DumpProgress {
  readonly tables: number
  readonly ofTables: number
}

/** The database as it was when the dump was opened, whatever is written since. */
export interface Dump extends Closable {
  /** Writes every table into a folder, as files below `metadata/`. Throws `database.disk_full` and what the disk throws. */
  write(folder: string, tell: (progress: DumpProgress) => void): Promise<Metadata>
}

/** Opens one transaction that sees this moment, and every row of every tenant, and can write nothing. */
export async function openDump(pool: Pool): Promise<Dump> {
  const client = await pool.connect().catch((thrown: unknown) => {
    throw databaseFault(thrown)
  })
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(
      `select set_config('${BACKUP_SETTING}', 'whole', true), set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
    )
    // The first look at a table is the moment; the settings alone are none.
    const { rows } = await client.query<{ name: string; sum: string }>('select name, sum from migrations order by name')
    return new OpenDump(client, rows)
  } catch (thrown) {
    client.release(true)
    throw databaseFault(thrown)
  }
}

class OpenDump implements Dump {
  readonly #client: PoolClient
  readonly #migrations: Metadata['migrations']
  #closed = false

  constructor(client: PoolClient, migrations: Metadata['migrations']) {
    this.#client = client
    this.#migrations = migrations
  }

  async write(folder: string, tell: (progress: DumpProgress) => void): Promise<Metadata> {
    await mkdir(join(folder, 'metadata'), { recursive: true, mode: 0o700 })
    const tables: TableDump[] = []
    try {
      const shapes = await shapesOf(this.#client)
      for (const shape of shapes) {
        tables.push(await this.#writeTable(shape, folder))
        tell({ tables: tables.length, ofTables: shapes.length })
      }
      return { migrations: this.#migrations, tables, sequences: await sequencesOf(this.#client) }
    } catch (thrown) {
      throw databaseFault(thrown)
    }
  }

  async #writeTable({ name, columns, key }: Shape, folder: string): Promise<TableDump> {
    const list = columns.map(pg.escapeIdentifier).join(', ')
    const order = key.length === 0 ? '' : ` order by ${key.map(pg.escapeIdentifier).join(', ')}`
    const rows = this.#client.query(copyTo(`copy (select ${list} from ${tableText(name)}${order}) to stdout`))
    const parts: string[] = []
    const count = { rows: 0 }
    for await (const pieces of partsOf(rows, count)) {
      const path = `metadata/${name}.${String(parts.length).padStart(5, '0')}.copy.zst`
      // In one piece: fed in pieces, the same rows may come out as other bytes, and would be copied again.
      await writeFile(join(folder, path), await compress(Buffer.concat(pieces)), { flag: 'wx', mode: 0o600 })
      parts.push(path)
    }
    return { name, columns, rows: count.rows, parts }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    // A connection in the middle of a copy cannot be used again; one that ends here must not go back with our settings.
    this.#client.release(true)
  }
}

interface Shape {
  readonly name: string
  readonly columns: readonly string[]
  /** Of the primary key: an order in which rows that stay are neighbours again the next time. */
  readonly key: readonly string[]
}

/**
 * Every table of the schema but the list of migrations, and those of apps with their schema before a dot; columns that the database
 * computes are left out.
 */
async function shapesOf(client: PoolClient): Promise<Shape[]> {
  const { rows } = await client.query<Shape>(`
    select case when t.table_schema = current_schema() then t.table_name else t.table_schema || '.' || t.table_name end as name,
      (select json_agg(c.column_name order by c.ordinal_position) from information_schema.columns c
        where c.table_schema = t.table_schema and c.table_name = t.table_name and c.is_generated = 'NEVER') as columns,
      coalesce((select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indisprimary and i.indrelid = format('%I.%I', t.table_schema, t.table_name)::regclass), '[]') as key
    from information_schema.tables t
    where (t.table_schema = current_schema() and t.table_name <> 'migrations' or t.table_schema ~ '${APP_SCHEMAS}')
      and t.table_type = 'BASE TABLE'
    order by t.table_schema = current_schema() desc, 1`)
  return rows
}

/**
 * Sequences know no transaction. Read last, they are beyond every number that was given before the dump ended, also to what the
 * rows of its moment do not show yet: a series that the history holds already never becomes another's after a restore.
 */
async function sequencesOf(client: PoolClient): Promise<Metadata['sequences']> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    'select sequencename as name, last_value::text as last from pg_sequences where schemaname = current_schema() order by 1',
  )
  return rows.map(({ name, last }) => ({ name, ...(last === null ? {} : { last: Number(last) }) }))
}

/** Rows of COPY's text format, each ended by a line feed, as runs that make one file each. */
async function* partsOf(stream: AsyncIterable<Buffer>, count: { rows: number }): AsyncGenerator<Buffer[]> {
  let part: Buffer[] = []
  let bytes = 0
  /** What came of a row without its end. */
  let open: Buffer[] = []
  for await (const piece of stream) {
    let from = 0
    let begun = 0
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, begun)) {
      count.rows++
      const cut = cutAfter(open, piece.subarray(begun, end))
      open = []
      begun = end + 1
      const size = bytes + begun - from
      if (size < LEAST_BYTES || !(cut || size >= MOST_BYTES)) continue
      part.push(piece.subarray(from, begun))
      yield part
      part = []
      bytes = 0
      from = begun
    }
    if (begun < piece.length) open.push(piece.subarray(begun))
    if (from < piece.length) {
      part.push(piece.subarray(from))
      bytes += piece.length - from
    }
  }
  if (part.length > 0) yield part
}

function cutAfter(open: readonly Buffer[], rest: Buffer): boolean {
  const sum = open.reduce((before, piece) => crc32(piece, before), 0)
  return crc32(rest, sum) % CUT === 0
}
