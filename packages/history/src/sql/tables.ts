import {
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  UINTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import { parquet } from '../lake/duck.ts'
import type { Lent } from '../lake/index.ts'
import { DOUBLE_VALUE, insideSpans } from '../lake/scan.ts'
import { ASSET_COLUMNS, POINT_COLUMNS, type SqlPlant } from './question.ts'

const CHUNK = 2048
const types: Readonly<Record<'VARCHAR' | 'DOUBLE' | 'BOOLEAN' | 'UINTEGER', DuckDBType>> = {
  VARCHAR,
  DOUBLE,
  BOOLEAN,
  UINTEGER,
}
type Cells = ArrayLike<string | number | boolean | null>

/** Where tables lie that a query cannot name: what it may name stands in `main`. */
const HELD = 'held'
const KEY = 'series, time, day'
const VALUES = 'value_double, value_int64, value_boolean, value_string, status'
const SCALED_VALUES = VALUES.replace('value_double', `${DOUBLE_VALUE} AS value_double`)

async function fill(
  connection: DuckDBConnection,
  table: { readonly schema: string; readonly name: string },
  columns: Readonly<Record<string, keyof typeof types>>,
  cells: readonly Cells[],
): Promise<void> {
  const { schema, name } = table
  const kinds = Object.values(columns).map((kind) => types[kind])
  await connection.run(
    `CREATE TABLE ${schema}.${name} (${Object.entries(columns)
      .map(([column, kind]) => `${column} ${kind}`)
      .join(', ')})`,
  )
  const appender = await connection.createAppender(name, schema)
  const rows = cells[0]?.length ?? 0
  for (let from = 0; from < rows; from += CHUNK) {
    const chunk = DuckDBDataChunk.create(kinds, Math.min(CHUNK, rows - from))
    for (const [i, column] of cells.entries())
      chunk.setColumnValues(i, Array.prototype.slice.call(column, from, from + CHUNK))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** Makes the tables a query may name. Samples are only those of the plant's own series. */
export async function makeTables(connection: DuckDBConnection, plant: SqlPlant, lent: Lent): Promise<void> {
  const { points, assets, series, rows } = plant
  await connection.run(`CREATE SCHEMA ${HELD}`)
  await fill(connection, { schema: 'main', name: 'points' }, POINT_COLUMNS, points)
  await fill(connection, { schema: 'main', name: 'assets' }, ASSET_COLUMNS, assets)
  const ids = Array.from(rows, (row) => points[0]?.[row] as string)
  await fill(connection, { schema: HELD, name: 'reach' }, { series: 'UINTEGER', point: 'VARCHAR' }, [series, ids])
  await connection.run(`CREATE VIEW main.samples AS ${samplesOf(lent, plant.isPart)}`)
}

/**
 * Each key once. Rows are compared only where a key may stand twice; what is asked of time, day or series reaches the files
 * all the same, since those are what the rows are told apart by.
 */
function samplesOf(lent: Lent, isPart: boolean): string {
  const { shared } = lent
  const inside = shared.length > 0 ? insideSpans(shared) : 'false'
  const plainFrom = sealedOf(lent, `NOT (${inside})`, '')
  const comparedFrom = [...sealedOf(lent, inside, ', file_index::BIGINT AS f, 0::BIGINT AS r'), ...hotOf(lent)]
  const parts = [
    ...plainFrom,
    ...(comparedFrom.length > 0 && shared.length > 0
      ? [
          `SELECT ${KEY}, ${VALUES} FROM (${comparedFrom.join(' UNION ALL ')})
            QUALIFY row_number() OVER (PARTITION BY ${KEY} ORDER BY f DESC, r DESC) = 1`,
        ]
      : []),
  ]
  const all = parts.length > 0 ? parts.join(' UNION ALL ') : NOTHING
  return `SELECT point, time, day, ${isPart ? VALUES_APART : VALUES}, ${isPart ? GOOD_APART : '(status >> 30) = 0'} AS good
    FROM (SELECT r.point, s.* FROM (${all}) s JOIN ${HELD}.reach r ON r.series = s.series)`
}

function sealedOf({ sealed, old }: Lent, where: string, place: string): string[] {
  if (sealed.length === 0) return []
  const union = old > 0 && old < sealed.length ? ', union_by_name=true' : ''
  const files = parquet(sealed).replace(
    'hive_partitioning=false',
    `hive_partitioning=true, hive_types={'day': DATE}${union}`,
  )
  return [`SELECT ${KEY}, ${old === sealed.length ? VALUES : SCALED_VALUES}${place} FROM ${files} WHERE ${where}`]
}

function hotOf({ hot }: Lent): string[] {
  return hot.map(
    (file, i) =>
      `SELECT series, time, time::DATE AS day, ${SCALED_VALUES}, ${HOT + i}::BIGINT AS f, file_row_number AS r
        FROM ${parquet([file]).replace('hive_partitioning=false', 'hive_partitioning=false, file_row_number=true')}`,
  )
}

/** After every sealed file. */
const HOT = 1_000_000_000

const NOTHING = `SELECT 0::UINTEGER AS series, now() AS time, current_date AS day, NULL::DOUBLE AS value_double, NULL::BIGINT AS value_int64,
  NULL::BOOLEAN AS value_boolean, NULL::VARCHAR AS value_string, 0::UINTEGER AS status WHERE false`

/**
 * Values that depend on chance, as far as the planner knows: it then asks nothing of a value before the rows of others are
 * left out, so that no error or delay of a condition tells what they hold.
 */
const apart = (column: string): string => `CASE WHEN random() >= 0 THEN ${column} END`
const VALUES_APART = VALUES.split(', ')
  .map((column) => `${apart(column)} AS ${column}`)
  .join(', ')
const GOOD_APART = `(${apart('status')} >> 30) = 0`
