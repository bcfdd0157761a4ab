import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import { type MachineSearch, queryOfState } from './search.ts'

const pageSize = 100
const everyMs = 10_000

export const certificatesQuery = ({ q, state }: Pick<MachineSearch, 'q' | 'state'>) =>
  infiniteQueryOptions({
    queryKey: ['machines', 'certificates', q, state],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    queryFn: ({ pageParam, signal }) =>
      platform.machines.certificates(
        {
          only: 'newest',
          limit: pageSize,
          ...queryOfState(state),
          ...(q && { search: q }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

/** The certificates of one machine, the newest first. */
export const historyQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['machines', 'history', name],
    initialPageParam: '',
    refetchInterval: everyMs,
    queryFn: ({ pageParam, signal }) =>
      platform.machines.certificates({ name, limit: 20, ...(pageParam && { cursor: pageParam }) }, signal),
    getNextPageParam: (page) => page.next,
  })

export const tokensQuery = (state: MachineSearch['tokens']) =>
  infiniteQueryOptions({
    queryKey: ['machines', 'tokens', state],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    queryFn: ({ pageParam, signal }) =>
      platform.machines.enrolmentTokens(
        { limit: pageSize, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

/** One for the life of the platform. */
export const authorityQuery = queryOptions({
  queryKey: ['machines', 'authority'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => platform.machines.authority(signal),
})
