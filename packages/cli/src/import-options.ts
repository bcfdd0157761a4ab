import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '@millrace/core'
import type { ImportMapping, ImportRequest } from '@millrace/sdk'
import './faults.ts'

export const importHelp = `millrace import <file> [options]

  --platform URL          or MILLRACE_PLATFORM; else the platform of ./data, or http://127.0.0.1:8080
  --token-file FILE       with a token or API key; or MILLRACE_TOKEN; else the local platform's own in ./data
  --format F              csv, parquet, arrow; by the ending of the file if left out
  --encoding E            of CSV: utf-8 or gb18030
  --dry-run               reads and reports, stores nothing

  Without what follows the file is taken to be an export of the platform.
  --time COLUMN           default time
  --time-format F         iso, s, ms, us, ns; default iso
  --offset +08:00         of times that name no zone; default Z, which is UTC
  --point COLUMN          with ids or full paths of points; or
  --path COLUMN --name COLUMN   with paths of assets and names of points; or
  --point-id ID           the whole file is of one point
  --value COLUMN          again for more: the first that has a value gives it; default value
  --unit-column COLUMN | --unit CODE
  --status COLUMN
  --wide COLUMN=POINT[@UNIT]    again for more: a column a point, by id or full path
`

const options = {
  platform: { type: 'string' },
  'token-file': { type: 'string' },
  format: { type: 'string' },
  encoding: { type: 'string' },
  'dry-run': { type: 'boolean' },
  time: { type: 'string' },
  'time-format': { type: 'string' },
  offset: { type: 'string' },
  point: { type: 'string' },
  path: { type: 'string' },
  name: { type: 'string' },
  'point-id': { type: 'string' },
  value: { type: 'string', multiple: true },
  'unit-column': { type: 'string' },
  unit: { type: 'string' },
  status: { type: 'string' },
  wide: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} as const

type Values = ReturnType<
  typeof parseArgs<{ options: typeof options; args: string[]; allowPositionals: true }>
>['values']

export interface ImportOptions {
  readonly file: string
  /** Absent: the platform of the data folder. */
  readonly platform: string | undefined
  readonly tokenFile: string | undefined
  readonly request: Omit<ImportRequest, 'name' | 'size' | 'fingerprint'>
}

const wrong = (expected: string, seen: string): Fault => new Fault('cli.usage', { expected, seen, command: 'import' })

const formats = ['csv', 'parquet', 'arrow'] as const
const endings: Readonly<Record<string, (typeof formats)[number]>> = {
  '.csv': 'csv',
  '.txt': 'csv',
  '.parquet': 'parquet',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
  '.feather': 'arrow',
}

function formatOf(file: string, given: string | undefined): (typeof formats)[number] {
  const found = given === undefined ? endings[extname(file).toLowerCase()] : formats.find((one) => one === given)
  if (!found) throw wrong('--format csv, parquet or arrow', given ?? file)
  return found
}

function timeOf(values: Values): ImportMapping['time'] {
  const format = (['iso', 's', 'ms', 'us', 'ns'] as const).find((one) => one === (values['time-format'] ?? 'iso'))
  if (!format) throw wrong('--time-format iso, s, ms, us or ns', values['time-format'] ?? '')
  return { column: values.time ?? 'time', format, ...(values.offset === undefined ? {} : { offset: values.offset }) }
}

function pointOf(values: Values): Extract<ImportMapping, { layout: 'long' }>['point'] {
  if (values['point-id'] !== undefined) return { id: values['point-id'] }
  if (values.path !== undefined && values.name !== undefined) return { path: values.path, name: values.name }
  return { column: values.point ?? 'point' }
}

function wideColumn(text: string): { column: string; point: string; unit?: string } {
  const [, column, point, unit] = /^([^=]+)=(.+?)(?:@([^@/]+))?$/.exec(text) ?? []
  if (column === undefined || point === undefined) throw wrong('--wide COLUMN=POINT[@UNIT]', text)
  return { column, point, ...(unit === undefined ? {} : { unit }) }
}

/** Undefined where nothing is said: then the file is one of our own exports. */
function mappingOf(values: Values): ImportMapping | undefined {
  const said = [
    'time',
    'time-format',
    'offset',
    'point',
    'path',
    'name',
    'point-id',
    'value',
    'unit-column',
    'unit',
    'status',
    'wide',
  ] as const
  if (said.every((name) => values[name] === undefined)) return undefined
  if (values.wide) return { layout: 'wide', time: timeOf(values), columns: values.wide.map(wideColumn) }
  const unit =
    values['unit-column'] !== undefined
      ? { column: values['unit-column'] }
      : values.unit === undefined
        ? undefined
        : { code: values.unit }
  return {
    layout: 'long',
    time: timeOf(values),
    point: pointOf(values),
    values: values.value ?? ['value'],
    ...(unit ? { unit } : {}),
    ...(values.status === undefined ? {} : { status: values.status }),
  }
}

/** Undefined when help is asked for. Throws `cli.usage`. */
export function importOptions(args: readonly string[]): ImportOptions | undefined {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (values.help) return undefined
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw wrong('one file', positionals.join(' '))
  const encoding = (['utf-8', 'gb18030'] as const).find((one) => one === (values.encoding ?? 'utf-8').toLowerCase())
  if (!encoding) throw wrong('--encoding utf-8 or gb18030', values.encoding ?? '')
  const mapping = mappingOf(values)
  return {
    file,
    platform: values.platform ?? process.env['MILLRACE_PLATFORM'],
    tokenFile: values['token-file'],
    request: {
      format: formatOf(file, values.format),
      encoding,
      dryRun: values['dry-run'] ?? false,
      ...(mapping ? { mapping } : {}),
    },
  }
}
