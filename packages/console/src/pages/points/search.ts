/** Lengths of time one can follow, in seconds. */
export const ranges = { '15m': 900, '1h': 3600, '8h': 28_800, '24h': 86_400, '7d': 604_800 } as const
export type Range = keyof typeof ranges
export const rangeNames = Object.keys(ranges) as Range[]

/** What the address of a point keeps: a length that follows the present, or a window that stands still (ms since 1970 UTC). */
export interface PointSearch {
  range?: Range
  from?: number
  to?: number
}

export function parsePointSearch(search: Record<string, unknown>): PointSearch {
  const from = Number(search['from'])
  const to = Number(search['to'])
  if (Number.isFinite(from) && Number.isFinite(to) && to > from && from >= 0)
    return { from: Math.round(from), to: Math.round(to) }
  const range = rangeNames.find((known) => known === search['range'])
  return range ? { range } : {}
}
