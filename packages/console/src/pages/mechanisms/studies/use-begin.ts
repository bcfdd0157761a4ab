import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { platform, type StudyRequest } from '../../../platform.ts'

/** Begins a study, and goes to where it is watched. */
export function useBegin() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (request: StudyRequest) => platform.studies.begin(request),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['studies'] })
      await navigate({ to: '/mechanisms/studies/$id', params: { id } })
    },
  })
}
