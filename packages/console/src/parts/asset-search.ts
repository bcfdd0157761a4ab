import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Asset, platform } from '../platform.ts'

/** What was found, and whether there is more than was read. */
export interface AssetsFound {
  readonly items: readonly Asset[]
  readonly more: boolean
}

/** Assets whose own name or a name above them holds these words; the platform searches. */
export const assetSearchQuery = (words: string, limit: number) =>
  queryOptions({
    queryKey: ['assets', 'search', words, limit],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<AssetsFound> => {
      const { items, next } = await platform.assets({ search: words, limit }, signal)
      return { items, more: next !== undefined }
    },
  })

/** Where somebody begins who has typed nothing: the top of the tree, and what is below it if it is a single asset. */
export const assetStartQuery = (limit: number) =>
  queryOptions({
    queryKey: ['assets', 'start', limit],
    queryFn: async ({ signal }): Promise<AssetsFound> => {
      const top = await platform.assets({ parent: 'root', limit }, signal)
      const only = top.items.length === 1 ? top.items[0] : undefined
      if (!only || only.childCount === 0) return { items: top.items, more: top.next !== undefined }
      const below = await platform.assets({ parent: only.id, limit }, signal)
      return { items: [only, ...below.items], more: below.next !== undefined }
    },
  })
