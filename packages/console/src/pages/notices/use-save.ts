import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Saves or removes something, then reads everything about notices anew: what one thing names is shown with another. */
export function useSave<Request, Reply>(run: (request: Request) => Promise<Reply>, done?: (reply: Reply) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: async (reply) => {
      await queries.invalidateQueries({ queryKey: ['notices'] })
      done?.(reply)
    },
  })
}
