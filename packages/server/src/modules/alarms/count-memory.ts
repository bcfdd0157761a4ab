import type { Clock } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Counts } from './schema.ts'

/** An answer is believed so many times as long as it took to find. */
const BELIEVED = 10
const MOST = 1_000

interface Answer {
  readonly counts: Promise<Counts>
  /** ms, monotonic; infinite while it is being found. */
  until: number
}

/**
 * Counts of alarms, each asked of the database for a tenth of the time at most: in a flood of 50,000 every page that shows alarms asks
 * again and again. Kept for the reach that it was found for.
 */
export class CountMemory {
  readonly #clock: Clock
  readonly #answers = new Map<string, Answer>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ask({ tenant, below, grant }: Reach, asset: string | undefined, find: () => Promise<Counts>): Promise<Counts> {
    const key = JSON.stringify([tenant, below, grant?.id, asset])
    const begun = this.#clock.monotonic()
    const held = this.#answers.get(key)
    if (held && held.until > begun) return held.counts
    if (this.#answers.size >= MOST) this.#answers.clear()
    const answer: Answer = { counts: find(), until: Number.POSITIVE_INFINITY }
    this.#answers.set(key, answer)
    answer.counts.then(
      () => {
        const now = this.#clock.monotonic()
        answer.until = now + BELIEVED * (now - begun)
      },
      () => this.#answers.delete(key),
    )
    return answer.counts
  }
}
