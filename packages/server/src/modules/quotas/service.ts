import { type Clock, type Closable, Fault, type Log, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { TenantQuota } from '../../ingest/needs.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { Tell } from '../events/index.ts'
import { Bucket } from './bucket.ts'
import './events.ts'
import './faults.ts'
import { Rate } from './rate.ts'
import { kinds, type Quota, type QuotaChange, type QuotaKind } from './schema.ts'
import * as store from './store.ts'

/** Limits that another process set count after so long. */
const REFRESH_MS = 10_000
const MINUTE_MS = 60_000
const NEAR_MS = 300_000
/** Shares of a quota: from the one on it is told that it is near, below the other it may be told anew. */
const NEAR = 0.9
const FAR = 0.85
/** Longest that a sender is held back at a time; then it is looked at again. */
const MOST_WAIT_MS = 5_000

export interface QuotaService extends Closable {
  /** For ingest, on the way of a value: never waits for the database. */
  readonly values: TenantQuota
  /** One call of the API. Throws `quotas.spent`. */
  call(tenant: TenantId): void
  /** Runs what makes the history work, and counts how long it did. Throws `quotas.spent`. */
  query<T>(tenant: TenantId, run: () => Promise<T>): Promise<T>
  /** In the transaction that adds them. Throws `quotas.exceeded`. */
  keepWithin(tx: TenantTx, kind: 'devices' | 'points'): Promise<void>
  quotas(reach: Reach): Promise<Quota[]>
  /** Of any organisation: for whoever runs the platform. */
  change(tenant: TenantId, change: QuotaChange, actor: Actor): Promise<Quota[]>
  /** Values a second that come in now, over the last ten seconds. */
  valuesPerSecond(tenant: TenantId): number
  /** Of what others count; undefined: no limit. Never waits for the database. */
  limit(tenant: TenantId, kind: QuotaKind): number | undefined
  /** Knows the organisation from now on. */
  begin(tenant: TenantId): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly events: Tell
  readonly clock: Clock
  readonly log: Log
  readonly storedBytes: (tenant: TenantId) => number
  /** Values taken in since the start. */
  readonly taken: (tenant: TenantId) => number
  /** What apps use. */
  readonly apps: (tenant: TenantId) => Promise<Readonly<Record<AppQuotaKind, number>>>
}

type AppQuotaKind = Extract<QuotaKind, `app_${string}`>

/** What an organisation used in the minute that runs. */
class Minute {
  #since = Number.NEGATIVE_INFINITY
  calls = 0
  querySeconds = 0

  at(now: number): this {
    if (now - this.#since >= MINUTE_MS) {
      this.#since = now
      this.calls = 0
      this.querySeconds = 0
    }
    return this
  }

  left(now: number): number {
    return Math.max(1, Math.ceil((this.#since + MINUTE_MS - now) / 1_000))
  }
}

interface Known {
  limits: store.Limits
  bucket: Bucket | undefined
  readonly minute: Minute
  readonly rate: Rate
  /** Quotas of which it was told that they are near. */
  readonly near: Set<QuotaKind>
}

const spoken: Readonly<Record<QuotaKind, string>> = {
  devices: 'devices',
  points: 'points',
  values_per_second: 'values a second',
  storage_bytes: 'bytes of history',
  calls_per_minute: 'calls a minute',
  query_seconds_per_minute: 'seconds of queries a minute',
  app_calls_per_minute: 'calls of apps a minute',
  app_seconds_per_minute: 'seconds of computing by apps a minute',
  app_table_bytes: 'bytes of tables of apps',
}

export function createQuotas({ tenants, audit, events, clock, log, storedBytes, taken, apps }: Needs): QuotaService {
  const known = new Map<TenantId, Known>()
  const now = (): number => clock.monotonic()

  const load = async (tenant: TenantId): Promise<Known> => {
    const limits = await tenants.within(tenant, store.limitsOf)
    const rate = limits.values_per_second
    const held = known.get(tenant)
    const entry = held ?? {
      limits,
      bucket: undefined,
      minute: new Minute(),
      rate: new Rate(clock, () => taken(tenant)),
      near: new Set<QuotaKind>(),
    }
    entry.limits = limits
    if (rate === undefined) entry.bucket = undefined
    else if (entry.bucket) entry.bucket.perSecond = rate
    else entry.bucket = new Bucket(rate, now())
    known.set(tenant, entry)
    return entry
  }

  const timer = clock.every(REFRESH_MS, () => {
    for (const tenant of known.keys())
      load(tenant).catch((thrown: unknown) => log.warn('quotas not read', { fault: sayFault(thrown) }))
  })

  /** What fills up is told before it is full; rates come and go. */
  const tellNear = async (tenant: TenantId, { limits, near }: Known): Promise<void> => {
    const filling = (['devices', 'points', 'storage_bytes'] as const).filter((kind) => limits[kind] !== undefined)
    if (filling.length === 0) return
    await tenants.within(tenant, async (tx) => {
      for (const kind of filling) {
        const most = limits[kind] as number
        const used = kind === 'storage_bytes' ? storedBytes(tenant) : await store.countOf(tx, kind)
        if (used < most * FAR) near.delete(kind)
        if (used < most * NEAR || near.has(kind)) continue
        near.add(kind)
        events.tell(tx, [{ type: 'quota.near', subject: kind, data: { kind, most, used } }])
      }
    })
  }

  const nearTimer = clock.every(NEAR_MS, () => {
    for (const [tenant, entry] of known)
      tellNear(tenant, entry).catch((thrown: unknown) => log.warn('quotas not looked at', { fault: sayFault(thrown) }))
  })

  const spend = (tenant: TenantId, kind: 'calls' | 'querySeconds', limit: QuotaKind, amount: number): void => {
    const entry = known.get(tenant)
    if (!entry) return
    const minute = entry.minute.at(now())
    const most = entry.limits[limit]
    if (most !== undefined && minute[kind] >= most)
      throw new Fault('quotas.spent', { most, kind: spoken[limit], retryAfter: minute.left(now()) })
    minute[kind] += amount
  }

  const quotas = async (tenant: TenantId): Promise<Quota[]> => {
    const entry = await load(tenant)
    const minute = entry.minute.at(now())
    const { devices, points } = await tenants.within(tenant, async (tx) => ({
      devices: await store.countOf(tx, 'devices'),
      points: await store.countOf(tx, 'points'),
    }))
    const used: Readonly<Record<QuotaKind, number>> = {
      devices,
      points,
      values_per_second: entry.rate.perSecond(),
      storage_bytes: storedBytes(tenant),
      calls_per_minute: minute.calls,
      query_seconds_per_minute: Math.round(minute.querySeconds * 1_000) / 1_000,
      ...(await apps(tenant)),
    }
    return kinds.map((kind) => ({ kind, most: entry.limits[kind] ?? null, used: used[kind] }))
  }

  return {
    values: {
      spend: (tenant, values) => {
        const wait = known.get(tenant as TenantId)?.bucket?.take(values, now()) ?? 0
        return Math.min(wait, MOST_WAIT_MS)
      },
      full: (tenant) => {
        const most = known.get(tenant as TenantId)?.limits.storage_bytes
        if (most === undefined || storedBytes(tenant as TenantId) < most) return undefined
        return `The organisation has used up its ${most} ${spoken.storage_bytes}.`
      },
    },

    call: (tenant) => spend(tenant, 'calls', 'calls_per_minute', 1),

    async query(tenant, run) {
      spend(tenant, 'querySeconds', 'query_seconds_per_minute', 0)
      const begun = now()
      try {
        return await run()
      } finally {
        const entry = known.get(tenant)
        if (entry) entry.minute.at(now()).querySeconds += (now() - begun) / 1_000
      }
    },

    async keepWithin(tx, kind) {
      const most = known.get(tx.tenant)?.limits[kind]
      if (most === undefined) return
      const seen = await store.countOf(tx, kind)
      if (seen > most) throw new Fault('quotas.exceeded', { most, kind: spoken[kind], seen })
    },

    quotas: ({ tenant }) => quotas(tenant),

    async change(tenant, { kind, most }, actor) {
      await tenants.within(tenant, async (tx) => {
        const before = (await store.limitsOf(tx))[kind] ?? null
        await store.setLimit(tx, kind, most)
        await audit.record(tx, {
          actor,
          action: 'quota.changed',
          target: { kind: 'quota', id: kind },
          detail: { before, after: most },
        })
      })
      return quotas(tenant)
    },

    limit: (tenant, kind) => known.get(tenant)?.limits[kind],

    async begin(tenant) {
      await load(tenant)
    },

    valuesPerSecond: (tenant) => known.get(tenant)?.rate.perSecond() ?? 0,

    close: () => {
      timer.cancel()
      nearTimer.cancel()
      for (const { rate } of known.values()) rate.close()
    },
  }
}
