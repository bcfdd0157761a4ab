import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DeviceProfile } from '../../platform.ts'
import { profileQuery } from './queries.ts'

/** A step of a version; what the platform answers is shown at once, and lists are asked anew. */
export function useStep<Said>(take: (said: Said) => Promise<DeviceProfile>, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: take,
    onSuccess: async (profile) => {
      queries.setQueryData(profileQuery(profile.id).queryKey, profile)
      onDone()
      await queries.invalidateQueries({ queryKey: ['profiles', 'list'] })
    },
  })
}
