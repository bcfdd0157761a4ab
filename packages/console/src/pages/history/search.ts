export const historyTabs = ['storage', 'export', 'imports', 'removals'] as const
export type HistoryTab = (typeof historyTabs)[number]

/** What the address of the history's page keeps. */
export interface HistorySearch {
  tab?: HistoryTab
}

export function parseHistorySearch(search: Record<string, unknown>): HistorySearch {
  const tab = historyTabs.find((known) => known === search['tab'])
  return tab ? { tab } : {}
}
