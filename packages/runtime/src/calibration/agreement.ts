import { meanBias } from '@millrace/compute'

/** How far what was measured lies from what the model says; residual = measured − modelled, in the output's unit. */
export interface Agreement {
  readonly rows: number
  /** Of the residuals. */
  readonly mean: number
  readonly rmse: number
  readonly mae: number
  /** Share of the scatter of what was measured that the model explains; below 0 it is worse than the mean. Absent without scatter. */
  readonly rSquared?: number
  /** √(Σ residual² / (n − p)) / mean, ASHRAE Guideline 14; p: parameters that were fitted to these rows. Absent where the mean is 0, or all but 0. */
  readonly cvRmse?: number
  /** Σ residual / ((n − p)·mean), ASHRAE Guideline 14; above 0 where the model says too little. Absent where the mean is 0. */
  readonly nmbe?: number
}

/** @param fitted how many parameters were fitted to these rows */
export function agreementOf(measured: Float64Array, modelled: Float64Array, fitted: number): Agreement {
  const n = measured.length
  const level = measured.reduce((sum, value) => sum + value, 0) / n
  let [sum, square, size, scatter] = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const residual = measured[i]! - modelled[i]!
    sum += residual
    square += residual * residual
    size += Math.abs(residual)
    scatter += (measured[i]! - level) ** 2
  }
  const left = n - fitted
  const cvRmse = Math.sqrt(square / left) / Math.abs(level)
  const nmbe = meanBias(measured, modelled, fitted)
  return {
    rows: n,
    mean: sum / n,
    rmse: Math.sqrt(square / n),
    mae: size / n,
    ...(scatter > 0 ? { rSquared: 1 - square / scatter } : {}),
    ...(left > 0 && Number.isFinite(cvRmse) && Number.isFinite(nmbe) ? { cvRmse, nmbe } : {}),
  }
}

/** Durbin and Watson (1950), 0 to 4: 2 where neighbours are independent. NaN where nothing is left. */
export function durbinWatson(residuals: Float64Array): number {
  let [steps, square] = [0, 0]
  for (let i = 0; i < residuals.length; i++) {
    square += residuals[i]! ** 2
    if (i > 0) steps += (residuals[i]! - residuals[i - 1]!) ** 2
  }
  return steps / square
}

export function squares(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}
