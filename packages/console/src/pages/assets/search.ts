/** What the address of the asset page keeps: the selected asset, the words searched for, the filter over its points, and whether what it is, or a page of an app, stands in their place. */
export interface AssetSearch {
  asset?: string
  q?: string
  filter?: string
  view?: 'about'
  /** Installation and name of a page of an app, with a slash between them. */
  app?: string
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined

export function parseAssetSearch(search: Record<string, unknown>): AssetSearch {
  const asset = text(search['asset'])
  const q = text(search['q'])
  const filter = text(search['filter'])
  const about = search['view'] === 'about'
  const app = text(search['app'])
  return {
    ...(asset && { asset }),
    ...(q && { q }),
    ...(filter && { filter }),
    ...(about && { view: 'about' }),
    ...(app && { app }),
  }
}
