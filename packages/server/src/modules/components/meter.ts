import { type Clock, type Closable, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import type { ConsumerKind } from './schema.ts'
import { addUse, forgetUse, type UseRow } from './store.ts'

const FLUSH_MS = 30_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const KEEP_MS = 400 * DAY_MS
/** Rows in one statement. */
const AT_ONCE = 1_000

export interface Consumer {
  readonly kind: ConsumerKind
  readonly id: string
  readonly name: string
}

/** What a component did for a consumer since that was last told. */
export interface Used {
  /** name@number */
  readonly component: string
  readonly consumer: Consumer
  readonly calls: number
  readonly samples: number
  readonly ms: number
  readonly errors: number
}

interface Needs {
  readonly tenants: TenantDb
  readonly clock: Clock
  readonly log: Log
}

/** Adds up what components did, an hour a row, and keeps it every 30 s. */
export class Meter implements Closable {
  readonly #needs: Needs
  readonly #open = new Map<TenantId, Map<string, UseRow>>()
  readonly #cleaned = new Map<TenantId, number>()
  readonly #timer: { cancel(): void }
  #flushing: Promise<void> = Promise.resolve()

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(FLUSH_MS, () => void this.flush())
  }

  count(tenant: TenantId, used: readonly Used[]): void {
    const hour = Math.floor(this.#now() / HOUR_MS) * HOUR_MS
    const rows = this.#open.get(tenant) ?? new Map<string, UseRow>()
    this.#open.set(tenant, rows)
    for (const { component, consumer, calls, samples, ms, errors } of used) {
      const at = component.lastIndexOf('@')
      const key = `${hour} ${component} ${consumer.kind} ${consumer.id}`
      const before = rows.get(key)
      rows.set(key, {
        tenant,
        name: component.slice(0, at),
        number: Number(component.slice(at + 1)),
        consumerKind: consumer.kind,
        consumerId: consumer.id,
        consumerName: consumer.name,
        hour: new Date(hour),
        calls: (before?.calls ?? 0) + calls,
        samples: (before?.samples ?? 0) + samples,
        ms: (before?.ms ?? 0) + ms,
        errors: (before?.errors ?? 0) + errors,
      })
    }
  }

  /** Resolves when all that was counted before is kept, or was tried. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      for (const [tenant, rows] of [...this.#open]) {
        this.#open.delete(tenant)
        await this.#keep(tenant, [...rows.values()])
      }
    })
    return this.#flushing
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.flush()
  }

  #now(): number {
    return Math.floor(this.#needs.clock.now() / MICROS_PER_MS)
  }

  async #keep(tenant: TenantId, rows: readonly UseRow[]): Promise<void> {
    const { tenants, log } = this.#needs
    const isDay = this.#now() - (this.#cleaned.get(tenant) ?? 0) > DAY_MS
    try {
      await tenants.within({ tenant }, async (tx) => {
        for (let at = 0; at < rows.length; at += AT_ONCE) await addUse(tx, rows.slice(at, at + AT_ONCE))
        if (isDay) await forgetUse(tx, new Date(this.#now() - KEEP_MS))
      })
      if (isDay) this.#cleaned.set(tenant, this.#now())
    } catch (thrown) {
      log.warn('what components did was not kept', { tenant, fault: sayFault(thrown) })
      this.#again(tenant, rows)
    }
  }

  /** Tried again with the next. */
  #again(tenant: TenantId, rows: readonly UseRow[]): void {
    const open = this.#open.get(tenant) ?? new Map<string, UseRow>()
    this.#open.set(tenant, open)
    for (const row of rows) {
      const key = `${row.hour.getTime()} ${row.name}@${row.number} ${row.consumerKind} ${row.consumerId}`
      const since = open.get(key)
      const sum = (of: 'calls' | 'samples' | 'ms' | 'errors') => row[of] + (since?.[of] ?? 0)
      open.set(key, { ...row, calls: sum('calls'), samples: sum('samples'), ms: sum('ms'), errors: sum('errors') })
    }
  }
}
