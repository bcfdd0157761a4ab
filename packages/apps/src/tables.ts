import type { AppTable } from './manifest.ts'

/** How the tables of one version become those of another. */
export interface TablesChange {
  readonly added: readonly AppTable[]
  /** Columns and indexes that a table has more; all of the columns may be empty. */
  readonly grown: readonly AppTable[]
  /** Tables and columns that stay as they are with what is in them, unused, so that the version before can be gone back to. */
  readonly left: readonly string[]
  /** Why it cannot be, in words; then nothing is changed. */
  readonly unfit: readonly string[]
}

/** Rows that are there stay readable by both versions: a column may come, none may change what it holds. */
export function tablesChange(before: readonly AppTable[], after: readonly AppTable[]): TablesChange {
  const known = new Map(before.map((table) => [table.name, table]))
  const wanted = new Map(after.map((table) => [table.name, table]))
  const unfit: string[] = []
  const left = before.flatMap(({ name }) => (wanted.has(name) ? [] : [name]))
  const grown = after.filter((table) => {
    const old = known.get(table.name)
    if (!old) return false
    if (old.key.join() !== table.key.join())
      unfit.push(`expected the key (${old.key.join(', ')}) of table ${table.name}, saw (${table.key.join(', ')})`)
    const columns = new Map(old.columns.map((column) => [column.name, column]))
    for (const { name, type, unit, optional = false } of table.columns) {
      const column = columns.get(name)
      const at = `${table.name}.${name}`
      if (!column) {
        if (!optional) unfit.push(`expected ${at} to be optional, since rows that are there have none`)
      } else if (column.type !== type) unfit.push(`expected ${at} as ${column.type}, saw ${type}`)
      else if (column.unit !== unit) unfit.push(`expected ${at} in ${column.unit ?? 'no unit'}, saw ${unit ?? 'none'}`)
      else if (column.optional && !optional) unfit.push(`expected ${at} to stay optional, since rows may have none`)
      columns.delete(name)
    }
    left.push(...[...columns.keys()].map((name) => `${table.name}.${name}`))
    return JSON.stringify(old) !== JSON.stringify(table)
  })
  return { added: after.filter(({ name }) => !known.has(name)), grown, left, unfit }
}
