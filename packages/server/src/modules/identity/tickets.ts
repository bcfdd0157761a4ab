import type { Clock, UserId } from '@millrace/core'
import { hashOf, newSecret } from './secret.ts'

const LIVES_MS = 300_000
const MOST = 10_000
/** Wrong proofs that one ticket takes. */
const TRIES = 5

interface Ticket {
  readonly user: UserId
  readonly username: string
  /** The turn in which the password was given. */
  readonly begun: number
  readonly until: number
  tries: number
}

/** Who gave the right password and owes a second factor. In memory: a restart asks for the password again. */
export class Tickets {
  readonly #clock: Clock
  readonly #tickets = new Map<string, Ticket>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  give(user: UserId, username: string, begun: number): string {
    const ticket = newSecret()
    this.#tickets.set(hashOf(ticket), { user, username, begun, until: this.#clock.monotonic() + LIVES_MS, tries: 0 })
    for (const oldest of this.#tickets.keys()) {
      if (this.#tickets.size <= MOST) break
      this.#tickets.delete(oldest)
    }
    return ticket
  }

  /** Whose it is; counts as a try, and the last one ends it. */
  read(ticket: string): { user: UserId; username: string; begun: number } | undefined {
    const key = hashOf(ticket)
    const held = this.#tickets.get(key)
    if (!held) return undefined
    if (++held.tries >= TRIES || held.until <= this.#clock.monotonic()) this.#tickets.delete(key)
    const { user, username, begun, until } = held
    return until > this.#clock.monotonic() ? { user, username, begun } : undefined
  }

  end(ticket: string): void {
    this.#tickets.delete(hashOf(ticket))
  }
}
