import { aggregates } from './aggregate-table.ts'
import type { CallNode, ExpressionNode } from './ast.ts'
import type { CheckedNode } from './checked.ts'
import type { Checking } from './checking.ts'
import { forms } from './forms.ts'
import { type FunctionDefinition, functionTable, keepNames } from './functions.ts'
import { numberType, powerOf, unitOf } from './units.ts'

keepNames(Object.keys(forms))
keepNames(Object.keys(aggregates))

const condition = { type: 'boolean' } as const

/** A call of a function or of a form. */
export function checkCall(checker: Checking, node: CallNode): CheckedNode {
  const count = (least: number, most: number): void => {
    const seen = node.arguments.length
    if (seen >= least && seen <= most) return
    const expected =
      most === Number.POSITIVE_INFINITY ? `at least ${least}` : most === least ? `${least}` : `${least} to ${most}`
    throw checker.fault('arguments', node, { expected: `${expected} arguments of ${node.name}`, seen: `${seen}` })
  }
  const [first, second, third] = node.arguments as [ExpressionNode, ExpressionNode, ExpressionNode]
  switch (node.name) {
    case 'if': {
      count(3, 3)
      const held = checker.condition(first)
      const then = checker.check(second)
      const otherwise = checker.as(third, checker.check(third), then.gives)
      return { step: 'if', condition: held, then, otherwise, gives: then.gives }
    }
    case 'isgood':
    case 'isbad':
      count(1, 1)
      return { step: node.name, operand: checker.check(first), gives: condition }
    case 'fallback': {
      count(2, 2)
      const left = checker.check(first)
      return { step: 'fallback', left, right: checker.as(second, checker.check(second), left.gives), gives: left.gives }
    }
    case 'in': {
      count(2, Number.POSITIVE_INFINITY)
      const operand = checker.check(first)
      const among = node.arguments.slice(1).map((part) => checker.as(part, checker.check(part), operand.gives))
      return { step: 'in', operand, among, gives: condition }
    }
  }
  const definition = functionTable().get(node.name)
  if (definition === undefined) {
    const known = [...Object.keys(forms), ...functionTable().keys()].join(', ')
    throw checker.fault('function_unknown', node, { seen: `${node.name}()`, known })
  }
  const { length } = definition.parameters
  count(length, definition.repeats ? Number.POSITIVE_INFINITY : length)
  return checkFunction(checker, node, definition)
}

function checkFunction(checker: Checking, node: CallNode, definition: FunctionDefinition): CheckedNode {
  let same: CheckedNode | undefined
  const operands = node.arguments.map((part, at) => {
    const { unit } = definition.parameters[Math.min(at, definition.parameters.length - 1)]!
    const checked = checker.number(part)
    if (unit !== undefined) return checker.in(part, checked, unit)
    if (definition.fromZero) checker.fromZero(part, checked)
    if (same !== undefined) return checker.as(part, checked, same.gives)
    same = checked
    return checked
  })
  if (typeof definition.result === 'object')
    return { step: 'call', definition, operands, gives: numberType(definition.result.unit) }
  if (definition.result === 'same') return { step: 'call', definition, operands, gives: same!.gives }
  return rooted(checker, node, definition, operands)
}

/** A function whose result has the root of the unit of its one parameter. */
function rooted(
  checker: Checking,
  node: CallNode,
  definition: FunctionDefinition,
  operands: CheckedNode[],
): CheckedNode {
  const [operand] = operands as [CheckedNode]
  const raised = powerOf(operand, 0.5)
  if (raised !== undefined) return { step: 'call', definition, operands: [raised.base], gives: numberType(raised.unit) }
  const unit = unitOf(operand.gives)
  const remedy = `Divide by a unit before, as in ${node.name}(x / 1[${unit}]).`
  throw checker.fault('unit_mismatch', node, { expected: 'a unit that has a square root', seen: unit, remedy })
}
