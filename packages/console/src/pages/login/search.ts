/** What the address of the sign-in page keeps: where to go then, why signing in by a provider failed, and whose providers are wanted. */
export interface LoginSearch {
  to?: string
  fault?: string
  organisation?: string
}

export function parseLoginSearch(search: Record<string, unknown>): LoginSearch {
  const { to, fault, organisation } = search
  return {
    ...(typeof to === 'string' && /^\/(?!\/)/.test(to) && { to }),
    ...(typeof fault === 'string' && fault !== '' && { fault }),
    ...(typeof organisation === 'string' && organisation !== '' && { organisation: organisation.slice(0, 63) }),
  }
}
