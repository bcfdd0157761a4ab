import { Fault, type Micros } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { SeriesPoint } from '../assets/index.ts'
import './faults.ts'
import { spokenBy } from './spoken.ts'

/** Windows of the history that a question may need, over all points. */
const MOST_WINDOWS = 2_000_000

/** What a query says of how values stand, without what it leaves open. */
export interface Standing {
  readonly interpolation?: 'step' | 'linear'
  readonly gap?: number
  readonly notGood?: 'ends' | 'skipped'
  readonly quality?: 'good' | 'uncertain'
}

/** What a query says of curves. */
export type Rules = { readonly [key in keyof Standing]?: Standing[key] | undefined }

/** The same without what it leaves open. */
export const standingOf = ({ interpolation, gap, notGood, quality }: Rules): Standing => ({
  ...(interpolation && { interpolation }),
  ...(gap !== undefined && { gap }),
  ...(notGood && { notGood }),
  ...(quality && { quality }),
})

/** The time-weighted means of a point in even windows that begin with the range itself. */
export interface Course {
  /** NaN where nothing is known. */
  readonly mean: Float64Array
  /** Share of the window in which it is known, 0 to 1. */
  readonly coverage: Float64Array
}

interface CourseQuery {
  readonly tenant: string
  readonly points: readonly Pick<SeriesPoint, 'series'>[]
  readonly from: Micros
  readonly to: Micros
  readonly width: Micros
  readonly rules: Standing
  readonly signal: AbortSignal
}

const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))

/**
 * Courses of points, in their order. The history's windows begin at multiples of their width: where the range begins between
 * two, it is asked in finer ones that fit both. Throws `analysis.too_much`, and as the history does.
 */
export async function coursesOf(
  history: Pick<HistoryStore, 'raw' | 'weighted'>,
  { tenant, points, from, to, width, rules, signal }: CourseQuery,
): Promise<Course[]> {
  const fine = common(width, ((from % width) + width) % width)
  const windows = points.length * Math.ceil((to - from) / fine)
  if (windows > MOST_WINDOWS) throw new Fault('analysis.too_much', { most: MOST_WINDOWS, seen: windows })
  const count = Math.max(0, Math.ceil((to - from) / width))
  const area = points.map(() => new Float64Array(count))
  const known = points.map(() => new Float64Array(count))
  const placeOf = new Map(points.flatMap(({ series }, place) => series.map((one) => [one as number, place] as const)))
  const range = { from, to }
  for (const stretch of await spokenBy(history, tenant, {
    points: points.map(({ series }) => series),
    range,
    signal,
  })) {
    const found = await history.weighted({ tenant, ...stretch, width: fine, signal, ...rules })
    for (let row = 0; row < found.length; row++) {
      const place = placeOf.get(found.series[row] as number) as number
      const at = Math.floor((Math.max(from, found.start[row] as number) - from) / width)
      const covered = found.covered[row] as number
      const [areas, times] = [area[place] as Float64Array, known[place] as Float64Array]
      areas[at] = (areas[at] as number) + (found.mean[row] as number) * covered
      times[at] = (times[at] as number) + covered
    }
  }
  return points.map((_, place) => {
    const times = known[place] as Float64Array
    return {
      mean: (area[place] as Float64Array).map((sum, k) => (times[k] === 0 ? Number.NaN : sum / (times[k] as number))),
      coverage: times.map((time, k) => time / (Math.min(to, from + (k + 1) * width) - from - k * width)),
    }
  })
}
