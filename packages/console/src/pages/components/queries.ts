import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { ComponentSearch } from './search.ts'

const pageSize = 100
const day = 86_400_000

export const poolQuery = ({ q, kind }: Pick<ComponentSearch, 'q' | 'kind'>) =>
  infiniteQueryOptions({
    queryKey: ['components', 'list', { q, kind }],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.components.list(
        { limit: pageSize, ...(q && { search: q }), ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

/** All of them, for a palette and whoever else looks for some. */
export const wholePoolQuery = queryOptions({
  queryKey: ['components', 'whole'],
  staleTime: 30_000,
  queryFn: async ({ signal }) => (await platform.components.list({ limit: 500 }, signal)).items,
})

export const componentQuery = (name: string) =>
  queryOptions({
    queryKey: ['components', 'one', name],
    queryFn: ({ signal }) => platform.components.read(name, signal),
  })

/** By day, of the last days up to now. */
export const usedQuery = (days: number, name?: string) =>
  queryOptions({
    queryKey: ['components', 'use', days, name],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => platform.components.used({ ...sinceDays(days), ...(name && { name }) }, signal),
  })

/** From the beginning of a day of UTC. */
export const sinceDays = (days: number): { from: string } => ({
  from: new Date(Math.floor(Date.now() / day) * day - (days - 1) * day).toISOString(),
})
