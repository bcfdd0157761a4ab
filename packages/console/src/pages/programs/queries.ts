import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

const pageSize = 100
/** Last uses come in while one looks. */
const everyMs = 10_000

export const programsQuery = infiniteQueryOptions({
  queryKey: ['programs', 'list'],
  initialPageParam: '',
  refetchInterval: everyMs,
  queryFn: ({ pageParam, signal }) =>
    platform.programs.list({ limit: pageSize, ...(pageParam && { cursor: pageParam }) }, signal),
  getNextPageParam: (page) => page.next,
})

export const programQuery = (id: string) =>
  queryOptions({
    queryKey: ['programs', 'one', id],
    refetchInterval: everyMs,
    queryFn: ({ signal }) => platform.programs.read(id, signal),
  })
