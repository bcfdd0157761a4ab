import { type DifferenceUnit, differenceUnit, Fault, productUnit } from '@millrace/core'
import type { LearntQuantity } from '../face.ts'
import type { Term } from './terms.ts'
import '../faults.ts'

/** In what the differences of a quantity are told. Throws `learning.unit_unfit`, and as checkUnit. */
export function stepsOf({ name, unit = '1' }: LearntQuantity): DifferenceUnit {
  const difference = differenceUnit(unit)
  if (!difference) throw new Fault('learning.unit_unfit', { name, unit })
  return difference
}

/** Longer ones no manifest takes. */
const MOST_CHARACTERS = 60

/** Of the slope of a term; undefined where none can be told. */
export function slopeUnit(target: string, term: Term, units: readonly string[]): string | undefined {
  try {
    const unit = productUnit([[target, 1], ...term.map((i) => [units[i]!, -1] as const)])
    return unit.length <= MOST_CHARACTERS ? unit : undefined
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'core.unit_compound') return undefined
    throw thrown
  }
}
