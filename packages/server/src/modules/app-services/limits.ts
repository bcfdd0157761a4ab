import { Fault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { AppService } from '../apps/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import { mostOf, type Rate, rates } from './quota.ts'
import type { AppKind, Runtime, RuntimeNeeds } from './runtime.ts'
import { type AppQuotaChange, type AppQuotas, kinds } from './schema.ts'

/** What an installation may use, and uses. */
export interface Limits {
  /** Throws `apps.installation_unknown`. */
  quotas(reach: Reach, installation: string): Promise<AppQuotas>
  /** Of all apps of an organisation. */
  together(tenant: TenantId): Promise<Readonly<Record<AppKind, number>>>
  /** Within what the organisation has. Throws `apps.installation_unknown`, `app_services.quota_beyond`. */
  change(reach: Reach, installation: string, change: AppQuotaChange, actor: Actor): Promise<AppQuotas>
}

interface Needs extends Pick<RuntimeNeeds, 'organisation'> {
  readonly tenants: TenantDb
  readonly apps: Pick<AppService, 'limits'>
  readonly audit: AuditTrail
}

/** Which quota of the organisation holds an app's, and how many of that one of this is. */
const above: Readonly<Partial<Record<AppQuotaChange['kind'], readonly [AppKind, number]>>> = {
  calls: ['app_calls_per_minute', 1],
  asks: ['app_calls_per_minute', 1],
  outside: ['app_calls_per_minute', 1],
  computingMs: ['app_seconds_per_minute', 1_000],
  bytes: ['app_table_bytes', 1],
}
const isRate = (kind: string): kind is Rate => rates.some((one) => one === kind)

export function createLimits({ tenants, apps, audit, organisation }: Needs, runtime: Runtime): Limits {
  const quotas: Limits['quotas'] = async (reach, installation) => {
    const { limits, taken } = await tenants.within(reach, async (tx) => ({
      limits: (await apps.limits.of(tx, installation)).limits,
      taken: await apps.limits.taken(tx, installation),
    }))
    const used = runtime.quotas.used(installation)
    return {
      items: kinds.map((kind) => ({
        kind,
        most: isRate(kind) ? mostOf(limits, kind) : (limits[kind] ?? null),
        used: isRate(kind) ? used[kind] : taken[kind],
        isOwn: limits[kind] !== undefined,
      })),
    }
  }

  return {
    quotas,

    async together(tenant) {
      const { calls, asks, outside, computingMs } = runtime.quotas.used(tenant)
      return {
        app_calls_per_minute: calls + asks + outside,
        app_seconds_per_minute: Math.round(computingMs) / 1_000,
        app_table_bytes: await tenants.within(tenant, (tx) => apps.limits.bytes(tx)),
      }
    },

    async change(reach, installation, { kind, most }, actor) {
      const [of, times] = above[kind] ?? []
      const whole = of && organisation.limit(reach.tenant, of)
      if (most !== null && whole !== undefined && most > whole * (times ?? 1))
        throw new Fault('app_services.quota_beyond', { kind, most: whole * (times ?? 1), seen: most })
      await tenants.within(reach, async (tx) => {
        const { app: name, limits } = await apps.limits.set(tx, installation, kind, most)
        await audit.record(tx, {
          actor,
          action: 'app.quota_changed',
          target: { kind: 'app_installation', id: installation, name },
          detail: { kind, before: limits[kind] ?? null, after: most },
        })
      })
      apps.limits.changed(reach.tenant, installation)
      return quotas(reach, installation)
    },
  }
}
