export const orderShows = ['open', 'in_work', 'waiting', 'done', 'closed'] as const

/** What the address of the page keeps. */
export interface MaintenanceSearch {
  state?: (typeof orderShows)[number]
}

export function parseMaintenanceSearch(search: Record<string, unknown>): MaintenanceSearch {
  const state = orderShows.find((known) => known === search['state'])
  return state ? { state } : {}
}
