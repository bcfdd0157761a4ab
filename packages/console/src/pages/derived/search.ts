/** What the address of the page keeps: the asset that a new point is for, or the point that is changed. */
interface DerivedSearch {
  asset?: string
  point?: string
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? value : undefined

export function parseDerivedSearch(search: Record<string, unknown>): DerivedSearch {
  const [asset, point] = [idOf(search['asset']), idOf(search['point'])]
  return { ...(asset && { asset }), ...(point && { point }) }
}
