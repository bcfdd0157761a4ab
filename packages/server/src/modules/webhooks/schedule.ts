const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** ms until the next attempt, by how many there were; the last goes on. */
const BACK_OFF_MS = [5_000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR] as const
/** So long an event is tried. */
const GIVE_UP_MS = 24 * HOUR
/** Of the wait, either way, so that those who fail together do not come back together. */
const JITTER = 0.2

/** When it is tried again, ms UTC; undefined: not any more. `random`: 0 … 1. */
export function nextAttempt(
  { attempts, failingSince, now }: { readonly attempts: number; readonly failingSince: number; readonly now: number },
  { retryAfterMs, random }: { readonly retryAfterMs: number; readonly random: number },
): number | undefined {
  if (now - failingSince >= GIVE_UP_MS) return undefined
  const wait = BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length) - 1] ?? BACK_OFF_MS[0]
  const spread = wait * (1 + JITTER * (2 * random - 1))
  return Math.round(now + Math.max(spread, retryAfterMs))
}
