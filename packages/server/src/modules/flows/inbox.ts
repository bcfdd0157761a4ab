import { batchOf, type Clock, Fault, type Micros, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import type { TenantDb } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import { digestOf } from './addresses.ts'
import type { Bring } from './book.ts'
import './faults.ts'
import type { RunInput } from './tables.ts'

/** Of one address in a second. */
const MOST_IN_SECOND = 50
const BRING_MS = 10_000
const HALVES = /^([0-9a-f-]{36})\.([\w-]{32})$/

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'find'>
  readonly bring: Bring
  readonly clock: Clock
}

/** What is sent to flows from outside: each body becomes a sample of the inbox, a text point, and is durable before it is answered. */
export class Inbox {
  readonly #needs: Needs
  /** By series: time of the newest, so that no two have one time. */
  readonly #newest = new Map<number, Micros>()
  readonly #rates = new Map<string, { second: number; many: number }>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Throws `flows.inbox_unknown`, `flows.inbox_busy`, `http.body_malformed`, `flows.held_up`. */
  async take(token: string, body: Uint8Array): Promise<void> {
    const { assets, bring, clock } = this.#needs
    const [, tenant, secret] = HALVES.exec(token) ?? []
    if (tenant === undefined || secret === undefined) throw new Fault('flows.inbox_unknown')
    this.#count(token)
    const point = await this.#pointOf(tenant as TenantId, secret)
    const found =
      point === undefined ? undefined : (await assets.find({ tenant: tenant as TenantId }, [point])).get(point)
    if (!found || found === 'several') throw new Fault('flows.inbox_unknown')
    const { series } = found
    const time = Math.max((this.#newest.get(series) ?? 0) + 1, clock.now())
    this.#newest.set(series, time)
    const late = new AbortController()
    const timer = clock.after(BRING_MS, () => late.abort(new Fault('flows.held_up', { ms: BRING_MS })))
    try {
      await bring(tenant as TenantId, batchOf([[series, time, textOf(body)]]), late.signal)
    } finally {
      timer.cancel()
    }
  }

  #count(token: string): void {
    const second = Math.floor(this.#needs.clock.monotonic() / 1_000)
    const rate = this.#rates.get(token)
    if (rate?.second !== second) {
      // Made-up addresses fill nothing.
      if (this.#rates.size > 10_000) this.#rates.clear()
      this.#rates.set(token, { second, many: 1 })
    } else if (++rate.many > MOST_IN_SECOND)
      throw new Fault('flows.inbox_busy', { most: MOST_IN_SECOND, retryAfter: 1 })
  }

  /** By its digest: how far two agree tells nothing of the secret. */
  async #pointOf(tenant: TenantId, secret: string): Promise<string | undefined> {
    const digest = digestOf(secret)
    const rows = await this.#needs.tenants.within(tenant, async (tx) => {
      const found = await tx.execute<{ inputs: Record<string, RunInput> }>(sql`
        select inputs from flow_runs where tenant_id = ${tx.tenant}
          and jsonb_path_exists(inputs, '$.* ? (@.inbox.digest == $digest)', jsonb_build_object('digest', ${digest}::text))`)
      return found.rows
    })
    return rows.flatMap(({ inputs }) => Object.values(inputs)).find(({ inbox }) => inbox?.digest === digest)?.point
  }
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body).replaceAll('\0', '')
  } catch (thrown) {
    throw new Fault('http.body_malformed', {}, thrown)
  }
}
