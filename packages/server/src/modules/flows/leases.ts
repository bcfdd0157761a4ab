import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import { hashedId } from './hashed-id.ts'

/** A lease holds so long unless it is renewed; the database's clock counts, so that no machine's wrong one does. */
const HOLDS_S = 15
const RENEW_MS = 4_000

interface Needs {
  readonly tenants: TenantDb
  readonly clock: Clock
  readonly log: Log
  /** Of the platform: one that starts again on its folder takes up its own lease at once, as nobody else runs there. */
  readonly key: KeyObject
  /** It is held from now on. */
  readonly held: (tenant: TenantId) => void
}

interface Held {
  readonly term: number
  /** Monotonic ms: nothing is done under it after that, whatever the database can be asked. */
  readonly until: number
}

/**
 * Who does what the flows of an organisation ask for: of several platforms on one database one. Each take-over has a higher term, and
 * what is written under an old one is refused by {@link Leases.fence}.
 */
export class Leases implements Closable {
  readonly #needs: Needs
  /** The platform, as other platforms know it. */
  readonly holder: string
  readonly #tenants = new Set<TenantId>()
  readonly #held = new Map<TenantId, Held>()
  #turn: Promise<void> = Promise.resolve()
  readonly #timer

  constructor(needs: Needs) {
    this.#needs = needs
    this.holder = hashedId(createPublicKey(needs.key).export({ format: 'der', type: 'spki' }))
    this.#timer = needs.clock.every(RENEW_MS, () => {
      void this.renew()
    })
  }

  /** Takes the lease of an organisation as soon as nobody else has it. */
  async begin(tenant: TenantId): Promise<void> {
    this.#tenants.add(tenant)
    await this.#renewOne(tenant)
  }

  holds(tenant: TenantId): boolean {
    return (this.#held.get(tenant)?.until ?? 0) > this.#needs.clock.monotonic()
  }

  /** False where another has it, or may take it, before the transaction ends: nothing is to be written in it. */
  async fence(tx: TenantTx): Promise<boolean> {
    const term = this.#held.get(tx.tenant)?.term
    if (term === undefined) return false
    // Held until the commit, so that nobody takes over in between.
    const { rows } = await tx.execute(sql`
      select 1 from flow_leases where tenant_id = ${tx.tenant} and holder = ${this.holder} and term = ${term} and until > now()
      for share`)
    // It is known at once, and not only when it is to be renewed.
    if (rows.length === 0 && this.#held.get(tx.tenant)?.term === term) this.#held.set(tx.tenant, { term, until: 0 })
    return rows.length > 0
  }

  renew(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      for (const tenant of this.#tenants) await this.#renewOne(tenant)
    })
    return this.#turn
  }

  /** Others need not wait until it has run out. */
  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#turn
    for (const tenant of this.#held.keys())
      await this.#needs.tenants
        .within(tenant, (tx) =>
          tx.execute(
            sql`update flow_leases set until = now() where tenant_id = ${tenant} and holder = ${this.holder} and until > now()`,
          ),
        )
        .catch((thrown: unknown) =>
          this.#needs.log.warn('a lease of flows runs out by itself', { fault: sayFault(thrown) }),
        )
    this.#held.clear()
  }

  async #renewOne(tenant: TenantId): Promise<void> {
    const { tenants, clock, log, held: told } = this.#needs
    const before = this.#held.get(tenant)?.term ?? 0
    const had = this.holds(tenant)
    const asked = clock.monotonic()
    try {
      const term = await tenants.within(tenant, async (tx) => {
        const { rows } = await tx.execute<{ term: string }>(sql`
          insert into flow_leases as held (tenant_id, holder, term, until)
          values (${tenant}, ${this.holder}, 1, now() + make_interval(secs => ${HOLDS_S}))
          on conflict (tenant_id) do update set holder = excluded.holder, until = excluded.until,
            term = case when held.term = ${before} and held.until > now() then held.term else held.term + 1 end
          where held.until <= now() or held.holder = excluded.holder and (${before} = 0 or held.term = ${before})
          returning term`)
        return rows[0]?.term
      })
      // Its term stays known: of two with one key none takes the other's.
      if (term === undefined) this.#held.set(tenant, { term: before, until: 0 })
      // It counts from when it was asked for, so that it ends here before it does there.
      else this.#held.set(tenant, { term: Number(term), until: asked + HOLDS_S * 1_000 })
    } catch (thrown) {
      log.warn('the lease of flows could not be renewed', { tenant, fault: sayFault(thrown) })
    }
    if (!had && this.holds(tenant)) told(tenant)
  }
}
