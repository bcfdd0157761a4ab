import { type Log, sayFault, type TenantId } from '@millrace/core'
import type { Organisation } from '../identity/index.ts'

/** What decides which organisations stand. */
export interface Organisations {
  organisations(): Promise<readonly Pick<Organisation, 'id' | 'suspended'>[]>
  onChange(listener: () => void): void
}

/** Which organisations are suspended: kept in memory, since it is asked with every connection, and looked at again with every change. */
export class Standing {
  readonly #organisations: Organisations
  readonly #suspended: (tenant: TenantId) => void
  readonly #log: Log
  #known: ReadonlySet<TenantId> = new Set()
  #looking: Promise<void>
  #again = false

  /** `suspended` hears of each organisation that is suspended while we run. */
  constructor(organisations: Organisations, log: Log, suspended: (tenant: TenantId) => void) {
    this.#organisations = organisations
    this.#log = log
    this.#suspended = suspended
    this.#looking = this.#look()
    organisations.onChange(() => this.#changed())
  }

  async isSuspended(tenant: TenantId): Promise<boolean> {
    await this.#looking
    return this.#known.has(tenant)
  }

  /** Many changes at once are one look. */
  #changed(): void {
    if (this.#again) return
    this.#again = true
    this.#looking = this.#looking.then(() => {
      this.#again = false
      return this.#look()
    })
  }

  async #look(): Promise<void> {
    try {
      const all = await this.#organisations.organisations()
      const before = this.#known
      this.#known = new Set(all.filter(({ suspended }) => suspended).map(({ id }) => id))
      for (const tenant of this.#known) if (!before.has(tenant)) this.#suspended(tenant)
    } catch (thrown) {
      // What was known counts on; the next change looks again.
      this.#log.error('suspended organisations not read', { fault: sayFault(thrown) })
    }
  }
}
