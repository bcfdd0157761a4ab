import { Fault } from '@millrace/core'
import './faults.ts'
import { isOffered } from './functions.ts'

/** What a query may read. */
export const TABLES = ['samples', 'points', 'assets'] as const

/** Parts of a syntax tree by the names that DuckDB gives them; what is not here is refused, also what a later release adds. */
const queries = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'RECURSIVE_CTE_NODE', 'CTE_NODE'])
const sources = new Set(['EMPTY', 'SUBQUERY', 'JOIN', 'EXPRESSION_LIST'])
const modifiers = new Set([
  'ORDER_MODIFIER',
  'LIMIT_MODIFIER',
  'LIMIT_PERCENT_MODIFIER',
  'DISTINCT_MODIFIER',
  'ASCENDING',
  'DESCENDING',
  'ORDER_DEFAULT',
])
const expressions = new Set([
  'BETWEEN',
  'CASE',
  'CAST',
  'COLLATE',
  'COLUMN_REF',
  'COMPARISON',
  'CONJUNCTION',
  'CONSTANT',
  'FUNCTION',
  'LAMBDA',
  'OPERATOR',
  'POSITIONAL_REFERENCE',
  'STAR',
  'SUBQUERY',
  'WINDOW',
])
/** Names under which the engine keeps views of itself. */
const itsOwn = /^(duckdb_|pragma_|sqlite_|pg_|information_schema)/i

type Part = Readonly<Record<string, unknown>>
type Names = ReadonlySet<string>

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)

const refused = (seen: string): Fault => new Fault('sql.refused', { seen })

/** In short, and as one line. */
const shown = (name: unknown): string => JSON.stringify(String(name).slice(0, 60))

/**
 * Holds a query to what it may do, by its syntax tree as DuckDB's own parser gives it (`json_serialize_sql`). Only what is
 * known to be harmless passes: selecting, from the three tables and from what the query itself names, with functions of the
 * list. Throws `sql.malformed`, `sql.refused`.
 */
export function checkTree(serialized: string): void {
  const tree = parsed(serialized)
  if (!isPart(tree)) throw new Fault('sql.malformed', { seen: 'no tree' })
  if (tree['error'] !== false) throw new Fault('sql.malformed', { seen: String(tree['error_message']).slice(0, 300) })
  const statements = tree['statements']
  if (!Array.isArray(statements) || statements.length !== 1)
    throw new Fault('sql.malformed', { seen: `${Array.isArray(statements) ? statements.length : 0} statements` })
  walk(statements[0], new Set(TABLES))
}

/** The engine writes constants that no JSON has, such as an infinity, as they are. */
function parsed(serialized: string): unknown {
  try {
    return JSON.parse(serialized)
  } catch (thrown) {
    throw new Fault('sql.malformed', { seen: 'a number beyond what a double holds' }, thrown)
  }
}

function walk(value: unknown, names: Names): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, names)
    return
  }
  if (!isPart(value)) return
  const { type, class: kind } = value
  if (kind !== undefined) checkExpression(value)
  else if (typeof type === 'string') checkOther(value, type, names)
  const inside = 'cte_map' in value ? walkNamed(value['cte_map'], names, type === 'RECURSIVE_CTE_NODE') : names
  for (const [key, part] of Object.entries(value)) {
    // Constants are data, and a type names no table.
    if (key === 'cte_map' || key === 'cast_type' || (kind === 'CONSTANT' && key === 'value')) continue
    walk(part, inside)
  }
}

function checkExpression(part: Part): void {
  const { class: kind, function_name: name } = part
  if (typeof kind !== 'string' || !expressions.has(kind))
    throw refused(kind === 'PARAMETER' ? 'a parameter' : `an expression of the kind ${shown(kind)}`)
  if (kind !== 'FUNCTION' && kind !== 'WINDOW') return
  // The parser itself writes `main` before functions that syntax stands for, such as [1, 2].
  const isOwn =
    ['', 'main', undefined].includes(part['schema'] as string) &&
    ['', 'system', undefined].includes(part['catalog'] as string)
  if (!isOwn || typeof name !== 'string' || !isOffered(name)) throw refused(`the function ${shown(name)}`)
}

function checkOther(part: Part, type: string, names: Names): void {
  if (queries.has(type) || sources.has(type) || modifiers.has(type)) return
  if (type !== 'BASE_TABLE') {
    const { function: called } = part
    throw refused(
      type === 'TABLE_FUNCTION' && isPart(called)
        ? `the table function ${shown(called['function_name'])}`
        : `a part of the kind ${shown(type)}`,
    )
  }
  const { table_name: name, schema_name: schema, catalog_name: catalog, at_clause: at } = part
  const isPlain = typeof name === 'string' && schema === '' && catalog === '' && (at ?? null) === null
  if (!isPlain || !names.has(name.toLowerCase())) throw refused(`the table ${shown(name)}`)
}

/** What a query names with WITH, each part seeing those before it; returns all names that hold in the query. */
function walkNamed(map: unknown, names: Names, isRecursive: boolean): Names {
  const known = new Set(names)
  const entries = isPart(map) && Array.isArray(map['map']) ? map['map'] : []
  for (const entry of entries) {
    if (!isPart(entry) || typeof entry['key'] !== 'string') throw refused('a WITH that cannot be read')
    const name = entry['key'].toLowerCase()
    if (itsOwn.test(name)) throw refused(`the name ${shown(name)}`)
    const { value } = entry
    const query = isPart(value) && isPart(value['query']) ? value['query']['node'] : undefined
    const isSelf = isRecursive || (isPart(query) && query['type'] === 'RECURSIVE_CTE_NODE')
    walk(value, isSelf ? new Set([...known, name]) : known)
    known.add(name)
  }
  return known
}
