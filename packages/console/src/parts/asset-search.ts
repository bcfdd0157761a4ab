import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ownPlant, plantKey } from '../plant.ts'
import type { Asset } from '../platform.ts'

/** What was found, and whether there is more than was read. */
export interface AssetsFound {
  readonly items: readonly Asset[]
  readonly more: boolean
}

/** Assets whose own name or a name above them holds these words; the platform searches. */
export const assetSearchQuery = (words: string, limit: number, plant = ownPlant) =>
  queryOptions({
    queryKey: ['assets', 'search', words, limit, plantKey(plant)],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<AssetsFound> => {
      const { items, next } = await plant.api.assets({ search: words, limit }, signal)
      return { items, more: next !== undefined }
    },
  })

/** Where somebody begins who has typed nothing: the top of the tree, and what is below it if it is a single asset. */
export const assetStartQuery = (limit: number) =>
  queryOptions({
    queryKey: ['assets', 'start', limit],
    queryFn: async ({ signal }): Promise<AssetsFound> => {
      const top = await ownPlant.api.assets({ parent: 'root', limit }, signal)
      const only = top.items.length === 1 ? top.items[0] : undefined
      if (!only || only.childCount === 0) return { items: top.items, more: top.next !== undefined }
      const below = await ownPlant.api.assets({ parent: only.id, limit }, signal)
      return { items: [only, ...below.items], more: below.next !== undefined }
    },
  })
