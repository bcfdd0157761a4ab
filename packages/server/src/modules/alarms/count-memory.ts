import type { Clock } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Counts } from './schema.ts'

/** An answer is believed so many times as long as it took to find. */
const BELIEVED = 10
/** Nobody waits for an answer that takes longer: the one before is told meanwhile, if it is no older than this, both ms. */
const SLOW_MS = 20
const STALE_MS = 3_000
const MOST = 1_000

interface Answer {
  readonly counts: Promise<Counts>
  /** ms, monotonic; infinite while it is being found. */
  until: number
  /** ms, monotonic; undefined while it is being found. */
  foundAt: number | undefined
  tookMs: number
}

/**
 * Counts of alarms, each asked of the database for a tenth of the time at most: in a flood of 50,000 every page that shows alarms asks
 * again and again. Kept for the reach that it was found for.
 */
export class CountMemory {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #answers = new Map<string, Answer>()
  readonly #coming = new Map<string, Answer>()

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  ask({ tenant, below, grant }: Reach, asset: string | undefined, find: () => Promise<Counts>): Promise<Counts> {
    const key = JSON.stringify([tenant, below, grant?.id, asset])
    const now = this.#clock.monotonic()
    const held = this.#answers.get(key)
    if (held && held.until > now) return held.counts
    const coming = this.#coming.get(key) ?? this.#find(key, find)
    const isFresh = held?.foundAt !== undefined && now - held.foundAt < STALE_MS
    if (!held || !isFresh || held.tookMs < SLOW_MS) return coming.counts
    // It is told to whoever waits for it, if there is anybody.
    coming.counts.catch(() => undefined)
    return held.counts
  }

  #find(key: string, find: () => Promise<Counts>): Answer {
    const begun = this.#clock.monotonic()
    const answer: Answer = { counts: find(), until: Number.POSITIVE_INFINITY, foundAt: undefined, tookMs: 0 }
    this.#coming.set(key, answer)
    answer.counts.then(
      () => {
        const now = this.#clock.monotonic()
        answer.foundAt = now
        answer.tookMs = now - begun
        answer.until = now + BELIEVED * answer.tookMs
        if (this.#answers.size >= MOST) this.#answers.clear()
        this.#answers.set(key, answer)
        this.#coming.delete(key)
      },
      () => this.#coming.delete(key),
    )
    return answer
  }
}
