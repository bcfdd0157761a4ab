import type { UnitConversion } from '@millrace/core'
import type { ArithmeticOperator, ComparisonOperator, LogicOperator } from './ast.ts'
import type { ValueType } from './face.ts'
import type { FunctionDefinition } from './functions.ts'

/** What a part of an expression gives. */
export interface PartType extends ValueType {
  /** A difference of two temperatures, in K: it has no place on a scale with a zero of its own. */
  readonly difference?: true
}

/** A part of an expression with its type; units agree, conversions are steps of their own. */
export type CheckedNode = { readonly gives: PartType } & (
  | { readonly step: 'number'; readonly value: number }
  | { readonly step: 'boolean'; readonly value: boolean }
  | { readonly step: 'text'; readonly value: string }
  | { readonly step: 'input'; readonly name: string }
  | { readonly step: 'convert'; readonly operand: CheckedNode; readonly conversion: UnitConversion }
  | { readonly step: 'negate' | 'not' | 'isgood' | 'isbad'; readonly operand: CheckedNode }
  | {
      readonly step: ArithmeticOperator | ComparisonOperator | LogicOperator | 'fallback'
      readonly left: CheckedNode
      readonly right: CheckedNode
    }
  | {
      readonly step: 'if'
      readonly condition: CheckedNode
      readonly then: CheckedNode
      readonly otherwise: CheckedNode
    }
  | { readonly step: 'in'; readonly operand: CheckedNode; readonly among: readonly CheckedNode[] }
  | { readonly step: 'call'; readonly definition: FunctionDefinition; readonly operands: readonly CheckedNode[] }
)

/** An expression whose types and units hold. */
export interface CheckedExpression {
  readonly source: string
  readonly root: CheckedNode
  readonly type: ValueType
}
