import { queryOptions } from '@tanstack/react-query'
import { type Asset, type Buckets, type Point, platform } from '../../platform.ts'

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => platform.overview(signal),
  staleTime: 0,
  refetchInterval: 2000,
})

export const areaPointsQuery = (area: Asset) =>
  queryOptions({
    queryKey: ['points', 'of-area', area.id],
    queryFn: async ({ signal }) => (await platform.points({ asset: area.id, limit: 60 }, signal)).items,
    staleTime: 15_000,
  })

const sparkSeconds = 900
const sparkPixels = 60

/** The means with the empty buckets, which the platform leaves out, put back as gaps. */
export function everyBucket(
  buckets: Pick<Buckets, 'width' | 'start' | 'mean'>,
  from: number,
  to: number,
): (number | null)[] {
  const all: (number | null)[] = Array.from(
    { length: Math.max(1, Math.round((to - from) / buckets.width)) },
    () => null,
  )
  buckets.start.forEach((start, n) => {
    const place = Math.round((start - from) / buckets.width)
    if (place >= 0 && place < all.length) all[place] = buckets.mean[n] ?? null
  })
  return all
}

/** The last quarter of an hour of a point in sixty means. */
export const sparkQuery = (point: Pick<Point, 'id' | 'type'>) =>
  queryOptions({
    queryKey: ['spark', point.id],
    enabled: point.type !== 'string',
    queryFn: async ({ signal }) => {
      const to = Date.now() * 1000
      const buckets = await platform.buckets(
        point.id,
        { from: String(to - sparkSeconds * 1e6), to: String(to), width: (sparkSeconds / sparkPixels) * 1e6 },
        signal,
      )
      return everyBucket(buckets, to - sparkSeconds * 1e6, to)
    },
    staleTime: 15_000,
    refetchInterval: 15_000,
  })
