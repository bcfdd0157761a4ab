import { type Clock, Fault, isoOf, valueAt } from '@millrace/core'
import { groupSeries, type HistoryStore, type Member, topSeries } from '@millrace/history'
import type { Reach } from '../../database/index.ts'
import { type AssetService, type SeriesPoint, sampleAt } from '../assets/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { bucketWidth, idsOf, momentOf, type Range, rangeOf } from '../telemetry/index.ts'
import type { Asked, OfPoint } from './asked.ts'
import { chosenPoints, groupsOf } from './chosen.ts'
import { type Rules, standingOf } from './courses.ts'
import { edgesOf, roundEdges } from './edges.ts'
import type { EventSource } from './events.ts'
import './faults.ts'
import { allFinite, finite } from './finite.ts'
import { createInsights, type InsightService } from './insight.ts'
import { joinColumns, joinStates, joinWindows } from './joined.ts'
import { createProcess, type ProcessService } from './process.ts'
import {
  type AtList,
  type AtQuery,
  type GroupList,
  type GroupQuery,
  type HistogramBins,
  type HistogramQuery,
  type M4Query,
  MOST_TIMES,
  type PixelColumns,
  type StateList,
  type StateQuery,
  type TopList,
  type TopQuery,
  type WeightedMeans,
  type WeightedQuery,
} from './schema.ts'
import { spokenBy } from './spoken.ts'

const MOST_WINDOWS = 2_000_000
const BINS = 20

/** Questions that the history works out. Each throws the faults of ranges and points, `quotas.spent` and what the history refuses. */
export interface AnalysisService extends InsightService, ProcessService {
  weighted(reach: Reach, query: WeightedQuery & OfPoint): Promise<WeightedMeans>
  at(reach: Reach, query: AtQuery & Asked): Promise<AtList>
  m4(reach: Reach, query: M4Query & OfPoint): Promise<PixelColumns>
  states(reach: Reach, query: StateQuery & OfPoint): Promise<StateList>
  histogram(reach: Reach, query: HistogramQuery & OfPoint): Promise<HistogramBins>
  groups(reach: Reach, query: GroupQuery & Asked): Promise<GroupList>
  top(reach: Reach, query: TopQuery & Asked): Promise<TopList>
}

interface Needs {
  readonly assets: AssetService
  readonly history: HistoryStore
  readonly quotas: QuotaService
  readonly clock: Clock
  /** Modules that know of events, to be laid over curves. */
  readonly events?: readonly EventSource[]
}

/** Least and greatest of what a histogram counts: samples of the quality asked for and, by time, what stands at the start. */
async function extentOf(
  history: HistoryStore,
  stretch: { tenant: string; series: readonly number[]; from: number; to: number; signal: AbortSignal },
  weight: 'samples' | 'time',
  rules: Rules,
): Promise<number[]> {
  const { interpolation: _, ...curve } = standingOf(rules)
  const { min, max, good, length } = await history.m4({
    ...stretch,
    columns: 1,
    ...(rules.quality && { quality: rules.quality }),
  })
  const found: number[] = []
  for (let row = 0; row < length; row++) if (good[row] !== 0) found.push(min[row] as number, max[row] as number)
  if (weight === 'samples') return found
  const { from, to: __, ...of } = stretch
  const standing = await history.at({ ...of, times: [from], mode: 'step', ...curve })
  for (let row = 0; row < standing.length; row++) {
    const value = valueAt(standing, row)
    if (value !== null && typeof value !== 'string' && !Number.isNaN(Number(value))) found.push(Number(value))
  }
  return found
}

export function createAnalysis({ assets, history, quotas, clock, events = [] }: Needs): AnalysisService {
  /** Of what stands nothing is known beyond the present. */
  const pastOf = (query: { from?: string | undefined; to?: string | undefined }): Range => {
    const now = clock.now()
    const { from, to } = rangeOf(query, now)
    return { from, to: Math.max(from, Math.min(to, now + 1)) }
  }

  /** Asks stretch by stretch, where the type of a point changed; oldest first. */
  const byStretch = async <T>(
    reach: Reach,
    { point, signal, range }: OfPoint & { readonly range: Range },
    ask: (stretch: {
      tenant: string
      series: readonly number[]
      from: number
      to: number
      signal: AbortSignal
    }) => Promise<T>,
  ): Promise<T[]> => {
    const { tenant } = reach
    const { series } = await assets.seriesOf(reach, point)
    return quotas.query(tenant, async () => {
      const found: T[] = []
      for (const stretch of await spokenBy(history, tenant, { points: [series], range, signal }))
        found.push(await ask({ tenant, ...stretch, signal }))
      return found
    })
  }

  /** A time-weighted mean is of a point's present series: an earlier one ended when its type did. */
  const membersOf = (points: readonly SeriesPoint[], of: string): Member[] =>
    points.map(({ series }) => (of === 'weighted' ? series.slice(-1) : series))

  return {
    ...createInsights({ assets, history, quotas, clock, events }),
    ...createProcess({ assets, history, quotas, clock }),

    async weighted(reach, { point, signal, ...query }) {
      const range = pastOf(query)
      const width = bucketWidth(range, query)
      const found = await byStretch(reach, { point, signal, range }, (stretch) =>
        history.weighted({ ...stretch, width, ...standingOf(query) }),
      )
      const windows = joinWindows(found)
      return {
        width,
        start: windows.map(({ start }) => start),
        mean: windows.map(({ mean }) => finite(mean)),
        coverage: windows.map(({ start, covered }) => {
          const whole = Math.min(start + width, range.to) - Math.max(start, range.from)
          return covered / whole
        }),
      }
    },

    async at(reach, { ids, times: text, mode = 'before', signal, ...query }) {
      const texts = text.split(',').filter(Boolean)
      if (texts.length === 0 || texts.length > MOST_TIMES)
        throw new Fault('analysis.times_malformed', { most: MOST_TIMES, seen: texts.length })
      const times = [...new Set(texts.map((one) => momentOf('times', one)))]
      const { tenant } = reach
      const points = await assets.withSeries(reach, idsOf(ids))
      const idOf = new Map(
        points.flatMap(({ point, series }) => series.map((one) => [one as number, point.id] as const)),
      )
      const range = { from: Math.min(...times), to: Math.max(...times) + 1 }
      const items = await quotas.query(tenant, async () => {
        const found: AtList['items'] = []
        for (const { series, from, to } of await spokenBy(history, tenant, {
          points: points.map((one) => one.series),
          range,
          signal,
        })) {
          const own = times.filter((time) => time >= from && time < to)
          const seen = await history.at({ tenant, series, times: own, mode, signal, ...standingOf(query) })
          for (let row = 0; row < seen.length; row++)
            found.push({
              point: idOf.get(seen.series[row] as number) as string,
              ...sampleAt(seen, row),
              sampleTime: isoOf(seen.sampleTime[row] as number),
            })
        }
        return found
      })
      const places = new Map(points.map(({ point }, place) => [point.id as string, place]))
      // Stretches of points whose type changed come apart, each already in the order of time.
      items.sort((a, b) => (places.get(a.point) ?? 0) - (places.get(b.point) ?? 0))
      return { items }
    },

    async m4(reach, { point, pixels, signal, ...query }) {
      const range = rangeOf(query, clock.now())
      const { series } = await assets.seriesOf(reach, point)
      const found = await quotas.query(reach.tenant, () =>
        history.m4({ tenant: reach.tenant, series, ...range, columns: pixels, signal, ...standingOf(query) }),
      )
      return { pixels, ...joinColumns(found) }
    },

    async states(reach, { point, signal, ...query }) {
      const range = pastOf(query)
      const { width } = query
      if (width !== undefined) bucketWidth(range, { width })
      const found = await byStretch(reach, { point, signal, range }, (stretch) =>
        history.states({ ...stretch, ...(width !== undefined && { width }), ...standingOf(query) }),
      )
      return { items: joinStates(found, width === undefined ? range.from : undefined) }
    },

    async histogram(reach, { point, signal, ...query }) {
      const { weight = 'samples' } = query
      const range = weight === 'time' ? pastOf(query) : rangeOf(query, clock.now())
      let edges = query.edges === undefined ? undefined : edgesOf(query.edges)
      if (!edges) {
        const counted = (
          await byStretch(reach, { point, signal, range }, (stretch) => extentOf(history, stretch, weight, query))
        ).flat()
        const [least, greatest] = counted.length === 0 ? [0, 0] : [Math.min(...counted), Math.max(...counted)]
        edges = roundEdges(least, greatest, query.bins ?? BINS)
      }
      const asked = edges
      const found = await byStretch(reach, { point, signal, range }, (stretch) =>
        history.histogram({ ...stretch, edges: asked, weight, ...standingOf(query) }),
      )
      const sum = (of: (one: (typeof found)[0]) => number): number => found.reduce((all, one) => all + of(one), 0)
      return {
        edges,
        bins: Array.from({ length: edges.length - 1 }, (_, k) => sum(({ bins }) => bins[k] ?? 0)),
        below: sum(({ below }) => below[0] ?? 0),
        above: sum(({ above }) => above[0] ?? 0),
      }
    },

    async groups(reach, { signal, by = 'asset', of = 'mean', with: how = 'mean', ...query }) {
      const range = pastOf(query)
      const width = bucketWidth(range, query)
      const points = await chosenPoints(assets, reach, query)
      const windows = points.length * Math.ceil((range.to - range.from) / width)
      if (windows > MOST_WINDOWS) throw new Fault('analysis.too_much', { most: MOST_WINDOWS, seen: windows })
      const named = groupsOf(points, by)
      const found = await quotas.query(reach.tenant, () =>
        groupSeries(history, {
          tenant: reach.tenant,
          groups: named.map((group) => membersOf(group.points, of)),
          ...range,
          width,
          of,
          with: how,
          signal,
          ...standingOf(query),
        }),
      )
      let row = 0
      const items = named.map(({ key, name, points: own }, g) => {
        const from = row
        while (row < found.length && found.group[row] === g) row++
        return {
          key,
          name,
          points: own.length,
          start: [...found.start.subarray(from, row)],
          value: allFinite(found.value.subarray(from, row)),
          members: [...found.members.subarray(from, row)],
        }
      })
      return { width, items }
    },

    async top(reach, { signal, of = 'mean', n = 10, order = 'highest', ...query }) {
      const range = pastOf(query)
      const points = await chosenPoints(assets, reach, query)
      const members = membersOf(points, of)
      const found = await quotas.query(reach.tenant, () =>
        topSeries(history, { tenant: reach.tenant, members, ...range, of, n, order, signal, ...standingOf(query) }),
      )
      const items = Array.from(found.member, (place, row) => {
        const { id, name, path, unit } = (points[place] as SeriesPoint).point
        return {
          point: id,
          name,
          path,
          ...(unit === undefined ? {} : { unit }),
          value: finite(found.value[row] as number),
        }
      })
      return { items }
    },
  }
}
