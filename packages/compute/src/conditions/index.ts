export { checkCondition, inputsOf } from './check.ts'
export { compileCondition } from './compile.ts'
export type {
  AbsenceCondition,
  ConditionDefinition,
  DeviationCondition,
  ExpressionCondition,
  ExpressionInput,
  LimitCondition,
  QualityCondition,
  RateCondition,
  StateCondition,
} from './definition.ts'
export type { ConditionEdge } from './face.ts'
export { SeriesIndex } from './series-index.ts'
export { ConditionSet, type ConditionSetOptions } from './set.ts'
export { type SignalKind, type StartingPoint, startingPoints } from './settings.ts'
export type { Emit } from './switches.ts'
