import { Fault } from '@millrace/core'
import { studentQuantile, studentTwoSided, upperF } from './distributions.ts'
import './faults.ts'
import { leastSquares } from './least-squares.ts'

/** A variable by which something is explained: one number for each period. */
export interface Driver {
  readonly name: string
  readonly values: Float64Array
}

export interface FitOptions {
  /** Whether the line may begin anywhere (default), or must pass through nought. */
  readonly intercept?: boolean
  /** Parameters that were found before and elsewhere, as change points are: they cost degrees of freedom too. Default 0. */
  readonly spent?: number
}

/** All that a prediction needs: small, and the same after JSON. */
export interface LinearModel {
  readonly intercept: number
  /** One a driver, in its unit. */
  readonly slopes: readonly number[]
  /** Of the drivers; 0 each for a model through nought. */
  readonly means: readonly number[]
  /** (XᵀX)⁻¹ of the drivers less their means, row by row. */
  readonly inverse: readonly number[]
  /** Periods it was made of. */
  readonly n: number
  readonly hasIntercept: boolean
  readonly degreesOfFreedom: number
  /** s: √(RSS / degrees of freedom), in the unit of y. */
  readonly residualDeviation: number
}

export interface Coefficient {
  /** Of its driver; undefined of the intercept. */
  readonly name?: string
  readonly estimate: number
  readonly standardError: number
  readonly t: number
  /** P(|T| ≥ |t|): how likely such a value would be if it were none at all. 0 to 1. */
  readonly p: number
}

/** A straight line through periods, by ordinary least squares. */
export interface LinearFit extends LinearModel {
  /** The intercept first, where there is one. */
  readonly coefficients: readonly Coefficient[]
  readonly fitted: Float64Array
  readonly residuals: Float64Array
  /** Of each period on its own fitted value, 0 to 1: the diagonal of X(XᵀX)⁻¹Xᵀ. */
  readonly leverage: Float64Array
  /** Σ(y − ŷ)². */
  readonly rss: number
  /** Share of the scatter that is explained; about nought where the line passes through it (NIST StRD, NoInt1). */
  readonly rSquared: number
  readonly adjustedRSquared: number
  /** All drivers against none. NaN without drivers. */
  readonly f: number
  readonly fP: number
  /** √(RSS / (n − p)) / ȳ, ASHRAE Guideline 14. NaN where ȳ is 0. */
  readonly cvRmse: number
}

const meanOf = (values: Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value
  const first = sum / values.length
  // A second pass takes back what rounding took.
  let rest = 0
  for (const value of values) rest += value - first
  return first + rest / values.length
}

function mustBeWhole(y: Float64Array, drivers: readonly Driver[]): void {
  for (const { name, values } of [{ name: 'y', values: y }, ...drivers]) {
    if (values.length !== y.length)
      throw new Fault('statistics.lengths_differ', { name, expected: y.length, seen: values.length })
    const place = values.findIndex((value) => !Number.isFinite(value))
    if (place >= 0) throw new Fault('statistics.not_finite', { name, place, seen: String(values[place]) })
  }
}

/**
 * Ordinary least squares of y over drivers (none: the mean alone). Drivers are taken less their means, so that an intercept
 * costs no digits. Throws `statistics.lengths_differ`, `not_finite`, `too_few`, `constant`, `dependent`.
 */
export function fitLinear(y: Float64Array, drivers: readonly Driver[], options: FitOptions = {}): LinearFit {
  const { intercept: hasIntercept = true, spent = 0 } = options
  mustBeWhole(y, drivers)
  const n = y.length
  const parameters = drivers.length + (hasIntercept ? 1 : 0) + spent
  if (n < parameters + 1 || n === 0)
    throw new Fault('statistics.too_few', { expected: Math.max(1, parameters + 1), seen: n })
  const level = hasIntercept ? meanOf(y) : 0
  const means = drivers.map(({ values }) => (hasIntercept ? meanOf(values) : 0))
  const columns = drivers.map(({ name, values }, j) => {
    if (values.every((value) => value === values[0]) && (hasIntercept || values[0] === 0))
      throw new Fault('statistics.constant', { name })
    return values.map((value) => value - (means[j] as number))
  })
  const centred = y.map((value) => value - level)
  const { solution, inverse } = leastSquares(columns, centred, (j) => drivers[j]?.name ?? '')

  const residuals = Float64Array.from(centred)
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++)
      residuals[i] = (residuals[i] as number) - (solution[j] as number) * (column[i] as number)
  })
  const [rss, tss] = [squares(residuals), squares(centred)]
  const degreesOfFreedom = n - parameters
  const variance = rss / degreesOfFreedom
  const slopes = Array.from(solution)
  const start = slopes.reduce((sum, slope, j) => sum - slope * (means[j] as number), level)
  const model: LinearModel = {
    intercept: hasIntercept ? start : 0,
    slopes,
    means,
    inverse: Array.from(inverse),
    n,
    hasIntercept,
    degreesOfFreedom,
    residualDeviation: Math.sqrt(variance),
  }
  const explaining = drivers.length + spent
  const f = explaining === 0 ? Number.NaN : (tss - rss) / explaining / variance
  const rSquared = tss === 0 ? Number.NaN : 1 - rss / tss
  return {
    ...model,
    coefficients: coefficientsOf(model, drivers),
    fitted: y.map((value, i) => value - (residuals[i] as number)),
    residuals,
    leverage: Float64Array.from({ length: n }, (_, i) =>
      distance(
        model,
        columns.map((column) => column[i] as number),
      ),
    ),
    rss,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - (hasIntercept ? 1 : 0))) / degreesOfFreedom,
    f,
    fP: upperF(f, explaining, degreesOfFreedom),
    cvRmse: ratio(Math.sqrt(variance), meanOf(y)),
  }
}

const squares = (values: Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}

const ratio = (value: number, of: number): number => (of === 0 ? Number.NaN : value / Math.abs(of))

/** aᵀ(XᵀX)⁻¹a, and 1/n for the intercept; `a`: drivers less their means. */
function distance({ inverse, n, hasIntercept }: LinearModel, a: readonly number[]): number {
  const k = a.length
  let sum = hasIntercept ? 1 / n : 0
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) sum += (a[i] as number) * (inverse[i * k + j] as number) * (a[j] as number)
  return sum
}

function coefficientsOf(model: LinearModel, drivers: readonly Driver[]): Coefficient[] {
  const { intercept, slopes, inverse, means, residualDeviation, degreesOfFreedom, hasIntercept } = model
  const told = (estimate: number, square: number): Omit<Coefficient, 'name'> => {
    const standardError = residualDeviation * Math.sqrt(square)
    const t = estimate / standardError
    return { estimate, standardError, t, p: studentTwoSided(t, degreesOfFreedom) }
  }
  const k = slopes.length
  return [
    ...(hasIntercept ? [told(intercept, distance(model, means))] : []),
    ...slopes.map((slope, j) => ({ name: drivers[j]?.name ?? '', ...told(slope, inverse[j * k + j] as number) })),
  ]
}

/** A value and where the true one lies at the confidence asked for. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** The interval of each coefficient: estimate ± t·standard error. Throws `statistics.out_of_range`. */
export function coefficientIntervals(fit: LinearFit, confidence: number): Interval[] {
  const t = studentQuantile(confidence, fit.degreesOfFreedom)
  return fit.coefficients.map(({ estimate, standardError }) => ({
    value: estimate,
    low: estimate - t * standardError,
    high: estimate + t * standardError,
  }))
}

/** What a model says of one period, and how sure: of the mean of such periods, and of one more of them. */
export interface Prediction {
  readonly value: number
  /** Of the mean: s·√(1/n + (x − x̄)ᵀ(XᵀX)⁻¹(x − x̄)), Neter et al., Applied Linear Statistical Models, 6.7. */
  readonly meanError: number
  /** Of one more period: s·√(1 + 1/n + …). */
  readonly periodError: number
}

/** One number a driver, in the order of the model. Throws `statistics.lengths_differ`. */
export function predict(model: LinearModel, x: readonly number[]): Prediction {
  const { intercept, slopes, means, residualDeviation: s } = model
  if (x.length !== slopes.length)
    throw new Fault('statistics.lengths_differ', { name: 'drivers', expected: slopes.length, seen: x.length })
  const square = distance(
    model,
    x.map((value, j) => value - (means[j] as number)),
  )
  return {
    value: slopes.reduce((sum, slope, j) => sum + slope * (x[j] as number), intercept),
    meanError: s * Math.sqrt(square),
    periodError: s * Math.sqrt(1 + square),
  }
}

/**
 * The standard error of a sum of measured less predicted values over periods: s·√(m + dᵀ(XᵀX)⁻¹d + m²/n), d the sum of the
 * drivers less m times their means. Periods are taken to be independent. Each row: one number a driver.
 */
export function errorOfSum(model: LinearModel, rows: Iterable<readonly number[]>): number {
  const { means, n, hasIntercept, residualDeviation: s } = model
  const sum = means.map(() => 0)
  let m = 0
  for (const row of rows) {
    m++
    for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] as number) + (row[j] as number) - (means[j] as number)
  }
  const ofIntercept = hasIntercept ? (m * m - 1) / n : 0
  return s * Math.sqrt(m + distance(model, sum) + ofIntercept)
}

/**
 * Normalised mean bias error: Σ(measured − predicted) / ((n − p)·mean), ASHRAE Guideline 14; above 0 where the model predicts
 * too little. `parameters`: p of the model. Throws `statistics.lengths_differ`, `too_few`.
 */
export function meanBias(measured: Float64Array, predicted: Float64Array, parameters = 1): number {
  const n = measured.length
  if (predicted.length !== n)
    throw new Fault('statistics.lengths_differ', { name: 'predicted', expected: n, seen: predicted.length })
  if (n <= parameters) throw new Fault('statistics.too_few', { expected: parameters + 1, seen: n })
  let sum = 0
  for (let i = 0; i < n; i++) sum += (measured[i] as number) - (predicted[i] as number)
  return ratio(sum / (n - parameters), meanOf(measured))
}
