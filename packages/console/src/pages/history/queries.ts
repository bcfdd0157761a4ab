import { queryOptions } from '@tanstack/react-query'
import { platform, type RetentionRule } from '../../platform.ts'

const figuresMs = 10_000
const movingMs = 1_000
const restingMs = 15_000

export const figuresQuery = queryOptions({
  queryKey: ['history', 'figures'],
  queryFn: ({ signal }) => platform.storage.figures(signal),
  refetchInterval: figuresMs,
})

export const retentionRulesQuery = queryOptions({
  queryKey: ['history', 'rules'],
  queryFn: ({ signal }) => platform.storage.rules(signal),
})

/** What keeping history at a place for so many days takes away at once; null: of the whole organisation. */
export const effectQuery = (asset: string | null, days: number) =>
  queryOptions({
    queryKey: ['history', 'effect', asset, days],
    queryFn: ({ signal }) => platform.storage.effect({ days, ...(asset !== null && { asset }) }, signal),
    staleTime: 0,
  })

export const removalsQuery = queryOptions({
  queryKey: ['history', 'removals'],
  queryFn: ({ signal }) => platform.storage.removals(signal),
  refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'running') ? movingMs : restingMs),
})

/** For how long history is kept where a rule is dropped: as the nearest rule above says; undefined: for ever. */
export function daysWithout(rule: RetentionRule, rules: readonly RetentionRule[]): number | undefined {
  if (rule.asset === null) return undefined
  const above = rules
    .filter(({ id }) => id !== rule.id)
    .filter(({ asset, assetName = '' }) => asset === null || rule.assetName?.startsWith(`${assetName} / `))
    .toSorted((one, other) => (other.assetName?.length ?? 0) - (one.assetName?.length ?? 0))
  return above[0]?.days
}
