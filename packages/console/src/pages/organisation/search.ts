export const organisationTabs = ['settings', 'quotas', 'providers'] as const
export type OrganisationTab = (typeof organisationTabs)[number]

/** What the address of the organisation's page keeps. */
export interface OrganisationSearch {
  tab?: OrganisationTab
}

export function parseOrganisationSearch(search: Record<string, unknown>): OrganisationSearch {
  const tab = organisationTabs.find((known) => known === search['tab'])
  return tab ? { tab } : {}
}
