import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../../platform.ts'

/** What can happen: it does not change while the platform runs. */
export const eventTypesQuery = queryOptions({
  queryKey: ['event-types'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => platform.events.types(signal),
})

/** The newest of a type. */
export const recentEventsQuery = (type: string) =>
  queryOptions({
    queryKey: ['events', 'recent', type],
    refetchInterval: 5_000,
    queryFn: async ({ signal }) =>
      (await platform.events.list({ types: type, order: 'newest', limit: 5 }, signal)).items,
  })
