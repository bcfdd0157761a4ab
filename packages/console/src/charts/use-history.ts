import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { plantKey, usePlant } from '../plant.ts'
import type { Buckets, PlantApi, Point, Sample } from '../platform.ts'
import { type Statistics, statisticsOfBuckets, statisticsOfSamples } from './statistics.ts'
import { type Trend, trendOfBuckets, trendOfSamples } from './trend.ts'

/** Up to this many values are drawn as they came; more are drawn as one envelope a pixel. */
const rawLimit = 3000
/** So few values tell that the series reports by exception: the one before the window still holds in it. */
const sparse = 50
const lookBackUs = 7 * 86_400e6

/** What is shown: a length (s) that ends now, or a window that stands still (ms). */
export type View = { is: 'follow'; span: number } | { is: 'fixed'; from: number; to: number }

export interface History {
  trend: Trend
  statistics: Statistics
  samples: readonly Sample[] | null
}

/** µs since 1970 UTC. */
interface Window {
  from: number
  to: number
}

const asked = ({ from, to }: Window) => ({ from: String(from), to: String(to) })

type HistoryOf = Pick<Point, 'id' | 'type'>

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

/** What is asked, of which plant. */
interface Asking {
  readonly api: PlantApi
  readonly point: HistoryOf
  readonly window: Window
  readonly signal: AbortSignal
}

async function readSamples({ api, point, window, signal }: Asking): Promise<History> {
  const { items } = await api.history(point.id, { ...asked(window), limit: rawLimit }, signal)
  const statistics = statisticsOfSamples(items)
  const samples = items.slice()
  if (items.length < sparse) {
    const before = { ...asked({ from: window.from - lookBackUs, to: window.from }), limit: 1, order: 'desc' as const }
    const held = (await api.history(point.id, before, signal)).items[0]
    if (held) samples.unshift({ ...held, time: new Date(window.from / 1000).toISOString() })
  }
  return { trend: trendOfSamples(samples, point.type !== 'double'), statistics, samples: items }
}

async function read(asking: Asking, pixels: number): Promise<History> {
  const { api, point, window, signal } = asking
  if (point.type === 'string') return readSamples(asking)
  const buckets: Buckets = await api.buckets(point.id, { ...asked(window), pixels }, signal)
  if (total(buckets.count) <= rawLimit) return readSamples(asking)
  return { trend: trendOfBuckets(buckets), statistics: statisticsOfBuckets(buckets), samples: null }
}

/** The history behind a chart `width` pixels wide, read again from time to time while it follows the present. */
export function useHistory(point: HistoryOf, view: View, width: number) {
  const plant = usePlant()
  const pixels = Math.min(2000, Math.max(100, Math.round(width / 50) * 50))
  return useQuery({
    queryKey: ['history', point.id, view, pixels, plantKey(plant)],
    enabled: width > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    refetchInterval: view.is === 'follow' ? Math.min(300_000, Math.max(60_000, (view.span * 1000) / 50)) : false,
    queryFn: ({ signal }) => {
      const now = Date.now()
      const from = view.is === 'follow' ? now - view.span * 1000 : view.from
      const to = view.is === 'follow' ? now : view.to
      const window = { from: Math.round(from) * 1000, to: Math.round(to) * 1000 }
      return read({ api: plant.api, point, window, signal }, pixels)
    },
  })
}
