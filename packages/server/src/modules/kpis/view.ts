import type { KpiResult as Computed, Unavailable } from '@millrace/compute'
import type { Definition, KpiResult, Together } from './schema.ts'
import type { DefinitionRow, QueueRow, ResultRow } from './store.ts'
import type { ToldKpi } from './telling.ts'

export const definitionView = ({ key, version, content, bindings, validFrom, by, at }: DefinitionRow): Definition => ({
  key,
  version,
  content: content as Definition['content'],
  bindings,
  validFrom: validFrom.toISOString(),
  by,
  at: at.toISOString(),
})

export const rowOf = (window: QueueRow, { key, version, result }: ToldKpi, toldAt: Date): ResultRow => ({
  tenant: window.tenant,
  asset: window.asset,
  kind: window.kind,
  begin: window.begin,
  end: window.end,
  name: window.name,
  key,
  version,
  value: result.value ?? null,
  unavailable: result.unavailable ?? null,
  coverage: result.coverage,
  implausible: result.implausible,
  inputs: result.inputs,
  toldAt,
})

const reasonView = (unavailable: Unavailable): NonNullable<KpiResult['unavailable']> => ({
  why: unavailable.why,
  ...(unavailable.why === 'unknown' ? { inputs: [...unavailable.inputs] } : {}),
  ...(unavailable.why === 'zero' ? { divisor: unavailable.divisor } : {}),
})

const windowView = ({ kind, begin, end, name }: ResultRow) => ({
  kind,
  begin: begin.toISOString(),
  end: end.toISOString(),
  ...(name === null ? {} : { name }),
})

export const resultView = (row: ResultRow & { waits: boolean }): KpiResult => ({
  asset: row.asset,
  ...windowView(row),
  ...(row.value === null ? {} : { value: row.value }),
  ...(row.unavailable ? { unavailable: reasonView(row.unavailable) } : {}),
  coverage: row.coverage,
  implausible: row.implausible,
  inputs: row.inputs,
  version: row.version,
  toldAt: row.toldAt.toISOString(),
  waits: row.waits,
})

/** A result as it was worked out: what sums are made of. */
export const partOf = ({ coverage, implausible, inputs }: ResultRow): Computed => ({ coverage, implausible, inputs })

export const togetherView = (parts: readonly ResultRow[], sum: Computed): Together => ({
  ...windowView(parts[0]!),
  assets: parts.map(({ asset }) => asset),
  ...(sum.value === undefined ? {} : { value: sum.value }),
  ...(sum.unavailable ? { unavailable: reasonView(sum.unavailable) } : {}),
  coverage: sum.coverage,
  implausible: sum.implausible,
  inputs: { ...sum.inputs },
})
