import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { type Import, platform } from '../../platform.ts'

const pageSize = 50
const movingMs = 1_000
const restingMs = 15_000

export const isMoving = ({ state }: Import): boolean => ['receiving', 'waiting', 'running'].includes(state)

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    platform.imports.list({ limit: pageSize, ...(pageParam && { cursor: pageParam }) }, signal),
  getNextPageParam: (page) => page.next,
  refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.items.some(isMoving)) ? movingMs : restingMs),
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => platform.imports.get(id, signal),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? movingMs : restingMs),
  })

/** As many as there are decides when it is asked again. */
export const refusalsQuery = (id: string, refused: number) =>
  queryOptions({
    queryKey: ['imports', 'refusals', id, refused],
    queryFn: ({ signal }) => platform.imports.refusals(id, signal),
    enabled: refused > 0,
    placeholderData: (before) => before,
  })
