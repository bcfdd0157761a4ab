import { pearson } from '@millrace/compute'
import type { LearningReport, LearningWarning, LearntQuantity } from './face.ts'
import { rangeOf, type Table } from './rows.ts'

/** Below so many rows of training, or of validation, figures say little. */
const FEW = { training: 200, validation: 50 }
/** Of the held-back rows beyond what was trained. */
const OUTSIDE = 0.05
/** Durbin and Watson's figure below which errors hang together. */
const HANGING = 1.5
const ROUNDING = 1e-6

export function ofFewRows({
  training,
  validation,
}: Pick<LearningReport['rows'], 'training' | 'validation'>): LearningWarning[] {
  if (training < FEW.training) return [{ kind: 'few_rows', value: training }]
  return validation < FEW.validation ? [{ kind: 'few_rows', value: validation }] : []
}

/** Which quantities the held-back period takes to where the model has not been. */
export function ofOutside(
  quantities: readonly LearntQuantity[],
  training: Table,
  validation: Table,
): LearningWarning[] {
  return quantities.flatMap(({ name }, i): LearningWarning[] => {
    const { low, high } = rangeOf(training.columns[i]!)
    const outside = validation.columns[i]!.filter((value) => value < low || value > high).length
    const share = outside / validation.length
    return share > OUTSIDE ? [{ kind: 'validation_outside', name, value: share }] : []
  })
}

/** @param residuals in the order of time, of a target that scatters by `deviation`; what is left of rounding hangs together always */
export function ofResiduals(residuals: Float64Array, deviation: number): LearningWarning[] {
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0)
  if (!(squares / residuals.length > (ROUNDING * deviation) ** 2)) return []
  const steps = residuals.reduce((sum, residual, i) => (i === 0 ? 0 : sum + (residual - residuals[i - 1]!) ** 2), 0)
  const value = steps / squares
  return value < HANGING ? [{ kind: 'residuals_autocorrelated', value }] : []
}

/** How likely changes that go together as these do would be by chance; above, nothing is said for it. */
const CHANCE = 0.01

/**
 * Two quantities that each wander by themselves seem to belong together, also in time that was held back (Granger and Newbold,
 * Spurious regressions in econometrics, 1974). Where they do belong together, so do their changes. Asked where residuals hang together.
 */
export function ofChanges(measured: Float64Array, predicted: Float64Array): LearningWarning[] {
  const changes = (values: Float64Array) => values.subarray(1).map((value, i) => value - values[i]!)
  const { r, p } = pearson(changes(measured), changes(predicted))
  return r > 0 && p < CHANCE ? [] : [{ kind: 'changes_unrelated', value: r }]
}
