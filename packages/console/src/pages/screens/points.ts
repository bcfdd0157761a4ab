import { useQueries, useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo } from 'react'
import type { Point } from '../../platform.ts'
import type { PointRef } from './document.ts'
import { boundQuery, onePointQuery, pointsBelowQuery } from './queries.ts'

/** The asset that one looks at; undefined: none is chosen. */
export interface Look {
  readonly asset: string | undefined
  /** Assets that the screen is for. */
  readonly assets: readonly { readonly id: string; readonly name: string }[]
}
export const LookContext = createContext<Look>({ asset: undefined, assets: [] })
export const useLook = (): Look => use(LookContext)

export interface Found {
  readonly point: Point | undefined
  /** Looked for, and not there. */
  readonly missing: boolean
}

/** A point by the property that it is of the model of its asset, by its name, or by the last part of it. */
export function named(
  points: readonly Point[],
  bound: ReadonlyMap<string, string> | undefined,
  name: string,
): Point | undefined {
  const id = bound?.get(name)
  const last = (point: Point): string | undefined => point.name.split('/').at(-1)?.trim()
  return (
    points.find((point) => point.id === id) ??
    points.find((point) => point.name === name) ??
    points.find((point) => last(point)?.toLowerCase() === name.toLowerCase())
  )
}

/** The points that widgets name, as they are at the asset that one looks at. */
export function usePoints(refs: readonly PointRef[]): readonly Found[] {
  const { asset } = useLook()
  const byName = refs.some((ref) => 'name' in ref)
  const below = useQuery({ ...pointsBelowQuery(asset ?? ''), enabled: byName && asset !== undefined })
  const bound = useQuery({ ...boundQuery(asset ?? ''), enabled: byName && asset !== undefined })
  const ids = useMemo(() => refs.flatMap((ref) => ('point' in ref ? [ref.point] : [])), [refs])
  const ones = useQueries({ queries: ids.map(onePointQuery) })
  const byId = new Map(ids.map((id, k) => [id, ones[k]]))
  const isRead = (below.data || below.isError) && (bound.data || bound.isError)
  return refs.map((ref) => {
    if ('point' in ref) {
      const one = byId.get(ref.point)
      return { point: one?.data, missing: one?.isError ?? false }
    }
    if (asset === undefined) return { point: undefined, missing: true }
    const point = isRead ? named(below.data ?? [], bound.data, ref.name) : undefined
    return { point, missing: isRead === true && point === undefined }
  })
}

const none: readonly PointRef[] = []

export function usePoint(ref: PointRef | undefined): Found | undefined {
  const refs = useMemo(() => (ref ? [ref] : none), [ref])
  return usePoints(refs)[0]
}

/** One name at many assets: for each the point that is called so there. */
export function usePointsAt(
  assets: readonly { readonly id: string; readonly name: string }[],
  name: string | undefined,
): readonly { readonly asset: string; readonly found: Found }[] {
  const asked = name === undefined ? [] : assets
  const below = useQueries({ queries: asked.map(({ id }) => pointsBelowQuery(id)) })
  const bound = useQueries({ queries: asked.map(({ id }) => boundQuery(id)) })
  return asked.map(({ name: asset }, k) => {
    const isRead = (below[k]?.data || below[k]?.isError) && (bound[k]?.data || bound[k]?.isError)
    const point = isRead ? named(below[k]?.data ?? [], bound[k]?.data, name ?? '') : undefined
    return { asset, found: { point, missing: Boolean(isRead) && point === undefined } }
  })
}
