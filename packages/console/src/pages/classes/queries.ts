import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type EquipmentApplicationRequest, platform } from '../../platform.ts'

export const classesQuery = queryOptions({
  queryKey: ['equipment', 'classes'],
  queryFn: ({ signal }) => platform.equipment.classes(signal),
  staleTime: 300_000,
})

export const classQuery = (name: string) =>
  queryOptions({
    queryKey: ['equipment', 'class', name],
    queryFn: ({ signal }) => platform.equipment.class(name, signal),
    staleTime: 300_000,
  })

/** What was applied to an asset; null: nothing. */
export const applicationQuery = (asset: string) =>
  queryOptions({
    queryKey: ['equipment', 'application', asset],
    queryFn: ({ signal }) => platform.equipment.applied(asset, signal),
  })

/** What would go if the class were taken off. */
export const removalQuery = (asset: string) =>
  queryOptions({
    queryKey: ['equipment', 'removal', asset],
    retry: false,
    gcTime: 0,
    staleTime: 0,
    queryFn: ({ signal }) => platform.equipment.removal(asset, signal),
  })

export const planQuery = (asset: string, request: EquipmentApplicationRequest | undefined) =>
  queryOptions({
    queryKey: ['equipment', 'plan', asset, request],
    enabled: request !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    queryFn: ({ signal }) => platform.equipment.preview(asset, request!, signal),
  })
