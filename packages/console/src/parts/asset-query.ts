import { queryOptions } from '@tanstack/react-query'
import { platform } from '../platform.ts'

export const assetQuery = (id: string) =>
  queryOptions({ queryKey: ['asset', id], queryFn: ({ signal }) => platform.asset(id, signal), staleTime: 30_000 })
