export { createLiveEngine } from './engine.ts'
export type { LiveCounters, LiveEngine } from './face.ts'
export type { ConditionBook, KpiBook, KpiNews, LiveUnit, StandingEdge } from './needs.ts'
