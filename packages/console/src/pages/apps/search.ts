import {
  appParts as parts,
  appReaches as reaches,
  appScenarios as scenarios,
  appStages as stages,
} from '../../platform.ts'

export const appTabs = ['installed', 'shelf'] as const

/** What the address of the list keeps. */
export interface AppSearch {
  tab?: (typeof appTabs)[number]
  q?: string
  scenario?: (typeof scenarios)[number]
  stage?: (typeof stages)[number]
  reach?: (typeof reaches)[number]
  /** GB/T 4754: section letter, and what stands below it. */
  industry?: string
  /** Equipment class. */
  class?: string
  has?: (typeof parts)[number]
  fits?: 'yes'
}

export type SetSearch = (change: { [Key in keyof AppSearch]?: AppSearch[Key] | undefined }) => void

const oneOf = <Known extends string>(known: readonly Known[], value: unknown): Known | undefined =>
  known.find((each) => each === value)

export function parseAppSearch(search: Record<string, unknown>): AppSearch {
  const tab = oneOf(appTabs, search['tab'])
  const scenario = oneOf(scenarios, search['scenario'])
  const stage = oneOf(stages, search['stage'])
  const reach = oneOf(reaches, search['reach'])
  const industry =
    typeof search['industry'] === 'string' && /^[A-T]\d{0,4}$/.test(search['industry']) && search['industry']
  const kind = typeof search['class'] === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(search['class']) && search['class']
  const has = oneOf(parts, search['has'])
  const q = typeof search['q'] === 'string' ? search['q'] : ''
  return {
    ...(tab && { tab }),
    ...(q && { q }),
    ...(scenario && { scenario }),
    ...(stage && { stage }),
    ...(reach && { reach }),
    ...(industry && { industry }),
    ...(kind && { class: kind }),
    ...(has && { has }),
    ...(search['fits'] === 'yes' && { fits: 'yes' }),
  }
}

/** Of a page about an app: which version; the newest unless told. */
export function parseAppVersion(search: Record<string, unknown>): { version?: string } {
  const { version } = search
  return typeof version === 'string' && /^\d+\.\d+\.\d+[\w.-]{0,60}$/.test(version) ? { version } : {}
}
