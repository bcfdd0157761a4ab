import { checkUnit, Fault, sayFault } from '@millrace/core'
import { type ProfilePoint, pointTypes } from '@millrace/core/profiles'
import type { DataType, DriverFactory } from '@millrace/drivers'
import { cellOf, type Table, type TableRow, tableFromCsv } from '../imports/table.ts'
import './faults.ts'

const columns = [
  'name',
  'address',
  'type',
  'unit',
  'scale',
  'offset',
  'low',
  'high',
  'counter',
  'access',
  'en',
  'zh',
] as const
type Column = (typeof columns)[number]
type Say = (line: number, reason: string, column?: string) => void
const needed: readonly Column[] = ['name', 'address', 'type', 'en', 'zh']
const types: readonly string[] = pointTypes

/** Whether a row names the columns of a table of points. */
export const isPointsHead = (names: readonly string[]): boolean =>
  ['name', 'address', 'type'].every((name) => names.includes(name))

/** Reads points from CSV. Throws as {@link pointsFromTable}. */
export const pointsFromCsv = (text: string, file: string, driver: DriverFactory): Promise<ProfilePoint[]> =>
  pointsFromTable(tableFromCsv(text), file, driver)

/** Reads the points of a table. Throws `profile.table_malformed` with every mistake and its place. */
export async function pointsFromTable(table: Table, file: string, driver: DriverFactory): Promise<ProfilePoint[]> {
  const { names, head } = table
  const faults = table.findings.map(({ line, reason }) => `  ${table.place(line)}: ${reason}`)
  const say: Say = (line, reason, column) => void faults.push(`  ${table.place(line, column)}: ${reason}`)
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0) say(head, `lacks the columns ${missing.join(', ')}`)
  for (const [i, name] of names.entries()) {
    if (name === '') {
      const stray = table.rows.find(({ cells }) => (cells[i]?.text ?? '').trim() !== '')
      if (stray) say(stray.line, `holds a value below no name, in column ${i + 1}`)
    } else if (!columns.some((known) => known === name))
      say(head, `"${name}" is none of the columns ${columns.join(', ')}`, name)
  }
  const points: ProfilePoint[] = []
  if (faults.length === 0 || (missing.length === 0 && faults.length === table.findings.length)) {
    const lines = new Map<string, number>()
    for (const row of table.rows) {
      const point = await readPoint(table, row, driver, say)
      if (!point) continue
      const twin = lines.get(point.name)
      if (twin !== undefined) say(row.line, `name "${point.name}" is the name of ${table.place(twin)} already`, 'name')
      lines.set(point.name, row.line)
      points.push(point)
    }
    if (points.length === 0 && faults.length === 0) say(head, 'holds no point below the names of the columns')
  }
  if (faults.length === 0) return points
  throw new Fault('profile.table_malformed', { file, count: faults.length, findings: faults.join('\n') })
}

async function readPoint(
  table: Table,
  row: TableRow,
  driver: DriverFactory,
  say: Say,
): Promise<ProfilePoint | undefined> {
  const { line, cells } = row
  // What is wrong with the row as a whole was said when it was read.
  let right = cells.length === table.names.length
  const wrong = (reason: string, column?: Column): void => {
    right = false
    say(line, reason, column)
  }
  const cell = (column: Column): string => cellOf(table, row, column).text
  for (const column of columns) {
    const { odd } = cellOf(table, row, column)
    if (odd !== undefined) wrong(`${column} ${odd}`, column)
  }
  const number = (column: Column): number | undefined => {
    if (cell(column) === '') return undefined
    const value = Number(cell(column))
    if (!Number.isFinite(value)) wrong(`${column} "${cell(column)}" is no number`, column)
    return value
  }
  for (const column of needed) if (cell(column) === '') wrong(`has no ${column}`, column)
  const type = cell('type').toLowerCase()
  if (!types.includes(type)) wrong(`type "${type}" is none of ${types.join(', ')}`, 'type')
  else {
    try {
      await driver.checkAddress(cell('address'), type as DataType)
    } catch (reason) {
      wrong(`address: ${sayFault(reason)}`, 'address')
    }
  }
  if (cell('unit') !== '') {
    try {
      checkUnit(cell('unit'))
    } catch (reason) {
      wrong(`unit: ${sayFault(reason)}`, 'unit')
    }
  }
  const access = cell('access').toLowerCase()
  if (!['', 'r', 'rw'].includes(access)) wrong(`access "${access}" is neither r nor rw`, 'access')
  const counter = cell('counter').toLowerCase()
  if (!['', 'true', 'false'].includes(counter)) wrong(`counter "${counter}" is neither true nor false`, 'counter')
  const [factor, offset, low, high] = [number('scale'), number('offset'), number('low'), number('high')]
  if (!right) return undefined
  return {
    name: cell('name'),
    address: cell('address'),
    type: type as DataType,
    ...(cell('unit') === '' ? {} : { unit: cell('unit') }),
    ...(factor === undefined ? {} : { factor }),
    ...(offset === undefined ? {} : { offset }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(counter === 'true' ? { counter: true } : {}),
    ...(access === 'rw' ? { access: 'rw' } : {}),
    en: cell('en'),
    zh: cell('zh'),
  }
}
