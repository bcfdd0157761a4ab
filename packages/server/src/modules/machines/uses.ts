import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import { type Use, writeUses } from './store.ts'

const WRITE_MS = 5_000
/** Certificates used between two writes that are remembered; beyond it the oldest is lost. */
const MOST = 20_000

/** When and from where certificates were last used: written behind, one statement for each organisation. */
export class Uses implements Closable {
  readonly #tenants: TenantDb
  readonly #log: Log
  readonly #timer: { cancel(): void }
  #pending = new Map<string, Use & { readonly tenant: TenantId }>()
  #writing: Promise<void> = Promise.resolve()

  constructor(tenants: TenantDb, clock: Clock, log: Log) {
    this.#tenants = tenants
    this.#log = log
    this.#timer = clock.every(WRITE_MS, () => void this.write())
  }

  add(tenant: TenantId, use: Use): void {
    if (this.#pending.size < MOST || this.#pending.has(use.certificate))
      this.#pending.set(use.certificate, { tenant, ...use })
  }

  /** Resolves when everything told so far is written. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.write()
  }

  async #write(): Promise<void> {
    const pending = this.#pending
    if (pending.size === 0) return
    this.#pending = new Map()
    for (const [tenant, uses] of Map.groupBy(pending.values(), (use) => use.tenant)) {
      try {
        await this.#tenants.within(tenant, (tx) => writeUses(tx, uses))
      } catch (thrown) {
        // Nobody waits for it, and the next use tells it again.
        this.#log.warn('last use of certificates not written', { certificates: uses.length, fault: sayFault(thrown) })
      }
    }
  }
}
