import { queryOptions } from '@tanstack/react-query'
import { platform } from '../platform.ts'

/** How many alarms stand, by priority. Under the key of the alarms' pages: what is done there is counted at once. */
export const alarmCountsQuery = queryOptions({
  queryKey: ['alarms', 'counts'],
  queryFn: async ({ signal }) => (await platform.alarms.list({ limit: 1 }, signal)).counts ?? null,
  refetchInterval: 10_000,
})

/** How many changes of alarms wait for a second person, and how many of these for whoever looks. */
export const changeCountsQuery = queryOptions({
  queryKey: ['alarm-definitions', 'counts'],
  queryFn: ({ signal }) => platform.alarms.changeCounts(signal),
  refetchInterval: 15_000,
})
