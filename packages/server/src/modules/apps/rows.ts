import type { AppTable } from '@millrace/apps'
import { Fault } from '@millrace/core'
import { cursorOf, type TenantTx } from '../../database/index.ts'
import './faults.ts'
import * as rowStore from './row-store.ts'
import type { Row, RowQuery } from './schema.ts'
import { type AppColumn, filtersOf, readValue, rowOf } from './values.ts'

const MOST_ROWS = 100_000

/** Throws `apps.where_malformed`, `column_unknown`, `row_unfit`, `order_unfit`, `http.cursor_malformed`. */
export async function listRows(
  tx: TenantTx,
  place: rowStore.TableAt,
  { where, order, cursor, limit = 100 }: RowQuery,
): Promise<{ items: Row[]; next?: string }> {
  const { table } = place
  const isDescending = order?.startsWith('-') ?? false
  const columns = orderOf(table, order?.replace(/^-/, ''))
  const found = await rowStore.rows(tx, place, {
    filters: filtersOf(table, where),
    order: columns,
    isDescending,
    after: cursor === undefined ? undefined : placeOf(table, columns, cursor),
    limit: limit + 1,
  })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  if (found.length <= limit || !last) return { items }
  return { items, next: cursorOf(columns.map(({ name }) => JSON.stringify(last[name]))) }
}

/** Throws `apps.column_unknown`, `row_unfit`, `key_twice`, `table_full`. */
export async function putRows(tx: TenantTx, place: rowStore.TableAt, given: readonly Row[]): Promise<void> {
  const { table, number } = place
  const read = given.map((row) => rowOf(table, row))
  const keys = new Set<string>()
  for (const row of read) {
    const key = JSON.stringify(table.key.map((name) => row[name]))
    if (keys.has(key)) throw new Fault('apps.key_twice', { table: table.name, seen: key.slice(0, 100) })
    keys.add(key)
  }
  const most = table.most ?? MOST_ROWS
  await rowStore.takeTurn(tx, number)
  await rowStore.put(tx, place, read)
  if ((await rowStore.count(tx, place, most)) > most) throw new Fault('apps.table_full', { table: table.name, most })
}

/** Throws `apps.where_malformed`, `column_unknown`, `row_unfit`. */
export async function removeRows(tx: TenantTx, place: rowStore.TableAt, where: string): Promise<number> {
  const filters = filtersOf(place.table, where)
  // A filter that says nothing would take every row.
  if (filters.length === 0) throw new Fault('apps.where_malformed', { seen: '{}' })
  return rowStore.remove(tx, place, filters)
}

function orderOf({ name: table, columns, key }: AppTable, asked: string | undefined): AppColumn[] {
  const names = asked === undefined ? key : [asked, ...key.filter((name) => name !== asked)]
  return names.map((name) => {
    const column = columns.find((one) => one.name === name)
    if (!column || column.optional || column.type === 'json') throw new Fault('apps.order_unfit', { table, seen: name })
    return column
  })
}

/** Where a page ended: values of the columns of the order, each checked as what is sent is. */
function placeOf({ name }: AppTable, columns: readonly AppColumn[], cursor: string): unknown[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(keys) && keys.length === columns.length)
      return columns.map((column, i) => readValue(name, column, JSON.parse(String(keys[i]))))
  } catch (thrown) {
    throw new Fault('http.cursor_malformed', {}, thrown)
  }
  throw new Fault('http.cursor_malformed')
}
