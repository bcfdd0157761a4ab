import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { platform, type Write } from '../../platform.ts'
import type { WriteShow } from './search.ts'

const pageSize = 50
const openMs = 3000
const quietMs = 10_000

/** It can still change. */
export const isOpen = ({ state }: Pick<Write, 'state'>): boolean => state === 'waiting' || state === 'sending'

export const writesQuery = (show: WriteShow) =>
  infiniteQueryOptions({
    queryKey: ['writes', 'list', show],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      platform.commands.writes(
        {
          limit: pageSize,
          ...(show === 'waiting' && { state: 'waiting' }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isOpen)) === true ? openMs : quietMs,
  })

/** One write, looked at again and again until it has ended. */
export const writeQuery = (id: string, grant?: string) =>
  queryOptions({
    queryKey: ['writes', 'one', id],
    queryFn: ({ signal }) => platform.commands.oneWrite(id, grant, signal),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? openMs : false),
  })

export const rulesQuery = queryOptions({
  queryKey: ['writes', 'rules'],
  queryFn: ({ signal }) => platform.commands.rules(signal),
})
