import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type OrganisationChange, platform } from '../../platform.ts'
import { rightsQuery } from '../../rights.ts'
import { sessionQuery } from '../../session.ts'
import { organisationQuery } from './queries.ts'

/** Changes name or rules. A rule may change what one may do oneself, so that is asked anew as well. */
export function useChangeOrganisation(done: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: OrganisationChange) => platform.organisation.change(change),
    onSuccess: async (organisation) => {
      queries.setQueryData(organisationQuery.queryKey, organisation)
      done()
      await Promise.all([
        queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
        queries.invalidateQueries({ queryKey: rightsQuery.queryKey }),
      ])
    },
  })
}
