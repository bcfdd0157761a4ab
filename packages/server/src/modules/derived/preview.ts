import { type DerivedDefinition, seriesOfInputs, type ValueType } from '@millrace/compute'
import { isoOf, type Micros } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import { sampleAt } from '../assets/index.ts'
import type { Preview } from './schema.ts'
import { batchOfTold, tellStretch } from './stretch.ts'

const HOUR: Micros = 3_600_000_000
/** Samples of all inputs that are read, and samples that are shown. */
const MOST_READ = 20_000
const MOST_SHOWN = 2_000

interface Asked {
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly tenant: string
  readonly definition: DerivedDefinition
  readonly given: ValueType
  readonly to: Micros
  readonly hours: number
}

/** What a formula gives over the last hours: of what is too much the newest. */
export async function previewOf({ history, tenant, definition, given, to, hours }: Asked): Promise<Preview> {
  const series = seriesOfInputs(definition)
  const most = Math.floor(MOST_READ / series.length)
  const begin = Math.round(to - hours * HOUR)
  const newest = await history.raw({ tenant, series, from: begin, to, limit: most, order: 'descending' })
  let from = begin
  const counts = new Map<number, { n: number; first: Micros }>()
  for (let i = 0; i < newest.length; i++) {
    const { n, first } = counts.get(newest.series[i]!) ?? { n: 0, first: Number.POSITIVE_INFINITY }
    counts.set(newest.series[i]!, { n: n + 1, first: Math.min(first, newest.time[i]!) })
  }
  for (const { n, first } of counts.values()) if (n >= most) from = Math.max(from, first)
  const told = (await tellStretch(history, tenant, definition, { from, to, most })) ?? []
  const shown = told.slice(-MOST_SHOWN)
  const batch = batchOfTold(
    shown.map((sample) => ({ ...sample, number: 0 })),
    () => given.type === 'boolean',
  )
  return {
    type: given.type === 'boolean' ? 'boolean' : 'double',
    ...(given.unit === undefined || given.unit === '1' ? {} : { unit: given.unit }),
    from: isoOf(shown.length < told.length ? shown[0]!.time : from),
    to: isoOf(to),
    cut: from > begin || shown.length < told.length,
    samples: shown.map((_, row) => sampleAt(batch, row)),
  }
}
