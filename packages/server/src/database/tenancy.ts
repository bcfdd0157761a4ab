import {
  type AssetId,
  Fault,
  type GrantId,
  type Micros,
  type PointId,
  type TenantId,
  type UserId,
} from '@millrace/core'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import './faults.ts'

/** The role of every tenant-bound transaction: no superuser, no BYPASSRLS, owns nothing. */
export const TENANT_ROLE = 'millrace_tenant'

/** How far somebody sees: into one organisation, whole or in part. */
export interface Reach {
  readonly tenant: TenantId
  /** Only these assets and what is below them; without it the whole organisation. */
  readonly below?: readonly AssetId[]
  /** Only these points, beside `below`. */
  readonly points?: readonly PointId[]
  /** The grant that opens another organisation: the database holds the transaction to what that grant says now. */
  readonly grant?: {
    readonly id: GrantId
    /** The organisation that looks; undefined for the holder of a link. */
    readonly guest: TenantId | undefined
    /** µs UTC; from then on it is closed. */
    readonly until: Micros
  }
}

/** Queries inside one transaction that sees and writes one tenant's rows alone, and of its plant only what is in reach; `transaction` is a savepoint. */
export type TenantTx = NodePgDatabase & {
  readonly tenant: TenantId
  readonly reach: Reach
  /** What comes after all else, right before the commit: for what everybody waits for in turn, so that nobody holds it for long. */
  atEnd(step: () => Promise<void>): void
}

export interface TenantDb {
  /** Runs in one transaction as that tenant; row-level security holds even where a query forgets its filter. */
  within<T>(reach: TenantId | Reach, run: (tx: TenantTx) => Promise<T>): Promise<T>
}

/** What stands above tenants. Few may have it: start-up, sign-in and the check of credentials. */
export interface House {
  /** Finds a row by a key that only its holder knows, before the tenant is known: policies `by_key` show that row alone. */
  byKey<T>(key: string, run: (tx: NodePgDatabase) => Promise<T>): Promise<T>
  /** Rows that belong to a person and to no organisation: policies `own`. */
  asPerson<T>(user: UserId, run: (tx: NodePgDatabase) => Promise<T>): Promise<T>
  /** As the owner of the tables: tenants themselves. Tenant-owned rows stay hidden unless the owner is a superuser. */
  asOwner<T>(run: (tx: NodePgDatabase) => Promise<T>): Promise<T>
}

const codeOf = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined

/** Drizzle wraps what the server said; the cause tells. */
export function databaseCode(thrown: unknown): string | undefined {
  const own = codeOf(thrown)
  return own ?? (thrown instanceof Error ? codeOf(thrown.cause) : undefined)
}

const CONNECTION_CODES = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|08\w{3}|57P0\d|53300)$/

/** Drizzle tells the values of a query in its message: hashes of secrets, names, what was to be written. No log or answer has them. */
function withoutValues(thrown: unknown): unknown {
  if (!(thrown instanceof DrizzleQueryError)) return thrown
  const values = `\nparams: ${thrown.params}`
  thrown.message = thrown.message.replace(values, () => '')
  if (thrown.stack) thrown.stack = thrown.stack.replace(values, () => '')
  thrown.params = []
  return thrown
}

/** Faults the caller can act on; everything else stays as it is, without the values of its query. */
export function databaseFault(given: unknown): unknown {
  if (given instanceof Fault) return given
  const thrown = withoutValues(given)
  const code = databaseCode(thrown)
  if (code === '53100') return new Fault('database.disk_full', {}, thrown)
  if (code === '40P01') return new Fault('database.crossed', {}, thrown)
  const told = thrown instanceof DrizzleQueryError ? thrown.cause : thrown
  const seen = told instanceof Error ? told.message : String(told)
  if (
    (code && CONNECTION_CODES.test(code)) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(seen)
  )
    return new Fault('database.unreachable', { seen }, thrown)
  return thrown
}

/**
 * A connection for as long as its transaction. Whoever still asks after the end would ask within another's transaction, as another
 * organisation perhaps: that is refused.
 */
function leaseOf(client: PoolClient): { readonly client: PoolClient; end(): void } {
  let isOver = false
  const query = (...asked: Parameters<PoolClient['query']>): unknown => {
    if (isOver) throw new Fault('database.transaction_over')
    return client.query(...asked)
  }
  return {
    client: Object.create(client, { query: { value: query } }) as PoolClient,
    end: () => {
      isOver = true
    },
  }
}

/**
 * Drizzle on the connection of a transaction. Its own `transaction` sends begin and commit, as on a connection without one: that
 * commit would end the transaction it stands in, and with it role, tenant and locks of all that follows. Here it is a savepoint.
 */
function handleOf(client: PoolClient): NodePgDatabase {
  const db = drizzle(client)
  let savepoints = 0
  const nested = async <T>(run: (inner: NodePgDatabase) => Promise<T>): Promise<T> => {
    const name = `inner_${++savepoints}`
    await client.query(`savepoint ${name}`)
    let result: T
    try {
      result = await run(db)
    } catch (thrown) {
      // Where even that fails the connection is lost, and the whole transaction with it.
      await client.query(`rollback to savepoint ${name}; release savepoint ${name}`).catch(() => undefined)
      throw thrown
    }
    await client.query(`release savepoint ${name}`)
    return result
  }
  return Object.assign(db, { transaction: nested as unknown as NodePgDatabase['transaction'] })
}

/** Runs it, and then what it left for the end. */
async function toItsEnd<T, More extends object>(
  client: PoolClient,
  more: More,
  run: (tx: NodePgDatabase & Pick<TenantTx, 'atEnd'> & More) => Promise<T>,
): Promise<T> {
  const steps: (() => Promise<void>)[] = []
  const result = await run(
    Object.assign(handleOf(client), { atEnd: (step: () => Promise<void>) => void steps.push(step) }, more),
  )
  for (const step of steps) await step()
  return result
}

export async function transaction<T>(pool: Pool, open: string, run: (client: PoolClient) => Promise<T>): Promise<T> {
  let client: PoolClient
  try {
    client = await pool.connect()
  } catch (thrown) {
    throw databaseFault(thrown)
  }
  let broken: Error | undefined
  const lease = leaseOf(client)
  try {
    await client.query(open)
    const result = await run(lease.client)
    lease.end()
    // Where a query failed and nobody said so, the server rolls back and calls that no error.
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Fault('database.not_committed', { seen: command })
    return result
  } catch (thrown) {
    lease.end()
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw databaseFault(thrown)
  } finally {
    client.release(broken)
  }
}

export function createTenancy(pool: Pool): { tenants: TenantDb; house: House } {
  // One round trip: role and settings end with the transaction, so no pooled connection keeps a tenant.
  const as = (settings: Readonly<Record<string, string>>): string =>
    `begin; set local role ${TENANT_ROLE}; select ${Object.entries(settings)
      .map(([name, value]) => `set_config('millrace.${name}', ${literal(value)}, true)`)
      .join(', ')}`
  return {
    tenants: {
      within: (asked, run) => {
        const reach: Reach = typeof asked === 'string' ? { tenant: asked } : asked
        return transaction(pool, as(settingsOf(reach)), (client) =>
          toItsEnd(client, { tenant: reach.tenant, reach }, run),
        )
      },
    },
    house: {
      byKey: (key, run) => transaction(pool, as({ key }), (client) => toItsEnd(client, {}, run)),
      asPerson: (user, run) => transaction(pool, as({ user }), (client) => toItsEnd(client, {}, run)),
      asOwner: (run) => transaction(pool, 'begin', (client) => toItsEnd(client, {}, run)),
    },
  }
}

function settingsOf({ tenant, below, grant }: Reach): Record<string, string> {
  return {
    tenant,
    ...(below ? { below: `{${below.join(',')}}` } : {}),
    ...(grant ? { grant: grant.id, guest: grant.guest ?? '' } : {}),
  }
}

const literal = (text: string): string => {
  const quoted = text.replaceAll('\0', '').replaceAll("'", "''")
  return quoted.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`
}
