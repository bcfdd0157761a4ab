import { type Clock, type Closable, type Log, Owned, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { ActingApp } from '../apps/index.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { Tell } from '../events/index.ts'
import { Tally } from '../tally.ts'
import { Figures } from './figures.ts'
import { Quotas, type Taker } from './quota.ts'

const QUIET_MS = 3_600_000

export type AppKind = 'app_calls_per_minute' | 'app_seconds_per_minute' | 'app_table_bytes'

export interface RuntimeNeeds {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly events: Tell
  /** What the operator gives all apps of an organisation together. */
  readonly organisation: { limit(tenant: TenantId, kind: AppKind): number | undefined }
  readonly clock: Clock
  readonly log: Log
}

/** What is counted and told of all that installations do, whatever of them does it. */
export class Runtime implements Closable {
  readonly tenants: TenantDb
  readonly clock: Clock
  readonly figures: Figures
  readonly quotas: Quotas
  /** What an app had no right to: at once, and then once an hour with a count. */
  readonly refusals: Tally
  readonly #owned = new Owned()

  constructor(needs: RuntimeNeeds) {
    const { tenants, clock, organisation } = needs
    this.tenants = tenants
    this.clock = clock
    this.figures = this.#owned.add(new Figures(needs))
    this.refusals = this.#owned.add(new Tally(needs, { name: 'refusals of apps', quietMs: QUIET_MS }))
    const spent = this.#owned.add(new Tally(needs, { name: 'quotas of apps', quietMs: QUIET_MS }))
    this.quotas = new Quotas({
      clock,
      organisation: (tenant, kind) => organisation.limit(tenant, kind),
      reached: ({ tenant, installation, app }, kind, most) =>
        spent.tell(tenant, `${installation} ${kind}`, {
          actor: { kind: 'app', id: installation, name: app },
          action: 'app.quota_reached',
          outcome: 'refused',
          target: { kind: 'app_installation', id: installation, name: app },
          detail: { kind, most },
        }),
    })
  }

  takerOf({ tenant, installation, manifest, limits }: ActingApp): Taker {
    return { tenant, installation, app: manifest.id, limits }
  }

  close(): Promise<void> {
    return this.#owned.close()
  }
}
