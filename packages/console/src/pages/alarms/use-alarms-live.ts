import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { platform } from '../../platform.ts'
import { alarmsKey } from './queries.ts'

/** Asks for the alarms anew whenever the platform says that something changed. */
export function useAlarmsLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const live = platform.alarms.live(() => void queries.invalidateQueries({ queryKey: alarmsKey }))
    return () => live.close()
  }, [queries])
}
