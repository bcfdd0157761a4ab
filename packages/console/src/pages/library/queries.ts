import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { LibrarySearch } from './search.ts'

const pageSize = 100

export const profilesQuery = ({ kind, state, origin, q }: LibrarySearch) =>
  infiniteQueryOptions({
    queryKey: ['profiles', 'list', { kind, state, origin, q }],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.deviceProfiles.list(
        {
          limit: pageSize,
          ...(kind && { kind }),
          ...(state && { status: state }),
          ...(origin && { origin }),
          ...(q && { search: q }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['profiles', 'one', id],
    queryFn: ({ signal }) => platform.deviceProfiles.read(id, signal),
  })

export const checkQuery = (yaml: string) =>
  queryOptions({
    queryKey: ['profiles', 'check', yaml],
    enabled: yaml.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => platform.deviceProfiles.check(yaml, signal),
  })

export type EntryQuery = NonNullable<Parameters<typeof platform.deviceProfiles.entry>[1]>

export const entryQuery = (id: string, query: EntryQuery) =>
  queryOptions({
    queryKey: ['profiles', 'entry', id, query],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) => platform.deviceProfiles.entry(id, query, signal),
  })
