import { type Clock, Fault, type TenantId } from '@millrace/core'
import './faults.ts'

/** A minute, of one installation; its own limits go before. */
export const usual = {
  /** Of services. */
  calls: 600,
  computingMs: 20_000,
  events: 60,
  /** Of pages. */
  asks: 6_000,
  /** Of processes outside. */
  outside: 1_200,
  /** By services, to hosts that were agreed to. */
  http: 600,
  lines: 6_000,
} as const
export type Rate = keyof typeof usual
export const rates = Object.keys(usual) as readonly Rate[]

const MINUTE_MS = 60_000
const words: Readonly<Record<Rate, string>> = {
  calls: 'calls of services',
  computingMs: 'ms of computing',
  events: 'events',
  asks: 'calls of pages',
  outside: 'calls of processes',
  http: 'calls of hosts outside',
  lines: 'lines of log',
}

/** Whose share it is, and what an administrator set. */
export interface Taker {
  readonly tenant: TenantId
  readonly installation: string
  /** publisher/name */
  readonly app: string
  readonly limits: Readonly<Partial<Record<string, number>>>
}

interface Needs {
  readonly clock: Clock
  /** What the operator lets all apps of an organisation use in a minute together. */
  readonly organisation: (
    tenant: TenantId,
    kind: 'app_calls_per_minute' | 'app_seconds_per_minute',
  ) => number | undefined
  /** Told once a minute of what is used up. */
  readonly reached: (taker: Taker, kind: Rate, most: number) => void
}

export const mostOf = (limits: Taker['limits'], kind: Rate): number => limits[kind] ?? usual[kind]

/** What installations took in the minute that runs, in this process. */
export class Quotas {
  readonly #needs: Needs
  /** By installation, and by organisation. */
  readonly #taken = new Map<string, Record<Rate, number>>()
  readonly #told = new Set<string>()
  #minute = 0

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Throws `app_services.quota`, `organisation_quota` where so much has been taken already. */
  mustHave(taker: Taker, kind: Rate): void {
    const most = mostOf(taker.limits, kind)
    if (this.used(taker.installation)[kind] >= most) {
      this.#tell(taker, kind, most)
      throw new Fault('app_services.quota', { app: taker.app, what: words[kind], most })
    }
    this.#mustHaveTogether(taker, kind)
  }

  take({ tenant, installation }: Taker, kind: Rate, more: number): void {
    this.used(installation)[kind] += more
    this.used(tenant)[kind] += more
  }

  /** Of an installation or an organisation. */
  used(of: string): Record<Rate, number> {
    const minute = Math.floor(this.#needs.clock.monotonic() / MINUTE_MS)
    if (minute !== this.#minute) {
      this.#taken.clear()
      this.#told.clear()
    }
    this.#minute = minute
    const held = this.#taken.get(of) ?? { calls: 0, computingMs: 0, events: 0, asks: 0, outside: 0, http: 0, lines: 0 }
    this.#taken.set(of, held)
    return held
  }

  #mustHaveTogether(taker: Taker, kind: Rate): void {
    const { tenant, app } = taker
    const { calls, outside, asks, computingMs } = this.used(tenant)
    const isCall = kind === 'calls' || kind === 'outside' || kind === 'asks'
    if (!isCall && kind !== 'computingMs') return
    const most = this.#needs.organisation(tenant, isCall ? 'app_calls_per_minute' : 'app_seconds_per_minute')
    if (most === undefined || (isCall ? calls + outside + asks : computingMs / 1_000) < most) return
    this.#tell(taker, kind, most)
    const what = isCall ? 'calls' : 's of computing'
    throw new Fault('app_services.organisation_quota', { app, what, most })
  }

  #tell(taker: Taker, kind: Rate, most: number): void {
    const key = `${taker.installation} ${kind}`
    if (this.#told.has(key)) return
    this.#told.add(key)
    this.#needs.reached(taker, kind, most)
  }
}
