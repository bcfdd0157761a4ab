import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type KpiDefinition, type KpiResult, type KpiTogether, platform } from '../../platform.ts'
import type { WindowKind } from './search.ts'

const DAY_MS = 86_400_000
const freshMs = 30_000
/** The server tells time lost of at most so long. */
const MOST_LOST_MS = 35 * DAY_MS

/** How far back windows of a kind are shown, days. */
export const shownDays: Record<WindowKind, number> = { hour: 2, shift: 8, day: 31, week: 182, month: 366, order: 31 }

export const definitionsQuery = queryOptions({
  queryKey: ['kpis', 'definitions'],
  queryFn: ({ signal }) => platform.kpis.definitions(signal),
})

export const progressQuery = queryOptions({
  queryKey: ['kpis', 'progress'],
  queryFn: ({ signal }) => platform.kpis.progress(signal),
  refetchInterval: ({ state }) => (state.data && state.data.waiting > 0 ? 2_000 : 10_000),
})

/** A result as it is shown: of one work unit with its version, of several without. */
export type Told = KpiTogether & Partial<Pick<KpiResult, 'version' | 'toldAt' | 'waits'>>

export interface Looked {
  readonly asset: string
  /** One work unit: its results have versions. */
  readonly isUnit: boolean
  readonly kind: WindowKind
  readonly until?: string | undefined
}

/** Of a window in which nothing was recorded a figure says nothing: what is not known is not nought. */
export const meantOf = (told: Told): Told => {
  if (told.coverage > 0 || told.value === undefined) return told
  const { value: _, ...rest } = told
  return { ...rest, unavailable: { why: 'unknown' } }
}

/** Every shown window of one KPI. */
export const resultsQuery = ({ asset, isUnit, kind, until }: Looked, key: string) =>
  queryOptions({
    queryKey: ['kpis', 'results', asset, isUnit, kind, until ?? 'now', key],
    queryFn: async ({ signal }): Promise<Told[]> => {
      const to = until === undefined ? Date.now() : Date.parse(until)
      const range = {
        from: new Date(to - shownDays[kind] * DAY_MS).toISOString(),
        to: new Date(to).toISOString(),
      }
      if (!isUnit) return (await platform.kpis.together({ below: asset, key, kind, ...range }, signal)).map(meantOf)
      return (await platform.kpis.results({ asset, key, kind, ...range }, signal)).map((one) =>
        meantOf({ ...one, assets: [one.asset] }),
      )
    },
    refetchInterval: freshMs,
    placeholderData: keepPreviousData,
  })

export const lostQuery = (below: string, window: { readonly begin: string; readonly end: string } | undefined) =>
  queryOptions({
    queryKey: ['kpis', 'lost', below, window?.begin, window?.end],
    queryFn: ({ signal }) => platform.production.lost({ below, from: window!.begin, to: window!.end }, signal),
    enabled: window !== undefined && Date.parse(window.end) - Date.parse(window.begin) <= MOST_LOST_MS,
    refetchInterval: 2 * freshMs,
    placeholderData: keepPreviousData,
  })

/** Those that are told of a work unit: what the house or the organisation tells of all, and what is bound to this one. */
export const isToldOf = ({ bindings, content }: KpiDefinition, asset: string): boolean =>
  bindings?.[asset] !== undefined ||
  (Object.keys(bindings ?? {}).length === 0 && Object.keys(content.inputs ?? {}).length === 0)

/** The newest version of each, the organisation's own first. */
export function newest(all: readonly KpiDefinition[]): KpiDefinition[] {
  const last = new Map(all.map((one) => [one.key, one]))
  return [...last.values()].sort((a, b) => Number(b.by !== undefined) - Number(a.by !== undefined))
}
