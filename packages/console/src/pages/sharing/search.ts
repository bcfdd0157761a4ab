export const grantSides = ['given', 'received'] as const
export type GrantSide = (typeof grantSides)[number]
export const grantStates = ['open', 'planned', 'ended', 'revoked'] as const

/** What the address of the page keeps. */
export interface SharingSearch {
  side?: GrantSide
  state?: (typeof grantStates)[number]
}

export function parseSharingSearch(search: Record<string, unknown>): SharingSearch {
  const side = grantSides.find((known) => known === search['side'])
  const state = grantStates.find((known) => known === search['state'])
  return { ...(side && { side }), ...(state && { state }) }
}
