import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { PlatformFault, platform, type Screen } from '../../../platform.ts'
import type { Document } from '../document.ts'
import { screenQuery } from '../queries.ts'

/** Keeps a screen as its next version; where somebody saved another, nothing is overwritten unless one says so. */
export function useSaving(screen: Screen, document: Document) {
  const queries = useQueryClient()
  const [kept, setKept] = useState({ revision: screen.revision, document: screen.document })
  const save = useMutation({
    mutationFn: (revision: number) => platform.screens.save(screen.id, { document, revision }),
    onSuccess: async (saved) => {
      setKept({ revision: saved.revision, document })
      queries.setQueryData(screenQuery(screen.id).queryKey, saved)
      await queries.invalidateQueries({ queryKey: ['screens'], predicate: ({ queryKey }) => queryKey[1] !== 'one' })
    },
  })
  const { error } = save
  return {
    isChanged: kept.document !== document,
    isPending: save.isPending,
    fault: error,
    isConflict: error instanceof PlatformFault && error.code === 'screens.changed_meanwhile',
    save: () => save.mutateAsync(kept.revision),
    /** Over what somebody else saved. */
    overwrite: async () => save.mutateAsync((await platform.screens.read(screen.id)).revision),
    /** What somebody else saved, in place of one's own. */
    theirs: async (): Promise<Document> => {
      const read = await platform.screens.read(screen.id)
      setKept({ revision: read.revision, document: read.document })
      save.reset()
      return read.document
    },
  }
}
export type Saving = ReturnType<typeof useSaving>
