import { studentQuantile } from '@millrace/compute'
import type { GuardedResults } from '../guard/guarded.ts'
import { agreementOf, durbinWatson } from './agreement.ts'
import {
  type Calibration,
  type CalibrationWarning,
  type FittedOutput,
  type FittedParameter,
  MOST_POINTS,
  type ResidualSeries,
} from './calibration.ts'
import type { Solution } from './levenberg-marquardt.ts'
import { modelled, type Selection } from './observations.ts'
import { pivotedQr, variancesOf } from './pivoted-qr.ts'
import type { CalibrationRequest, Settled, Sought } from './request.ts'

const CONFIDENCE = 0.95
/** Below what differences to both sides leave of a column, ∛ε², nothing is left: some of them, and never under what QR itself takes. */
const nothingLeft = (noise: number): number => Math.max(1e-9, 10 * Math.cbrt(noise) ** 2)

/** Estimates with their errors: s²·(JᵀJ)⁻¹ of the parameters that are not held by a bound. */
export function parametersOf(
  { sought, noise }: Settled,
  { x, jacobian, residuals, sumOfSquares }: Solution,
): { readonly parameters: readonly FittedParameter[]; readonly degreesOfFreedom: number } {
  const inside = sought.flatMap(({ low, high }, j) => (x[j]! > low && x[j]! < high ? [j] : []))
  const qr = pivotedQr(
    inside.map((j) => jacobian[j]!),
    residuals,
    nothingLeft(noise),
  )
  const variances = variancesOf(qr)
  const degreesOfFreedom = residuals.length - qr.rank
  const variance = sumOfSquares / degreesOfFreedom
  const t = studentQuantile(CONFIDENCE, degreesOfFreedom)
  const parameters = sought.map((one, j): FittedParameter => {
    const { low, high, ...own } = one
    const bounds = { ...(Number.isFinite(low) ? { low } : {}), ...(Number.isFinite(high) ? { high } : {}) }
    const value = x[j]!
    const place = inside.indexOf(j)
    if (place < 0) return { ...own, ...bounds, value, at: value <= low ? 'low' : 'high', isTold: true }
    const error = Math.sqrt(variances[place]! * variance)
    return { ...own, ...bounds, value, ...believed(one, value, { error, half: t * error }) }
  })
  return { parameters, degreesOfFreedom }
}

/** What the data say of a parameter no more closely than its bounds did, they do not tell. */
function believed(
  { low, high }: Sought,
  value: number,
  { error, half }: { readonly error: number; readonly half: number },
): Pick<FittedParameter, 'isTold' | 'standardError' | 'interval'> {
  if (!Number.isFinite(half)) return { isTold: false }
  const interval = { low: value - half, high: value + half }
  return { isTold: !(interval.low <= low && interval.high >= high), standardError: error, interval }
}

interface Found {
  readonly selections: readonly Selection[]
  readonly split: number
  readonly before: GuardedResults
  readonly after: GuardedResults
  /** Parameters that were told by the rows. */
  readonly told: number
}

export function tellOutputs({ model, rows, measured }: CalibrationRequest, { outputs }: Settled, found: Found) {
  return outputs.map((name, i): FittedOutput => {
    const { unit } = model.outputs.find((one) => one.name === name)!
    const { isUsed, leftOut } = found.selections[i]!
    const values = measured[name]!.values as Float64Array
    const compared = Array.from({ length: rows.length }, (_, row) => row).filter((row) => isUsed[row])
    const [fitted, held] = [compared.filter((row) => row < found.split), compared.filter((row) => row >= found.split)]
    const agreement = (of: readonly number[], results: GuardedResults, spent: number) => {
      const told = of.filter((row) => Number.isFinite(modelled(results, name, row)))
      return agreementOf(
        Float64Array.from(told, (row) => values[row]!),
        Float64Array.from(told, (row) => modelled(results, name, row)),
        spent,
      )
    }
    const watson = durbinWatson(Float64Array.from(fitted, (row) => values[row]! - modelled(found.after, name, row)))
    return {
      name,
      ...(unit === undefined ? {} : { unit }),
      leftOut,
      before: agreement(fitted, found.before, 0),
      after: agreement(fitted, found.after, found.told),
      ...(held.length > 0
        ? { held: { before: agreement(held, found.before, 0), after: agreement(held, found.after, 0) } }
        : {}),
      ...(Number.isFinite(watson) ? { durbinWatson: watson } : {}),
      series: seriesOf(compared, { name, values, time: rows.time, found }),
    }
  })
}

function seriesOf(
  compared: readonly number[],
  {
    name,
    values,
    time,
    found,
  }: { readonly name: string; readonly values: Float64Array; readonly time: Float64Array; readonly found: Found },
): ResidualSeries {
  const every = Math.max(1, Math.ceil(compared.length / MOST_POINTS))
  const shown = compared.filter((_, i) => i % every === 0)
  const said = (results: GuardedResults) =>
    shown.map((row) => {
      const value = modelled(results, name, row)
      return Number.isFinite(value) ? value : null
    })
  return {
    time: shown.map((row) => time[row]!),
    measured: shown.map((row) => values[row]!),
    before: said(found.before),
    after: said(found.after),
    heldFrom: shown.filter((row) => row < found.split).length,
  }
}

/** Fitted values a parameter, below which its interval is not worth much (Harrell, Regression Modeling Strategies, 4.4: 10 to 20). */
const ROWS_PER_PARAMETER = 10
/** Rows held back from which their error counts, and how much worse it may be. */
const ENOUGH_HELD = 10
const WORSE = 1.5

export function warningsOf(facts: Omit<Calibration, 'warnings'>): CalibrationWarning[] {
  const { parameters, outputs, runs, converged } = facts
  const rows = outputs.reduce((sum, { after }) => sum + after.rows, 0)
  const expected = ROWS_PER_PARAMETER * parameters.length
  return [
    ...(converged ? [] : [{ kind: 'not_converged' as const, seen: runs }]),
    ...(rows < expected ? [{ kind: 'few_rows' as const, seen: rows, expected }] : []),
    ...parameters.flatMap(({ name, value, at, isTold }): CalibrationWarning[] =>
      at ? [{ kind: 'bound_reached', name, seen: value }] : isTold ? [] : [{ kind: 'not_identifiable', name }],
    ),
    ...outputs.flatMap(({ name, after, held, durbinWatson: watson = 2 }): CalibrationWarning[] => {
      const isWorse = held && held.after.rows >= ENOUGH_HELD && held.after.rmse > WORSE * after.rmse
      return [
        ...(watson < independentFrom(after.rows)
          ? [{ kind: 'correlated_residuals' as const, name, seen: watson }]
          : []),
        ...(isWorse ? [{ kind: 'held_back_worse' as const, name, seen: held.after.rmse, expected: after.rmse }] : []),
      ]
    }),
  ]
}

/** 1.5, or of few rows what chance leaves: d ≈ 2·(1 − ρ), and ρ of n independent ones is within 1.96/√n. */
const independentFrom = (rows: number): number => 2 - Math.max(0.5, (2 * 1.96) / Math.sqrt(rows))
