import type { Clock } from '@millrace/core'

/** The work, but no later than the signal; what the work does afterwards is nobody's concern any more. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/** Waits for the work, but not longer, and whatever comes of it: for closing, when the other side may be gone. */
export async function limited(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = clock.after(ms, late.resolve)
  await Promise.race([
    work.then(
      () => late.resolve(),
      () => late.resolve(),
    ),
    late.promise,
  ])
  timer.cancel()
}
