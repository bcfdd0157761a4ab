import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { ModelHost } from '@millrace/runtime'
import type { TenantDb } from '../../database/index.ts'
import type { StoredVersion } from '../mechanisms/index.ts'
import type { BindingBook } from './book.ts'
import { comparisonOf } from './comparison.ts'
import type { Comparison } from './schema.ts'
import { Shadow } from './shadow.ts'
import * as store from './store.ts'
import type { Versions } from './versions.ts'

/** What was counted is kept so often: what is lost of it with the process is a few seconds. */
const KEEP_MS = 10_000

interface Needs {
  readonly tenants: TenantDb
  readonly host: Pick<ModelHost, 'run'>
  readonly versions: Versions
  readonly book: BindingBook
  readonly clock: Clock
  readonly log: Log
}

type About = Parameters<typeof comparisonOf>[1]

/** The versions that run in the shadow of others. */
export class Canaries implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Map<string, TenantId>()
  readonly #timer: { cancel(): void }
  #keeping: Promise<void> = Promise.resolve()

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(KEEP_MS, () => {
      this.#keeping = this.#keeping.then(() => this.#keep())
    })
  }

  /** Those that were there when the last life ended. */
  async begin(tenant: TenantId): Promise<void> {
    const { tenants, versions, log } = this.#needs
    for (const row of await tenants.within(tenant, store.everyBinding))
      if (row.canary)
        try {
          this.start(tenant, row, await versions.get(tenant, row.mechanism, row.canary.version))
        } catch (thrown) {
          log.warn('a shadow does not begin', { tenant, binding: row.id, fault: sayFault(thrown) })
        }
  }

  start(tenant: TenantId, { id, comparison }: store.BindingRow, stored: StoredVersion): void {
    this.#tenants.set(id, tenant)
    this.#needs.book.shadows.set(id, new Shadow(this.#needs, { tenant, stored, tallied: comparison }))
  }

  of(binding: string): Shadow | undefined {
    return this.#needs.book.shadows.get(binding)
  }

  end(binding: string): void {
    this.#needs.book.shadows.delete(binding)
    this.#tenants.delete(binding)
  }

  async told(tenant: TenantId, binding: string): Promise<((about: About) => Comparison) | undefined> {
    const shadow = this.of(binding)
    if (!shadow || this.#tenants.get(binding) !== tenant) return undefined
    await shadow.settled()
    return (about) => comparisonOf(shadow.tallied, about)
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#keeping
    await this.#keep()
  }

  async #keep(): Promise<void> {
    const { tenants, book, log } = this.#needs
    for (const [binding, tenant] of this.#tenants) {
      const shadow = book.shadows.get(binding)
      if (!shadow?.isNew) continue
      shadow.isNew = false
      try {
        const comparison = structuredClone(shadow.tallied)
        await tenants.within(tenant, (tx) => store.changeBinding(tx, binding, { comparison }))
      } catch (thrown) {
        log.warn('a comparison could not be kept', { tenant, binding, fault: sayFault(thrown) })
      }
    }
  }
}
