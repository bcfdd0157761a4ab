import type { Clock, TenantId } from '@millrace/core'
import type { TenantDb } from './tenancy.ts'

/** A flood gives way for so long at a time, so that it goes on however many people act. */
const LONGEST_MS = 50

/**
 * Who goes first: people. What comes in floods (edges of alarms, notices of them) is worked off in slices, those of a tenant one
 * after the other, and each waits for what people have begun. So an action waits for one slice at most, also for the rows that it
 * holds, and neither the database nor this process works on the flood meanwhile.
 */
export class Precedence {
  readonly #clock: Pick<Clock, 'sleep'>
  #people = 0
  #free: (() => void)[] = []
  /** Resolve when the newest slice of a tenant is done, however it ended. */
  readonly #last = new Map<TenantId, Promise<unknown>>()

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock
  }

  /** The same database, whose transactions go before floods. */
  ofPeople(tenants: TenantDb): TenantDb {
    return { within: (reach, run) => this.#first(() => tenants.within(reach, run)) }
  }

  /** Works off a slice of a flood: some ms of work, none of which waits for another slice. */
  slice<T>(tenant: TenantId, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(tenant) ?? Promise.resolve()).then(() => this.#giveWay()).then(work)
    this.#last.set(
      tenant,
      turn.catch(() => undefined),
    )
    return turn
  }

  /** Resolves when nothing of people is under way, or after a while. */
  async #giveWay(): Promise<void> {
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
