export interface ParetoBar {
  readonly reason: string
  /** Times it came. */
  readonly count: number
  /** Sum of its amounts, in the unit they were given in. */
  readonly total: number
  /** Of all amounts, 0 to 1. */
  readonly share: number
  /** Of this bar and all before it, 0 to 1. */
  readonly cumulative: number
  /** Whether it is of the few that make up the first 80 % (Juran's "vital few"). */
  readonly isVital: boolean
}

/** Up to this share bars are the vital few. */
const VITAL = 0.8

/** Amounts (of lost time, energy, scrap) by reason, the greatest first; equal ones by name. Amounts below or at 0 count nothing. */
export function pareto(reasons: readonly string[], amounts: ArrayLike<number>): ParetoBar[] {
  const sums = new Map<string, { count: number; total: number }>()
  for (const [i, reason] of reasons.entries()) {
    const amount = amounts[i] ?? 0
    if (!(amount > 0)) continue
    const held = sums.get(reason) ?? { count: 0, total: 0 }
    held.count++
    held.total += amount
    sums.set(reason, held)
  }
  const order = [...sums].sort(([a, x], [b, y]) => y.total - x.total || (a < b ? -1 : 1))
  const all = order.reduce((sum, [, { total }]) => sum + total, 0)
  let before = 0
  return order.map(([reason, { count, total }]) => {
    const isVital = before < VITAL * all
    before += total
    return { reason, count, total, share: total / all, cumulative: before / all, isVital }
  })
}
