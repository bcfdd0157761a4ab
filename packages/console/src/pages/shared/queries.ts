import { queryOptions } from '@tanstack/react-query'
import { type Grant, PlatformFault, platform, type platformWith } from '../../platform.ts'

/** A right that ends is told by the stream at once; where nothing is streamed it is asked for. */
const everyMs = 10_000
/** The platform's clock may be a little behind this one. */
const graceMs = 300
const over: readonly Grant['state'][] = ['ended', 'revoked']

/** Sooner if it begins or ends sooner. */
function nextLook(grant: Grant | undefined): number | false {
  if (!grant) return everyMs
  if (over.includes(grant.state)) return false
  const left = [grant.startsAt, grant.endsAt].map((time) => Date.parse(time) - Date.now()).filter((ms) => ms > 0)
  return Math.min(everyMs, ...left.map((ms) => ms + graceMs))
}

/** True if the platform no longer knows who asks through it, or what through. */
export const isClosed = (fault: unknown): boolean =>
  fault instanceof PlatformFault && (fault.status === 401 || fault.status === 404)

export const receivedGrantQuery = (id: string) =>
  queryOptions({
    queryKey: ['grant', 'received', id],
    queryFn: ({ signal }) => platform.grants.receivedOne(id, signal),
    refetchInterval: ({ state }) => nextLook(state.data),
    refetchOnWindowFocus: true,
  })

/** What the link opens whose token the client holds. */
export const heldGrantQuery = (client: ReturnType<typeof platformWith>) =>
  queryOptions({
    queryKey: ['grant', 'held'],
    queryFn: ({ signal }) => client.grants.held(signal),
    refetchInterval: ({ state }) => (isClosed(state.error) ? false : nextLook(state.data)),
    refetchOnWindowFocus: true,
  })
