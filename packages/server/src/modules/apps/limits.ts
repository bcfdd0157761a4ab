import type { AppTable } from '@millrace/apps'
import { Fault, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { appTable, type TenantTx } from '../../database/index.ts'
import type { AppChanges } from './changes.ts'
import './faults.ts'
import * as store from './store.ts'

type Held = Pick<store.InstallationRow, 'app' | 'limits'>

/** What an administrator lets installations use; kinds and their usual limits are of who counts them. */
export interface AppLimits {
  /** Throws `apps.installation_unknown`, as all that take an id. */
  of(tx: TenantTx, installation: string): Promise<Held>
  /** Of its tables, at all. */
  taken(tx: TenantTx, installation: string): Promise<{ readonly rows: number; readonly bytes: number }>
  /** Of the tables of all of them. */
  bytes(tx: TenantTx): Promise<number>
  /** What was before. @param most null: as usual */
  set(tx: TenantTx, installation: string, kind: string, most: number | null): Promise<Held>
  /** Once it is in force. */
  changed(tenant: TenantId, installation: string): void
}

/** What the tables of an installation may hold together. */
export interface Room {
  readonly app: string
  readonly number: number
  readonly tables: readonly AppTable[]
  readonly limits: Readonly<Record<string, number>>
  /** Bytes of tables that all apps of the organisation may have together. */
  readonly together: number | undefined
}

async function held(tx: TenantTx, id: string): Promise<store.InstallationRow> {
  const row = await store.installation(tx, id)
  if (!row) throw new Fault('apps.installation_unknown', { id })
  return row
}

async function rowsOf(tx: TenantTx, number: number, tables: readonly AppTable[]): Promise<number> {
  if (tables.length === 0) return 0
  const counts = tables.map(({ name }) => sql`(select count(*) from ${sql.raw(appTable(number, name))})`)
  const { rows } = await tx.execute<{ n: number }>(sql`select (${sql.join(counts, sql` + `)})::float8 as n`)
  return rows[0]!.n
}

/** On disk, with indexes. */
async function bytesOf(tx: TenantTx, numbers: readonly number[]): Promise<number> {
  const names = sql.param(numbers.map((number) => `app_${number}`))
  const { rows } = await tx.execute<{ n: number }>(sql`
    select coalesce(sum(pg_total_relation_size(pg_class.oid)), 0)::float8 as n from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace where nspname = any(${names}::text[]) and relkind = 'r'`)
  return rows[0]!.n
}

/** After rows were kept, in that transaction. Throws `apps.rows_full`. */
export async function keepWithin(tx: TenantTx, { app, number, tables, limits, together }: Room): Promise<void> {
  const { rows: most, bytes } = limits
  if (most !== undefined && (await rowsOf(tx, number, tables)) > most)
    throw new Fault('apps.rows_full', { app, most, what: 'rows' })
  if (bytes !== undefined && (await bytesOf(tx, [number])) > bytes)
    throw new Fault('apps.rows_full', { app, most: bytes, what: 'bytes' })
  if (together === undefined) return
  const all = (await store.installations(tx)).map((one) => one.number)
  if ((await bytesOf(tx, all)) > together)
    throw new Fault('apps.rows_full', { app: 'all apps', most: together, what: 'bytes' })
}

export function createLimits(changes: AppChanges): AppLimits {
  return {
    of: held,

    async taken(tx, id) {
      const { number, tables } = await held(tx, id)
      return { rows: await rowsOf(tx, number, tables), bytes: await bytesOf(tx, [number]) }
    },

    bytes: async (tx) =>
      bytesOf(
        tx,
        (await store.installations(tx)).map(({ number }) => number),
      ),

    async set(tx, id, kind, most) {
      const row = await store.hold(tx, id, 'update')
      if (!row) throw new Fault('apps.installation_unknown', { id })
      const { [kind]: _, ...others } = row.limits
      await store.changeInstallation(tx, id, { limits: most === null ? others : { ...others, [kind]: most } })
      return row
    },

    changed: (tenant, installation) => changes.say({ tenant, installation, is: 'changed' }),
  }
}
