/** Running sums of differences; what is not known (NaN) adds nothing and is NaN itself, so that a gap shows. */
export function cusum(differences: Float64Array): Float64Array {
  let sum = 0
  return differences.map((difference) => {
    if (Number.isNaN(difference)) return Number.NaN
    sum += difference
    return sum
  })
}

export interface LevelShift {
  /** Place of the period that gave the signal. */
  readonly at: number
  /** Place from which the sum grew without a pause: about when it began. */
  readonly began: number
  readonly side: 'above' | 'below'
}

/**
 * The tabular CUSUM: C⁺ = max(0, z − k + C⁺), a signal where it passes h (NIST/SEMATECH Handbook 6.3.2.3; Page, 1954).
 * `differences` less what is expected; `sigma`: their standard deviation. k = 0.5 and h = 5 find a shift by one sigma after
 * about ten periods, and a false one after about 465. After a signal the sum begins anew.
 */
export function shiftsOf(
  differences: Float64Array,
  sigma: number,
  { k = 0.5, h = 5 }: { readonly k?: number; readonly h?: number } = {},
): LevelShift[] {
  const found: LevelShift[] = []
  const held: { readonly side: LevelShift['side']; readonly sign: number; sum: number; began: number }[] = [
    { side: 'above', sign: 1, sum: 0, began: 0 },
    { side: 'below', sign: -1, sum: 0, began: 0 },
  ]
  for (const [at, difference] of differences.entries()) {
    if (Number.isNaN(difference)) continue
    for (const one of held) {
      const sum = one.sum + (one.sign * difference) / sigma - k
      if (one.sum === 0) one.began = at
      one.sum = Math.max(0, sum)
      if (one.sum <= h) continue
      found.push({ at, began: one.began, side: one.side })
      one.sum = 0
    }
  }
  return found
}
