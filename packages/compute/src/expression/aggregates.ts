import { differenceUnit, productUnit, properUnit } from '@millrace/core'
import { type AggregateName, aggregates, isAggregate } from './aggregate-table.ts'
import { type CallNode, type Expression, type ExpressionNode, type NameNode, namesOf, nodesOf } from './ast.ts'
import { checkExpression } from './check.ts'
import type { CheckedExpression, PartType } from './checked.ts'
import { sayType } from './checking.ts'
import type { ValueType } from './face.ts'
import { faultAt } from './place.ts'
import { printExpression, printName } from './print.ts'
import { isSpecial, numberType, unitOf } from './units.ts'

/** An aggregate of a formula. Those that are written alike are one. */
export interface AggregateCall {
  /** What stands for it in the outer expression: as it is written, `avg(power)`. */
  readonly name: string
  readonly aggregate: AggregateName
  /** What it looks at; `window` looks at nothing. */
  readonly inner: Expression | undefined
  /** Where it stands in the text. */
  readonly at: number
}

/** A formula parted into what looks over a window and what is computed of that. */
export interface SplitFormula {
  readonly outer: Expression
  readonly aggregates: readonly AggregateCall[]
}

/** Takes the aggregates out of a formula. Throws `expression.arguments`, and `expression.aggregate_place` where one stands in another. */
export function splitAggregates(expression: Expression): SplitFormula {
  const { source } = expression
  const taken = new Set(namesOf(expression))
  const calls = new Map<string, AggregateCall>()

  const standIn = (node: CallNode, aggregate: AggregateName): NameNode => {
    const [inside] = node.arguments
    const wanted = aggregates[aggregate].takes === 'nothing' ? 0 : 1
    if (node.arguments.length !== wanted)
      throw faultAt('arguments', source, node.at, {
        expected: `${wanted} arguments of ${aggregate}`,
        seen: `${node.arguments.length}`,
      })
    if (inside !== undefined) refuseAggregates(source, inside)
    const written = printExpression({ source, root: node })
    const { at, end } = node
    const known = calls.get(written)
    if (known) return { kind: 'name', name: known.name, at, end }
    let name = written
    // A point may be called so, in backticks.
    while (taken.has(name)) name += "'"
    taken.add(name)
    const inner = inside === undefined ? undefined : { source, root: inside }
    calls.set(written, { name, aggregate, inner, at })
    return { kind: 'name', name, at, end }
  }
  const without = (node: ExpressionNode): ExpressionNode => {
    if (node.kind === 'call')
      return isAggregate(node.name) ? standIn(node, node.name) : { ...node, arguments: node.arguments.map(without) }
    if (node.kind === 'unary') return { ...node, operand: without(node.operand) }
    if (node.kind === 'binary') return { ...node, left: without(node.left), right: without(node.right) }
    return node
  }
  const root = without(expression.root)
  return { outer: { source, root }, aggregates: [...calls.values()] }
}

function refuseAggregates(source: string, node: ExpressionNode): void {
  for (const inner of nodesOf(node))
    if (inner.kind === 'call' && isAggregate(inner.name))
      throw faultAt('aggregate_place', source, inner.at, { seen: `${inner.name}()` })
}

/** An aggregate whose types and units hold. */
export interface CheckedAggregate extends AggregateCall {
  /** What it looks at, in the unit that the aggregate wants. */
  readonly checked: CheckedExpression | undefined
  readonly type: ValueType
}

/** A formula whose types and units hold: its aggregates first, then the outer expression over their names. */
export interface CheckedFormula {
  readonly outer: CheckedExpression
  readonly aggregates: readonly CheckedAggregate[]
}

/** What a formula may name. */
export interface FormulaNames {
  /** What changes in the window: inside aggregates only. */
  readonly points: ReadonlyMap<string, ValueType>
  /** What holds for the whole window (a rated power, a price): anywhere. */
  readonly parameters?: ReadonlyMap<string, ValueType>
}

/**
 * Types and units of a formula; `wanted` as in checkExpression. Throws `expression.aggregate_missing` where a point stands outside of
 * every aggregate, and as checkExpression.
 */
export function checkFormula(formula: SplitFormula, names: FormulaNames, wanted?: ValueType): CheckedFormula {
  const { outer } = formula
  const inside = new Map([...names.points, ...(names.parameters ?? [])])
  const outside = new Map<string, PartType>(names.parameters ?? [])
  const checked: CheckedAggregate[] = []
  for (const call of formula.aggregates) {
    const { looksAt, gives } = checkAggregate(call, inside)
    outside.set(call.name, gives)
    const { type, unit } = gives
    checked.push({ ...call, checked: looksAt, type: unit === undefined ? { type } : { type, unit } })
  }
  for (const node of nodesOf(outer.root))
    if (node.kind === 'name' && !outside.has(node.name) && names.points.has(node.name))
      throw faultAt('aggregate_missing', outer.source, node.at, { seen: printName(node.name) })
  return { outer: checkExpression(outer, outside, wanted), aggregates: checked }
}

function checkAggregate(
  { aggregate, inner, at }: AggregateCall,
  names: ReadonlyMap<string, ValueType>,
): { readonly looksAt: CheckedExpression | undefined; readonly gives: PartType } {
  const { takes, result } = aggregates[aggregate]
  if (inner === undefined) return { looksAt: undefined, gives: numberType('s') }
  const looksAt = checkExpression(inner, names)
  const { gives } = looksAt.root
  const { source, root } = inner
  if (takes !== 'any' && gives.type !== takes)
    throw faultAt('type_mismatch', source, root.at, {
      expected: `${takes === 'number' ? 'a number' : 'a condition'} in ${aggregate}()`,
      seen: sayType(gives),
    })
  const unit = unitOf(gives)
  switch (result) {
    case 's':
    case '1':
      return { looksAt, gives: numberType(result) }
    case 'times s': {
      const proper = properUnit(unit)
      const gathered = checkExpression(inner, names, numberType(proper))
      return {
        looksAt: gathered,
        gives: numberType(
          productUnit([
            [proper, 1],
            ['s', 1],
          ]),
        ),
      }
    }
    case 'difference': {
      const difference = differenceUnit(unit)
      if (difference === undefined)
        throw faultAt('unit_mismatch', source, at, {
          expected: 'a unit whose steps are alike',
          seen: sayType(gives),
          remedy: `Multiply by 1 to take it in ${properUnit(unit)}.`,
        })
      if (!isSpecial(unit)) return { looksAt, gives }
      // In K the difference of what it looks at is what the aggregate gives.
      const proper = checkExpression(inner, names, numberType(difference.unit))
      return { looksAt: proper, gives: numberType(difference.unit, true) }
    }
    case 'same':
      if (aggregate === 'sum' && isSpecial(unit))
        throw faultAt('unit_mismatch', source, at, {
          expected: 'a value that counts from a true zero in sum()',
          seen: sayType(gives),
          remedy: 'The mean over the window is avg(…).',
        })
      return { looksAt, gives }
  }
}
