import type { AppTable } from '@millrace/apps'
import pg from 'pg'
import { BACKUP_SETTING } from './migrate.ts'
import { TENANT_ROLE, type TenantTx } from './tenancy.ts'

/**
 * Tables of apps: a schema of each installation, named by its number. They are held as all tables of organisations are: row-level
 * security that also holds their owner, rights of the tenant's role on rows alone, and the one policy by which a backup reads.
 */

/** By type of a column in app.yaml. */
export const columnTypes = {
  number: 'double precision',
  integer: 'bigint',
  boolean: 'boolean',
  text: 'text',
  time: 'timestamptz',
  date: 'date',
  asset: 'uuid',
  person: 'uuid',
  json: 'jsonb',
} as const satisfies Readonly<Record<AppTable['columns'][number]['type'], string>>

/** No column of an app begins with a line below, so that none is taken for ours. */
export const TENANT_COLUMN = '_tenant'

const quoted = pg.escapeIdentifier
/** As a regular expression of PostgreSQL. */
export const APP_SCHEMAS = '^app_[0-9]+$'
const appSchema = (number: number): string => `app_${number}`
export const appTable = (number: number, table: string): string => `${quoted(appSchema(number))}.${quoted(table)}`

/** A table as a dump names it: with its schema where that is an app's. */
export const tableText = (name: string): string => name.split('.').map(quoted).join('.')

const columnText = ({ name, type, optional }: AppTable['columns'][number]): string =>
  `${quoted(name)} ${columnTypes[type]}${optional ? '' : ' not null'}`

const indexText = (number: number, table: string, columns: readonly string[]): string =>
  `create index on ${appTable(number, table)} (${columns.map(quoted).join(', ')})`

function tableTexts(number: number, { name, columns, key, indexes = [] }: AppTable): string[] {
  const at = appTable(number, name)
  const own = `${TENANT_COLUMN} = (select millrace_tenant()) and (select millrace_whole())`
  return [
    `create table ${at} (${TENANT_COLUMN} uuid not null, ${columns.map(columnText).join(', ')}, primary key (${key.map(quoted).join(', ')}))`,
    ...indexes.map((index) => indexText(number, name, index)),
    `alter table ${at} enable row level security`,
    `alter table ${at} force row level security`,
    `create policy tenant on ${at} using (${own}) with check (${own})`,
    `create policy backup on ${at} for select to current_user using ((select current_setting('${BACKUP_SETTING}', true)) = 'whole')`,
    `grant select, insert, update, delete on ${at} to ${TENANT_ROLE}`,
  ]
}

/** What makes the schema of an installation; nothing where it has no tables. */
export function schemaTexts(number: number, tables: readonly AppTable[]): string[] {
  if (tables.length === 0) return []
  const schema = quoted(appSchema(number))
  return [
    `create schema if not exists ${schema}`,
    `grant usage on schema ${schema} to ${TENANT_ROLE}`,
    ...tables.flatMap((table) => tableTexts(number, table)),
  ]
}

/** What makes one table another: columns that may be empty, and indexes; what is used no more stays, and may be empty from now on. */
export function growthTexts(number: number, before: AppTable, after: AppTable): string[] {
  const known = new Set(before.columns.map(({ name }) => name))
  const wanted = new Set(after.columns.map(({ name }) => name))
  const indexed = new Set((before.indexes ?? []).map((index) => index.join()))
  return [
    ...after.columns
      .filter(({ name }) => !known.has(name))
      .map((column) => `alter table ${appTable(number, after.name)} add column ${columnText(column)}`),
    ...before.columns
      .filter(({ name, optional }) => !wanted.has(name) && !optional)
      .map(({ name }) => `alter table ${appTable(number, after.name)} alter column ${quoted(name)} drop not null`),
    ...(after.indexes ?? [])
      .filter((index) => !indexed.has(index.join()))
      .map((index) => indexText(number, after.name, index)),
  ]
}

export const dropText = (number: number): string => `drop schema if exists ${quoted(appSchema(number))} cascade`

/** Runs statements within the transaction as the owner of the tables, who alone may make and drop them. */
export async function asOwnerWithin(tx: TenantTx, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return
  // One after the other on the connection of the transaction: all of it is there afterwards, or nothing.
  await tx.execute('set local role none')
  for (const text of texts) await tx.execute(text)
  await tx.execute(`set local role ${TENANT_ROLE}`)
}
