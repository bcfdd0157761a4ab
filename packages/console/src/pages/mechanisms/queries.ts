import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { MechanismSearch } from './search.ts'

const pageSize = 100

export const mechanismsQuery = ({ q, domain, stage }: MechanismSearch) =>
  infiniteQueryOptions({
    queryKey: ['mechanisms', 'list', { q, domain, stage }],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.mechanisms.list(
        {
          limit: pageSize,
          ...(q && { search: q }),
          ...(domain && { domain }),
          ...(stage && { stage }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const libraryQuery = queryOptions({
  queryKey: ['mechanisms', 'library'],
  queryFn: ({ signal }) => platform.mechanisms.library(signal),
  staleTime: 60_000,
})

export const mechanismQuery = (id: string) =>
  queryOptions({
    queryKey: ['mechanisms', 'one', id],
    queryFn: ({ signal }) => platform.mechanisms.read(id, signal),
  })

export const versionQuery = (id: string, version: string) =>
  queryOptions({
    queryKey: ['mechanisms', 'version', id, version],
    queryFn: ({ signal }) => platform.mechanisms.version(id, version, signal),
  })

export const differencesQuery = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['mechanisms', 'differences', id, from, to],
    queryFn: ({ signal }) => platform.mechanisms.differences(id, from, to, signal),
  })
