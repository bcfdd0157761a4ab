import type { Micros } from '@millrace/core'

const SECOND: Micros = 1_000_000
const DAY: Micros = 86_400 * SECOND
/** Widths that people read easily, in seconds; charts of neighbouring ranges then share their windows. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400]

/** Windows of a width that start at multiples of it and have a part in the range. */
const windowsIn = (from: Micros, to: Micros, width: Micros): number =>
  Math.floor((to - 1) / width) - Math.floor(from / width) + 1

/**
 * The smallest round width with which a range has at most so many windows, µs: 1, 2 or 5 times a power of ten below a second,
 * what clocks show up to a day, then whole days; two windows at least, as a range may lie across an edge. From an hour on
 * buckets are answered from sums that are kept.
 */
export function widthFor({ from, to }: { readonly from: Micros; readonly to: Micros }, points: number): Micros {
  const fits = (width: Micros): boolean => windowsIn(from, to, width) <= Math.max(2, points)
  for (let power = 1; power < SECOND; power *= 10)
    for (const step of [1, 2, 5]) if (fits(step * power)) return step * power
  const found = steps.find((step) => fits(step * SECOND))
  if (found !== undefined) return found * SECOND
  let days = Math.max(1, Math.ceil((to - from) / DAY / Math.max(2, points)))
  while (!fits(days * DAY)) days++
  return days * DAY
}
