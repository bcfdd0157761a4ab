import { Fault } from '@millrace/core'
import { upperChiSquare } from './distributions.ts'
import './faults.ts'
import { type Driver, fitLinear, type LinearFit } from './regression.ts'

/** What the rest of a fit says of whether its standard errors may be believed. Periods stand in the order of time. */
export interface ResidualTests {
  /** Durbin and Watson (1950), 0 to 4: 2 where neighbours are independent; below 1.5 the errors hang together. */
  readonly durbinWatson: number
  /** Lag-one autocorrelation of the residuals, −1 to 1. */
  readonly autocorrelation: number
  /** Breusch and Pagan's test in Koenker's form (1981): small where the scatter grows with a driver. NaN without drivers. */
  readonly evenScatterP: number
  /** Jarque and Bera (1987): small where residuals are skewed or have long tails. */
  readonly normalP: number
  /** Variance inflation of each driver: 1/(1 − R²) against the others; above 10 its slope cannot be told from theirs. */
  readonly inflation: readonly number[]
  /** Cook's distance (1977) of each period; above 1 it alone moves the line. */
  readonly cook: Float64Array
}

/** Throws what {@link fitLinear} does. */
export function testResiduals(fit: LinearFit, drivers: readonly Driver[]): ResidualTests {
  const { residuals, rss, leverage, residualDeviation, coefficients, n } = fit
  // Residuals of a line through nought have a mean of their own.
  const mean = residuals.reduce((sum, residual) => sum + residual, 0) / n
  let [steps, neighbours, variance, cubes, fourths] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const own = residuals[i] as number
    variance += (own - mean) ** 2 / n
    cubes += (own - mean) ** 3
    fourths += (own - mean) ** 4
    if (i === 0) continue
    const before = residuals[i - 1] as number
    steps += (own - before) ** 2
    neighbours += own * before
  }
  const skewness = cubes / n / variance ** 1.5
  const kurtosis = fourths / n / variance ** 2
  const cook = residuals.map((residual, i) => {
    const h = leverage[i] as number
    return (residual ** 2 / (coefficients.length * residualDeviation ** 2)) * (h / (1 - h) ** 2)
  })
  return {
    durbinWatson: steps / rss,
    autocorrelation: neighbours / rss,
    evenScatterP: drivers.length === 0 ? Number.NaN : evenScatter(residuals, drivers),
    normalP: upperChiSquare((n / 6) * (skewness ** 2 + (kurtosis - 3) ** 2 / 4), 2),
    inflation: drivers.map(({ values }, j) => {
      const others = drivers.filter((_, k) => k !== j)
      return others.length === 0 ? 1 : 1 / (1 - fitLinear(values, others).rSquared)
    }),
    cook,
  }
}

function evenScatter(residuals: Float64Array, drivers: readonly Driver[]): number {
  const { rSquared, n } = fitLinear(
    residuals.map((residual) => residual ** 2),
    drivers,
  )
  return upperChiSquare(n * rSquared, drivers.length)
}

/**
 * Periods that count for independent ones: n·(1 − ρ)/(1 + ρ), ASHRAE Guideline 14 (Reddy and Claridge, 2000); n where ρ ≤ 0.
 * Throws `statistics.out_of_range` unless ρ is below 1.
 */
export function independentPeriods(n: number, autocorrelation: number): number {
  if (!(autocorrelation < 1))
    throw new Fault('statistics.out_of_range', { name: 'autocorrelation', expected: 'below 1', seen: autocorrelation })
  const rho = Math.max(0, autocorrelation)
  return (n * (1 - rho)) / (1 + rho)
}
