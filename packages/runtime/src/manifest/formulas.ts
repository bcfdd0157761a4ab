import { type CheckedExpression, checkExpression, parseExpression, type ValueType } from '@millrace/compute'
import type { FormulaSpec, ModelManifest, ModelOutput, ValidityRule } from './manifest.ts'

const typeOf = ({ type = 'number', unit }: { readonly type?: ValueType['type']; readonly unit?: string }): ValueType =>
  unit === undefined ? { type } : { type, unit }

/** What formulas of a model may name: its inputs and parameters, with their units. */
export function namesOfModel({ inputs, parameters = [] }: ModelManifest): Map<string, ValueType> {
  return new Map([
    ...inputs.map((input): [string, ValueType] => [input.name, typeOf(input)]),
    ...parameters.map(({ name, unit }): [string, ValueType] => [name, typeOf(unit === undefined ? {} : { unit })]),
  ])
}

type Step = NonNullable<FormulaSpec['steps']>[number]

/** A step may use what is named before it. Without a unit of its own it takes the one that comes out. Throws as expressions do. */
export function checkStep({ formula, unit }: Step, known: ReadonlyMap<string, ValueType>): CheckedExpression {
  const wanted: ValueType | undefined = unit === undefined ? undefined : { type: 'number', unit }
  return checkExpression(parseExpression(formula), known, wanted)
}

/** What an output's formula gives is in the unit of the output. Throws as expressions do. */
export function checkOutput(
  formula: string,
  output: ModelOutput,
  known: ReadonlyMap<string, ValueType>,
): CheckedExpression {
  return checkExpression(parseExpression(formula), known, typeOf(output))
}

/** Throws as expressions do. */
export function checkRule({ holds }: ValidityRule, manifest: ModelManifest): CheckedExpression {
  return checkExpression(parseExpression(holds), namesOfModel(manifest), { type: 'boolean' })
}
