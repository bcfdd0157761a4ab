import { type Clock, Fault } from '@millrace/core'
import './faults.ts'

/** A minute, of all services of one installation together. */
export const quota = { calls: 600, computingMs: 20_000, events: 60 } as const
type Kind = keyof typeof quota

const MINUTE_MS = 60_000
const words: Readonly<Record<Kind, string>> = {
  calls: 'calls of services',
  computingMs: 'ms of computing',
  events: 'events',
}

/** What installations took in the minute that runs, in this process. */
export class Quotas {
  readonly #clock: Clock
  readonly #taken = new Map<string, Record<Kind, number>>()
  #minute = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Throws `app_services.quota` where so much has been taken already. */
  mustHave(installation: string, app: string, kind: Kind): void {
    if (this.#of(installation)[kind] >= quota[kind])
      throw new Fault('app_services.quota', { app, what: words[kind], most: quota[kind] })
  }

  take(installation: string, kind: Kind, more: number): void {
    this.#of(installation)[kind] += more
  }

  #of(installation: string): Record<Kind, number> {
    const minute = Math.floor(this.#clock.monotonic() / MINUTE_MS)
    if (minute !== this.#minute) this.#taken.clear()
    this.#minute = minute
    const held = this.#taken.get(installation) ?? { calls: 0, computingMs: 0, events: 0 }
    this.#taken.set(installation, held)
    return held
  }
}
