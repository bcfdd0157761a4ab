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
export { kpiFaults } from './faults.ts'
export { type OrderRun, type Window, type WindowKind, Windows, windowKinds } from './windows.ts'
