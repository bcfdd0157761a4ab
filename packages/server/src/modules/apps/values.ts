import type { AppTable } from '@millrace/apps'
import { Fault, isId, isoOf, microsOf } from '@millrace/core'
import { isStorable } from '../storable.ts'
import './faults.ts'

export type AppColumn = AppTable['columns'][number]

const MOST_TEXT = 65_536
const DATE = /^\d{4}-\d{2}-\d{2}$/

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
} as const satisfies Readonly<Record<AppColumn['type'], string>>

/** What somebody sent for a column, as the database takes it. Throws `apps.row_unfit`. */
export function readValue(table: string, column: AppColumn, value: unknown): unknown {
  const read = readers[column.type](value)
  if (read === undefined)
    throw new Fault('apps.row_unfit', {
      table,
      column: column.name,
      expected: expected[column.type],
      seen: shown(value),
    })
  return read
}

const readers: Readonly<Record<AppColumn['type'], (value: unknown) => unknown>> = {
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  integer: (value) => (Number.isSafeInteger(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  text: (value) => (typeof value === 'string' && value.length <= MOST_TEXT && isStorable(value) ? value : undefined),
  time: (value) => {
    const micros = typeof value === 'string' ? microsOf(value) : undefined
    return micros === undefined ? undefined : isoOf(micros)
  },
  date: (value) => (typeof value === 'string' && DATE.test(value) && isDay(value) ? value : undefined),
  asset: (value) => (typeof value === 'string' && isId(value) ? value : undefined),
  person: (value) => (typeof value === 'string' && isId(value) ? value : undefined),
  json: (value) => {
    if (value === undefined || value === null) return undefined
    return JSON.stringify(value).length <= MOST_TEXT && isStorable(value) ? value : undefined
  },
}

/** A day that there is: 2026-02-30 is none. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value) ?? '?').slice(0, 100)

/** A row as it was sent, whole: what is left out of what may be empty is empty. Throws `apps.column_unknown`, `row_unfit`. */
export function rowOf({ name, columns }: AppTable, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const known = new Set(columns.map((column) => column.name))
  const stranger = Object.keys(row).find((key) => !known.has(key))
  if (stranger !== undefined) throw new Fault('apps.column_unknown', { table: name, seen: stranger.slice(0, 100) })
  return Object.fromEntries(
    columns.map((column) => {
      const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined
      if (column.optional && (value === undefined || value === null)) return [column.name, null]
      return [column.name, readValue(name, column, value)]
    }),
  )
}

/** One thing that rows are chosen by. */
export interface Filter {
  readonly column: AppColumn
  readonly is: 'equal' | 'from' | 'to' | 'empty'
  readonly value?: unknown
}

/** What `where` says. Throws `apps.where_malformed`, `column_unknown`, `row_unfit`. */
export function filtersOf({ name, columns }: AppTable, where: string | undefined): Filter[] {
  if (where === undefined) return []
  const asked = objectOf(where)
  return Object.entries(asked).flatMap(([key, wanted]): Filter[] => {
    const column = columns.find((one) => one.name === key)
    if (!column) throw new Fault('apps.column_unknown', { table: name, seen: key.slice(0, 100) })
    if (wanted === null) return [{ column, is: 'empty' }]
    // JSON has no order, and is not compared.
    if (column.type === 'json')
      throw new Fault('apps.where_malformed', { seen: `the column ${column.name}, which holds JSON` })
    if (typeof wanted !== 'object') return [{ column, is: 'equal', value: readValue(name, column, wanted) }]
    const range = Object.entries(wanted as Record<string, unknown>)
    if (Array.isArray(wanted) || range.length === 0 || range.some(([end]) => end !== 'from' && end !== 'to'))
      throw new Fault('apps.where_malformed', { seen: shown(wanted) })
    return range.map(([end, value]) => ({ column, is: end as 'from' | 'to', value: readValue(name, column, value) }))
  })
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    // Told below, as all that is no object.
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new Fault('apps.where_malformed', { seen: text.slice(0, 100) })
  return read as Readonly<Record<string, unknown>>
}
