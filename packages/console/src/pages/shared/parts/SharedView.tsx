import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { LiveValues } from '../../../live/live-values.ts'
import { LiveContext } from '../../../live/use-live.ts'
import { type Plant, PlantContext, plantKey } from '../../../plant.ts'
import { isClosed } from '../queries.ts'
import styles from '../shared.module.css'
import { GrantBanner } from './GrantBanner.tsx'
import { GrantOver } from './GrantOver.tsx'

interface SharedViewProps {
  plant: Plant
  /** The platform no longer opens it, whatever the grant said last. */
  closed: boolean
  /** Asks again what the grant says. */
  recheck: () => void
  /** Where to go when it is over. */
  children?: ReactNode
}

/** The pages of a plant looked at through a grant, for as long as it is open; what ends is told at once and leaves nothing behind. */
export function SharedView({ plant, closed, recheck, children }: SharedViewProps) {
  const open = plant.is !== 'own' && !closed && plant.grant.state === 'open'
  useForgetting(plant, open)
  useRecheck(plant, recheck)
  const { api } = plant
  const live = useMemo(() => new LiveValues((points, listener) => api.live(points, listener)), [api])
  useEffect(() => () => live.close(), [live])
  useEffect(
    () =>
      live.watchState(() => {
        if (live.state().is === 'lost') recheck()
      }),
    [live, recheck],
  )
  if (plant.is === 'own') return null
  if (!open)
    return (
      <GrantOver grant={plant.grant} closed={closed}>
        {children}
      </GrantOver>
    )
  return (
    <PlantContext value={plant}>
      <LiveContext value={live}>
        <GrantBanner grant={plant.grant} />
        <div className={styles.inside}>
          <Outlet />
        </div>
      </LiveContext>
    </PlantContext>
  )
}

/** A page that is refused through the grant tells that it may be over. */
function useRecheck(plant: Plant, recheck: () => void) {
  const queries = useQueryClient()
  const key = plantKey(plant)
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        if (event.query.queryKey.at(-1) === key && isClosed(event.action.error)) recheck()
      }),
    [queries, key, recheck],
  )
}

function useForgetting(plant: Plant, open: boolean) {
  const queries = useQueryClient()
  const key = plantKey(plant)
  useEffect(() => {
    if (!open)
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'grant' && queryKey.at(-1) === key })
  }, [queries, key, open])
}
