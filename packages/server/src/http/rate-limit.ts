import { type Clock, Fault } from '@millrace/core'
import ipaddr from 'ipaddr.js'
import './faults.ts'

/** Keys remembered of each policy; beyond it the one not seen for longest is forgotten. */
const MOST_KEYS = 50_000

/** So many at once, refilled at a steady rate. */
export interface Policy {
  /** Name in the headers. */
  readonly name: string
  /** Whom it counts, in the words of the fault. */
  readonly who: string
  readonly perSecond: number
  readonly burst: number
}

/** A browser that opens the sign-in page, or a program that lost its token. */
const stranger: Policy = { name: 'address', who: 'address', perSecond: 20, burst: 60 }
/** The console with many charts, or a busy program. */
const known: Policy = { name: 'principal', who: 'account', perSecond: 200, burst: 1_000 }
/** Doors where secrets are tried. */
const door: Policy = { name: 'door', who: 'address', perSecond: 5, burst: 20 }

export interface Taken {
  readonly ok: boolean
  /** Whole units left. */
  readonly remaining: number
  /** s until there is one unit more, or when refused until there are as many as were asked. */
  readonly resetS: number
}

/** Token buckets, one for each key, kept as one number each: the moment at which the bucket is full again (GCRA, ITU-T I.371 Annex A). */
export class Buckets {
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #depthMs: number
  /** In the order of use, so that the first is the one to forget. */
  readonly #fullAt = new Map<string, number>()

  constructor(clock: Clock, { perSecond, burst }: Policy) {
    this.#clock = clock
    this.#intervalMs = 1_000 / perSecond
    this.#depthMs = burst * this.#intervalMs
  }

  /** Takes `cost` units if there are so many; nothing if not. */
  take(key: string, cost = 1): Taken {
    const now = this.#clock.monotonic()
    const before = Math.max(this.#fullAt.get(key) ?? now, now)
    const after = before + cost * this.#intervalMs
    const ok = after - now <= this.#depthMs
    const fullAt = ok ? after : before
    this.#keep(key, fullAt)
    return {
      ok,
      remaining: Math.max(0, Math.floor((this.#depthMs - (fullAt - now)) / this.#intervalMs)),
      resetS: Math.ceil((ok ? Math.min(this.#intervalMs, fullAt - now) : after - now - this.#depthMs) / 1_000),
    }
  }

  get size(): number {
    return this.#fullAt.size
  }

  #keep(key: string, fullAt: number): void {
    this.#fullAt.delete(key)
    this.#fullAt.set(key, fullAt)
    for (const oldest of this.#fullAt.keys()) {
      if (this.#fullAt.size <= MOST_KEYS) break
      this.#fullAt.delete(oldest)
    }
  }
}

/** Who asks, as far as it is known. */
export interface Asking {
  readonly address: string
  /** A verified principal: its kind and id. */
  readonly principal?: string | undefined
  /** The route is a door where secrets are tried. */
  readonly strict: boolean
}

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>
  /** `http.too_many_requests` when there is nothing left. */
  readonly fault: Fault | undefined
}

/**
 * How often one may ask: an address without a verified principal 20 a second (60 at once), a principal 200 (1,000), and an
 * address at the doors where secrets are tried 5 (20), whoever asks.
 */
export class RateLimits {
  readonly #strangers: Buckets
  readonly #known: Buckets
  readonly #doors: Buckets

  constructor(clock: Clock) {
    this.#strangers = new Buckets(clock, stranger)
    this.#known = new Buckets(clock, known)
    this.#doors = new Buckets(clock, door)
  }

  /** Counts one request. To be told once for each, when it is known who asks; a token that is nobody's is no principal. */
  take({ address, principal, strict }: Asking): Verdict {
    if (strict) {
      const verdict = verdictOf(door, this.#doors.take(networkOf(address)))
      if (verdict.fault || principal === undefined) return verdict
    }
    return principal === undefined
      ? verdictOf(stranger, this.#strangers.take(networkOf(address)))
      : verdictOf(known, this.#known.take(principal))
  }
}

/** As draft-ietf-httpapi-ratelimit-headers-10 writes it: `w` is what an empty bucket needs to fill, `t` says when there is more. */
function verdictOf({ name, who, perSecond, burst }: Policy, { ok, remaining, resetS }: Taken): Verdict {
  const retryAfter = Math.max(1, resetS)
  return {
    headers: {
      'ratelimit-policy': `"${name}";q=${burst};w=${Math.ceil(burst / perSecond)}`,
      ratelimit: `"${name}";r=${remaining};t=${ok ? resetS : retryAfter}`,
    },
    fault: ok ? undefined : new Fault('http.too_many_requests', { perSecond, who, retryAfter }),
  }
}

/** Whoever has one IPv6 address has its whole /64 (RFC 6177 §2), so they count as one. */
export function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address
  const parsed = ipaddr.IPv6.parse(address)
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString()
  return parsed.parts.slice(0, 4).join(':')
}
