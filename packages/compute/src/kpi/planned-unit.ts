import { TextNumbers } from '../expression/index.ts'
import { type Calendar, Schedule } from './calendar.ts'
import { compileKpi, type KpiDefinition } from './definition.ts'
import type { SubjectSpec } from './page.ts'
import { type BoundKpi, subjectOf, type WorkUnit } from './production.ts'
import { type OrderRun, type WindowKind, Windows, windowKinds } from './windows.ts'

/** A KPI of a work unit as data. */
export interface PlannedKpi extends Omit<BoundKpi, 'program'> {
  readonly definition: KpiDefinition
  readonly version: number
}

/** A work unit as data: it crosses threads, and is built the same wherever its windows are told. */
export interface PlannedUnit extends Omit<WorkUnit, 'windows' | 'kinds' | 'kpis'> {
  readonly calendar: Calendar
  readonly orders: readonly OrderRun[]
  readonly kpis: readonly PlannedKpi[]
}

/** A work unit made ready to be told. */
export interface BuiltUnit {
  readonly spec: SubjectSpec
  readonly kpis: readonly (BoundKpi & { readonly version: number })[]
}

/** Orders are told from history alone. */
const kinds = windowKinds.filter((kind): kind is Exclude<WindowKind, 'order'> => kind !== 'order')

/** Calendars kept ready at a time: of one that is changed the versions before are of no use. */
export const MOST_SCHEDULES = 500

/** Calendars made ready: units of one calendar share what is known of its days. What was used longest ago goes first. */
export class Schedules {
  readonly #byText = new Map<string, Schedule>()

  /** Throws what {@link Schedule} does. */
  of(calendar: Calendar): Schedule {
    const text = JSON.stringify(calendar)
    const schedule = this.#byText.get(text) ?? new Schedule(calendar)
    this.#byText.delete(text)
    const [oldest] = this.#byText.keys()
    if (oldest !== undefined && this.#byText.size >= MOST_SCHEDULES) this.#byText.delete(oldest)
    this.#byText.set(text, schedule)
    return schedule
  }
}

/** Throws what {@link Schedule}, {@link Windows}, `compileKpi` and {@link subjectOf} do. */
export function buildUnit(
  { calendar, orders, kpis, ...unit }: PlannedUnit,
  schedules: Schedules = new Schedules(),
): BuiltUnit {
  const texts = new TextNumbers()
  const bound = kpis.map(({ definition, ...kpi }) => ({ ...kpi, program: compileKpi(definition, texts) }))
  const windows = new Windows(schedules.of(calendar), orders)
  return { spec: subjectOf({ ...unit, windows, kinds, kpis: bound }), kpis: bound }
}

/** Series that a work unit looks at, each once. */
export function seriesOf({ states, counters, kpis }: Pick<PlannedUnit, 'states' | 'counters' | 'kpis'>): number[] {
  const own = Object.values(counters).flatMap((counter) => (counter ? [counter.series] : []))
  const bound = kpis.flatMap(({ points }) => Object.values(points))
  return [...new Set([...(states ? [states.series] : []), ...own, ...bound])]
}
