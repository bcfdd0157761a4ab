import { Fault } from '@millrace/core'
import { studentTwoSided } from './distributions.ts'
import './faults.ts'

export interface Correlation {
  /** −1 to 1; NaN where one of the two does not change. */
  readonly r: number
  /** P of such an r, or a greater one, where there is none: t = r·√((n − 2)/(1 − r²)). */
  readonly p: number
  /** Pairs of which both are known. */
  readonly n: number
}

/** Pearson's r of pairs; a pair with a NaN is left out. Throws `statistics.lengths_differ`. */
export function pearson(a: Float64Array, b: Float64Array): Correlation {
  return correlate(...known(a, b))
}

/** Spearman's ρ: Pearson's of ranks, equal values sharing their mean rank. Sees any relation that only rises or only falls. */
export function spearman(a: Float64Array, b: Float64Array): Correlation {
  const [ownA, ownB] = known(a, b)
  return correlate(ranksOf(ownA), ranksOf(ownB))
}

export interface Lagged extends Correlation {
  /** Periods by which b comes after a; below 0: before. */
  readonly lag: number
}

/**
 * Pearson's or Spearman's of a with b moved by −`most` to `most` periods; both stand at the same even distances of time.
 * Throws `statistics.lengths_differ`, `statistics.out_of_range`.
 */
export function laggedCorrelations(
  a: Float64Array,
  b: Float64Array,
  { most, by = pearson }: { readonly most: number; readonly by?: typeof pearson },
): Lagged[] {
  if (a.length !== b.length)
    throw new Fault('statistics.lengths_differ', { name: 'b', expected: a.length, seen: b.length })
  if (!Number.isInteger(most) || most < 0)
    throw new Fault('statistics.out_of_range', { name: 'lag', expected: 'a whole number from 0 on', seen: most })
  return Array.from({ length: 2 * most + 1 }, (_, k) => {
    const lag = k - most
    const pair =
      lag >= 0
        ? ([a.subarray(0, Math.max(0, a.length - lag)), b.subarray(lag)] as const)
        : ([a.subarray(-lag), b.subarray(0, Math.max(0, b.length + lag))] as const)
    return { lag, ...by(...pair) }
  })
}

function known(a: Float64Array, b: Float64Array): [Float64Array, Float64Array] {
  if (a.length !== b.length)
    throw new Fault('statistics.lengths_differ', { name: 'b', expected: a.length, seen: b.length })
  const isKnown = (_: number, i: number): boolean => !Number.isNaN(a[i]) && !Number.isNaN(b[i])
  return [a.filter(isKnown), b.filter(isKnown)]
}

function correlate(a: Float64Array, b: Float64Array): Correlation {
  const n = a.length
  if (n < 3) return { r: Number.NaN, p: Number.NaN, n }
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / n
  const [meanA, meanB] = [mean(a), mean(b)]
  let [aa, bb, ab] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const [x, y] = [(a[i] as number) - meanA, (b[i] as number) - meanB]
    aa += x * x
    bb += y * y
    ab += x * y
  }
  const r = aa === 0 || bb === 0 ? Number.NaN : Math.max(-1, Math.min(1, ab / Math.sqrt(aa) / Math.sqrt(bb)))
  return { r, p: studentTwoSided(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2), n }
}

/** From 1 on; equal values share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => (values[i] as number) - (values[j] as number))
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to + 1) / 2
    from = to
  }
  return ranks
}
