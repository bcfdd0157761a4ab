export {
  type Break,
  type Calendar,
  Plan,
  type PlannedStretch,
  Schedule,
  type Shift,
  type ShiftRun,
  type ShiftTimes,
} from './calendar.ts'
export {
  compileKpi,
  type KpiDefinition,
  type KpiInput,
  type KpiMeasure,
  type KpiProgram,
  type KpiResult,
  type Unavailable,
  workOut,
  workOutTogether,
} from './definition.ts'
export { KpiEvaluator, type ToldPage } from './evaluator.ts'
export { kpiFaults } from './faults.ts'
export { changedWindows, supersededAt, tellWindow } from './from-history.ts'
export { iso22400 } from './iso22400.ts'
export type { MeasureSpec } from './measure.ts'
export { productionNames, type Quantity, quantities, type Reading, type ReadName } from './names.ts'
export type { LateInput, Page, StaleWindow, SubjectSpec } from './page.ts'
export { type BuiltUnit, buildUnit, type PlannedKpi, type PlannedUnit, Schedules, seriesOf } from './planned-unit.ts'
export {
  type BoundKpi,
  type Counter,
  subjectOf,
  tellKpi,
  type WorkUnit,
} from './production.ts'
export { type Reported, StateSignal, type StateStretch, stateStretches, unexplained } from './stretches.ts'
export { Subject } from './subject.ts'
export type { TallyFigure } from './tally.ts'
export {
  type Downtime,
  type StateMapping,
  type StateRule,
  type TimeElements,
  TimeModel,
  timeElements,
  type UnitState,
  unitStates,
} from './time-model.ts'
export { type OrderRun, type Window, type WindowKind, Windows, windowKinds } from './windows.ts'
