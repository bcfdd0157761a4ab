export { createLiveEngine, type LiveCounters, type LiveEngine } from './engine.ts'
export type { ConditionBook, StandingEdge } from './needs.ts'
