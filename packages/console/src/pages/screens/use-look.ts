import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Screen } from '../../platform.ts'
import type { Document } from './document.ts'
import type { Look } from './points.ts'
import { screenAssetsQuery } from './queries.ts'

/** The asset that a screen is looked at for, and the others that it could be; `chosen`: by the address. */
export function useLookOf(screen: Pick<Screen, 'id'>, of: Document['of'], chosen: string | undefined) {
  const assets = useQuery(screenAssetsQuery(screen.id))
  const items = useMemo(() => assets.data ?? [], [assets.data])
  const look = useMemo<Look>(() => {
    const usual = of.is === 'asset' ? of.asset : items[0]?.id
    return { asset: chosen ?? usual, assets: items }
  }, [of, items, chosen])
  return { look, items, isRead: !assets.isPending }
}
