import { type Clock, type Closable, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb } from '../../database/index.ts'
import { addHours, dropOld, type HourRow, type Figures as Of } from './hours-store.ts'
import type { Source } from './schema.ts'

const WRITE_MS = 10_000
const HOUR_MS = 3_600_000
/** Sources between two writes; what is beyond is not told one by one. */
const MOST = 20_000

interface Needs {
  readonly tenants: TenantDb
  readonly clock: Clock
  readonly log: Log
}

/** Whose figures they are. */
export interface FiguresOf {
  readonly tenant: TenantId
  readonly installation: string
  readonly source: Source
  readonly name: string
}

const none = (): Of => ({ calls: 0, failed: 0, refused: 0, computingMs: 0, rows: 0, lines: 0 })

/** What installations do, by the hour: kept in memory and written every ten seconds, so that a call costs no write. A crash loses these. */
export class Figures implements Closable {
  readonly #needs: Needs
  readonly #held = new Map<TenantId, Map<string, HourRow>>()
  readonly #total = new Map<string, number>()
  readonly #timer
  #writing: Promise<void> = Promise.resolve()
  #day = 0

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(WRITE_MS, () => void this.write())
  }

  add({ tenant, installation, source, name }: FiguresOf, more: Partial<Of>): void {
    const now = this.#needs.clock.now() / MICROS_PER_MS
    const at = new Date(Math.floor(now / HOUR_MS) * HOUR_MS)
    const rows = this.#held.get(tenant) ?? new Map<string, HourRow>()
    this.#held.set(tenant, rows)
    const key = `${installation} ${at.getTime()} ${source} ${name}`
    const row = rows.get(key) ?? { installation, at, source, name, ...none() }
    for (const [figure, amount] of Object.entries(more) as [keyof Of, number][]) {
      row[figure] += amount
      this.#total.set(figure, (this.#total.get(figure) ?? 0) + amount)
    }
    if (rows.has(key) || rows.size < MOST) rows.set(key, row)
  }

  /** Since the start, of all installations. */
  totals(): Record<string, number> {
    return { ...none(), ...Object.fromEntries(this.#total) }
  }

  /** Done once all that was added is in the database. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    await this.write()
  }

  async #write(): Promise<void> {
    const { tenants, clock, log } = this.#needs
    const held = [...this.#held]
    this.#held.clear()
    const day = Math.floor(clock.monotonic() / (24 * HOUR_MS))
    const isAnother = day !== this.#day
    this.#day = day
    for (const [tenant, rows] of held)
      try {
        await tenants.within(tenant, async (tx) => {
          await addHours(tx, [...rows.values()])
          if (isAnother) await dropOld(tx, new Date(clock.now() / MICROS_PER_MS))
        })
      } catch (thrown) {
        log.warn('figures of apps not written', { tenant, fault: sayFault(thrown) })
      }
  }
}
