/** What the address of the API page keeps. */
export interface ApiSearch {
  q?: string
  /** Operation that is looked at, by its id. */
  op?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export function parseApiSearch(search: Record<string, unknown>): ApiSearch {
  const q = text(search['q'])
  const op = text(search['op'])
  return { ...(q && { q }), ...(op && { op }) }
}

export const sampleLanguages = ['typescript', 'python', 'java'] as const
export type SampleLanguage = (typeof sampleLanguages)[number]

/** What the address of the samples keeps. */
export interface SampleSearch {
  lang?: SampleLanguage
  asset?: string
}

export function parseSampleSearch(search: Record<string, unknown>): SampleSearch {
  const lang = sampleLanguages.find((known) => known === search['lang'])
  const asset = text(search['asset'])
  return { ...(lang && { lang }), ...(asset && { asset }) }
}

/** What the address of the event catalogue keeps. */
export interface EventSearch {
  q?: string
  type?: string
}

export function parseEventSearch(search: Record<string, unknown>): EventSearch {
  const q = text(search['q'])
  const type = text(search['type'])
  return { ...(q && { q }), ...(type && { type }) }
}
