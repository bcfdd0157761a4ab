import { pearson } from '@millrace/compute'
import { Fault } from '@millrace/core'
import {
  type AskedRegression,
  COVERAGE,
  type Learned,
  type LearningReport,
  type LearningWarning,
  MOST_INPUTS,
  type Progress,
  type RegressionForm,
} from '../face.ts'
import { mustBe } from '../must-be.ts'
import { cleanRows, rangeOf, type Table, thinned } from '../rows.ts'
import {
  type Compared,
  deviationOf,
  isBetter,
  meanOf,
  quantileOf,
  rmseOf,
  scoreOf,
  shown,
  tooLittle,
} from '../scores.ts'
import { type Split, splitOf } from '../split.ts'
import { ofChanges, ofFewRows, ofOutside, ofResiduals } from '../warnings.ts'
import { type Choice, choose } from './choose.ts'
import { type LearntLine, predictLine } from './line.ts'
import { outputNames, packageOfLine } from './publish.ts'
import { ridge } from './ridge.ts'
import { type Centred, type Term, termColumn, termsOf } from './terms.ts'
import { slopeUnit, stepsOf } from './units.ts'
import '../faults.ts'

const LEAST = { training: 30, validation: 10, rowsAnInput: 5 }
/** Form and penalty are chosen over at most so many rows. */
const MOST_CHOOSING = 5_000
/** |r| of training at which an input is taken to be the target in another dress. */
const LEAKING = 0.9999

/** Throws `learning.*`, and `core.unit_unknown`. */
export function trainRegression(asked: AskedRegression, progress: Progress): Learned {
  const { inputs, target } = asked
  mustBe('inputs', inputs.length, 1, MOST_INPUTS)
  const { table, leftOut } = cleanRows(asked, [...inputs, target])
  const split = splitOf(asked, table)
  const { training, validation, period } = split
  const rows = { ...split.rows, given: asked.rows.length, leftOut }
  const y = training.columns[inputs.length]!
  const used = inputs.flatMap((_, i) => (varies(training.columns[i]!) ? [i] : []))
  const told = { kind: 'regression', rows, ...(period ? { period } : {}) } as const
  const warnings: LearningWarning[] = [
    ...ofFewRows(rows),
    ...inputs.filter((_, i) => !used.includes(i)).map(({ name }) => ({ kind: 'input_constant', name }) as const),
    ...(varies(y) ? [] : [{ kind: 'target_constant', name: target.name } as const]),
  ]
  const least = Math.max(LEAST.training, LEAST.rowsAnInput * inputs.length)
  if (!varies(y) || used.length === 0 || training.length < least || validation.length < LEAST.validation)
    return { report: tooLittle({ ...told, warnings }) }
  const { line, choice } = learnLine(asked, training, used, progress)
  return {
    files: packageOfLine(asked, split, line),
    report: { ...told, ...judged(asked, split, line, { choice, warnings }) },
  }
}

function varies(values: Float64Array): boolean {
  const { low, high } = rangeOf(values)
  return high > low
}

/** @param used places of the inputs that vary */
function learnLine(asked: AskedRegression, training: Table, used: readonly number[], progress: Progress) {
  const steps = used.map((i) => stepsOf(asked.inputs[i]!))
  const units = steps.map(({ unit }) => unit)
  const difference = stepsOf(asked.target)
  const centred = used.map((input, i): Centred => {
    // A few digits: a centre need not be the mean.
    const centre = Number(meanOf(training.columns[input]!).toPrecision(6))
    return { centre, step: steps[i]!.step }
  })
  const unitOf = (term: Term): string | undefined => slopeUnit(difference.unit, term, units)
  used.forEach((input, i) => {
    const { name, unit = '1' } = asked.inputs[input]!
    if (unitOf([i]) === undefined) throw new Fault('learning.unit_unfit', { name, unit })
  })
  const columnsOf = ({ columns }: Table, form: RegressionForm): Float64Array[] => {
    const own = used.map((i) => columns[i]!)
    return termsOf(form, used.length).map((term) => termColumn(term, own, centred))
  }
  const few = thinned(training, MOST_CHOOSING)
  const choice = choose(
    few.columns.at(-1)!,
    (form) =>
      termsOf(form, used.length).some((term) => unitOf(term) === undefined) ? undefined : columnsOf(few, form),
    (share) => progress(0.7 * share),
  )
  const { form, penalty, residuals } = choice
  const terms = termsOf(form, used.length)
  const { intercept, slopes } = ridge(columnsOf(training, form), training.columns.at(-1)!, penalty)
  progress(0.9)
  const margin = quantileOf(residuals.map(Math.abs), COVERAGE)
  const line: LearntLine = {
    ...{ form, penalty, used, centred, terms, slopes, difference, margin },
    units: terms.map(unitOf),
    base: intercept,
  }
  return { line, choice }
}

interface Known {
  readonly choice: Choice
  readonly warnings: readonly LearningWarning[]
}

/** What the line is worth, above all where nothing was learnt. */
function judged(
  { inputs, target }: AskedRegression,
  { training, validation }: Split,
  line: LearntLine,
  { choice, warnings }: Known,
): Omit<LearningReport, 'kind' | 'rows' | 'period'> {
  const output = outputNames(inputs).expected
  const compared = ({ columns }: Table) => {
    const predicted = predictLine(
      line,
      line.used.map((i) => columns[i]!),
    )
    const low = predicted.map((value) => value - line.margin)
    const high = predicted.map((value) => value + line.margin)
    return { measured: columns[inputs.length]!, predicted, low, high } satisfies Compared
  }
  const [learnt, held] = [compared(training), compared(validation)]
  const mean = new Float64Array(validation.length).fill(meanOf(learnt.measured))
  const hanging = ofResiduals(
    learnt.measured.map((value, i) => value - learnt.predicted[i]!),
    deviationOf(learnt.measured),
  )
  const wandering = hanging.length > 0 ? ofChanges(learnt.measured, learnt.predicted) : []
  // Twice, so that a stretch of luck is not enough: within the training, and in the time held back.
  const isWorth =
    wandering.length === 0 &&
    isBetter(choice.rmse, [choice.yardstick]) &&
    isBetter(rmseOf(held.measured, held.predicted), [rmseOf(held.measured, mean)])
  const leaks = inputs.flatMap(({ name }, i): LearningWarning[] => {
    const value = Math.abs(pearson(training.columns[i]!, learnt.measured).r)
    return value > LEAKING ? [{ kind: 'leakage', name, value }] : []
  })
  return {
    verdict: isWorth ? 'better' : 'no_better',
    warnings: [
      ...warnings,
      ...leaks,
      ...ofOutside([...inputs, target], training, validation),
      ...hanging,
      ...wandering,
    ],
    scores: [
      {
        output,
        training: scoreOf(learnt),
        validation: scoreOf(held),
        yardsticks: [{ kind: 'mean', validation: scoreOf({ measured: held.measured, predicted: mean }) }],
      },
    ],
    found: { kind: 'regression', form: line.form, penalty: line.penalty, terms: line.terms.length },
    series: shown(output, { time: validation.time, ...held }),
  }
}
