import type { CaseRow } from '../../manifest/manifest.ts'
import type { AskedAnomaly, LearntQuantity } from '../face.ts'
import { FreeNames, HISTORY, inputOf, outputOf, packageOf, places } from '../publish.ts'
import type { Table } from '../rows.ts'
import { causeOf, type Forest, scoreOfRow } from './forest.ts'
import { anomalyScript } from './script.ts'
import { rowOf } from './spoil.ts'

export interface LearntForest {
  readonly forest: Forest
  /** Those that vary; all else speaks of these alone. */
  readonly inputs: readonly LearntQuantity[]
  /** Median of each. */
  readonly usual: readonly number[]
  /** Scores above are unusual. */
  readonly threshold: number
  readonly trees: number
  readonly sample: number
  readonly contamination: number
}

const FILE = 'code/anomaly.js'
const MOST_CASE_ROWS = 20
const TOLERANCE = 1e-9
/** A row takes up to eleven scores of a hundred trees each. */
const LIMITS = { timeMs: 10_000, rows: 1_000 }

/** What a row has for a cause that is not unusual. */
export const NO_CAUSE = '-'

export function outputNames({ inputs }: Pick<LearntForest, 'inputs'>) {
  const names = new FreeNames(inputs)
  return {
    score: names.take('score'),
    unusual: names.take('unusual'),
    cause: names.take('cause'),
    threshold: names.take('threshold'),
  }
}

/** @param training columns of the inputs that vary, as those of `validation` */
export function packageOfForest(
  asked: AskedAnomaly,
  training: Table,
  validation: Table,
  learnt: LearntForest,
): ReadonlyMap<string, Uint8Array> {
  const { inputs, threshold, trees, sample, contamination } = learnt
  const { score, unusual, cause, threshold: limit } = outputNames(learnt)
  const share = `${Number((100 * contamination).toPrecision(3))} %`
  return packageOf(asked, training, {
    tag: 'anomaly',
    words: {
      en: `How unlike its past a row of ${inputs.map(({ en }) => en).join(', ')} is: isolation forest of ${trees} trees over ${sample} rows each (Liu, Ting and Zhou, 2008). Unusual is a score above the threshold, as ${share} of the rows learnt from have; the cause is the input whose place taken by its median lowers the score most.`,
      zh: `判断${inputs.map(({ zh }) => zh).join('、')}与历史相比的异常程度：孤立森林，${trees} 棵树，每棵 ${sample} 行（Liu、Ting、Zhou，2008）。得分高于阈值为异常，训练行中有 ${share} 如此；原因为以中位数代替后得分降低最多的输入。`,
    },
    inputs: inputs.map((one, i) => inputOf(one, training.columns[i]!)),
    outputs: [
      outputOf(score, { en: 'Score', zh: '异常得分' }, { low: 0, high: 1 }),
      outputOf(unusual, { en: 'Unusual', zh: '异常' }, { type: 'boolean' }),
      outputOf(cause, { en: 'Input that it comes from', zh: '主要原因（输入）' }, { type: 'text' }),
    ],
    parameters: [
      { name: limit, default: threshold, low: 0, high: 1, en: 'Score above which it is unusual', zh: '异常阈值' },
    ],
    limits: LIMITS,
    runtime: { kind: 'script', file: FILE },
    cases: [
      {
        name: 'Rows of the held-back time, with what the trained model gives',
        source: HISTORY,
        rows: caseRows(validation, learnt),
      },
    ],
    scripts: { [FILE]: anomalyScript, 'code/forest.js': forestScript(learnt) },
  })
}

/** As JSON within a text, which an engine reads ten times as fast as a list in code. */
function forestScript(learnt: LearntForest): string {
  const { roots, input, split, above, usual } = learnt.forest
  const { score, unusual, cause, threshold } = outputNames(learnt)
  const forest = {
    inputs: learnt.inputs.map(({ name }) => name),
    outputs: { score, unusual, cause, threshold },
    median: learnt.usual,
    usual,
    roots,
    input: [...input],
    split: [...split],
    above: [...above],
  }
  return `// Nodes of all trees: the input that is asked for (-1: a leaf), its split, and the node for values above.
export const forest = JSON.parse(${JSON.stringify(JSON.stringify(forest))})
`
}

function caseRows(validation: Table, learnt: LearntForest): readonly CaseRow[] {
  const { forest, inputs, usual, threshold } = learnt
  const names = outputNames(learnt)
  return places(validation.length, MOST_CASE_ROWS).map((at) => {
    const row = rowOf(validation, at)
    const score = scoreOfRow(forest, row)
    const isUnusual = score > threshold
    return {
      inputs: Object.fromEntries(inputs.map(({ name }, i) => [name, row[i]!])),
      outputs: {
        [names.score]: { value: score, absolute: TOLERANCE },
        [names.unusual]: { value: isUnusual },
        [names.cause]: { value: isUnusual ? inputs[causeOf(forest, row, usual)]!.name : NO_CAUSE },
      },
    }
  })
}
