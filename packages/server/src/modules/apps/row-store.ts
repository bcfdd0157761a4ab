import type { AppTable } from '@millrace/apps'
import { type SQL, sql } from 'drizzle-orm'
import { appTable, columnTypes, TENANT_COLUMN, type TenantTx } from '../../database/index.ts'
import type { AppColumn, Filter } from './values.ts'

/** Any number that is ours. */
const APP_ROWS = 160

/** A table of an installation. */
export interface TableAt {
  readonly number: number
  readonly table: AppTable
}

export interface Asked {
  readonly filters: readonly Filter[]
  /** Columns that are in every row; the key among them, so that no two rows stand at one place. */
  readonly order: readonly AppColumn[]
  readonly isDescending: boolean
  /** Values of `order` in the row before. */
  readonly after: readonly unknown[] | undefined
  readonly limit: number
}

const at = ({ number, table }: TableAt): SQL => sql.raw(appTable(number, table.name))
const own = (tx: TenantTx): SQL => sql`${sql.identifier(TENANT_COLUMN)} = ${tx.tenant}`
const typed = ({ type }: AppColumn, value: unknown): SQL => sql`${value}::${sql.raw(columnTypes[type])}`

/** As JSON has it: moments in UTC to the microsecond, whole numbers as numbers. */
function shownAs({ name, type }: AppColumn): SQL {
  const column = sql.identifier(name)
  if (type === 'integer') return sql`${column}::float8 as ${column}`
  if (type === 'date') return sql`${column}::text as ${column}`
  if (type === 'time') return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`
  return sql`${column}`
}

function condition({ column, is, value }: Filter): SQL {
  const name = sql.identifier(column.name)
  if (is === 'empty') return sql`${name} is null`
  return sql`${name} ${sql.raw({ equal: '=', from: '>=', to: '<' }[is])} ${typed(column, value)}`
}

const listed = (columns: readonly AppColumn[]): SQL =>
  sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )

export async function rows(tx: TenantTx, place: TableAt, asked: Asked): Promise<Record<string, unknown>[]> {
  const { filters, order, isDescending, after, limit } = asked
  const beyond = after
    ? [
        sql`(${listed(order)}) ${sql.raw(isDescending ? '<' : '>')} (${sql.join(
          order.map((column, i) => typed(column, after[i])),
          sql`, `,
        )})`,
      ]
    : []
  const direction = sql.raw(isDescending ? ' desc' : '')
  const { rows: found } = await tx.execute<Record<string, unknown>>(sql`
    select ${sql.join(place.table.columns.map(shownAs), sql`, `)} from ${at(place)}
    where ${sql.join([own(tx), ...filters.map(condition), ...beyond], sql` and `)}
    order by ${sql.join(
      order.map(({ name }) => sql`${at(place)}.${sql.identifier(name)}${direction}`),
      sql`, `,
    )}
    limit ${limit}`)
  return found
}

/** By key: what is there is replaced in the columns that the version knows. */
export async function put(tx: TenantTx, place: TableAt, given: readonly Record<string, unknown>[]): Promise<void> {
  const { columns, key } = place.table
  const others = columns.filter(({ name }) => !key.includes(name))
  const definitions = columns.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(columnTypes[type])}`)
  const changes = others.map(({ name }) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`)
  await tx.execute(sql`
    insert into ${at(place)} (${sql.identifier(TENANT_COLUMN)}, ${listed(columns)})
    select ${tx.tenant}::uuid, ${listed(columns)} from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given(${sql.join(definitions, sql`, `)})
    on conflict (${sql.join(
      key.map((name) => sql.identifier(name)),
      sql`, `,
    )}) do ${changes.length > 0 ? sql`update set ${sql.join(changes, sql`, `)}` : sql`nothing`}`)
}

export async function remove(tx: TenantTx, place: TableAt, filters: readonly Filter[]): Promise<number> {
  const { rowCount } = await tx.execute(
    sql`delete from ${at(place)} where ${sql.join([own(tx), ...filters.map(condition)], sql` and `)}`,
  )
  return rowCount ?? 0
}

/** At most one more than `most`, so that a full table is not counted to its end. */
export async function count(tx: TenantTx, place: TableAt, most: number): Promise<number> {
  const { rows: found } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select from ${at(place)} where ${own(tx)} limit ${most + 1}) as found`,
  )
  return found[0]!.n
}

/** Who adds rows to a table waits for whoever does so before, or both would find room. */
export async function takeTurn(tx: TenantTx, number: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${APP_ROWS}, ${number})`)
}
