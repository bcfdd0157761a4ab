import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Asset } from '../../platform.ts'

/** What somebody does to the tree; `to`: where it was dropped. */
export type Doing =
  | { readonly is: 'make'; readonly below: Asset | undefined }
  | { readonly is: 'change' | 'retire' | 'remove'; readonly asset: Asset }
  | { readonly is: 'move'; readonly asset: Asset; readonly to?: Asset }
  | { readonly is: 'sheet' }

/** Levels of ISA-95, from the top down. */
export const levels = ['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment'] as const
export const kinds = ['process_cell', 'production_unit', 'production_line', 'storage_zone'] as const

/** A change of the plant: whatever was read of it is read anew. */
export function useDraw<Said, Done>(draw: (said: Said) => Promise<Done>, onDone: (done: Done) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: draw,
    onSuccess: async (done) => {
      onDone(done)
      await queries.invalidateQueries()
    },
  })
}
