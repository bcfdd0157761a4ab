import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** Asks before something is removed, and shows the lists anew after it. */
export function useDrop<Item>(run: (item: Item) => Promise<void>) {
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Item>()
  const drop = useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['production'] })
      setAsked(undefined)
    },
  })
  return {
    asked,
    busy: drop.isPending,
    fault: drop.error,
    ask: (item: Item) => {
      drop.reset()
      setAsked(item)
    },
    confirm: (item: Item) => drop.mutate(item),
    close: () => setAsked(undefined),
  }
}
