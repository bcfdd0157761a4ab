export {
  type DerivedDefinition,
  type DerivedInput,
  type DerivedName,
  type DerivedStep,
  derivedSeriesOf,
  type InputSample,
} from './definition.ts'
export { type DerivedSample, tellDerived } from './over-history.ts'
export { ALL_INPUTS, type DerivedTold } from './point.ts'
export { checkFormulaOf, DerivedProgram } from './program.ts'
export { DerivedSet } from './set.ts'
