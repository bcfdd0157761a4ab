import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { type Action, type Grant, type PlantApi, platform } from './platform.ts'
import { rightsQuery } from './rights.ts'

/** The plant that the pages of assets and points show: one's own, or what another shares through a grant or a link. */
export type Plant =
  | { readonly is: 'own'; readonly api: PlantApi }
  | { readonly is: 'grant' | 'link'; readonly api: PlantApi; readonly grant: Grant }

export const ownPlant: Plant = { is: 'own', api: platform }

export const PlantContext = createContext<Plant>(ownPlant)

export const usePlant = (): Plant => use(PlantContext)

/** Stands last in the key of every query about a plant: answers through a grant are not those at home. */
export const plantKey = (plant: Plant): string => (plant.is === 'own' ? 'own' : plant.grant.id)

/** True if this may be done in the plant one looks at; through a grant one needs the same right at home. */
export function usePlantMay(action: Action): boolean {
  const plant = usePlant()
  const { data } = useQuery({ ...rightsQuery, enabled: plant.is !== 'link' })
  const atHome = plant.is === 'link' || (data?.items.some((right) => right.action === action) ?? false)
  return atHome && (plant.is === 'own' || plant.grant.actions.includes(action))
}
