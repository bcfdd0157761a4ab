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
