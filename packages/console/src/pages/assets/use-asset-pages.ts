import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../rights.ts'
import { installationsQuery, type PlacedPage, placedPages } from '../apps/queries.ts'
import { said } from '../apps/words.ts'

interface AssetPage extends PlacedPage {
  readonly key: string
  readonly title: string
}

/** Pages of apps that stand on the page of an asset. */
export function useAssetPages(asset: string | undefined): readonly AssetPage[] {
  const reads = useMay('app:read')
  const uses = useMay('app:use')
  const installed = useQuery({ ...installationsQuery, enabled: asset !== undefined && reads && uses })
  if (asset === undefined) return []
  return placedPages(installed.data ?? [], asset).map((placed) => ({
    ...placed,
    key: `${placed.one.id}/${placed.page.name}`,
    title: said(placed.page.title),
  }))
}
