import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { NoticeSearch } from './search.ts'

const pageSize = 50
const freshMs = 5_000

export const deliveriesQuery = (state: NoticeSearch['state']) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'deliveries', state ?? 'all'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      platform.notices.deliveries(
        { limit: pageSize, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: freshMs,
  })

export const channelsQuery = queryOptions({
  queryKey: ['notices', 'channels'],
  queryFn: ({ signal }) => platform.notices.channels(signal),
})
export const peopleQuery = queryOptions({
  queryKey: ['notices', 'people'],
  queryFn: ({ signal }) => platform.notices.people(signal),
})
export const rotasQuery = queryOptions({
  queryKey: ['notices', 'rotas'],
  queryFn: ({ signal }) => platform.notices.rotas(signal),
})
export const rulesQuery = queryOptions({
  queryKey: ['notices', 'rules'],
  queryFn: ({ signal }) => platform.notices.rules(signal),
})
