import { Fault } from '@millrace/core'
import { type TimeFormat, timeFormats } from '../kit/times.ts'
import './faults.ts'

export interface SqlQuery {
  readonly name: string
  readonly sql: string
  readonly layout?: 'wide' | 'long'
  readonly nameColumn?: string
  readonly valueColumn?: string
  readonly timeColumn?: string
  readonly timeFormat?: TimeFormat
  readonly position?: { readonly column: string; readonly type: 'integer' | 'time' | 'text'; readonly start: string }
  readonly limit?: number
  readonly periodMs?: number
}

/** What the edge configuration says about a database. */
export interface SqlConfig {
  readonly engine: 'postgresql' | 'mysql'
  readonly host: string
  readonly port?: number
  readonly database: string
  readonly user: string
  readonly password?: string
  readonly tls?: boolean
  readonly ca?: string
  readonly utcOffset?: string
  readonly timeoutMs?: number
  readonly queries: readonly SqlQuery[]
}

const column = { type: 'string', minLength: 1, maxLength: 128 }

export const configSchema = {
  type: 'object',
  required: ['engine', 'host', 'database', 'user', 'queries'],
  additionalProperties: false,
  properties: {
    engine: { enum: ['postgresql', 'mysql'], description: 'mysql is MariaDB too' },
    host: { type: 'string', minLength: 1, maxLength: 253 },
    port: { type: 'integer', minimum: 1, maximum: 65_535, description: '5432 or 3306 unless told' },
    database: { type: 'string', minLength: 1, maxLength: 128 },
    user: { type: 'string', minLength: 1, maxLength: 128, description: 'One that may only read' },
    password: { type: 'string', maxLength: 1_000, writeOnly: true },
    tls: { type: 'boolean', default: false, description: 'Encrypted, and the certificate verified' },
    ca: { type: 'string', description: 'Authorities for TLS instead of the system’s, PEM' },
    utcOffset: {
      type: 'string',
      pattern: '^(Z|[+-]\\d\\d:\\d\\d)$',
      default: 'Z',
      description: 'Of time columns that name no zone',
    },
    timeoutMs: {
      type: 'integer',
      minimum: 50,
      maximum: 600_000,
      default: 10_000,
      description: 'For one query; the database ends it then',
    },
    queries: {
      type: 'array',
      minItems: 1,
      maxItems: 500,
      items: {
        type: 'object',
        required: ['name', 'sql'],
        additionalProperties: false,
        dependentRequired: { position: ['timeColumn'] },
        properties: {
          name: {
            type: 'string',
            pattern: '^[A-Za-z0-9_.-]+$',
            maxLength: 100,
            description: 'Addresses begin with it',
          },
          sql: {
            type: 'string',
            minLength: 1,
            maxLength: 20_000,
            description: 'One select. With a position it holds $position and $limit',
          },
          layout: {
            enum: ['wide', 'long'],
            default: 'wide',
            description: 'wide: a column a tag; long: a name and a value a row',
          },
          nameColumn: { ...column, default: 'name', description: 'Of the layout long' },
          valueColumn: { ...column, default: 'value', description: 'Of the layout long' },
          timeColumn: { ...column, description: 'Source time of a row; when it was read unless told' },
          timeFormat: { enum: timeFormats, default: 'iso', description: 'iso for the database’s own time types' },
          position: {
            type: 'object',
            required: ['column', 'type', 'start'],
            additionalProperties: false,
            description: 'Every row once, in the order of this column; without it the rows are what is true now',
            properties: {
              column: { ...column, description: 'Only ever grows; it must be selected' },
              type: { enum: ['integer', 'time', 'text'] },
              start: { type: 'string', maxLength: 200, description: 'Rows after this one are read, such as 0' },
            },
          },
          limit: { type: 'integer', minimum: 1, maximum: 100_000, default: 1_000, description: 'Rows a query' },
          periodMs: {
            type: 'integer',
            minimum: 50,
            maximum: 86_400_000,
            default: 5_000,
            description: 'Rest after a query that found less than the limit',
          },
        },
      },
    },
  },
} as const

/** The text that is prepared: `$position` is a parameter, `$limit` a whole number of the configuration. */
export function preparedText(query: SqlQuery, engine: SqlConfig['engine']): string {
  const { name, sql, position, limit = 1_000 } = query
  const count = sql.split('$position').length - 1
  const wanted = position ? 1 : 0
  if (count !== wanted)
    throw new Fault('sql.query_malformed', {
      name,
      expected: `$position ${wanted === 1 ? 'once' : 'nowhere'}`,
      seen: `it ${count} times`,
    })
  if (position && !sql.includes('$limit'))
    throw new Fault('sql.query_malformed', { name, expected: '$limit', seen: 'none' })
  return sql.replaceAll('$limit', String(limit)).replace('$position', () => (engine === 'postgresql' ? '$1' : '?'))
}
