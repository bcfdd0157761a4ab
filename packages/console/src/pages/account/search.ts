export const views = ['profile', 'sign-in', 'sessions', 'rights'] as const
export type View = (typeof views)[number]

/** What the address of the account keeps: the view, and why a sign-in provider could not be connected. */
export interface AccountSearch {
  view?: View
  fault?: string
}

export function parseAccountSearch(search: Record<string, unknown>): AccountSearch {
  const view = views.find((known) => known === search['view'])
  const fault = search['fault']
  return { ...(view && { view }), ...(typeof fault === 'string' && fault !== '' && { fault }) }
}
