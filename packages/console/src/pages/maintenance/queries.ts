import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { MaintenanceSearch } from './search.ts'

const pageSize = 50
const freshMs = 15_000

export const ordersQuery = (state: MaintenanceSearch['state']) =>
  infiniteQueryOptions({
    queryKey: ['maintenance', 'orders', state ?? 'all'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      platform.maintenance.orders(
        { limit: pageSize, ...(state && { state }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: freshMs,
  })

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: ['maintenance', 'order', id],
    queryFn: ({ signal }) => platform.maintenance.order(id, signal),
    refetchInterval: freshMs,
  })

export const plansQuery = queryOptions({
  queryKey: ['maintenance', 'plans'],
  queryFn: async ({ signal }) => (await platform.maintenance.plans(signal)).items,
})
