import { type AppTable, tablesChange } from '@millrace/apps'
import { Fault } from '@millrace/core'
import { growthTexts, schemaTexts } from '../../database/index.ts'
import './faults.ts'

/** Tables of an installation after an upgrade, and the statements that lead there. */
export interface Grown {
  readonly tables: readonly AppTable[]
  readonly texts: readonly string[]
}

/**
 * What is there stays: a version that leaves a table or a column out finds it again when it comes back. Throws `apps.tables_unfit`.
 */
export function grownTables(number: number, before: readonly AppTable[], after: readonly AppTable[]): Grown {
  const { added, grown, unfit } = tablesChange(before, after)
  if (unfit.length > 0) throw new Fault('apps.tables_unfit', { seen: unfit.join('; ') })
  const wanted = new Map(grown.map((table) => [table.name, table]))
  return {
    tables: [
      ...before.map((table) => {
        const next = wanted.get(table.name)
        return next ? together(table, next) : table
      }),
      ...added,
    ],
    texts: [
      ...schemaTexts(number, added),
      ...before.flatMap((table) => {
        const next = wanted.get(table.name)
        return next ? growthTexts(number, table, next) : []
      }),
    ],
  }
}

function together(before: AppTable, after: AppTable): AppTable {
  const wanted = new Map(after.columns.map((column) => [column.name, column]))
  const columns = new Map(wanted)
  // A column that may be empty in the database stays so, whatever a version says; one that is left may be from now on.
  for (const column of before.columns)
    if (column.optional || !wanted.has(column.name))
      columns.set(column.name, { ...(wanted.get(column.name) ?? column), optional: true })
  const indexes = new Map([...(before.indexes ?? []), ...(after.indexes ?? [])].map((index) => [index.join(), index]))
  return { ...after, columns: [...columns.values()], indexes: [...indexes.values()] }
}
