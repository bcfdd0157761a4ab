import { randomInt } from 'node:crypto'
import { type Clock, Fault, newId, type TenantId, type UserId } from '@millrace/core'
import { hashOf, newSecret } from '../identity/index.ts'
import './faults.ts'

export const LIVES_S = 600
export const INTERVAL_S = 2
/** RFC 8628 §3.5: how much longer a program waits that asked too soon. */
const SLOWER_S = 5
const MOST = 10_000
const MOST_AN_ADDRESS = 20
const TRY_AGAIN_S = 60
/** RFC 8628 §6.1: no vowels, so that no words come, and none that look alike. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const LENGTH = 8

/** Who asks to be let in. */
export interface Asker {
  readonly clientName: string
  readonly remote: string
  readonly userAgent: string
}

/** What a person decided. `session`: the one they decided in. */
type Decision =
  | { readonly is: 'approved'; readonly user: UserId; readonly session: string; readonly tenant: TenantId }
  | { readonly is: 'refused' }

export interface Pairing extends Asker {
  readonly id: string
  readonly askedMs: number
  readonly expiresMs: number
}

interface Held extends Pairing {
  readonly userHash: string
  /** Monotonic ms. */
  readonly until: number
  intervalS: number
  polled: number | undefined
  decision: Decision | undefined
}

export type Polled = { readonly is: 'waiting' | 'too-soon' | 'expired' | 'unknown' } | (Decision & { pairing: Pairing })

const userCodeHash = (code: string): string => hashOf(code.toUpperCase().replace(/[^A-Z]/g, ''))

/** Programs that wait to be let in. In memory, and codes as their hashes alone. */
export class Codes {
  readonly #clock: Clock
  readonly #byDevice = new Map<string, Held>()
  readonly #byUser = new Map<string, Held>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Throws `pairing.too_many_open`. */
  begin(asker: Asker, nowMs: number): { deviceCode: string; userCode: string } {
    this.#sweep()
    const near = [...this.#byUser.values()].filter(({ remote }) => remote === asker.remote).length
    if (near >= MOST_AN_ADDRESS || this.#byDevice.size >= MOST)
      throw new Fault('pairing.too_many_open', { open: Math.max(near, this.#byUser.size), retryAfter: TRY_AGAIN_S })
    let letters: string
    do letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
    while (this.#byUser.has(userCodeHash(letters)))
    const deviceCode = newSecret()
    const held: Held = {
      ...asker,
      id: newId(nowMs),
      askedMs: nowMs,
      expiresMs: nowMs + LIVES_S * 1_000,
      userHash: userCodeHash(letters),
      until: this.#clock.monotonic() + LIVES_S * 1_000,
      intervalS: INTERVAL_S,
      polled: undefined,
      decision: undefined,
    }
    this.#byDevice.set(hashOf(deviceCode), held)
    this.#byUser.set(held.userHash, held)
    return { deviceCode, userCode: `${letters.slice(0, 4)}-${letters.slice(4)}` }
  }

  /** What nobody decided yet. */
  waiting(userCode: string): Pairing | undefined {
    const held = this.#byUser.get(userCodeHash(userCode))
    return held && held.until > this.#clock.monotonic() ? held : undefined
  }

  /** True for one caller alone: from then on the user code is worth nothing. */
  decide(userCode: string, decision: Decision): boolean {
    if (!this.waiting(userCode)) return false
    const hash = userCodeHash(userCode)
    const held = this.#byUser.get(hash) as Held
    this.#byUser.delete(hash)
    held.decision = decision
    return true
  }

  /** What was decided is told once. */
  poll(deviceCode: string): Polled {
    const hash = hashOf(deviceCode)
    const held = this.#byDevice.get(hash)
    if (!held) return { is: 'unknown' }
    const now = this.#clock.monotonic()
    if (held.until <= now) return { is: 'expired' }
    const tooSoon = held.polled !== undefined && now - held.polled < held.intervalS * 1_000
    held.polled = now
    if (tooSoon) {
      held.intervalS += SLOWER_S
      return { is: 'too-soon' }
    }
    if (!held.decision) return { is: 'waiting' }
    this.#byDevice.delete(hash)
    return { ...held.decision, pairing: held }
  }

  /** Those that ended are known as such for as long again. */
  #sweep(): void {
    const now = this.#clock.monotonic()
    for (const [hash, held] of this.#byUser) if (held.until <= now) this.#byUser.delete(hash)
    for (const [hash, held] of this.#byDevice) {
      if (held.until + LIVES_S * 1_000 > now) break
      this.#byDevice.delete(hash)
    }
  }
}
