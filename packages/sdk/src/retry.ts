import type { PlatformFault } from './fault.ts'

/** Times that a request is sent again. */
export const MOST_RETRIES = 4
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000

/** Methods that do the same however often they come (RFC 9110 §9.2.2). */
const repeatable: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE']
/** What passes: nothing answered, or something that says "not now". */
const passing: readonly number[] = [0, 429, 502, 503, 504]

/**
 * How long to wait before a request is sent again, ms; undefined: it is not. What may have been done is sent again alone
 * where that changes nothing: by its method, by an operation id (`once`), or since the platform says it did nothing.
 */
export function waitBefore(
  { status, retryAfterMs, code }: PlatformFault,
  { method, once }: { readonly method: string; readonly once: boolean },
  attempt: number,
): number | undefined {
  if (!passing.includes(status) || code === 'sdk.deadline') return undefined
  const nothingDone = retryAfterMs !== undefined && (status === 429 || status === 503)
  if (!(repeatable.includes(method) || once || nothingDone)) return undefined
  if (retryAfterMs !== undefined) return retryAfterMs <= LONGEST_WAIT_MS ? retryAfterMs : undefined
  // Half of it by chance, so that many who were cut off together do not come back together.
  return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2)
}

/** Ends early when the signal does; never throws. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
