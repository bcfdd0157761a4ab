import { linkOptions } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { AssetSearch } from './pages/assets/search.ts'
import type { PointSearch } from './pages/points/search.ts'
import { type Plant, usePlant } from './plant.ts'

/** Where the pages of a plant stand: each plant one looks at has them at addresses of its own. */
export const placesOf = (plant: Plant) => ({
  assets(search: AssetSearch = {}) {
    if (plant.is === 'own') return linkOptions({ to: '/assets', search })
    // The token of a link stands in the fragment, and goes along.
    if (plant.is === 'link') return linkOptions({ to: '/link', hash: true, search })
    return linkOptions({ to: '/shared/$grant', params: { grant: plant.grant.id }, search })
  },
  point(id: string, search: PointSearch = {}) {
    if (plant.is === 'own') return linkOptions({ to: '/points/$id', params: { id }, search })
    if (plant.is === 'link') return linkOptions({ to: '/link/points/$id', hash: true, params: { id }, search })
    return linkOptions({ to: '/shared/$grant/points/$id', params: { grant: plant.grant.id, id }, search })
  },
})

export function usePlantPlaces() {
  const plant = usePlant()
  return useMemo(() => placesOf(plant), [plant])
}
