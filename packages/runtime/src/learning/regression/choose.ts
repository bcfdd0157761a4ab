import { type RegressionForm, regressionForms } from '../face.ts'
import { meanOf, rmseOf } from '../scores.ts'
import { ridge, valuesOf } from './ridge.ts'

const FOLDS = 5
const penalties = [1e-9, 1e-3, 1e-1]
/** A larger form must be nearer by so much. */
const NEARER = 0.98
/** Rows that a term needs. */
const ROWS_A_TERM = 5

export interface Choice {
  readonly form: RegressionForm
  readonly penalty: number
  /** Errors of rows that were not learnt from, fold by fold. */
  readonly residuals: Float64Array
  readonly rmse: number
  /** That of the mean of the other folds. */
  readonly yardstick: number
}

/**
 * Form and penalty by cross-validation over five stretches of time, none of them shuffled.
 *
 * @param columnsOf terms of a form over all rows; undefined: it cannot be had
 */
export function choose(
  y: Float64Array,
  columnsOf: (form: RegressionForm) => readonly Float64Array[] | undefined,
  progress: (share: number) => void,
): Choice {
  const yardstick = rmseOf(y, acrossFolds(y, [], undefined))
  let best: Choice | undefined
  regressionForms.forEach((form, at) => {
    const columns = columnsOf(form)
    const learntFrom = y.length * (1 - 1 / FOLDS)
    // The smallest is tried in any case.
    if (!columns || (best && learntFrom < ROWS_A_TERM * columns.length)) return
    let ofForm: Choice | undefined
    for (const penalty of penalties) {
      const predicted = acrossFolds(y, columns, penalty)
      const rmse = rmseOf(y, predicted)
      const residuals = y.map((value, i) => value - predicted[i]!)
      if (!ofForm || rmse < ofForm.rmse) ofForm = { form, penalty, rmse, residuals, yardstick }
    }
    if (!best || ofForm!.rmse < NEARER * best.rmse) best = ofForm
    progress((at + 1) / regressionForms.length)
  })
  return best!
}

/** What each fifth of the rows is told by the others; by their mean where there is no penalty. */
function acrossFolds(y: Float64Array, columns: readonly Float64Array[], penalty: number | undefined): Float64Array {
  const n = y.length
  const predicted = new Float64Array(n)
  for (let fold = 0; fold < FOLDS; fold++) {
    const [from, until] = [Math.floor((fold * n) / FOLDS), Math.floor(((fold + 1) * n) / FOLDS)]
    const without = (column: Float64Array): Float64Array => {
      const rest = new Float64Array(n - (until - from))
      rest.set(column.subarray(0, from))
      rest.set(column.subarray(until), from)
      return rest
    }
    const held = columns.map((column) => column.subarray(from, until))
    const others = without(y)
    const line =
      penalty === undefined
        ? { intercept: meanOf(others), slopes: new Float64Array() }
        : ridge(columns.map(without), others, penalty)
    predicted.set(valuesOf(line, held, until - from), from)
  }
  return predicted
}
