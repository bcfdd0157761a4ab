import type { Clock } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'

/** A flood gives way for so long at a time, so that it goes on however many people act. */
const LONGEST_MS = 50

/**
 * Who goes first: people. A flood of edges is taken in slices, and before each slice it waits for what people have begun. So an
 * action waits for one slice at most, and neither the database nor this process works on the flood meanwhile.
 */
export class Precedence {
  readonly #clock: Pick<Clock, 'sleep'>
  #people = 0
  #free: (() => void)[] = []

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock
  }

  /** The same database, whose transactions go before floods. */
  ofPeople(tenants: TenantDb): TenantDb {
    return { within: (reach, run) => this.#first(() => tenants.within(reach, run)) }
  }

  /** Resolves when nothing of people is under way, or after a while. */
  async giveWay(): Promise<void> {
    if (this.#people === 0) return
    const free = new Promise<void>((resolve) => this.#free.push(resolve))
    const over = new AbortController()
    // It rejects when people are done in time.
    await Promise.race([free, this.#clock.sleep(LONGEST_MS, over.signal).catch(() => undefined)])
    over.abort()
  }

  async #first<T>(work: () => Promise<T>): Promise<T> {
    this.#people++
    try {
      return await work()
    } finally {
      this.#people--
      if (this.#people === 0) for (const go of this.#free.splice(0)) go()
    }
  }
}
