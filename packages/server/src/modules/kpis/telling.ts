import {
  type BuiltUnit,
  iso22400,
  type KpiDefinition,
  type KpiResult,
  type Page,
  type PlannedUnit,
  Schedule,
  type SubjectSpec,
  tellKpi,
  tellWindow,
  type Window,
  type WindowKind,
  Windows,
} from '@millrace/compute'
import { BatchBuilder, isGood, MICROS_PER_MS, type Micros, type SampleBatch } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { UnitPlan } from '../production/index.ts'
import type { DefinitionRow } from './store.ts'

/** Samples before a window that are looked through for a usable one. */
const BACK = [1, 100, 10_000]
/** Of one series in one window. */
const MOST_SAMPLES = 10_000_000

/** By which version a KPI is told, with its bindings to this asset. */
export interface Applied {
  readonly definition: KpiDefinition
  readonly version: number
  readonly points: Readonly<Record<string, string>>
  readonly constants: Readonly<Record<string, number>>
}

const microsOf = (moment: string | Date): Micros => new Date(moment).getTime() * MICROS_PER_MS

/** The version of each KPI that counts for a window of this kind that begins then. */
export function appliedAt(rows: readonly DefinitionRow[], asset: string, kind: WindowKind, begin: Date): Applied[] {
  const newest = new Map<string, DefinitionRow>()
  for (const row of rows) if (row.validFrom <= begin) newest.set(row.key, row)
  const own = [...newest.values()].flatMap(({ content, version, bindings }): Applied[] => {
    const bound = bindings[asset]
    return bound ? [{ definition: content, version, points: bound.points, constants: bound.constants ?? {} }] : []
  })
  const standard = iso22400.map((definition): Applied => ({ definition, version: 1, points: {}, constants: {} }))
  return [...standard, ...own].filter(({ definition }) => definition.windows.includes(kind))
}

type Content = UnitPlan['calendar']['content']

const calendarOf = (content: Content): PlannedUnit['calendar'] => ({
  ...content,
  shifts: content.shifts.map(({ breaks = [], ...shift }) => ({ ...shift, breaks })),
  exceptions: content.exceptions.map((day) => ({
    ...day,
    shifts: day.shifts.map(({ breaks = [], ...shift }) => ({ ...shift, breaks })),
  })),
})

export const scheduleOf = (content: Content): Schedule => new Schedule(calendarOf(content))

const ordersOf = ({ orders }: UnitPlan): PlannedUnit['orders'] =>
  orders.map(({ id, begin, end, secondsPerItem }) => ({
    id,
    from: microsOf(begin),
    to: end === undefined ? Number.POSITIVE_INFINITY : microsOf(end),
    ...(secondsPerItem === undefined ? {} : { secondsPerItem }),
  }))

export const windowsOf = (plan: UnitPlan): Windows => new Windows(scheduleOf(plan.calendar.content), ordersOf(plan))

/** A point with the number of its newest series. */
export interface PointSeries {
  readonly series: number
  readonly unit?: string
}

/** A work unit as it is told; `fingerprint` names all of it. */
export function plannedUnit(
  plan: UnitPlan,
  applied: readonly Applied[],
  pointOf: (point: string) => PointSeries,
  fingerprint = '',
): PlannedUnit {
  const { states, counters, asset } = plan.unit
  return {
    id: asset,
    fingerprint,
    calendar: calendarOf(plan.calendar.content),
    orders: ordersOf(plan),
    ...(states
      ? {
          states: {
            series: pointOf(states.point).series,
            mapping: mappingOf(states.mapping),
            ...(states.gapSeconds === undefined ? {} : { gap: states.gapSeconds * 1_000_000 }),
          },
        }
      : {}),
    downtimes: plan.downtimes.map(({ begin, end, state, maintenance }) => ({
      from: microsOf(begin),
      to: end === undefined ? Number.POSITIVE_INFINITY : microsOf(end),
      state,
      ...(maintenance === undefined ? {} : { maintenance }),
    })),
    counters: Object.fromEntries(
      Object.entries(counters).map(([name, { point, rollover }]) => [
        name,
        { series: pointOf(point).series, ...(rollover === undefined ? {} : { rollover }) },
      ]),
    ),
    kpis: applied.map(({ points, ...kpi }) => ({
      ...kpi,
      points: Object.fromEntries(Object.entries(points).map(([name, point]) => [name, pointOf(point).series])),
      units: Object.fromEntries(
        Object.entries(points).flatMap(([name, point]) => {
          const { unit } = pointOf(point)
          return unit === undefined ? [] : [[name, unit]]
        }),
      ),
    })),
  }
}

function mappingOf({ rules, otherwise }: NonNullable<UnitPlan['unit']['states']>['mapping']) {
  return { rules, ...(otherwise === undefined ? {} : { otherwise }) }
}

/** Series that a subject looks at. */
const seriesIn = (spec: SubjectSpec): number[] => [
  ...new Set(spec.measures.flatMap(({ series }) => series).filter((series) => series !== 0xffffffff)),
]

export interface ToldKpi {
  readonly key: string
  readonly version: number
  readonly result: KpiResult
}

/** Tells every KPI of a window from the history. */
export async function tellFromHistory(
  history: Pick<HistoryStore, 'raw'>,
  tenant: string,
  unit: BuiltUnit,
  window: Window,
): Promise<ToldKpi[]> {
  const { spec } = unit
  return tellPage(
    unit,
    tellWindow(spec, window, await samplesFor(history, tenant, seriesIn(spec), window.from, window.to)),
  )
}

/** Tells every KPI of a window of which all is known. */
export const tellPage = ({ spec, kpis }: BuiltUnit, page: Page): ToldKpi[] =>
  kpis.map((kpi) => ({
    key: kpi.program.definition.id,
    version: kpi.version,
    result: tellKpi(kpi, spec, page),
  }))

/** Samples of a range and, of each series, the newest before it with the newest usable one. */
export async function samplesFor(
  history: Pick<HistoryStore, 'raw'>,
  tenant: string,
  series: readonly number[],
  from: Micros,
  to: Micros,
): Promise<SampleBatch> {
  const all = new BatchBuilder()
  const take = (batch: SampleBatch): void => {
    for (let i = 0; i < batch.length; i++) all.addRow(batch.series[i]!, batch, i)
  }
  for (const one of series) {
    for (const limit of BACK) {
      const before = await history.raw({
        tenant,
        series: [one],
        from: Number.NEGATIVE_INFINITY,
        to: from,
        limit,
        order: 'descending',
      })
      const usable = before.status.subarray(0, before.length).some(isGood)
      if (!usable && before.length === limit && limit !== BACK.at(-1)) continue
      take(before)
      break
    }
    take(await history.raw({ tenant, series: [one], from, to, limit: MOST_SAMPLES }))
  }
  return all.take()
}
