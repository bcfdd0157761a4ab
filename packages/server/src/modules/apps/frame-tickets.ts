import type { Clock, TenantId } from '@millrace/core'
import { keyOf } from '../../http/auth.ts'
import { hashOf, newSecret, type Principal } from '../identity/index.ts'

const LIVES_MS = 12 * 3_600_000
const MOST = 20_000
/** Of one person or program: pages that stand open at a time. */
const MOST_EACH = 100

/** What a ticket opens: the pages of one version of one installation. */
export interface FrameTicket {
  readonly tenant: TenantId
  readonly installation: string
  readonly version: string
  /** Who it was given to. */
  readonly who: Principal
}

interface Held extends FrameTicket {
  readonly holder: string
  readonly until: number
}

/** Who may load pages of an app without cookies. In memory: a restart asks for another one. */
export class FrameTickets {
  readonly #clock: Clock
  readonly #tickets = new Map<string, Held>()
  readonly #ofHolder = new Map<string, string[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  give(ticket: FrameTicket): string {
    const secret = newSecret()
    const key = hashOf(secret)
    const holder = keyOf(ticket.who)
    this.#tickets.set(key, { ...ticket, holder, until: this.#clock.monotonic() + LIVES_MS })
    const own = [...(this.#ofHolder.get(holder) ?? []), key]
    for (const oldest of own.splice(0, own.length - MOST_EACH)) this.#tickets.delete(oldest)
    this.#ofHolder.set(holder, own)
    for (const [oldest, held] of this.#tickets) {
      if (this.#tickets.size <= MOST) break
      this.#forget(oldest, held.holder)
    }
    return secret
  }

  read(secret: string): FrameTicket | undefined {
    const key = hashOf(secret)
    const held = this.#tickets.get(key)
    if (held && held.until <= this.#clock.monotonic()) {
      this.#forget(key, held.holder)
      return undefined
    }
    return held
  }

  #forget(key: string, holder: string): void {
    this.#tickets.delete(key)
    const own = this.#ofHolder.get(holder)?.filter((one) => one !== key) ?? []
    if (own.length > 0) this.#ofHolder.set(holder, own)
    else this.#ofHolder.delete(holder)
  }
}
