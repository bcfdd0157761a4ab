import { queryOptions } from '@tanstack/react-query'
import { type Point, platform } from '../../../platform.ts'
import { everyBucket } from '../../overview/queries.ts'

const buckets = 96

/** The means of a point over the last so many seconds, the same number of them however long that is. */
export const courseQuery = (point: Pick<Point, 'id' | 'type'>, seconds: number) =>
  queryOptions({
    queryKey: ['screens', 'course', point.id, seconds],
    enabled: point.type !== 'string',
    staleTime: 10_000,
    refetchInterval: Math.min(300_000, Math.max(10_000, (seconds * 1_000) / buckets)),
    queryFn: async ({ signal }) => {
      const width = Math.round((seconds * 1e6) / buckets)
      const to = Math.ceil((Date.now() * 1_000) / width) * width
      const from = to - buckets * width
      return everyBucket(
        await platform.buckets(point.id, { from: String(from), to: String(to), width }, signal),
        from,
        to,
      )
    },
  })

/** The moments of {@link courseQuery}, ms since 1970, as they are now. */
export function courseTimes(seconds: number): number[] {
  const width = (seconds * 1_000) / buckets
  const to = Math.ceil(Date.now() / width) * width
  return Array.from({ length: buckets }, (_, k) => to - (buckets - k - 0.5) * width)
}
