/** What the address of the sign-in page keeps: where to go then, and why signing in by a provider failed. */
export interface LoginSearch {
  to?: string
  fault?: string
}

export function parseLoginSearch(search: Record<string, unknown>): LoginSearch {
  const { to, fault } = search
  return {
    ...(typeof to === 'string' && /^\/(?!\/)/.test(to) && { to }),
    ...(typeof fault === 'string' && fault !== '' && { fault }),
  }
}
