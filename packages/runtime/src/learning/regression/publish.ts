import type { CaseRow, ModelParameter, Words } from '../../manifest/manifest.ts'
import type { AskedRegression, LearntQuantity, RegressionForm } from '../face.ts'
import { FreeNames, HISTORY, inputOf, outputOf, packageOf, places, shortWords, unitOf } from '../publish.ts'
import type { Table } from '../rows.ts'
import { type LearntLine, predictLine } from './line.ts'
import type { Term } from './terms.ts'

const MOST_CASE_ROWS = 20
/** Of the greatest value: sums of a formula and of the trainer round differently in the last digits. */
const TOLERANCE = 1e-9

const forms: Readonly<Record<RegressionForm, string>> = {
  linear: '线性',
  squares: '含平方项',
  interactions: '含平方项与交互项',
}

export interface LineNames {
  readonly expected: string
  readonly low: string
  readonly high: string
}

/** Names of the outputs, beside those of the inputs. */
export function outputNames(inputs: readonly LearntQuantity[], names = new FreeNames(inputs)): LineNames {
  return { expected: names.take('expected'), low: names.take('low'), high: names.take('high') }
}

export function packageOfLine(
  asked: AskedRegression,
  { training, validation }: { readonly training: Table; readonly validation: Table },
  line: LearntLine,
): ReadonlyMap<string, Uint8Array> {
  const { target } = asked
  const used = line.used.map((i) => asked.inputs[i]!)
  const names = new FreeNames(asked.inputs)
  const outputs = outputNames(asked.inputs, names)
  const told = parametersOf(target, used, line, names)
  const differences = used.map((_, i) => names.take(`d${i + 1}`))
  const sum = names.take('sum')
  const product = (term: Term): string => term.map((i) => differences[i]!).join(' * ')
  const ofTarget = unitOf(target.unit)
  const columns = [...line.used, asked.inputs.length].map((i) => training.columns[i]!)
  return packageOf(
    asked,
    { ...training, columns },
    {
      tag: 'regression',
      words: {
        en: `${target.en} that is expected of ${used.map(({ en }) => en).join(', ')}: least squares, form ${line.form}, ridge penalty ${line.penalty}. Nine of ten values are to lie between low and high.`,
        zh: `由${used.map(({ zh }) => zh).join('、')}求${target.zh}的期望值：最小二乘，形式为${forms[line.form]}，岭惩罚 ${line.penalty}。约九成实测值应落在上下限之间。`,
      },
      inputs: line.used.map((i) => inputOf(asked.inputs[i]!, training.columns[i]!)),
      outputs: [
        outputOf(outputs.expected, shortWords(`${target.en}, expected`, `${target.zh}期望值`), ofTarget),
        outputOf(outputs.low, shortWords('Lower end of the interval', '区间下限'), ofTarget),
        outputOf(outputs.high, shortWords('Upper end of the interval', '区间上限'), ofTarget),
      ],
      parameters: [told.base, told.margin, ...told.centres, ...told.slopes],
      runtime: {
        kind: 'formula',
        steps: [
          ...differences.map((name, i) => ({ name, formula: `${used[i]!.name} - ${told.centres[i]!.name}` })),
          {
            name: sum,
            formula: [told.base.name, ...told.slopes.map(({ name }, j) => `${name} * ${product(line.terms[j]!)}`)].join(
              ' + ',
            ),
          },
        ],
        outputs: {
          [outputs.expected]: sum,
          [outputs.low]: `${sum} - ${told.margin.name}`,
          [outputs.high]: `${sum} + ${told.margin.name}`,
        },
      },
      cases: [
        {
          name: 'Rows of the held-back time, with what the trained model gives',
          source: HISTORY,
          rows: caseRows(used, validation, line, outputs),
        },
      ],
    },
  )
}

function parametersOf(target: LearntQuantity, used: readonly LearntQuantity[], line: LearntLine, names: FreeNames) {
  const { unit, step } = line.difference
  const said = (term: Term, of: keyof Words): string => term.map((i) => used[i]![of]).join(' × ')
  const base: ModelParameter = {
    name: names.take('base'),
    ...unitOf(target.unit),
    default: line.base,
    ...shortWords(`${target.en} where every input is at its centre`, `各输入取中心值时的${target.zh}`),
  }
  const margin: ModelParameter = {
    name: names.take('margin'),
    ...unitOf(unit),
    default: line.margin * step,
    low: 0,
    ...shortWords('Half the width of the interval', '区间半宽'),
  }
  const centres = used.map(
    (one, i): ModelParameter => ({
      name: names.take(`centre${i + 1}`),
      ...unitOf(one.unit),
      default: line.centred[i]!.centre,
      ...shortWords(`Centre of ${one.en}`, `${one.zh}的中心值`),
    }),
  )
  const slopes = line.terms.map(
    (term, j): ModelParameter => ({
      name: names.take(`slope${term.map((i) => i + 1).join('_')}`),
      ...unitOf(line.units[j]),
      default: line.slopes[j]! * step,
      ...shortWords(`Slope of ${said(term, 'en')}`, `${said(term, 'zh')}的系数`),
    }),
  )
  return { base, margin, centres, slopes }
}

function caseRows(
  used: readonly LearntQuantity[],
  validation: Table,
  line: LearntLine,
  outputs: LineNames,
): readonly CaseRow[] {
  const columns = line.used.map((i) => validation.columns[i]!)
  const predicted = predictLine(line, columns)
  const absolute = TOLERANCE * predicted.reduce((most, value) => Math.max(most, Math.abs(value)), line.margin)
  return places(validation.length, MOST_CASE_ROWS).map((row) => ({
    inputs: Object.fromEntries(used.map(({ name }, i) => [name, columns[i]![row]!])),
    outputs: {
      [outputs.expected]: { value: predicted[row]!, absolute },
      [outputs.low]: { value: predicted[row]! - line.margin, absolute },
      [outputs.high]: { value: predicted[row]! + line.margin, absolute },
    },
  }))
}
