import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../rights.ts'
import { installationsQuery, type PlacedPage, placedPages } from './queries.ts'

const none: readonly PlacedPage[] = []

/** Pages of apps that the reader may open: those of the menu, or those that stand on the page of an asset. */
export function useAppPages(asset?: string): readonly PlacedPage[] {
  const reads = useMay('app:read')
  const uses = useMay('app:use')
  const installed = useQuery({ ...installationsQuery, enabled: reads && uses })
  return installed.data ? placedPages(installed.data, asset) : none
}
