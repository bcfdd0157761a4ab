import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

export const DAY_MS = 86_400_000
export const DAY_US = DAY_MS * 1_000

export const metersQuery = queryOptions({
  queryKey: ['energy', 'meters'],
  queryFn: ({ signal }) => platform.energy.meters(signal),
})

export const mediaQuery = queryOptions({
  queryKey: ['energy', 'media'],
  queryFn: ({ signal }) => platform.energy.media(signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export const factorsQuery = queryOptions({
  queryKey: ['energy', 'factors'],
  queryFn: ({ signal }) => platform.energy.factors(signal),
})

export const baselinesQuery = queryOptions({
  queryKey: ['energy', 'baselines'],
  queryFn: ({ signal }) => platform.energy.baselines(signal),
})

export const baselineQuery = (id: string) =>
  queryOptions({
    queryKey: ['energy', 'baselines', id],
    queryFn: ({ signal }) => platform.energy.baseline(id, signal),
  })

export const indicatorsQuery = queryOptions({
  queryKey: ['energy', 'indicators'],
  queryFn: ({ signal }) => platform.energy.indicators(signal),
})

/** Days of the last so many, each from local midnight. */
export const valuesQuery = (indicator: string, days: number) =>
  queryOptions({
    queryKey: ['energy', 'values', indicator, days],
    queryFn: ({ signal }) => {
      const midnight = new Date()
      midnight.setHours(0, 0, 0, 0)
      const from = new Date(midnight.getTime() - days * DAY_MS).toISOString()
      return platform.energy.values(indicator, { from, to: midnight.toISOString(), width: DAY_US }, signal)
    },
  })

export const savingsQuery = (id: string, asked: { from: string; to: string; confidence: number }) =>
  queryOptions({
    queryKey: ['energy', 'savings', id, asked],
    queryFn: ({ signal }) => platform.energy.savings(id, asked, signal),
    placeholderData: keepPreviousData,
  })
