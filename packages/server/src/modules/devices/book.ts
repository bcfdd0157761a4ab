import { type Clock, type Closable, type Log, sayFault, type TenantId } from '@millrace/core'
import type { DeviceBook, Source, SourceReport } from '../../ingest/needs.ts'
import type { Reported } from './store.ts'

const FLUSH_MS = 500
/** Sources whose report waits; a report of one more is dropped and counted. */
const MOST_WAITING = 50_000

interface Needs {
  readonly clock: Clock
  readonly log: Log
  readonly save: (tenant: TenantId, reports: readonly Reported[]) => Promise<void>
}

/** The metrics of one message come one by one, so figures are added to those before them. */
const merged = (before: SourceReport | undefined, report: SourceReport): SourceReport =>
  before
    ? {
        ...before,
        ...report,
        ...(before.health && report.health ? { health: { ...before.health, ...report.health } } : {}),
        seen: Math.max(before.seen, report.seen),
      }
    : report

/** Reports of sources, merged in memory and written behind twice a second: the newest of each part wins. */
export class WriteBehind implements DeviceBook, Closable {
  readonly #needs: Needs
  readonly #timer: { cancel(): void }
  #waiting = new Map<TenantId, Map<string, Reported>>()
  #count = 0
  #dropped = 0
  #writing: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(FLUSH_MS, () => {
      void this.flush()
    })
  }

  report(tenant: TenantId, source: Source, report: SourceReport): void {
    const key = `${source.group ?? ''}/${source.node ?? ''}/${source.device ?? ''}`
    const held = this.#of(tenant)
    const before = held.get(key)
    if (!before && this.#count >= MOST_WAITING) {
      this.#dropped++
      return
    }
    if (!before) this.#count++
    held.set(key, { source, report: merged(before?.report, report) })
  }

  /** Writes what waits; what could not be written waits on, below what came meanwhile. Never rejects. */
  async flush(): Promise<void> {
    if (this.#writing) return this.#writing
    this.#writing = this.#write().finally(() => (this.#writing = undefined))
    return this.#writing
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.flush()
    await this.flush()
  }

  async #write(): Promise<void> {
    if (this.#dropped > 0) {
      this.#needs.log.warn('reports of devices were dropped: too many wait for the database', {
        dropped: this.#dropped,
      })
      this.#dropped = 0
    }
    if (this.#count === 0) return
    const waiting = this.#waiting
    this.#waiting = new Map()
    this.#count = 0
    for (const [tenant, reports] of waiting) {
      try {
        await this.#needs.save(tenant, [...reports.values()])
      } catch (thrown) {
        this.#needs.log.warn('states of devices could not be written; they are tried again', {
          fault: sayFault(thrown),
        })
        this.#putBack(tenant, reports)
      }
    }
  }

  #putBack(tenant: TenantId, reports: ReadonlyMap<string, Reported>): void {
    const held = this.#of(tenant)
    for (const [key, { source, report }] of reports) {
      const newer = held.get(key)
      if (!newer) this.#count++
      held.set(key, { source, report: newer ? merged(report, newer.report) : report })
    }
  }

  #of(tenant: TenantId): Map<string, Reported> {
    const held = this.#waiting.get(tenant) ?? new Map<string, Reported>()
    this.#waiting.set(tenant, held)
    return held
  }
}
