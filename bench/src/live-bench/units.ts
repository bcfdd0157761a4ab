import { type BuiltUnit, buildUnit, Schedules, tellKpi } from '@millrace/compute'
import type { KpiBook, LiveUnit } from '@millrace/server/bench'
import { UNITS, unitOf } from './plan.ts'

const MINUTE_MS = 60_000

/** Owner of the work units: tells every KPI of the windows that come, as the owner would who stores them next. */
export class UnitCount implements KpiBook {
  readonly #units: readonly LiveUnit[]
  readonly #built: readonly BuiltUnit[]
  /** By the begin of a window: of how many units it was told. */
  readonly #told = new Map<number, number>()
  /** Results of KPIs, and those without a value. */
  results = 0
  empty = 0
  /** Samples that came for a time that was closed. */
  late = 0

  constructor(nowMs: number) {
    const first = Math.floor(nowMs / MINUTE_MS) - 2
    this.#units = Array.from({ length: UNITS }, (_, i) => ({
      ...unitOf(i, first),
      number: i + 1,
      until: Number.NEGATIVE_INFINITY,
      newest: Number.NEGATIVE_INFINITY,
    }))
    const schedules = new Schedules()
    this.#built = this.#units.map((unit) => buildUnit(unit, schedules))
  }

  /** Windows of a minute that were told, and those that were told of other units alone. */
  get windows(): { readonly told: number; readonly missing: number } {
    let told = 0
    for (const count of this.#told.values()) told += count
    return { told, missing: this.#told.size * UNITS - told }
  }

  async definitions(): Promise<readonly LiveUnit[]> {
    return this.#units
  }

  onChanged(): () => void {
    return () => undefined
  }

  async take(_tenant: string, news: Parameters<KpiBook['take']>[1]): Promise<void> {
    for (const one of news) {
      if (one.is === 'late') this.late++
      if (one.is !== 'page' || one.kind !== 'shift') continue
      const { spec, kpis } = this.#built[one.number - 1] as BuiltUnit
      const window = spec.windows.at('shift', one.from)
      if (window.name === undefined) continue
      this.#told.set(one.from, (this.#told.get(one.from) ?? 0) + 1)
      for (const kpi of kpis) {
        this.results++
        if (tellKpi(kpi, spec, { window, cells: one.cells }).value === undefined) this.empty++
      }
    }
  }

  async suspended(_tenant: string, unit: number, { message }: Error): Promise<void> {
    process.stderr.write(`work unit ${unit}: ${message}\n`)
    process.exit(1)
  }
}
