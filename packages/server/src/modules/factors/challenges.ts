import type { Clock } from '@millrace/core'
import { newSecret } from '../identity/index.ts'

const LIVES_MS = 300_000
const MOST = 10_000

interface Asked {
  readonly of: string
  readonly until: number
}

/**
 * Questions that a passkey signs, each good for one answer within five minutes, by whom it was put to (WebAuthn Level 3 §13.4.3).
 * In memory: a restart asks anew. Beyond the bound the oldest goes.
 */
export class Challenges {
  readonly #clock: Clock
  readonly #asked = new Map<string, Asked>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** 256 random bits, base64url. `of`: whom it binds. */
  ask(of: string): string {
    const challenge = newSecret()
    this.#asked.set(challenge, { of, until: this.#clock.monotonic() + LIVES_MS })
    for (const oldest of this.#asked.keys()) {
      if (this.#asked.size <= MOST) break
      this.#asked.delete(oldest)
    }
    return challenge
  }

  /** True once, for whom it binds. Another's try leaves it alone. */
  answer(challenge: string, of: string): boolean {
    const asked = this.#asked.get(challenge)
    if (asked?.of !== of) return false
    this.#asked.delete(challenge)
    return asked.until > this.#clock.monotonic()
  }
}
