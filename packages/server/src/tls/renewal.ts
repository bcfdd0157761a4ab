import { type Clock, type Closable, type Log, MICROS_PER_MS, type Micros, sayFault } from '@millrace/core'

/** A timer cannot run for a certificate's months, and a machine's clock may be set: so the time is looked at every hour. */
const LOOK_MS = 3_600_000
/** After failures: Let's Encrypt locks a name out after five failed proofs an hour. */
const FIRST_WAIT_MS = 300_000
const LONGEST_WAIT_MS = 6 * 3_600_000

export interface RenewalNeeds {
  readonly due: () => boolean
  readonly renew: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Renews what is due, one attempt at a time, and tries again later and later while that fails. The first look is at once. */
export function keepRenewed({ due, renew, clock, log }: RenewalNeeds): Closable & { look(): Promise<void> } {
  let running: Promise<void> | undefined
  let wait = FIRST_WAIT_MS
  let notBefore: Micros = 0
  let retry: { cancel(): void } | undefined
  let closed = false

  const attempt = async (): Promise<void> => {
    try {
      await renew()
      wait = FIRST_WAIT_MS
      notBefore = 0
    } catch (thrown) {
      if (closed) return
      log.warn('tls: no new certificate, the one in use stays', { fault: sayFault(thrown), againInMs: wait })
      notBefore = clock.now() + wait * MICROS_PER_MS
      retry?.cancel()
      retry = clock.after(wait, () => void look())
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }
  const look = (): Promise<void> => {
    if (closed || !due() || clock.now() < notBefore) return running ?? Promise.resolve()
    running ??= attempt().finally(() => {
      running = undefined
    })
    return running
  }
  const timer = clock.every(LOOK_MS, () => void look())
  void look()
  return {
    look,
    close() {
      closed = true
      timer.cancel()
      retry?.cancel()
    },
  }
}
