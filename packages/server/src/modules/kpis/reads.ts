import { compileKpi, type KpiDefinition, productionNames, TextNumbers } from '@millrace/compute'
import type { Checked } from './schema.ts'

/** What a definition looks at. Throws `kpi.…` and `expression.…` of one that cannot be told. */
export function readsOf(definition: KpiDefinition): Checked {
  const { names, reads, measures } = compileKpi(definition, new TextNumbers())
  return {
    reads: names.filter((name) => productionNames.has(name)),
    points: [...new Set(measures.flatMap(({ points }) => points))],
    constants: reads.flatMap(({ reading }) => (reading.from === 'constant' ? [reading.name] : [])),
    addsUp: reads.every(({ addsUp }) => addsUp),
  }
}
