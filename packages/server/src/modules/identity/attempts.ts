import { type Clock, Fault } from '@millrace/core'
import './faults.ts'

const MOST_WAIT_S = 900
/** A key is forgotten this long after its last failure. */
const FORGET_S = 3_600
/** Keys remembered; beyond it the oldest is forgotten first. */
const MOST_KEYS = 10_000

function forgetOldest(kept: Map<string, unknown> | Set<string>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEYS) break
    kept.delete(oldest)
  }
}

interface Failures {
  count: number
  last: number
}

/** Slows guessing: after the free failures each further one doubles the wait, up to 15 minutes. Success clears the key. */
export class Attempts {
  readonly #clock: Clock
  readonly #free: number
  readonly #failures = new Map<string, Failures>()

  /** `free` failures cost nothing: people mistype. */
  constructor(clock: Clock, free: number) {
    this.#clock = clock
    this.#free = free
  }

  /** Throws `identity.too_many_attempts` with the seconds to wait. */
  check(key: string): void {
    const failures = this.#failures.get(key)
    if (!failures || failures.count < this.#free) return
    const now = this.#clock.monotonic() / 1_000
    const wait = Math.min(MOST_WAIT_S, 2 ** (failures.count - this.#free))
    const left = failures.last + wait - now
    if (left > 0)
      throw new Fault('identity.too_many_attempts', { failures: failures.count, retryAfter: Math.ceil(left) })
    if (now - failures.last > FORGET_S) this.#failures.delete(key)
  }

  failed(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1
    this.#failures.delete(key)
    this.#failures.set(key, { count, last: this.#clock.monotonic() / 1_000 })
    forgetOldest(this.#failures)
  }

  succeeded(key: string): void {
    this.#failures.delete(key)
  }
}

/** Where a name has signed in before, `name address`; bounded, the oldest is forgotten first. */
export class Familiar {
  readonly #places = new Set<string>()

  has(place: string): boolean {
    return this.#places.has(place)
  }

  add(place: string): void {
    this.#places.delete(place)
    this.#places.add(place)
    forgetOldest(this.#places)
  }
}

/** Counts when somebody's proofs were renewed, so that what was proven before is known as such; bounded. */
export class Turns {
  readonly #taken = new Map<string, number>()
  #turn = 0

  now(): number {
    return this.#turn
  }

  take(who: string): void {
    this.#taken.delete(who)
    this.#taken.set(who, ++this.#turn)
    forgetOldest(this.#taken)
  }

  /** True if it was their turn after `begun`. */
  since(who: string, begun: number): boolean {
    return (this.#taken.get(who) ?? 0) > begun
  }
}
