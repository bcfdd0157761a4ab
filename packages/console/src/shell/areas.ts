import { queryOptions } from '@tanstack/react-query'
import { type Asset, platform } from '../platform.ts'

/** The areas of the plant: the top of the asset tree, or one level below it where the tree has a single root (the site). */
export const areasQuery = queryOptions({
  queryKey: ['assets', 'areas'],
  queryFn: async ({ signal }): Promise<Asset[]> => {
    const top = await platform.assets({ parent: 'root', limit: 50 }, signal)
    const only = top.items.length === 1 ? top.items[0] : undefined
    if (!only || only.childCount === 0) return top.items
    return (await platform.assets({ parent: only.id, limit: 50 }, signal)).items
  },
  staleTime: 30_000,
  refetchInterval: 30_000,
})
