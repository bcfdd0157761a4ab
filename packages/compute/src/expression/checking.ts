import type { Facts, Fault } from '@millrace/core'
import type { ExpressionNode } from './ast.ts'
import type { CheckedNode } from './checked.ts'
import type { ValueType } from './face.ts'

/** What the rules of single calls ask of the checker: each throws a fault at the node where it does not hold. */
export interface Checking {
  fault(code: string, node: ExpressionNode, facts: Facts): Fault
  check(node: ExpressionNode): CheckedNode
  /** A number of any unit. */
  number(node: ExpressionNode): CheckedNode
  condition(node: ExpressionNode): CheckedNode
  /** The part as it is wanted; a number in the wanted unit. */
  as(node: ExpressionNode, checked: CheckedNode, wanted: ValueType): CheckedNode
  /** A number in another unit of its dimension. */
  in(node: ExpressionNode, checked: CheckedNode, unit: string): CheckedNode
  /** Refuses a special unit where the figure must count from a true zero. */
  fromZero(node: ExpressionNode, checked: CheckedNode): void
}

/** How a type is told to people. */
export function sayType({ type, unit }: ValueType): string {
  if (type === 'text') return 'a text'
  if (type === 'boolean') return 'a condition'
  return unit === undefined || unit === '1' ? 'a number without a unit' : `a number in ${unit}`
}
