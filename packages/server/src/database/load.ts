import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { AppTable } from '@millrace/apps'
import type { Metadata, TableDump } from '@millrace/backup'
import { type Clock, Fault, type Log } from '@millrace/core'
import pg, { type PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { appTable, schemaTexts, tableText } from './app-schemas.ts'
import type { DumpProgress } from './dump.ts'
import './faults.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres/server.ts'
import { databaseFault } from './tenancy.ts'

export interface LoadOptions {
  readonly metadata: Metadata
  /** The bytes of a part, checked. */
  readonly part: (path: string) => Promise<Buffer>
  readonly tell: (progress: DumpProgress) => void
  readonly log: Log
}

export interface LoadDatabaseOptions extends LoadOptions {
  readonly dataFolder: string
  /** A server of your own; without it PostgreSQL runs as a child in the data folder, as long as this takes. */
  readonly databaseUrl?: string | undefined
  readonly clock: Clock
}

/** Fills the empty database of a platform that does not run. Throws as {@link loadDump}, and why PostgreSQL does not start. */
export async function loadDatabase({ dataFolder, databaseUrl, clock, ...options }: LoadDatabaseOptions): Promise<void> {
  if (databaseUrl) return loadDump({ connectionString: databaseUrl }, options)
  const server = await startPostgres({ dataFolder, clock, log: options.log })
  try {
    await loadDump({ ...server.address, database: 'postgres' }, options)
  } finally {
    await server.close()
  }
}

/**
 * Fills an empty database with a dump: the schema as it was then, all rows and sequences in one transaction; what later
 * releases change in the schema comes at the next start, as after any update. Throws `database.not_empty`,
 * `database.migration_unknown`, `database.migration_changed`, `database.load_failed`.
 */
export async function loadDump(connection: pg.ClientConfig, options: LoadOptions): Promise<void> {
  const pool = new pg.Pool({
    ...connection,
    max: 1,
    connectionTimeoutMillis: 10_000,
    application_name: 'millrace restore',
  })
  // An idle connection that breaks is told by the next query; without a listener it would end the process.
  pool.on('error', () => undefined)
  try {
    const client = await pool.connect().catch((thrown: Error) => {
      throw new Fault('database.unreachable', { seen: thrown.message }, thrown)
    })
    try {
      await fill(client, options)
    } finally {
      client.release(true)
    }
  } catch (thrown) {
    throw databaseFault(thrown)
  } finally {
    await pool.end()
  }
}

async function fill(client: PoolClient, { metadata, part, tell, log }: LoadOptions): Promise<void> {
  const { rows: there } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE' limit 1",
  )
  if (there[0]) throw new Fault('database.not_empty', { seen: there[0].name })
  await migrate(client, log, metadata.migrations)
  await client.query('begin; set local statement_timeout = 0')
  try {
    const [ours, apps] = [false, true].map((dotted) =>
      metadata.tables.filter(({ name }) => name.includes('.') === dotted),
    )
    let tables = 0
    const fillAll = async (dumps: readonly TableDump[] = []): Promise<void> => {
      for (const table of dumps) {
        await fillTable(client, table, part)
        tell({ tables: ++tables, ofTables: metadata.tables.length })
      }
    }
    const close = await openUp(client, ours?.map(({ name }) => name) ?? [])
    await fillAll(ours)
    // The rows of installations say how the tables of apps are.
    const closeApps = apps?.length ? await openApps(client) : undefined
    await fillAll(apps)
    await closeApps?.()
    await close()
    await setSequences(client, metadata)
    await client.query('commit')
  } catch (thrown) {
    await client.query('rollback').catch(() => log.warn('the restore of the metadata was not rolled back in order'))
    if (thrown instanceof Fault) throw thrown
    throw new Fault('database.load_failed', { seen: (thrown as Error).message }, thrown)
  }
}

interface Guard {
  readonly table: string
  readonly forced: boolean
}
interface Bond {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/**
 * Lets the owner of the tables write rows of every tenant in any order: references, triggers and forced row-level security
 * are set aside inside the transaction, and everything that a migration put into a table goes. What comes back puts all of it back, references
 * checked over all rows.
 */
async function openUp(client: PoolClient, names: readonly string[]): Promise<() => Promise<void>> {
  const { rows: guards } = await client.query<Guard>(
    "select relname as table, relforcerowsecurity as forced from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname = any ($1)",
    [names],
  )
  const missing = names.find((name) => !guards.some(({ table }) => table === name))
  if (missing !== undefined)
    throw new Fault('database.load_failed', { seen: `no table ${missing} after the migrations` })
  const { rows: bonds } = await client.query<Bond>(
    "select relname as table, conname as name, pg_get_constraintdef(c.oid) as definition from pg_constraint c join pg_class on pg_class.oid = conrelid where contype = 'f' and relnamespace = current_schema()::regnamespace",
  )
  const each = async (text: (table: string) => string, tables: readonly string[]): Promise<void> => {
    for (const table of tables) await client.query(`alter table ${pg.escapeIdentifier(table)} ${text(table)}`)
  }
  const forced = guards.filter((guard) => guard.forced).map(({ table }) => table)
  for (const { table, name } of bonds) await each(() => `drop constraint ${pg.escapeIdentifier(name)}`, [table])
  await each(() => 'disable trigger user', names)
  await each(() => 'no force row level security', forced)
  if (names.length > 0) await client.query(`truncate ${names.map(pg.escapeIdentifier).join(', ')}`)
  return async () => {
    for (const { table, name, definition } of bonds)
      await each(() => `add constraint ${pg.escapeIdentifier(name)} ${definition}`, [table])
    await each(() => 'enable trigger user', names)
    await each(() => 'force row level security', forced)
  }
}

/** Makes the tables of apps, open to their owner until what comes back closes them. */
async function openApps(client: PoolClient): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ number: number; tables: AppTable[] }>(
    'select number, tables from app_installations',
  )
  const each = async (text: string): Promise<void> => {
    for (const { number, tables } of rows)
      for (const { name } of tables) await client.query(`alter table ${appTable(number, name)} ${text}`)
  }
  for (const { number, tables } of rows) for (const text of schemaTexts(number, tables)) await client.query(text)
  await each('no force row level security')
  return () => each('force row level security')
}

async function fillTable(
  client: PoolClient,
  { name, columns, rows, parts }: TableDump,
  part: LoadOptions['part'],
): Promise<void> {
  if (parts.length > 0) {
    const list = columns.map(pg.escapeIdentifier).join(', ')
    const stream = client.query(copyFrom(`copy ${tableText(name)} (${list}) from stdin`))
    await pipeline(plainOf(parts, part), stream)
  }
  const { rows: counted } = await client.query<{ count: string }>(`select count(*) from ${tableText(name)}`)
  if (Number(counted[0]?.count) !== rows)
    throw new Fault('database.load_failed', { seen: `${counted[0]?.count} rows in ${name}, not ${rows}` })
}

async function* plainOf(parts: readonly string[], part: LoadOptions['part']): AsyncGenerator<Buffer> {
  for (const path of parts) {
    const plain = Readable.from([await part(path)]).pipe(createZstdDecompress())
    for await (const piece of plain as AsyncIterable<Buffer>) yield piece
  }
}

async function setSequences(client: PoolClient, { sequences }: Metadata): Promise<void> {
  for (const { name, last } of sequences)
    if (last !== undefined) await client.query('select setval(quote_ident($1)::regclass, $2)', [name, last])
}
