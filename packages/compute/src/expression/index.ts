export { type AggregateName, type AggregateRow, aggregates } from './aggregate-table.ts'
export {
  type AggregateCall,
  type CheckedAggregate,
  type CheckedFormula,
  checkFormula,
  type FormulaNames,
  type SplitFormula,
  splitAggregates,
} from './aggregates.ts'
export { type Expression, type ExpressionNode, namesOf } from './ast.ts'
export { checkExpression } from './check.ts'
export type { CheckedExpression } from './checked.ts'
export { type ColumnKernel, compileColumns } from './columns.ts'
export { compileExpression, type SlotOf } from './compile.ts'
export type { Frame, Kernel, TextTable, ValueType } from './face.ts'
export { type FormRow, forms } from './forms.ts'
export { newFrame } from './frame.ts'
export { defineFunctions, type FunctionRow, functionTable, type Words } from './functions.ts'
export { parseExpression } from './parse.ts'
export { printExpression, printName } from './print.ts'
export { TextNumbers } from './texts.ts'
