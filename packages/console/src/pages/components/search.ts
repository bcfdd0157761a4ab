export const componentKinds = ['subflow', 'script', 'service'] as const
export const componentTabs = ['pool', 'use'] as const
export const useRanges = ['7', '30', '90'] as const

/** What the address of the pool keeps. */
export interface ComponentSearch {
  tab?: (typeof componentTabs)[number]
  q?: string
  kind?: (typeof componentKinds)[number]
  days?: (typeof useRanges)[number]
}

export function parseComponentSearch(search: Record<string, unknown>): ComponentSearch {
  const tab = componentTabs.find((each) => each === search['tab'])
  const kind = componentKinds.find((each) => each === search['kind'])
  const days = useRanges.find((each) => each === String(search['days']))
  const q = typeof search['q'] === 'string' ? search['q'] : ''
  return { ...(tab && { tab }), ...(q && { q }), ...(kind && { kind }), ...(days && { days }) }
}

/** What the address of a component keeps: the version that is shown. */
export function parseNumberSearch(search: Record<string, unknown>): { number?: number } {
  const number = Number(search['number'])
  return Number.isInteger(number) && number > 0 ? { number } : {}
}
