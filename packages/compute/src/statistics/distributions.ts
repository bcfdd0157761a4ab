import { Fault } from '@millrace/core'
import './faults.ts'
import { incompleteBeta, upperGamma } from './special.ts'

/** P(|T| ≥ |t|) of Student's t with `df` degrees of freedom: I_{df/(df+t²)}(df/2, 1/2), NIST/SEMATECH Handbook 1.3.6.6.4. */
export function studentTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN
  if (!Number.isFinite(t)) return 0
  const square = t * t
  return incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square))
}

/** P(F ≥ f) of the F distribution: I_{d2/(d2+d1·f)}(d2/2, d1/2), NIST/SEMATECH Handbook 1.3.6.6.5. */
export function upperF(f: number, d1: number, d2: number): number {
  if (Number.isNaN(f)) return Number.NaN
  if (!(f > 0)) return 1
  if (!Number.isFinite(f)) return 0
  return incompleteBeta(d2 / (d2 + d1 * f), d2 / 2, d1 / 2, (d1 * f) / (d2 + d1 * f))
}

/** P(χ² ≥ x) with `df` degrees of freedom: Q(df/2, x/2). */
export const upperChiSquare = (x: number, df: number): number => upperGamma(df / 2, x / 2)

/**
 * The t beyond which, on both sides, lies 1 − `confidence`: 2.228 for 0.95 and 10 degrees of freedom. By bisection, as the
 * tail falls with t. Throws `statistics.out_of_range` unless confidence lies between 0 and 1.
 */
export function studentQuantile(confidence: number, df: number): number {
  if (!(confidence > 0 && confidence < 1))
    throw new Fault('statistics.out_of_range', {
      name: 'confidence',
      expected: 'above 0 and below 1',
      seen: confidence,
    })
  const tail = 1 - confidence
  let [low, high] = [0, 1]
  while (studentTwoSided(high, df) > tail) high *= 2
  // Each step halves what is left; 200 of them leave nothing between two doubles.
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (studentTwoSided(middle, df) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}
