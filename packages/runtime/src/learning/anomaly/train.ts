import {
  type AskedAnomaly,
  type Learned,
  type LearningReport,
  type LearningWarning,
  MOST_INPUTS,
  type Progress,
} from '../face.ts'
import { mustBe } from '../must-be.ts'
import { uniforms } from '../random.ts'
import { cleanRows, rangeOf, type Table, thinned } from '../rows.ts'
import { known, quantileOf, shown, tooLittle } from '../scores.ts'
import { type Split, splitOf } from '../split.ts'
import { ofFewRows, ofOutside } from '../warnings.ts'
import { growForest, scoreOfRow } from './forest.ts'
import { type LearntForest, outputNames, packageOfForest } from './publish.ts'
import { aucOf, farthest, limitsOf, rowOf, spoilt } from './spoil.ts'

const TREES = 100
const SAMPLE = 256
const LEAST = { training: 100, validation: 20 }
const USUAL = { contamination: 0.01, seed: 1 }
/** Held-back rows that are spoilt to see whether it is noticed. */
const MOST_SPOILT = 2_000
/** By so much the auc must be above that of limits. */
const WORTH = 0.02

/** Throws `learning.*`. */
export function trainAnomaly(asked: AskedAnomaly, progress: Progress): Learned {
  const { inputs, contamination = USUAL.contamination, seed = USUAL.seed } = asked
  mustBe('inputs', inputs.length, 1, MOST_INPUTS)
  mustBe('contamination', contamination, 1e-6, 0.2)
  const { table, leftOut } = cleanRows(asked, inputs)
  const split = splitOf(asked, table)
  const { training, validation, period } = split
  const rows = { ...split.rows, given: asked.rows.length, leftOut }
  const used = inputs.flatMap((_, i) => {
    const { low, high } = rangeOf(training.columns[i]!)
    return high > low ? [i] : []
  })
  const told = { kind: 'anomaly', rows, ...(period ? { period } : {}) } as const
  const warnings: LearningWarning[] = [
    ...ofFewRows(rows),
    ...inputs.filter((_, i) => !used.includes(i)).map(({ name }) => ({ kind: 'input_constant', name }) as const),
  ]
  if (used.length === 0 || training.length < LEAST.training || validation.length < LEAST.validation)
    return { report: tooLittle({ ...told, warnings }) }

  const [learntFrom, heldBack] = [partTo(training, used), partTo(validation, used)]
  const uniform = uniforms(seed)
  const forest = growForest(learntFrom.columns, { trees: TREES, sample: SAMPLE }, uniform)
  progress(0.1)
  const scores = scoresOf(forest, learntFrom, (share) => progress(0.1 + 0.6 * share))
  const learnt: LearntForest = {
    forest,
    inputs: used.map((i) => inputs[i]!),
    usual: learntFrom.columns.map((column) => quantileOf(column, 0.5)),
    threshold: quantileOf(scores, 1 - contamination),
    trees: TREES,
    sample: Math.min(SAMPLE, training.length),
    contamination,
  }
  const judged = judge(learnt, { training: learntFrom, validation: heldBack }, scores, uniform)
  return {
    files: packageOfForest(asked, learntFrom, heldBack, learnt),
    report: { ...told, warnings: [...warnings, ...ofOutside(inputs, training, validation)], ...judged },
  }
}

const partTo = (table: Table, used: readonly number[]): Table => ({
  ...table,
  columns: used.map((i) => table.columns[i]!),
})

function scoresOf(forest: LearntForest['forest'], table: Table, progress: Progress = () => undefined): Float64Array {
  const row = new Float64Array(table.columns.length)
  return Float64Array.from({ length: table.length }, (_, at) => {
    table.columns.forEach((column, i) => {
      row[i] = column[at]!
    })
    if (at % 10_000 === 0) progress(at / table.length)
    return scoreOfRow(forest, row)
  })
}

/** Nobody tells which rows were faults: some of those held back are spoilt, and it must be seen better than by limits. */
function judge(
  learnt: LearntForest,
  { training, validation }: Pick<Split, 'training' | 'validation'>,
  scores: Float64Array,
  uniform: () => number,
): Pick<LearningReport, 'verdict' | 'scores' | 'found' | 'series'> {
  const { forest, threshold, trees, sample } = learnt
  const held = scoresOf(forest, validation)
  const flagged = (of: Float64Array): number => of.filter((score) => score > threshold).length / of.length
  const limits = training.columns.map(limitsOf)
  const whole = thinned(validation, MOST_SPOILT)
  const broken = spoilt(whole, limits, uniform)
  const aucBy = (scoreBy: (row: readonly number[]) => number): number =>
    aucOf(
      Float64Array.from(broken, scoreBy),
      Float64Array.from({ length: whole.length }, (_, i) => scoreBy(rowOf(whole, i))),
    )
  const auc = aucBy((row) => scoreOfRow(forest, row))
  const ofLimits = aucBy((row) => farthest(limits, row))
  const output = outputNames(learnt).score
  const none = new Float64Array(validation.length).fill(Number.NaN)
  const high = new Float64Array(validation.length).fill(threshold)
  return {
    verdict: auc > ofLimits + WORTH ? 'better' : 'no_better',
    scores: [
      {
        output,
        training: { rows: training.length, flagged: flagged(scores) },
        validation: { rows: validation.length, flagged: flagged(held), auc: known(auc) },
        yardsticks: [{ kind: 'limits', validation: { rows: whole.length, auc: known(ofLimits) } }],
      },
    ],
    found: { kind: 'anomaly', trees, sample, threshold },
    series: shown(output, { time: validation.time, measured: none, predicted: held, low: none, high }),
  }
}
