import type { Clock, SampleBatch, TenantId } from '@millrace/core'
import { KpiUnits } from './live/kpi-evaluator.ts'
import { kpiNewsOf } from './live/kpi-rows.ts'
import type { KpiBook } from './live/needs.ts'

const GRACE = 60_000_000

/** Live computing's work units without its thread: for tests that bring values and time themselves. */
export class NearUnits {
  readonly #tenant: TenantId
  readonly #book: KpiBook
  readonly #clock: Clock
  readonly #units: KpiUnits
  #numbers = new Set<number>()

  constructor(tenant: TenantId, book: KpiBook, clock: Clock) {
    this.#tenant = tenant
    this.#book = book
    this.#clock = clock
    this.#units = new KpiUnits({
      grace: GRACE,
      now: clock.now(),
      suspended: (_unit, fault) => {
        throw fault
      },
    })
  }

  feed(batch: SampleBatch): void {
    this.#units.feed(batch)
  }

  /** Takes the units as they are now, and tells what is to be told. */
  async settle(): Promise<void> {
    const units = structuredClone(await this.#book.definitions(this.#tenant))
    const numbers = new Set(units.map(({ number }) => number))
    this.#units.remove([...this.#numbers].filter((number) => !numbers.has(number)))
    this.#units.put(
      units.filter(({ number }) => !this.#numbers.has(number)),
      this.#clock.now(),
    )
    this.#numbers = numbers
    this.#units.tick(this.#clock.now())
    const rows = this.#units.take()
    if (rows) await this.#book.take(this.#tenant, kpiNewsOf(rows), 0)
  }
}
