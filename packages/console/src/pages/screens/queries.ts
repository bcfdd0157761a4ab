import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Point, platform } from '../../platform.ts'

const pageSize = 100
/** Of an asset and below it, as far as names of a screen are looked for. */
const mostPoints = 500

export const screensQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['screens', 'list', { q }],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.screens.list(
        { limit: pageSize, ...(q && { search: q }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const screenQuery = (id: string) =>
  queryOptions({ queryKey: ['screens', 'one', id], queryFn: ({ signal }) => platform.screens.read(id, signal) })

export const screenAssetsQuery = (id: string) =>
  queryOptions({ queryKey: ['screens', 'assets', id], queryFn: ({ signal }) => platform.screens.assets(id, signal) })

export const screenVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['screens', 'versions', id],
    queryFn: ({ signal }) => platform.screens.versions(id, signal),
  })

export const pointsBelowQuery = (asset: string) =>
  queryOptions({
    queryKey: ['points', 'below', asset],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<readonly Point[]> =>
      (await platform.points({ asset, limit: mostPoints }, signal)).items,
  })

/** Which point each property of its model is, as an equipment class or somebody bound it. */
export const boundQuery = (asset: string) =>
  queryOptions({
    queryKey: ['screens', 'bound', asset],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => {
      const modelled = await platform.things.modelled(asset, signal)
      return new Map(modelled?.bindings.flatMap(({ property, point }) => (point ? [[property, point] as const] : [])))
    },
  })

export const onePointQuery = (id: string) =>
  queryOptions({
    queryKey: ['point', id, 'own'],
    staleTime: 60_000,
    queryFn: ({ signal }) => platform.point(id, signal),
  })
