import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useLiveValues } from '../live/use-live.ts'
import { platform } from '../platform.ts'

/** Signs out here, and forgets what was on the screen. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const live = useLiveValues()
  const navigate = useNavigate()
  return async () => {
    await platform.signOut()
    live?.close()
    queries.clear()
    await navigate({ to: '/login' })
  }
}
