export type { ConditionEdge } from './face.ts'
