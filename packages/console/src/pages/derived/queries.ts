import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

/** Every derived point that one may see; while one is worked out back it is asked again. */
export const derivedQuery = queryOptions({
  queryKey: ['derived'],
  queryFn: ({ signal }) => platform.derived.list({}, signal),
  refetchInterval: ({ state }) => (state.data?.some(({ back }) => back) ? 3_000 : false),
})
