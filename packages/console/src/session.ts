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

/** Works for another organisation from now on: everything on the screen was of the one before, so the console begins anew. */
export async function workFor(organisation: string): Promise<void> {
  await platform.account.workFor(organisation)
  location.assign('/')
}
