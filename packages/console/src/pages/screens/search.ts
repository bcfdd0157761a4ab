/** What the address of the list keeps. */
export interface ScreenSearch {
  q?: string
}
export const parseScreenSearch = (search: Record<string, unknown>): ScreenSearch =>
  typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}

/** What the address of a screen keeps: the asset that one looks at. */
export interface LookSearch {
  asset?: string
}
export const parseLookSearch = (search: Record<string, unknown>): LookSearch =>
  typeof search['asset'] === 'string' && search['asset'] !== '' ? { asset: search['asset'] } : {}
