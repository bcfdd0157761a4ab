export const writeShows = ['waiting', 'all'] as const
export type WriteShow = (typeof writeShows)[number]

/** What the address of the list of writes keeps; without it those that wait are shown. */
export interface WriteSearch {
  show?: WriteShow
}

export function parseWriteSearch(search: Record<string, unknown>): WriteSearch {
  return search['show'] === 'all' ? { show: 'all' } : {}
}
