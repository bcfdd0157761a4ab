import { queryOptions } from '@tanstack/react-query'
import { platform } from './platform.ts'

/** Who is signed in; asked once, and forgotten when the platform answers 401. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => platform.session(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
})
