import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WorkOrder } from '../../platform.ts'
import { orderQuery } from './queries.ts'

/** Does something with an order and shows what became of it. */
export function useOrder<Request>(id: string, run: (request: Request) => Promise<WorkOrder>, done?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: async (order) => {
      queries.setQueryData(orderQuery(id).queryKey, order)
      done?.()
      await queries.invalidateQueries({ queryKey: ['maintenance', 'orders'] })
    },
  })
}
