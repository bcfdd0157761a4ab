import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Clock, MICROS_PER_MS, type UserId } from '@millrace/core'
import { newSecret } from '../identity/index.ts'

export const ERRAND_MINUTES = 10
const LIVES_MS = ERRAND_MINUTES * 60_000

/** What binds the way to a provider and back. */
export interface Errand {
  readonly state: string
  readonly nonce: string
  /** Of PKCE (RFC 7636 §4.1). */
  readonly verifier: string
  /** Who connects the provider to their account; undefined: somebody signs in. */
  readonly user: UserId | undefined
}

/**
 * Ways to a provider, kept in nobody's memory but the browser's: the cookie holds a secret, and state, nonce and verifier are made from
 * it with a key that this process alone has. So nobody can fill a table with beginnings, and an answer is taken only from the browser
 * that began (RFC 9700 §4.7). A restart asks to begin anew.
 */
export class Errands {
  readonly #key = randomBytes(32)
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  begin(provider: string, user: UserId | undefined): Errand & { readonly cookie: string } {
    const cookie = `${newSecret()}.${this.#nowMs() + LIVES_MS}.${user ?? ''}`
    return { ...this.#errand(provider, cookie, user), cookie }
  }

  /** Undefined unless the cookie was given for this provider, not too long ago, together with this state. */
  resume(provider: string, cookie: string, state: string): Errand | undefined {
    const [, until, user] = cookie.split('.')
    const errand = this.#errand(provider, cookie, user ? (user as UserId) : undefined)
    const given = Buffer.from(state)
    const expected = Buffer.from(errand.state)
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
    return Number(until) > this.#nowMs() ? errand : undefined
  }

  /** Whether it is a cookie of somebody who connects a provider: says which page to show, and nothing that may be believed. */
  static connects(cookie: string): boolean {
    return Boolean(cookie.split('.')[2])
  }

  #errand(provider: string, cookie: string, user: UserId | undefined): Errand {
    const made = (what: string): string =>
      createHmac('sha256', this.#key).update(`${what} ${provider} ${cookie}`).digest('base64url')
    return { state: made('state'), nonce: made('nonce'), verifier: made('verifier'), user }
  }

  #nowMs(): number {
    return Math.floor(this.#clock.now() / MICROS_PER_MS)
  }
}
