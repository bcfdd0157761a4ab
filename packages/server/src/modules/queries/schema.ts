import { type Static, Type } from 'typebox'
import { Time } from '../../http/schema.ts'

const MOST_TEXT = 100_000
const MOST_ROWS = 1_000_000
export const DEFAULT_ROWS = 10_000

export const SqlBody = Type.Object(
  {
    query: Type.String({
      minLength: 1,
      maxLength: MOST_TEXT,
      description: 'One SELECT in DuckDB’s SQL over samples, points and assets',
      examples: [
        'SELECT time_bucket(INTERVAL 1 HOUR, time) AS hour, avg(value_double) FROM samples WHERE day = current_date GROUP BY hour',
      ],
    }),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_ROWS, default: DEFAULT_ROWS, description: 'Rows at most' }),
    ),
    format: Type.Optional(
      Type.Enum(['json', 'ndjson', 'arrow'], { description: 'Goes before the Accept header; default json' }),
    ),
  },
  { title: 'SqlQuery', examples: [{ query: 'SELECT count(*) AS samples FROM samples' }] },
)
export type SqlBody = Static<typeof SqlBody>

export const SqlResult = Type.Object(
  {
    columns: Type.Array(
      Type.Object({
        name: Type.String(),
        type: Type.Enum(['boolean', 'int64', 'double', 'time', 'date', 'text'], {
          description: 'time: ISO 8601 UTC; an int64 beyond 2^53, NaN and infinities are text',
        }),
      }),
    ),
    rows: Type.Integer({ minimum: 0 }),
    truncated: Type.Boolean({ description: 'The limit cut; there are more' }),
    asOf: { ...Time, description: 'What had arrived by then is in' },
    data: Type.Array(Type.Array(Type.Unknown()), { description: 'A column each, in the order of columns' }),
  },
  { title: 'SqlResult' },
)
