import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import { type AuditFilter, queryOf } from './search.ts'

const pageSize = 50
/** How often the first page is looked at again, ms. */
export const everyMs = 10_000

export const recordsQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.audit.records(
        { ...queryOf(filter, Date.now()), limit: pageSize, ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

/** Records never change; one that is not there yet, or is kept no more, is null. */
export const recordQuery = (seq: number) =>
  queryOptions({
    queryKey: ['audit', 'record', seq],
    queryFn: async ({ signal }) => (await platform.audit.records({ seq, limit: 1 }, signal)).items[0] ?? null,
  })

export const retentionQuery = queryOptions({
  queryKey: ['audit', 'retention'],
  queryFn: ({ signal }) => platform.audit.retention(signal),
})
