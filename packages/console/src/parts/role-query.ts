import { queryOptions } from '@tanstack/react-query'
import { platform } from '../platform.ts'

/** Roles that can be given; needs member:read. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => platform.access.roles(signal),
  staleTime: 30_000,
})
