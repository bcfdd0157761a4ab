export const unitShows = ['all', 'standing', 'unexplained'] as const
export type UnitShow = (typeof unitShows)[number]

/** What the address of the production page keeps. */
export interface ProductionSearch {
  show?: UnitShow
}

export function parseProductionSearch(search: Record<string, unknown>): ProductionSearch {
  const show = unitShows.find((known) => known === search['show'])
  return show ? { show } : {}
}

export const setupTabs = ['calendars', 'units', 'reasons', 'products'] as const
export type SetupTab = (typeof setupTabs)[number]

/** What the address of the set-up page keeps. */
export interface SetupSearch {
  tab?: SetupTab
}

export function parseSetupSearch(search: Record<string, unknown>): SetupSearch {
  const tab = setupTabs.find((known) => known === search['tab'])
  return tab ? { tab } : {}
}
