/** What the edge configuration says about a folder into which files are dropped. */
export interface CsvDropConfig {
  readonly folder: string
  readonly suffix?: string
  readonly layout?: 'wide' | 'long'
  readonly header?: boolean
  readonly delimiter?: ',' | ';' | '\t' | '|'
  readonly decimal?: '.' | ','
  readonly encoding?: 'utf-8' | 'gb18030' | 'windows-1252'
  readonly timeColumn: string
  readonly timeFormat?: string
  readonly utcOffset?: string
  readonly nameColumn?: string
  readonly valueColumn?: string
  readonly after?: 'keep' | 'move'
  readonly settleMs?: number
  readonly scanMs?: number
  readonly mostBytes?: number
}

const column = { type: 'string', minLength: 1, maxLength: 255 }

export const configSchema = {
  type: 'object',
  required: ['folder', 'timeColumn'],
  additionalProperties: false,
  properties: {
    folder: {
      type: 'string',
      pattern: '^(/|[A-Za-z]:[\\\\/])',
      maxLength: 1_000,
      description: 'Whole path of the folder on the edge',
    },
    suffix: {
      type: 'string',
      minLength: 1,
      maxLength: 50,
      pattern: '^[^/\\\\]+$',
      default: '.csv',
      description: 'Files whose names end with it are read',
    },
    layout: {
      enum: ['wide', 'long'],
      default: 'wide',
      description: 'wide: a column a tag; long: a name and a value a line',
    },
    header: {
      type: 'boolean',
      default: true,
      description: 'The first line holds headings; without, columns are numbered from 1',
    },
    delimiter: { enum: [',', ';', '\t', '|'], default: ',' },
    decimal: { enum: ['.', ','], default: '.' },
    encoding: { enum: ['utf-8', 'gb18030', 'windows-1252'], default: 'utf-8' },
    timeColumn: { ...column, description: 'Heading or number of the column with the time' },
    timeFormat: {
      type: 'string',
      minLength: 3,
      maxLength: 50,
      default: 'iso',
      description: 'iso, unix-s, unix-ms, unix-us or a pattern such as dd.MM.yyyy HH:mm:ss',
    },
    utcOffset: {
      type: 'string',
      pattern: '^(Z|[+-]\\d\\d:\\d\\d)$',
      default: 'Z',
      description: 'Of times that name no zone',
    },
    nameColumn: { ...column, default: 'name', description: 'Of the layout long' },
    valueColumn: { ...column, default: 'value', description: 'Of the layout long' },
    after: {
      enum: ['keep', 'move'],
      default: 'keep',
      description: 'move: a file that was read goes to the folder done',
    },
    settleMs: {
      type: 'integer',
      minimum: 0,
      maximum: 3_600_000,
      default: 2_000,
      description: 'A file is read when it has not changed for so long, ms',
    },
    scanMs: {
      type: 'integer',
      minimum: 20,
      maximum: 3_600_000,
      default: 1_000,
      description: 'How often the folder is looked at, ms',
    },
    mostBytes: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000_000_000,
      default: 1_000_000_000,
      description: 'Larger files are refused',
    },
  },
} as const
