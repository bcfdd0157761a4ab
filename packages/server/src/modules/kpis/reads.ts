import { compileKpi, type KpiDefinition, productionNames, TextNumbers } from '@millrace/compute'
import type { Checked } from './schema.ts'

/** What a definition looks at. Throws `kpi.…` and `expression.…` of one that cannot be told. */
export function readsOf(definition: KpiDefinition): Checked {
  const { names, reads, measures } = compileKpi(definition, new TextNumbers())
  const read = measures.flatMap(({ points }) => points)
  const isConstant = (name: string): boolean => definition.inputs?.[name]?.kind === 'constant'
  const alone = reads.flatMap(({ reading }) => (reading.from === 'constant' ? [reading.name] : []))
  return {
    reads: names.filter((name) => productionNames.has(name)),
    points: [...new Set(read.filter((name) => !isConstant(name)))],
    constants: [...new Set([...alone, ...read.filter(isConstant)])],
    addsUp: reads.every(({ addsUp }) => addsUp),
  }
}
