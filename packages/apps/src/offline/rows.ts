import { Fault, isoOf, microsOf } from '@millrace/core'
import './faults.ts'
import type { AppTable } from '../manifest.ts'

export type Row = Readonly<Record<string, unknown>>
type Column = AppTable['columns'][number]

const MOST_TEXT = 65_536

const expected = {
  number: 'a number',
  integer: 'a whole number within ±2^53',
  boolean: 'true or false',
  text: `a text of at most ${MOST_TEXT} characters`,
  time: 'a moment, ISO 8601 with a zone',
  date: 'a day, such as 2026-11-28',
  asset: 'the id of an asset',
  person: 'the id of a person',
  json: `JSON of at most ${MOST_TEXT} characters`,
} as const satisfies Readonly<Record<Column['type'], string>>

const text = (value: unknown): unknown => (typeof value === 'string' && value.length <= MOST_TEXT ? value : undefined)
const readers: Readonly<Record<Column['type'], (value: unknown) => unknown>> = {
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  integer: (value) => (Number.isSafeInteger(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  text,
  time: (value) => {
    const micros = typeof value === 'string' ? microsOf(value) : undefined
    return micros === undefined ? undefined : isoOf(micros)
  },
  date: (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  asset: text,
  person: text,
  json: (value) => (value !== null && JSON.stringify(value).length <= MOST_TEXT ? value : undefined),
}

const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

/** A value as the column has it. Throws `apps.row_unfit`. */
function readValue(table: string, column: Column, value: unknown): unknown {
  const read = value === undefined ? undefined : readers[column.type](value)
  if (read !== undefined) return read
  const seen = (JSON.stringify(value) ?? 'nothing').slice(0, 100)
  throw new Fault('apps.row_unfit', { table, column: column.name, expected: expected[column.type], seen })
}

/** A row as it was given, whole: what is left out of what may be empty is null. Throws `apps.column_unknown`, `apps.row_unfit`. */
export function rowOf({ name, columns }: AppTable, given: unknown): Row {
  const row = objectOf(given)
  for (const key of Object.keys(row)) columnOf({ name, columns }, key)
  return Object.fromEntries(
    columns.map((column) => {
      const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined
      return [column.name, column.optional && (value ?? null) === null ? null : readValue(name, column, value)]
    }),
  )
}

/** Whether a row is among those that `where` chooses: values of columns, null for none, `{from, to}` for a range. */
export function filterOf(table: Pick<AppTable, 'name' | 'columns'>, where: unknown): (row: Row) => boolean {
  const checks = Object.entries(objectOf(where ?? {})).flatMap(([key, wanted]) => {
    const column = columnOf(table, key)
    if (wanted === null) return [(row: Row) => row[key] === null]
    if (typeof wanted !== 'object' && column.type !== 'json') {
      const value = readValue(table.name, column, wanted)
      return [(row: Row) => row[key] === value]
    }
    const ends = Object.entries(wanted as Row)
    if (column.type === 'json' || ends.length === 0 || ends.some(([end]) => end !== 'from' && end !== 'to'))
      throw new Fault('apps.where_malformed', { seen: JSON.stringify({ [key]: wanted }).slice(0, 100) })
    return ends.map(([end, value]) => {
      const bound = readValue(table.name, column, value) as string | number
      return (row: Row) =>
        row[key] !== null && (end === 'from' ? (row[key] as typeof bound) >= bound : (row[key] as typeof bound) < bound)
    })
  })
  return (row) => checks.every((check) => check(row))
}

export function columnOf({ name, columns }: Pick<AppTable, 'name' | 'columns'>, key: string): Column {
  const column = columns.find((one) => one.name === key)
  if (!column) throw new Fault('apps.column_unknown', { table: name, seen: key.slice(0, 100) })
  return column
}

function objectOf(value: unknown): Row {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row
  throw new Fault('apps.where_malformed', { seen: (JSON.stringify(value) ?? 'nothing').slice(0, 100) })
}
