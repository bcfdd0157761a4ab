import { Fault } from '@millrace/core'
import './faults.ts'

/** Factors of control charts for a subgroup of n. ISO 7870-2:2013 table 2; the same in ASTM MNL 7 table 16. */
interface Factors {
  /** Expected range of n values of a normal distribution with σ = 1. */
  readonly d2: number
  /** Its standard deviation. */
  readonly d3: number
}

/** n = 2 … 10. From these follow A₂ = 3/(d₂√n), D₃ = max(0, 1 − 3d₃/d₂), D₄ = 1 + 3d₃/d₂. */
const FACTORS: readonly Factors[] = [
  { d2: 1.128379, d3: 0.852502 },
  { d2: 1.692569, d3: 0.888368 },
  { d2: 2.058751, d3: 0.879808 },
  { d2: 2.325929, d3: 0.864082 },
  { d2: 2.534413, d3: 0.84804 },
  { d2: 2.704357, d3: 0.833205 },
  { d2: 2.847201, d3: 0.819831 },
  { d2: 2.970026, d3: 0.807834 },
  { d2: 3.077505, d3: 0.797051 },
]
export const SUBGROUP = { least: 2, most: FACTORS.length + 1 } as const

export interface Limits {
  readonly lower: number
  readonly centre: number
  readonly upper: number
}

export interface ControlChart {
  /** What is charted: single values, or means of subgroups. */
  readonly points: Float64Array
  readonly limits: Limits
  /** Moving ranges (the first is NaN), or ranges of subgroups. */
  readonly ranges: Float64Array
  readonly rangeLimits: Limits
  /** Of single values, from what differs between neighbours: R̄/d₂. */
  readonly sigma: number
}

const factorsOf = (n: number): Factors => {
  const factors = FACTORS[n - 2]
  if (!factors || !Number.isInteger(n))
    throw new Fault('statistics.out_of_range', {
      name: 'subgroup',
      expected: `of ${SUBGROUP.least} to ${SUBGROUP.most} values`,
      seen: n,
    })
  return factors
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

const rangeLimitsOf = (meanRange: number, { d2, d3 }: Factors): Limits => ({
  lower: meanRange * Math.max(0, 1 - (3 * d3) / d2),
  centre: meanRange,
  upper: meanRange * (1 + (3 * d3) / d2),
})

function mustBeFinite(values: Float64Array, least: number): void {
  if (values.length < least) throw new Fault('statistics.too_few', { expected: least, seen: values.length })
  const place = values.findIndex((value) => !Number.isFinite(value))
  if (place >= 0) throw new Fault('statistics.not_finite', { name: 'values', place, seen: String(values[place]) })
}

/** Individuals and moving range (ISO 7870-2, 7): x̄ ± 3·MR̄/d₂. Throws `statistics.too_few`, `statistics.not_finite`. */
export function individualsChart(values: Float64Array): ControlChart {
  mustBeFinite(values, 2)
  const factors = factorsOf(2)
  const ranges = values.map((value, i) => (i === 0 ? Number.NaN : Math.abs(value - (values[i - 1] as number))))
  const meanRange = meanOf(ranges.subarray(1))
  const sigma = meanRange / factors.d2
  const centre = meanOf(values)
  return {
    points: Float64Array.from(values),
    limits: { lower: centre - 3 * sigma, centre, upper: centre + 3 * sigma },
    ranges,
    rangeLimits: rangeLimitsOf(meanRange, factors),
    sigma,
  }
}

/**
 * Means and ranges of subgroups that follow each other (ISO 7870-2, 6): x̿ ± A₂·R̄. Values that do not fill the last subgroup
 * are left out. Throws `statistics.out_of_range` unless a subgroup has 2 to 10 values, `too_few`, `not_finite`.
 */
export function meansChart(values: Float64Array, subgroup: number): ControlChart {
  const factors = factorsOf(subgroup)
  mustBeFinite(values, 2 * subgroup)
  const groups = Array.from({ length: Math.floor(values.length / subgroup) }, (_, g) =>
    values.subarray(g * subgroup, (g + 1) * subgroup),
  )
  const points = Float64Array.from(groups, meanOf)
  const ranges = Float64Array.from(groups, (group) => Math.max(...group) - Math.min(...group))
  const meanRange = meanOf(ranges)
  const centre = meanOf(points)
  const half = (3 * meanRange) / (factors.d2 * Math.sqrt(subgroup))
  return {
    points,
    limits: { lower: centre - half, centre, upper: centre + half },
    ranges,
    rangeLimits: rangeLimitsOf(meanRange, factors),
    sigma: meanRange / factors.d2,
  }
}

/** What a customer allows: one limit at least. */
export interface Specification {
  readonly lower?: number
  readonly upper?: number
}

export interface Capability {
  /** Width allowed by six times σ within subgroups; NaN unless both limits are given. */
  readonly cp: number
  /** The nearer limit by three times σ within. */
  readonly cpk: number
  /** The same by the standard deviation of all values: performance. */
  readonly pp: number
  readonly ppk: number
  readonly mean: number
  readonly sigmaWithin: number
  readonly sigmaOverall: number
}

/** ISO 22514-2:2017; within: R̄/d₂ of the chart, overall: s of all values. Throws `statistics.out_of_range`, `too_few`, `not_finite`. */
export function capability(values: Float64Array, sigmaWithin: number, { lower, upper }: Specification): Capability {
  mustBeFinite(values, 2)
  if (lower === undefined && upper === undefined)
    throw new Fault('statistics.out_of_range', { name: 'specification', expected: 'one limit at least', seen: 'none' })
  if (lower !== undefined && upper !== undefined && lower >= upper)
    throw new Fault('statistics.out_of_range', { name: 'upper limit', expected: `above ${lower}`, seen: upper })
  const mean = meanOf(values)
  const sigmaOverall = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
  const width = upper === undefined || lower === undefined ? Number.NaN : upper - lower
  const near = Math.min(
    upper === undefined ? Number.POSITIVE_INFINITY : upper - mean,
    lower === undefined ? Number.POSITIVE_INFINITY : mean - lower,
  )
  return {
    cp: width / (6 * sigmaWithin),
    cpk: near / (3 * sigmaWithin),
    pp: width / (6 * sigmaOverall),
    ppk: near / (3 * sigmaOverall),
    mean,
    sigmaWithin,
    sigmaOverall,
  }
}
