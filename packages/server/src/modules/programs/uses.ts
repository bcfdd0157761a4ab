import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import { type Use, writeUses } from './store.ts'

const WRITE_MS = 60_000
/** Programs used between two writes that are remembered; beyond it the oldest is lost. */
const MOST = 20_000

/**
 * When programs were last used: kept in memory and written once a minute, one statement for each organisation, so that a use
 * costs no write. A crash loses a minute of it.
 */
export class Uses implements Closable {
  readonly #tenants: TenantDb
  readonly #log: Log
  readonly #pending = new Map<string, Use & { readonly tenant: TenantId }>()
  readonly #timer: { cancel(): void }
  #writing: Promise<void> = Promise.resolve()

  constructor(tenants: TenantDb, clock: Clock, log: Log) {
    this.#tenants = tenants
    this.#log = log
    this.#timer = clock.every(WRITE_MS, () => {
      this.#writing = this.#writing.then(() => this.write())
    })
  }

  add(tenant: TenantId, { program, at, remote }: Use): void {
    const held = this.#pending.get(program)
    this.#pending.delete(program)
    this.#pending.set(program, { tenant, program, at, remote: remote ?? held?.remote ?? null })
    for (const oldest of this.#pending.keys()) {
      if (this.#pending.size <= MOST) break
      this.#pending.delete(oldest)
    }
  }

  /** What is not written yet. */
  of(program: string): Use | undefined {
    return this.#pending.get(program)
  }

  async write(): Promise<void> {
    const byTenant = Map.groupBy(this.#pending.values(), ({ tenant }) => tenant)
    this.#pending.clear()
    for (const [tenant, uses] of byTenant) {
      try {
        await this.#tenants.within(tenant, (tx) => writeUses(tx, uses))
      } catch (thrown) {
        // Nobody waits for it, and the next use tells it again.
        this.#log.warn('last use of programs not written', { programs: uses.length, fault: sayFault(thrown) })
      }
    }
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#writing
    await this.write()
  }
}
