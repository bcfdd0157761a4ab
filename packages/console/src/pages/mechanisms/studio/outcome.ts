import type { Known } from '../../../charts/plot.ts'
import type { Quality } from '../../../platform.ts'
import { qualityOf } from '../words.ts'

/** A value as a plot draws it. */
export const knownOf = (value: number | boolean | string | null): Known =>
  typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : null

/** Rows by their quality. */
export function tallyOf(status: readonly number[]): Record<Quality, number> {
  const tally = { good: 0, uncertain: 0, bad: 0 }
  for (const each of status) tally[qualityOf(each)] += 1
  return tally
}

/** Why rows are not good, the most frequent first. */
export function reasonsOf(
  places: readonly number[],
  reasons: readonly string[],
): { readonly says: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const place of places) {
    const says = reasons[place]
    if (says !== undefined) counts.set(says, (counts.get(says) ?? 0) + 1)
  }
  return [...counts].map(([says, count]) => ({ says, count })).sort((a, b) => b.count - a.count)
}

/** Of rows where both are known: mean of given − measured, and the root of its mean square. */
export function errorsOf(
  given: readonly Known[],
  measured: readonly Known[],
): { bias: number; rmse: number } | undefined {
  let [sum, squares, rows] = [0, 0, 0]
  given.forEach((value, k) => {
    const other = measured[k]
    if (value === null || other == null) return
    sum += value - other
    squares += (value - other) ** 2
    rows += 1
  })
  return rows === 0 ? undefined : { bias: sum / rows, rmse: Math.sqrt(squares / rows) }
}
