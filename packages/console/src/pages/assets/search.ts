/** What the address of the asset page keeps: the selected asset, the words searched for, the filter over its points. */
export interface AssetSearch {
  asset?: string
  q?: string
  filter?: string
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

export function parseAssetSearch(search: Record<string, unknown>): AssetSearch {
  const asset = text(search['asset'])
  const q = text(search['q'])
  const filter = text(search['filter'])
  return { ...(asset && { asset }), ...(q && { q }), ...(filter && { filter }) }
}
