import { Fault, type TenantId } from '@millrace/core'
import type { MechanismService, StoredVersion } from '../mechanisms/index.ts'
import './faults.ts'
import type { Term } from './known.ts'
import type { TermRow } from './store.ts'

/** Versions that run, as the registry has them. A version never changes once it is published. */
export class Versions {
  readonly #mechanisms: Pick<MechanismService, 'stored'>
  readonly #known = new Map<string, StoredVersion>()

  constructor(mechanisms: Pick<MechanismService, 'stored'>) {
    this.#mechanisms = mechanisms
  }

  /** Throws `mechanisms.unknown`. */
  async get(tenant: TenantId, id: string, version: string): Promise<StoredVersion> {
    const key = `${tenant} ${id} ${version}`
    const known = this.#known.get(key)
    if (known) return known
    const stored = await this.#mechanisms.stored({ tenant }, { id, version })
    this.#known.set(key, stored)
    return stored
  }

  /** What is gone from the registry holds no more. Throws `mechanisms.unknown` where nothing is left. */
  async terms(tenant: TenantId, mechanism: string, rows: readonly TermRow[]): Promise<Term[]> {
    const terms: Term[] = []
    let gone: unknown
    for (const { from, version, parameters } of rows)
      try {
        terms.push({ from, stored: await this.get(tenant, mechanism, version), parameters })
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        gone = thrown
      }
    if (terms.length === 0) throw gone ?? new Fault('bindings.unknown', { id: mechanism })
    return terms
  }
}
