import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Grant, platform } from '../../platform.ts'
import type { GrantSide, SharingSearch } from './search.ts'

const pageSize = 50
/** Grants open and end by themselves. */
const everyMs = 10_000

export const grantsQuery = (side: GrantSide, { state }: SharingSearch) =>
  infiniteQueryOptions({
    queryKey: ['grants', side, state],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    queryFn: ({ pageParam, signal }) =>
      platform.grants[side](
        { limit: pageSize, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

/** Where what was given stands now, with its own name; a place moves with its machine, the grant keeps the name it had. */
export const subjectPathQuery = ({ asset, point }: Pick<Grant, 'asset' | 'point'>) =>
  queryOptions({
    queryKey: ['grants', 'path', asset, point],
    staleTime: 60_000,
    retry: false,
    queryFn: async ({ signal }) => {
      if (asset) return (await platform.asset(asset, signal)).path
      const { path, name } = await platform.point(point!, signal)
      return [...path, name]
    },
  })
