import { laggedCorrelations, pearson, spearman } from '@millrace/compute'
import { type Clock, Fault } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { AssetService, SeriesPoint } from '../assets/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { bucketWidth, momentOf, type Range, rangeOf } from '../telemetry/index.ts'
import type { Asked } from './asked.ts'
import { chosenPoints } from './chosen.ts'
import { coursesOf, standingOf } from './courses.ts'
import { type EventSource, stateEvents } from './events.ts'
import './faults.ts'
import { allFinite, finite } from './finite.ts'
import { toldEnvelope } from './golden.ts'
import {
  type CompareQuery,
  type Comparison,
  type CorrelationList,
  type CorrelationQuery,
  type EnvelopeRequest,
  type EnvelopeTold,
  type EventList,
  type EventQuery,
  MOST_CORRELATED,
  MOST_CURVES,
  MOST_STARTS,
} from './insight-schema.ts'

/** Steps of arithmetic in one question: about a tenth of a second of the thread that serves. */
const MOST_STEPS = 20_000_000

/** Questions over several curves. Each throws the faults of ranges and points, `quotas.spent` and what the history refuses. */
export interface InsightService {
  /** Throws `analysis.curves_too_many`, `analysis.times_malformed`, `analysis.too_much`. */
  compare(reach: Reach, query: CompareQuery & Asked): Promise<Comparison>
  /** Throws `analysis.curves_too_many`, `analysis.too_much`. */
  correlation(reach: Reach, query: CorrelationQuery & Asked): Promise<CorrelationList>
  /** Throws `statistics.lengths_differ` where phases differ, `analysis.too_much`. */
  envelope(reach: Reach, request: EnvelopeRequest & Asked): Promise<EnvelopeTold>
  /**
   * `reachFor`: how far the caller may do something else; events that they may not see are left out, unless they are asked for by
   * their kind. Throws `analysis.too_much`, `http.forbidden`.
   */
  events(reach: Reach, query: EventQuery & Asked, reachFor: (action: Action) => Promise<Reach>): Promise<EventList>
}

interface Needs {
  readonly assets: AssetService
  readonly history: HistoryStore
  readonly quotas: QuotaService
  readonly clock: Clock
  /** Modules that know of events. */
  readonly events: readonly EventSource[]
}

const told = ({ point: { id, name, path, unit } }: SeriesPoint) => ({
  point: id as string,
  name,
  path,
  ...(unit === undefined ? {} : { unit }),
})

export function createInsights({ assets, history, quotas, clock, events }: Needs): InsightService {
  const sources = [stateEvents(history), ...events]

  const past = ({ from, to }: Range): Range => ({ from, to: Math.max(from, Math.min(to, clock.now() + 1)) })

  const chosen = async (reach: Reach, query: CompareQuery | CorrelationQuery, most: number): Promise<SeriesPoint[]> => {
    const points = await chosenPoints(assets, reach, query)
    if (points.length > most) throw new Fault('analysis.curves_too_many', { most, seen: points.length })
    return points
  }

  return {
    async compare(reach, { starts: text, length, signal, ...query }) {
      const texts = text.split(',').filter(Boolean)
      if (texts.length === 0 || texts.length > MOST_STARTS)
        throw new Fault('analysis.times_malformed', { most: MOST_STARTS, seen: texts.length })
      const starts = texts.map((one) => momentOf('starts', one))
      const points = await chosen(reach, query, MOST_CURVES)
      const curves = points.length * starts.length
      if (curves > MOST_CURVES) throw new Fault('analysis.curves_too_many', { most: MOST_CURVES, seen: curves })
      const width = bucketWidth({ from: 0, to: length }, query)
      const count = Math.ceil(length / width)
      const { tenant } = reach
      const periods = await quotas.query(tenant, async () => {
        const found = []
        for (const start of starts) {
          const range = past({ from: start, to: start + length })
          found.push(await coursesOf(history, { tenant, points, ...range, width, rules: standingOf(query), signal }))
        }
        return found
      })
      return {
        width,
        offset: Array.from({ length: count }, (_, k) => k * width),
        items: points.flatMap((point, p) =>
          starts.map((start, s) => {
            const course = periods[s]?.[p] ?? { mean: new Float64Array(), coverage: new Float64Array() }
            // A period that is not over yet ends where the present is: the rest is not known.
            const mean = new Float64Array(count).fill(Number.NaN)
            mean.set(course.mean)
            const coverage = new Float64Array(count)
            coverage.set(course.coverage)
            return {
              ...told(point),
              start,
              mean: allFinite(mean),
              coverage: [...coverage],
              whole: wholeOf(mean, coverage),
            }
          }),
        ),
      }
    },

    async correlation(reach, { signal, method = 'pearson', lag = 0, ...query }) {
      const range = past(rangeOf(query, clock.now()))
      const points = await chosen(reach, query, MOST_CORRELATED)
      const width = bucketWidth(range, query)
      const windows = Math.ceil((range.to - range.from) / width)
      const pairs = (points.length * (points.length - 1)) / 2
      // Ranks are sorted anew for each lag.
      const steps = pairs * (2 * lag + 1) * windows * (method === 'spearman' ? 20 : 1)
      if (steps > MOST_STEPS) throw new Fault('analysis.too_much', { most: MOST_STEPS, seen: steps })
      const { tenant } = reach
      return quotas.query(tenant, async () => {
        const rules = standingOf(query)
        const courses = await coursesOf(history, { tenant, points, ...range, width, rules, signal })
        const by = method === 'spearman' ? spearman : pearson
        const found: CorrelationList['pairs'] = []
        for (const [a, one] of courses.entries())
          for (const [b, other] of courses.entries()) {
            if (b <= a) continue
            const lagged = laggedCorrelations(one.mean, other.mean, { most: Math.min(lag, windows), by })
            const now = lagged[(lagged.length - 1) / 2] as (typeof lagged)[0]
            const best = lagged.reduce((x, y) => (Math.abs(y.r) > Math.abs(x.r) ? y : x), now)
            const said = ({ r, p, n }: typeof now) => ({ r: finite(r), p: finite(p), n })
            found.push({ a, b, ...said(now), strongest: { lag: best.lag, ...said(best) } })
          }
        return { width, points: points.map(told), pairs: found }
      })
    },

    async envelope(reach, { signal, ...request }) {
      const { series } = await assets.seriesOf(reach, request.point)
      return quotas.query(reach.tenant, () => toldEnvelope(history, { tenant: reach.tenant, series, signal }, request))
    },

    async events(reach, { signal, kinds, limit = 1_000, ...query }, reachFor) {
      const range = past(rangeOf(query, clock.now()))
      const points = await chosenPoints(assets, reach, query)
      const wanted = kinds?.split(',').map((one) => one.trim())
      const allowed = (action: Action, isAsked: boolean): Promise<Reach | undefined> =>
        reachFor(action).catch((thrown: unknown) => {
          if (!isAsked && thrown instanceof Fault && thrown.code === 'http.forbidden') return undefined
          throw thrown
        })
      const found = await quotas.query(reach.tenant, async () => {
        const all = []
        for (const source of sources) {
          if (wanted && !wanted.includes(source.kind)) continue
          const own =
            source.permission === 'point:read' ? reach : await allowed(source.permission, wanted !== undefined)
          if (own) all.push(...(await source.eventsOf(own, { points, ...range, limit: limit + 1, signal })))
        }
        return all
      })
      found.sort((a, b) => a.at - b.at)
      return { items: found.slice(0, limit).map((one) => ({ ...one })), truncated: found.length > limit }
    },
  }
}

/** Of a whole period: its mean by the time that is known, and the least and greatest mean of a window. */
function wholeOf(mean: Float64Array, coverage: Float64Array): Comparison['items'][0]['whole'] {
  let [sum, known, least, greatest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [k, value] of mean.entries()) {
    if (Number.isNaN(value)) continue
    sum += value * (coverage[k] as number)
    known += coverage[k] as number
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }
  return {
    mean: finite(sum / known),
    least: finite(least),
    greatest: finite(greatest),
    coverage: mean.length === 0 ? 0 : Math.min(1, known / mean.length),
  }
}
