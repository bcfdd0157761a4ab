import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Action, platform } from './platform.ts'

/** What the signed-in person may do. The platform decides anew at each request; this only spares them what would be refused. */
export const rightsQuery = queryOptions({
  queryKey: ['rights'],
  queryFn: ({ signal }) => platform.account.rights(signal),
  staleTime: 30_000,
})

/** True if they may do one of these somewhere; false until that is known. */
export function useMay(...actions: readonly Action[]): boolean {
  const { data } = useQuery(rightsQuery)
  return data?.items.some(({ action }) => actions.includes(action)) ?? false
}
