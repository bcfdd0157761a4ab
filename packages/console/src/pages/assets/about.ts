import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

/** Of which model an asset is; null: of none. */
export const instanceQuery = (asset: string) =>
  queryOptions({
    queryKey: ['thing-instance', asset],
    queryFn: ({ signal }) => platform.things.modelled(asset, signal),
  })

export const fillingsQuery = (asset: string) =>
  queryOptions({
    queryKey: ['role-fillings', asset],
    queryFn: ({ signal }) => platform.physical.fillings({ asset, limit: 100 }, signal),
  })

export const publishedQuery = queryOptions({
  queryKey: ['thing-models', 'published'],
  queryFn: async ({ signal }) => (await platform.things.list({ status: 'published', limit: 500 }, signal)).items,
})
