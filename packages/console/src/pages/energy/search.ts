export const energyTabs = ['baselines', 'indicators', 'meters', 'factors'] as const
export type EnergyTab = (typeof energyTabs)[number]

/** What the address of the energy page keeps. */
export interface EnergySearch {
  tab?: EnergyTab
}

export function parseEnergySearch(search: Record<string, unknown>): EnergySearch {
  const tab = energyTabs.find((known) => known === search['tab'])
  return tab ? { tab } : {}
}
