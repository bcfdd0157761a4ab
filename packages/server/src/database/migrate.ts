import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Fault, type Log } from '@millrace/core'
import pg, { type PoolClient } from 'pg'
import './faults.ts'
import { databaseCode, TENANT_ROLE } from './tenancy.ts'

/** Found from src and from dist alike: SQL is not compiled. */
const folder = fileURLToPath(new URL('../../src/migrations/', import.meta.url))

/** Any number that is ours; two platforms that start on one database run migrations one after the other. */
const LOCK = 7_215_201_126

interface Migration {
  readonly name: string
  readonly text: string
  readonly sum: string
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${folder}${name}`, 'utf8')
      return { name, text, sum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

const said = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** Roles belong to the whole server, so another database of it may have made this one, perhaps just now. */
async function ensureRole(client: PoolClient): Promise<void> {
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [TENANT_ROLE])
    if (rowCount === 0) {
      await client
        .query(`create role ${TENANT_ROLE} nologin nosuperuser nobypassrls noinherit`)
        .catch((thrown: unknown) => {
          if (!['42710', '23505'].includes(databaseCode(thrown) ?? '')) throw thrown
        })
    }
    const { rows } = await client.query<{ may: boolean; bypass: boolean }>(
      // Up to PostgreSQL 15 a member may always set the role; from 16 on that is a right of its own.
      `select pg_has_role(current_user, rolname, case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end) as may, rolbypassrls or rolsuper as bypass from pg_roles where rolname = $1`,
      [TENANT_ROLE],
    )
    if (rows[0]?.bypass)
      throw new Fault('database.role_refused', {
        role: TENANT_ROLE,
        seen: 'a role that passes over row-level security',
      })
    if (!rows[0]?.may) await client.query(`grant ${TENANT_ROLE} to current_user`)
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    throw new Fault('database.role_refused', { role: TENANT_ROLE, seen: said(thrown) }, thrown)
  }
}

/** Set to `whole` it shows the owner of the tables every row, to read: see {@link allowBackup}. */
export const BACKUP_SETTING = 'millrace.backup'

/**
 * Row-level security holds the owner of the tables too, unless it is a superuser; a backup must see all. A policy of every
 * table, new ones as well, opens that to the owner alone, to read alone, and only where a transaction asks for it by name.
 */
async function allowBackup(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select relname as name from pg_class where relkind = 'r' and relrowsecurity and relnamespace = current_schema()::regnamespace
      and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'backup')`)
  for (const { name } of rows)
    await client.query(
      `create policy backup on ${pg.escapeIdentifier(name)} for select to current_user using ((select current_setting('${BACKUP_SETTING}', true)) = 'whole')`,
    )
}

/**
 * Brings the database to this release, each file once, whole or not at all. With `only` it stops behind those, which must be
 * the first of ours.
 */
export async function migrate(
  client: PoolClient,
  log: Log,
  only?: readonly Pick<Migration, 'name' | 'sum'>[],
): Promise<void> {
  const migrations = await readMigrations()
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await ensureRole(client)
    await client.query(
      'create table if not exists migrations (name text primary key, sum text not null, ran_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; sum: string }>('select name, sum from migrations order by name')
    const known = new Map(migrations.map((migration) => [migration.name, migration]))
    for (const { name, sum } of [...rows, ...(only ?? [])]) {
      const migration = known.get(name)
      if (!migration) throw new Fault('database.migration_unknown', { name, newest: migrations.at(-1)?.name })
      if (migration.sum !== sum) throw new Fault('database.migration_changed', { name })
    }
    const ran = new Set(rows.map((row) => row.name))
    const wanted = only && new Set(only.map(({ name }) => name))
    const due = migrations.filter(({ name }) => !ran.has(name) && (wanted?.has(name) ?? true))
    for (const migration of due) await runOne(client, migration)
    if (due.length > 0) log.info('migrations ran', { count: due.length, newest: due.at(-1)?.name })
    await allowBackup(client)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

async function runOne(client: PoolClient, { name, text, sum }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name, sum) values ($1, $2)', [name, sum])
    await client.query('commit')
  } catch (thrown) {
    await client.query('rollback')
    throw new Fault('database.migration_failed', { name, seen: said(thrown) }, thrown)
  }
}
