export { createLiveEngine, type LiveCounters, type LiveEngine } from './engine.ts'
export { type ConditionBook, noConditions, type StandingEdge } from './needs.ts'
