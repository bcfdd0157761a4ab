import type { Clock } from '@millrace/core'

/**
 * The connection attempts of a whole edge, as a token bucket: after a power cut in the plant, five hundred devices are
 * not dialled at once. The bucket holds one second's worth.
 */
export class Attempts {
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #burstMs: number
  #due = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, perSecond = 20) {
    this.#clock = clock
    this.#intervalMs = 1_000 / perSecond
    this.#burstMs = 1_000 - this.#intervalMs
  }

  /** Resolves when an attempt may begin; first come first served. Rejects with the signal's reason. */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const now = this.#clock.monotonic()
    const at = Math.max(this.#due, now)
    this.#due = at + this.#intervalMs
    const wait = at - this.#burstMs - now
    if (wait > 0) await this.#clock.sleep(wait, signal)
  }
}

/** Full jitter (Brooker, "Exponential Backoff and Jitter"): anything from 0 to 0.5 s × 2ⁿ, at most 60 s. */
export function backoffMs(failures: number, random: () => number): number {
  return random() * Math.min(60_000, 500 * 2 ** Math.min(failures, 20))
}
