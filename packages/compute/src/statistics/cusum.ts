/** Running sums of differences; what is not known (NaN) adds nothing and is NaN itself, so that a gap shows. */
export function cusum(differences: Float64Array): Float64Array {
  let sum = 0
  return differences.map((difference) => {
    if (Number.isNaN(difference)) return Number.NaN
    sum += difference
    return sum
  })
}

/** How much of a difference is forgiven, and how large a sum tells of a shift: both in standard deviations. */
export interface CusumLimits {
  readonly k: number
  readonly h: number
}

/** Both sums of a tabular CUSUM. */
export interface CusumSums {
  readonly above: number
  readonly below: number
}

/**
 * The sums after one value more: C⁺ = max(0, z − k + C⁺) (NIST/SEMATECH Handbook 6.3.2.3; Page, 1954).
 * @param z what it differs from what is expected, in standard deviations
 */
export const cusumStep = ({ above, below }: CusumSums, z: number, k: number): CusumSums => ({
  above: Math.max(0, above + z - k),
  below: Math.max(0, below - z - k),
})

/**
 * Values after which a sum passes h, on the mean, where independent values lie `shift` standard deviations away: Siegmund's
 * approximation (1985; Montgomery, Statistical Quality Control, 9.1.2). k = 0.5 and h = 5: 10 at one σ, 469 where there is none.
 */
export function cusumRunLength({ k, h }: CusumLimits, shift = 0): number {
  const oneSided = (delta: number): number => {
    const b = h + 1.166
    return delta === 0 ? b ** 2 : (Math.exp(-2 * delta * b) + 2 * delta * b - 1) / (2 * delta ** 2)
  }
  return 1 / (1 / oneSided(shift - k) + 1 / oneSided(-shift - k))
}

export interface LevelShift {
  /** Place of the period that gave the signal. */
  readonly at: number
  /** Place from which the sum grew without a pause: about when it began. */
  readonly began: number
  readonly side: 'above' | 'below'
}

/**
 * Signals of a tabular CUSUM: where a sum of {@link cusumStep} passes h. `differences` less what is expected; `sigma`: their
 * standard deviation. k = 0.5 and h = 5 find a shift by one sigma after about ten periods, and a false one after about 465.
 * After a signal the sum begins anew.
 */
export function shiftsOf(
  differences: Float64Array,
  sigma: number,
  { k = 0.5, h = 5 }: Partial<CusumLimits> = {},
): LevelShift[] {
  const found: LevelShift[] = []
  const began = { above: 0, below: 0 }
  let sums: CusumSums = { above: 0, below: 0 }
  for (const [at, difference] of differences.entries()) {
    if (Number.isNaN(difference)) continue
    const next = cusumStep(sums, difference / sigma, k)
    for (const side of ['above', 'below'] as const) {
      if (sums[side] === 0) began[side] = at
      if (next[side] > h) found.push({ at, began: began[side], side })
    }
    sums = { above: next.above > h ? 0 : next.above, below: next.below > h ? 0 : next.below }
  }
  return found
}
