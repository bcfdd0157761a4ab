import {
  anomalyScores,
  capability,
  HOURS_OF_WEEK,
  hourOfWeek,
  individualsChart,
  meansChart,
  pareto,
  ruleSets,
  runRules,
  seasonalBand,
  signalsOf,
} from '@millrace/compute'
import { type Clock, Fault, isGood, type Micros, valueAt } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import type { AssetService, SeriesPoint } from '../assets/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { bucketWidth, type Range, rangeOf } from '../telemetry/index.ts'
import type { OfPoint } from './asked.ts'
import { coursesOf, standingOf } from './courses.ts'
import './faults.ts'
import { allFinite, finite } from './finite.ts'
import {
  type AnomalyBand,
  type AnomalyQuery,
  type ControlChartTold,
  type ControlQuery,
  MOST_POINTS_OF_CHART,
  type ParetoList,
  type ParetoQuery,
} from './insight-schema.ts'
import { joinStates } from './joined.ts'
import { spokenBy } from './spoken.ts'

const HOUR = 3_600_000_000
const WEEK = 7 * 24 * HOUR
const MINUTE = 60_000_000

/** Whether a point goes its usual way. Each throws the faults of ranges and points, `quotas.spent` and what the history refuses. */
export interface ProcessService {
  /** Throws `analysis.reference_half`, `analysis.too_much`, `statistics.too_few`, `statistics.out_of_range`. */
  control(reach: Reach, query: ControlQuery & OfPoint): Promise<ControlChartTold>
  anomalies(reach: Reach, query: AnomalyQuery & OfPoint): Promise<AnomalyBand>
  pareto(reach: Reach, query: ParetoQuery & OfPoint): Promise<ParetoList>
}

interface Needs {
  readonly assets: Pick<AssetService, 'seriesOf'>
  readonly history: HistoryStore
  readonly quotas: QuotaService
  readonly clock: Clock
}

export function createProcess({ assets, history, quotas, clock }: Needs): ProcessService {
  const past = ({ from, to }: Range): Range => ({ from, to: Math.max(from, Math.min(to, clock.now() + 1)) })

  /** Means of windows, or every good sample: what a control chart is of. */
  const charted = async (
    reach: Reach,
    series: readonly number[],
    asked: { readonly range: Range; readonly width: number | undefined; readonly signal: AbortSignal },
  ): Promise<{ start: number[]; value: Float64Array }> => {
    const { range, width, signal } = asked
    const { tenant } = reach
    if (width !== undefined) {
      const count = bucketWidth(range, { width })
      const [course] = await coursesOf(history, {
        tenant,
        points: [{ series: series as SeriesPoint['series'] }],
        ...range,
        width: count,
        rules: {},
        signal,
      })
      const mean = course?.mean ?? new Float64Array()
      const known = Array.from(mean.keys()).filter((k) => !Number.isNaN(mean[k]))
      return {
        start: known.map((k) => range.from + k * width),
        value: Float64Array.from(known, (k) => mean[k] as number),
      }
    }
    const most = MOST_POINTS_OF_CHART
    const batch = await history.raw({ tenant, series, ...range, limit: most + 1, signal })
    if (batch.length > most) throw new Fault('analysis.too_much', { most, seen: batch.length })
    const rows: [number, number][] = []
    for (let row = 0; row < batch.length; row++) {
      const value = isGood(batch.status[row] as number) ? Number(valueAt(batch, row) ?? Number.NaN) : Number.NaN
      if (Number.isFinite(value)) rows.push([batch.time[row] as number, value])
    }
    rows.sort(([a], [b]) => a - b)
    return { start: rows.map(([time]) => time), value: Float64Array.from(rows, ([, value]) => value) }
  }

  return {
    async control(reach, { point, signal, subgroup = 1, rules = 'nelson', lower, upper, ...query }) {
      const { referenceFrom, referenceTo, width } = query
      if ((referenceFrom === undefined) !== (referenceTo === undefined)) throw new Fault('analysis.reference_half')
      const { series } = await assets.seriesOf(reach, point)
      const range = past(rangeOf(query, clock.now()))
      const reference =
        referenceFrom === undefined ? undefined : past(rangeOf({ from: referenceFrom, to: referenceTo }, clock.now()))
      return quotas.query(reach.tenant, async () => {
        const { start, value } = await charted(reach, series, { range, width, signal })
        const chart = (values: Float64Array) =>
          subgroup === 1 ? individualsChart(values) : meansChart(values, subgroup)
        const own = chart(value)
        const limiting = reference
          ? chart((await charted(reach, series, { range: reference, width, signal })).value)
          : own
        const specified = { ...(lower !== undefined && { lower }), ...(upper !== undefined && { upper }) }
        const able =
          lower === undefined && upper === undefined ? undefined : capability(value, limiting.sigma, specified)
        return {
          start: Array.from(own.points, (_, g) => start[g * subgroup] as number),
          value: [...own.points],
          limits: limiting.limits,
          range: allFinite(own.ranges),
          rangeLimits: limiting.rangeLimits,
          sigma: limiting.sigma,
          signals: signalsOf(own.points, limiting.limits, ruleSets[rules]).map((signal) => ({
            ...signal,
            says: runRules[signal.rule],
          })),
          ...(able && { capability: { ...able, cp: finite(able.cp), pp: finite(able.pp) } }),
        }
      })
    },

    async anomalies(reach, { point, signal, width = HOUR, weeks = 8, k = 4, offset = 0, ...query }) {
      const range = past(rangeOf(query, clock.now()))
      bucketWidth(range, { width })
      const { series } = await assets.seriesOf(reach, point)
      const { tenant } = reach
      const before = { from: range.from - weeks * WEEK, to: range.from }
      const ask = async (asked: Range) =>
        (await coursesOf(history, { tenant, points: [{ series }], ...asked, width, rules: {}, signal }))[0]?.mean ??
        new Float64Array()
      const [trained, value] = await quotas.query(tenant, async () => [await ask(before), await ask(range)] as const)
      const seasonOf =
        (from: Micros) =>
        (place: number): number =>
          hourOfWeek(from + place * width, offset * MINUTE)
      const band = seasonalBand(trained, seasonOf(before.from), HOURS_OF_WEEK)
      const seasons = Array.from(value, (_, place) => seasonOf(range.from)(place))
      const score = anomalyScores(value, seasonOf(range.from), band)
      const edge = (side: number) =>
        allFinite(seasons.map((s) => (band.median[s] as number) + side * k * (band.deviation[s] as number)))
      return {
        width,
        start: seasons.map((_, place) => range.from + place * width),
        value: allFinite(value),
        median: allFinite(seasons.map((s) => band.median[s] as number)),
        low: edge(-1),
        high: edge(1),
        score: allFinite(score),
        outside: score.filter((one) => Math.abs(one) > k).length,
        trained: band.count.reduce((sum, one) => sum + one, 0),
      }
    },

    async pareto(reach, { point, signal, except = '', ...query }) {
      const range = past(rangeOf(query, clock.now()))
      const { series } = await assets.seriesOf(reach, point)
      const { tenant } = reach
      const parts = await quotas.query(tenant, async () => {
        const found = []
        for (const stretch of await spokenBy(history, tenant, { points: [series], range, signal }))
          found.push(await history.states({ tenant, ...stretch, signal, ...standingOf(query) }))
        return found
      })
      const no = new Set(except.split(',').map((one) => one.trim()))
      const states = joinStates(parts, range.from).filter(({ value }) => !no.has(String(value)))
      const bars = pareto(
        states.map(({ value }) => String(value)),
        states.map(({ duration }) => duration),
      )
      const entered = (reason: string): number =>
        states.reduce((sum, one) => sum + (String(one.value) === reason ? one.entered : 0), 0)
      return { items: bars.map((bar) => ({ ...bar, count: entered(bar.reason) })) }
    },
  }
}
