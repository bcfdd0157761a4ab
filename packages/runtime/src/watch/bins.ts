import type { Column } from '../face.ts'

/** How values of an input were spread: shares of bins, between edges or of texts. The same after JSON. */
export type Bins = {
  /** Of each bin, 0 to 1. */
  readonly shares: readonly number[]
} & (
  | { /** Rising; a value belongs to the bin after the last edge that it reaches. */ readonly edges: readonly number[] }
  | { /** The most frequent ones; the last bin is of all others. */ readonly texts: readonly string[] }
)

const BINS = 10
const MOST_TEXTS = 20
/** A share that is none counts as this, so that a bin that was never seen does not say everything. */
const LEAST_SHARE = 1e-4

/** Ten bins of equal shares. A value that fills more than one has a bin of its own. */
export function numberBins(values: Float64Array): Bins {
  const sorted = values.toSorted()
  const edges: number[] = []
  for (let tenth = 1; tenth < BINS; tenth++) {
    const edge = sorted[Math.floor((tenth * sorted.length) / BINS)]!
    const last = edges.at(-1)
    if (last === undefined || edge > last) edges.push(edge)
    else if (edge === last && edge < Number.MAX_VALUE) edges.push(nextAbove(edge))
  }
  return { edges, shares: sharesOf({ edges, shares: [] }, values) }
}

export function textBins(values: readonly string[]): Bins {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const texts = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_TEXTS)
    .map(([text]) => text)
  return { texts, shares: sharesOf({ texts, shares: [] }, values) }
}

export const binsOf = (values: Column): Bins => (values instanceof Float64Array ? numberBins(values) : textBins(values))

/** How many bins there are. */
export const binCount = (bins: Bins): number => ('edges' in bins ? bins.edges.length : bins.texts.length) + 1

export function binOf(bins: Bins, value: number | string): number {
  if ('texts' in bins) {
    const at = bins.texts.indexOf(value as string)
    return at < 0 ? bins.texts.length : at
  }
  let [low, high] = [0, bins.edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (bins.edges[middle]! <= (value as number)) low = middle + 1
    else high = middle
  }
  return low
}

function sharesOf(bins: Bins, values: Column): number[] {
  const counts = new Array<number>(binCount(bins)).fill(0)
  for (const value of values) counts[binOf(bins, value)]!++
  return counts.map((count) => count / values.length)
}

/**
 * Population stability index of counts against shares from before: Σ (p − q)·ln(p / q), Jeffreys' divergence of both; 0 where they
 * are equal. Of n and m rows that are spread alike it is about (bins − 1)·(1/n + 1/m) (Yurdakul, 2018).
 */
export function stabilityIndex({ shares }: Bins, counts: readonly number[]): number {
  const all = counts.reduce((sum, count) => sum + count, 0)
  return shares.reduce((sum, share, bin) => {
    const [q, p] = [Math.max(LEAST_SHARE, share), Math.max(LEAST_SHARE, counts[bin]! / all)]
    return sum + (p - q) * Math.log(p / q)
  }, 0)
}

/** The least double above. */
function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const bits = new BigInt64Array(new Float64Array([value]).buffer)
  bits[0]! += value > 0 ? 1n : -1n
  return new Float64Array(bits.buffer)[0]!
}
