export {
  cellOf,
  type InputSample,
  type InstantDefinition,
  type RowDefinition,
  seriesOfInputs,
} from './definition.ts'
export { ALL_INPUTS, type LateTold } from './instant.ts'
export { type ToldRow, tellRows } from './over-history.ts'
export type { RowTold } from './point.ts'
export { RowSet } from './row-set.ts'
