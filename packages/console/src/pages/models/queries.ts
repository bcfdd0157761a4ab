import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

export const modelsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['thing-models', 'list', q],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.things.list({ limit: 100, ...(q && { search: q }), ...(pageParam && { cursor: pageParam }) }, signal),
    getNextPageParam: (page) => page.next,
  })

export const modelQuery = (id: string) =>
  queryOptions({
    queryKey: ['thing-models', 'one', id],
    queryFn: ({ signal }) => platform.things.read(id, signal),
  })

/** Every version of one model, the newest first. */
export const versionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['thing-models', 'versions', key],
    queryFn: async ({ signal }) => (await platform.things.list({ key, limit: 500 }, signal)).items,
  })

export const differencesQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['thing-models', 'differences', from, to],
    queryFn: ({ signal }) => platform.things.differences(from, to, signal),
  })
