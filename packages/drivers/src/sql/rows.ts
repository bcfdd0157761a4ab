import { Fault, type Micros, Status, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { valueOfText } from '../kit/text-values.ts'
import { timeOf } from '../kit/times.ts'
import type { SqlQuery } from './config.ts'
import type { Row } from './database.ts'
import './faults.ts'

const WHOLE = /^[+-]?\d+$/

/** A cell as the type of the tag wants it. */
export function readingOf(cell: unknown, type: DataType): { readonly value: Value; readonly status: number } {
  if (cell === undefined) return { value: null, status: Status.BadNodeIdUnknown }
  if (cell === null) return { value: null, status: Status.BadNoData }
  const mismatch = { value: null, status: Status.BadTypeMismatch }
  if (typeof cell === 'number' || typeof cell === 'bigint')
    return { value: type === 'string' ? String(cell) : cell, status: Status.Good }
  if (typeof cell !== 'string') return mismatch
  // PostgreSQL writes booleans as t and f.
  const text = type === 'bool' && (cell === 't' || cell === 'f') ? String(cell === 't') : cell
  const value = valueOfText(text, type)
  return value === undefined ? mismatch : { value, status: Status.Good }
}

/** When the row is from; undefined if its time column holds no time. */
export function timeOfRow(
  row: Row,
  { timeColumn, timeFormat = 'iso' }: SqlQuery,
  now: Micros,
  offset?: string,
): Micros | undefined {
  if (timeColumn === undefined) return now
  const cell = row[timeColumn]
  return timeOf(typeof cell === 'number' ? cell : String(cell), timeFormat, offset)
}

/**
 * Checks that the positions of these rows only grow, and cuts off the last ones if they might go on behind the limit
 * with the same position: they come whole with the next query. Throws `sql.position_wrong`.
 */
export function wholeRows(
  rows: readonly Row[],
  query: SqlQuery,
  from: string,
): { readonly rows: readonly Row[]; readonly next: string } {
  const { name, position, limit = 1_000 } = query
  if (!position || rows.length === 0) return { rows, next: from }
  const positions = rows.map((row) => {
    const cell = row[position.column]
    if (cell === undefined || cell === null)
      throw new Fault('sql.position_wrong', {
        name,
        expected: `be in the column ${position.column}`,
        seen: cell === null ? 'null' : 'no such column',
      })
    return String(cell)
  })
  const odd = position.type === 'integer' ? [from, ...positions].find((one) => !WHOLE.test(one)) : undefined
  if (odd !== undefined)
    throw new Fault('sql.position_wrong', { name, expected: 'be a whole number', seen: odd.slice(0, 40) })
  const order = orderOf(position.type)
  for (const [i, one] of positions.entries()) {
    const before = i === 0 ? from : positions[i - 1]!
    if (order(before, one) > 0)
      throw new Fault('sql.position_wrong', { name, expected: 'grow from row to row', seen: `${one} after ${before}` })
  }
  const last = positions.at(-1)!
  const first = positions.indexOf(last)
  if (rows.length < limit) return { rows, next: last }
  if (first === 0)
    throw new Fault('sql.position_wrong', {
      name,
      expected: 'differ within the limit',
      seen: `${rows.length} rows with ${last}`,
    })
  return { rows: rows.slice(0, first), next: positions[first - 1]! }
}

function orderOf(type: 'integer' | 'time' | 'text'): (a: string, b: string) => number {
  if (type === 'integer') return (a, b) => Number(BigInt(a) - BigInt(b))
  if (type === 'time') return (a, b) => (timeOf(a, 'iso') ?? 0) - (timeOf(b, 'iso') ?? 0)
  // How a database orders texts depends on its collation.
  return () => 0
}
