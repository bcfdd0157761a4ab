import type { Clock } from '@millrace/core'

const MOST = 20_000

interface Answer<T> {
  readonly value: Promise<T | undefined>
  readonly until: number
}

/** Answers of the database, believed for a while; also that there is none. Bounded: the oldest goes first. Failures are not kept. */
export class Remembered<T> {
  readonly #clock: Clock
  readonly #forMs: number
  readonly #answers = new Map<string, Answer<T>>()

  constructor(clock: Clock, forMs: number) {
    this.#clock = clock
    this.#forMs = forMs
  }

  get(key: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const now = this.#clock.monotonic()
    const held = this.#answers.get(key)
    if (held && held.until > now) return held.value
    const value = ask()
    this.#answers.delete(key)
    this.#answers.set(key, { value, until: now + this.#forMs })
    value.catch(() => this.#answers.delete(key))
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MOST) break
      this.#answers.delete(oldest)
    }
    return value
  }

  forget(key: string): void {
    this.#answers.delete(key)
  }
}
