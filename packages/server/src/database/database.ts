import { type Clock, type Closable, Fault, type Log, Owned } from '@millrace/core'
import pg from 'pg'
import { type Dump, openDump } from './dump.ts'
import './faults.ts'
import { migrate } from './migrate.ts'
import { startPostgres } from './postgres/server.ts'
import { createTenancy, databaseFault, type House, type TenantDb } from './tenancy.ts'

const MOST_CONNECTIONS = 12
const CONNECT_MS = 10_000
const STATEMENT_MS = 60_000

export interface Database extends Closable {
  readonly tenants: TenantDb
  readonly house: House
  /** Holds this moment, to be written out. */
  dump(): Promise<Dump>
  /** Answers within a moment or throws `database.unreachable`. */
  check(): Promise<void>
}

export interface DatabaseNeeds {
  readonly dataFolder: string
  readonly clock: Clock
  readonly log: Log
  /** A server of your own; without it PostgreSQL runs as a child in the data folder. */
  readonly databaseUrl?: string | undefined
}

/** int8 as a number: what we keep in it (counts, µs) stays below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Opens the database, makes it if needed, and brings it to this release. */
export async function openDatabase({ dataFolder, clock, log, databaseUrl }: DatabaseNeeds): Promise<Database> {
  const owned = new Owned()
  try {
    const connection: pg.PoolConfig = databaseUrl
      ? { connectionString: databaseUrl }
      : { ...owned.add(await startPostgres({ dataFolder, clock, log })).address, database: 'postgres' }
    return await openPool(connection, log, owned)
  } catch (thrown) {
    await owned.close()
    throw databaseFault(thrown)
  }
}

export async function openPool(connection: pg.PoolConfig, log: Log, owned = new Owned()): Promise<Database> {
  const pool = new pg.Pool({
    ...connection,
    types,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    application_name: 'millrace',
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', (failure) => log.warn('a database connection broke', { fault: failure.message }))
  // Likewise one that breaks in the middle of a transaction, whose query fails and tells it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  owned.add({ close: () => pool.end() })
  const client = await pool.connect().catch((thrown: Error) => {
    throw new Fault('database.unreachable', { seen: thrown.message }, thrown)
  })
  try {
    await migrate(client, log)
  } finally {
    client.release()
  }
  return {
    ...createTenancy(pool),
    dump: () => openDump(pool),
    check: async () => {
      await pool.query('select 1').catch((thrown: Error) => {
        throw new Fault('database.unreachable', { seen: thrown.message }, thrown)
      })
    },
    close: () => owned.close(),
  }
}
