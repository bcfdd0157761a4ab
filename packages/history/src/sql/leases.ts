import { rm } from 'node:fs/promises'
import type { Clock, Closable, Micros, Timer } from '@millrace/core'
import type { Lent } from '../lake/index.ts'

/**
 * Queries of one tenant that follow each other see the same files for some times as long as it took to make them, so that
 * making them is a small part of what the store does; within these.
 */
const FRESH_TIMES = 5
const FRESH_LEAST_MS = 100
const FRESH_MOST_MS = 2_000

/** Who has the samples: see the lake. */
export interface Lender {
  lend(tenant: string): Promise<Lent>
  removals(tenant: string): number
}

/** A tenant's samples as they stood at a moment. */
export interface Lease extends Closable {
  readonly lent: Lent
  readonly asOf: Micros
}

interface Held {
  readonly lent: Promise<Lent>
  readonly asOf: Micros
  /** Of the tenant, when it was asked for. */
  readonly removals: number
  users: number
  isFresh: boolean
}

/** Lends each tenant's files to its queries, several at a time the same, and takes them away after the last. */
export class Leases implements Closable {
  readonly #lender: Lender
  readonly #clock: Clock
  readonly #held = new Map<string, Held>()
  readonly #timers = new Set<Timer>()

  constructor(lender: Lender, clock: Clock) {
    this.#lender = lender
    this.#clock = clock
  }

  async take(tenant: string): Promise<Lease> {
    const held = this.#current(tenant) ?? this.#begin(tenant)
    held.users++
    let isOpen = true
    const close = async (): Promise<void> => {
      if (!isOpen) return
      isOpen = false
      held.users--
      await this.#drop(held)
    }
    try {
      return { lent: await held.lent, asOf: held.asOf, close }
    } catch (thrown) {
      if (this.#held.get(tenant) === held) this.#held.delete(tenant)
      throw thrown
    }
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) timer.cancel()
    for (const held of this.#held.values()) {
      held.isFresh = false
      await this.#drop(held)
    }
    this.#held.clear()
  }

  /** What is held, unless rows were removed since: nobody sees them who asks now. */
  #current(tenant: string): Held | undefined {
    const held = this.#held.get(tenant)
    if (!held || held.removals === this.#lender.removals(tenant)) return held
    this.#held.delete(tenant)
    held.isFresh = false
    void this.#drop(held)
    return undefined
  }

  #begin(tenant: string): Held {
    const begun = this.#clock.monotonic()
    const held: Held = {
      lent: this.#lender.lend(tenant),
      asOf: this.#clock.now(),
      removals: this.#lender.removals(tenant),
      users: 0,
      isFresh: true,
    }
    this.#held.set(tenant, held)
    // Who waits for it is told of a failure.
    held.lent.then(
      () => this.#age(tenant, held, this.#clock.monotonic() - begun),
      () => undefined,
    )
    return held
  }

  #age(tenant: string, held: Held, took: number): void {
    const fresh = Math.min(FRESH_MOST_MS, Math.max(FRESH_LEAST_MS, took * FRESH_TIMES))
    const timer = this.#clock.after(fresh, () => {
      this.#timers.delete(timer)
      if (this.#held.get(tenant) === held) this.#held.delete(tenant)
      held.isFresh = false
      void this.#drop(held)
    })
    this.#timers.add(timer)
  }

  async #drop(held: Held): Promise<void> {
    if (held.isFresh || held.users > 0) return
    // A folder that was not made is nothing to remove; who asked for it was told why.
    const lent = await held.lent.catch(() => undefined)
    if (lent) await rm(lent.folder, { recursive: true, force: true })
  }
}
