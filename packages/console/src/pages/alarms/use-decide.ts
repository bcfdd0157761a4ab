import { useMutation, useQueryClient } from '@tanstack/react-query'
import { alarmsKey, definitionKeys } from './queries.ts'

/** Something that is decided on changes; lists and counts are asked anew. */
export function useDecide<Told>(onDone?: (told: Told) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (run: () => Promise<Told>) => run(),
    onSuccess: async (told) => {
      onDone?.(told)
      await queries.invalidateQueries({ queryKey: definitionKeys })
      await queries.invalidateQueries({ queryKey: alarmsKey })
    },
  })
}
