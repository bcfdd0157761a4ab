import type { Agreement } from './agreement.ts'
import type { LeftOut } from './observations.ts'

/** Parameters as the measured values want them, and how far that may be believed. The same after JSON. */
export interface Calibration {
  readonly parameters: readonly FittedParameter[]
  readonly outputs: readonly FittedOutput[]
  /** Values that were fitted less parameters that they tell. */
  readonly degreesOfFreedom: number
  readonly rounds: number
  /** Of the model. */
  readonly runs: number
  readonly converged: boolean
  readonly warnings: readonly CalibrationWarning[]
}

export interface FittedParameter {
  readonly name: string
  readonly unit?: string
  /** Bounds that it had; absent where there was none. */
  readonly low?: number
  readonly high?: number
  readonly start: number
  readonly value: number
  /** Which bound it stands at: that it may want to pass it is all that is known. */
  readonly at?: 'low' | 'high'
  /** False: the data do not tell it. It stands where the search ended, one of many such places. */
  readonly isTold: boolean
  /**
   * Of a model that is straight near the solution and errors that are independent; parameters at a bound count as known. Absent of
   * those, and where the data tell nothing of it.
   */
  readonly standardError?: number
  /** 95 %, by Student's t. It may pass the bounds. */
  readonly interval?: { readonly low: number; readonly high: number }
}

export interface FittedOutput {
  readonly name: string
  readonly unit?: string
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
  /** Rows that were fitted, with the parameters from before and with those that were found. */
  readonly before: Agreement
  readonly after: Agreement
  /** Rows that were held back; absent where there are none. */
  readonly held?: { readonly before: Agreement; readonly after: Agreement }
  /** Of the fitted rows, 0 to 4: 2 where neighbours are independent. Absent where the model leaves nothing. */
  readonly durbinWatson?: number
  readonly series: ResidualSeries
}

/** At most {@link MOST_POINTS} of the rows that were compared, evenly taken, for a plot. */
export interface ResidualSeries {
  /** µs since 1970-01-01 UTC. */
  readonly time: readonly number[]
  readonly measured: readonly number[]
  /** Null where the model said nothing. */
  readonly before: readonly (number | null)[]
  readonly after: readonly (number | null)[]
  /** Place from which rows were held back. */
  readonly heldFrom: number
}

export const MOST_POINTS = 500

export const calibrationWarnings = [
  /** Fewer than ten fitted values a parameter. `seen`, `expected`. */
  'few_rows',
  /** `name` of a parameter, `seen`: the bound. */
  'bound_reached',
  /** The outputs do not change with `name`, not otherwise than with others, or less than its bounds say already. */
  'not_identifiable',
  /** Neighbours in the residuals of `name` hang together, so that intervals are too narrow. `seen`: Durbin and Watson. */
  'correlated_residuals',
  /** `seen`: runs of the model. */
  'not_converged',
  /** `name` is foretold worse than it is fitted. `seen`: RMSE of rows held back, `expected`: of those fitted. */
  'held_back_worse',
] as const

export interface CalibrationWarning {
  readonly kind: (typeof calibrationWarnings)[number]
  /** Of the parameter or the output. */
  readonly name?: string
  readonly seen?: number
  readonly expected?: number
}
