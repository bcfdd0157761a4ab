import { Fault } from '@millrace/core'
import './faults.ts'
import type { AppTable } from '../manifest.ts'
import { columnOf, filterOf, type Row, rowOf } from './rows.ts'

const MOST_ROWS = 100_000
const A_PAGE = 100
const MOST_A_PAGE = 1_000

export interface RowsQuery {
  readonly where?: unknown
  /** A column that is always there; with `-` the greatest first. */
  readonly order?: string
  readonly limit?: number
  readonly cursor?: string
}

/** Tables of an app in memory, with the types, keys and bounds that the platform would hold them to. */
export class OfflineTables {
  readonly #app: string
  readonly #tables: ReadonlyMap<string, AppTable>
  readonly #rows = new Map<string, Map<string, Row>>()

  constructor(app: string, tables: readonly AppTable[]) {
    this.#app = app
    this.#tables = new Map(tables.map((table) => [table.name, table]))
  }

  /** A page, in the order of the key unless told. Throws `apps.table_unknown`, `apps.where_malformed`, `apps.order_unfit` and what a value throws. */
  rows(name: string, query: RowsQuery = {}): { items: Row[]; next?: string } {
    const table = this.#table(name)
    const { where, order, cursor, limit = A_PAGE } = query
    const found = [...this.#held(name).values()].filter(filterOf(table, where)).sort(orderOf(table, order))
    const from = cursor === undefined ? 0 : Number(cursor)
    const size = Math.min(Math.max(1, Number.isSafeInteger(limit) ? limit : A_PAGE), MOST_A_PAGE)
    if (!Number.isSafeInteger(from) || from < 0) throw new Fault('apps.where_malformed', { seen: String(cursor) })
    const items = found.slice(from, from + size).map((row) => structuredClone(row))
    return from + size < found.length ? { items, next: String(from + size) } : { items }
  }

  /** All of them or none: new, or in place of the row with their key. */
  put(name: string, given: unknown): number {
    const table = this.#table(name)
    const rows = (Array.isArray(given) ? given : [given]).map((row) => rowOf(table, structuredClone(row)))
    const keys = rows.map((row) => keyOf(table, row))
    const twice = keys.find((key, i) => keys.indexOf(key) !== i)
    if (twice !== undefined) throw new Fault('apps.key_twice', { table: name, seen: twice.slice(0, 100) })
    const held = this.#held(name)
    const most = table.most ?? MOST_ROWS
    if (held.size + keys.filter((key) => !held.has(key)).length > most)
      throw new Fault('apps.table_full', { table: name, most })
    for (const [i, row] of rows.entries()) held.set(keys[i]!, row)
    return rows.length
  }

  /** How many went. A filter that says nothing is refused. */
  remove(name: string, where: unknown): number {
    const table = this.#table(name)
    if (typeof where !== 'object' || where === null || Object.keys(where).length === 0)
      throw new Fault('apps.where_malformed', { seen: JSON.stringify(where) ?? 'nothing' })
    const held = this.#held(name)
    const chosen = filterOf(table, where)
    const gone = [...held].filter(([, row]) => chosen(row))
    for (const [key] of gone) held.delete(key)
    return gone.length
  }

  /** Every row of every table, in the order of its key. */
  all(): Record<string, Row[]> {
    return Object.fromEntries(
      [...this.#tables.values()].map((table) => [
        table.name,
        [...this.#held(table.name).values()].sort(orderOf(table, undefined)).map((row) => structuredClone(row)),
      ]),
    )
  }

  #table(name: string): AppTable {
    const table = this.#tables.get(name)
    if (!table) throw new Fault('apps.table_unknown', { app: this.#app, seen: String(name).slice(0, 100) })
    return table
  }

  #held(name: string): Map<string, Row> {
    const held = this.#rows.get(name) ?? new Map<string, Row>()
    this.#rows.set(name, held)
    return held
  }
}

const keyOf = ({ key }: AppTable, row: Row): string => JSON.stringify(key.map((name) => row[name]))

function orderOf(table: AppTable, asked: string | undefined): (a: Row, b: Row) => number {
  const first = asked?.replace(/^-/, '')
  if (first !== undefined) {
    const { optional, type } = columnOf(table, first)
    if (optional || type === 'json') throw new Fault('apps.order_unfit', { table: table.name, seen: first })
  }
  const names = first === undefined ? table.key : [first, ...table.key.filter((name) => name !== first)]
  const sign = asked?.startsWith('-') ? -1 : 1
  return (a, b) => {
    for (const name of names) {
      const [one, other] = [a[name] as string | number, b[name] as string | number]
      if (one !== other) return one < other ? -sign : sign
    }
    return 0
  }
}
