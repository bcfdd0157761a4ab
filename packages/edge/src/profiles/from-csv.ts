import { checkUnit, Fault, sayFault } from '@millrace/core'
import type { ProfilePoint } from '@millrace/core/profiles'
import type { DataType, DriverFactory } from '@millrace/drivers'
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
const needed: readonly Column[] = ['name', 'address', 'type', 'en', 'zh']
const types: readonly string[] = [
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float32',
  'float64',
  'string',
]

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Reads points from CSV (RFC 4180, comma or semicolon, first line the names of the columns). Throws
 * `profile.table_malformed` with every mistake and its line.
 */
export async function pointsFromCsv(text: string, file: string, driver: DriverFactory): Promise<ProfilePoint[]> {
  const faults: string[] = []
  const say = (line: number, reason: string): void => void faults.push(`  line ${line}: ${reason}`)
  const [head, ...rows] = readRows(text, say)
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0) say(1, `lacks the columns ${missing.join(', ')}`)
  for (const name of names)
    if (!columns.some((known) => known === name)) say(1, `"${name}" is none of the columns ${columns.join(', ')}`)
  const points: ProfilePoint[] = []
  if (faults.length === 0) {
    const lines = new Map<string, number>()
    for (const row of rows) {
      const point = await readPoint(row, names, driver, say)
      if (!point) continue
      const twin = lines.get(point.name)
      if (twin !== undefined) say(row.line, `name "${point.name}" is the name of line ${twin} already`)
      lines.set(point.name, row.line)
      points.push(point)
    }
    if (points.length === 0 && faults.length === 0) say(1, 'holds no point below the names of the columns')
  }
  if (faults.length === 0) return points
  throw new Fault('profile.table_malformed', { file, count: faults.length, findings: faults.join('\n') })
}

async function readPoint(
  { line, cells }: Row,
  names: readonly string[],
  driver: DriverFactory,
  say: (line: number, reason: string) => void,
): Promise<ProfilePoint | undefined> {
  let right = true
  const wrong = (reason: string): void => {
    right = false
    say(line, reason)
  }
  if (cells.length !== names.length) wrong(`has ${cells.length} cells and the first line ${names.length}`)
  const cell = (column: Column): string => cells[names.indexOf(column)]?.trim() ?? ''
  const number = (column: Column): number | undefined => {
    if (cell(column) === '') return undefined
    const value = Number(cell(column))
    if (!Number.isFinite(value)) wrong(`${column} "${cell(column)}" is no number`)
    return value
  }
  for (const column of needed) if (cell(column) === '') wrong(`has no ${column}`)
  const type = cell('type').toLowerCase()
  if (!types.includes(type)) wrong(`type "${type}" is none of ${types.join(', ')}`)
  else {
    try {
      await driver.checkAddress(cell('address'), type as DataType)
    } catch (reason) {
      wrong(`address: ${sayFault(reason)}`)
    }
  }
  if (cell('unit') !== '') {
    try {
      checkUnit(cell('unit'))
    } catch (reason) {
      wrong(`unit: ${sayFault(reason)}`)
    }
  }
  const access = cell('access').toLowerCase()
  if (!['', 'r', 'rw'].includes(access)) wrong(`access "${access}" is neither r nor rw`)
  const counter = cell('counter').toLowerCase()
  if (!['', 'true', 'false'].includes(counter)) wrong(`counter "${counter}" is neither true nor false`)
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

/** Cells of each line that holds any; a quoted cell may hold the separator, quotes and line ends. */
function readRows(text: string, say: (line: number, reason: string) => void): Row[] {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const separator = /^[^\n]*;/.test(source) && !/^[^\n]*,/.test(source) ? ';' : ','
  const rows: Row[] = []
  let cells: string[] = []
  let [cell, line, begun] = ['', 1, 1]
  let quoted = false
  const end = (): void => {
    cells.push(cell)
    cell = ''
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begun, cells })
    cells = []
  }
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') cell += source[++at]!
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') {
      end()
      begun = line
    } else cell += sign
  }
  if (quoted) say(begun, 'opens a quote that is never closed')
  end()
  return rows
}
