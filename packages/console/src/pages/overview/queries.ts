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

const mostSilent = 10

/** Devices that do not answer, whether or not they told why. */
export const silentQuery = queryOptions({
  queryKey: ['devices', 'silent'],
  queryFn: async ({ signal }) => {
    const lists = await Promise.all(
      (['offline', 'stale'] as const).map((state) => platform.devices({ state, limit: mostSilent }, signal)),
    )
    return lists.flatMap((list) => list.items)
  },
  refetchInterval: 5000,
})

const sparkSeconds = 900
const sparkPixels = 60

/**
 * The means of equal buckets over a range. The platform leaves out a bucket without samples: the value before it holds,
 * as devices report by exception; a bucket without a good sample is a gap, and what follows it too until a good one comes.
 */
export function everyBucket(
  buckets: Pick<Buckets, 'width' | 'start' | 'mean' | 'last'>,
  from: number,
  to: number,
): (number | null)[] {
  const { width, start, mean, last } = buckets
  const all: (number | null)[] = []
  let next = 0
  let held: number | null = null
  for (let at = 0; at < Math.round((to - from) / width); at += 1) {
    while (next < start.length && Math.round((start[next]! - from) / width) < at) next += 1
    const here = next < start.length && Math.round((start[next]! - from) / width) === at
    all.push(here ? (mean[next] ?? null) : held)
    if (here) held = last[next] ?? null
  }
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
