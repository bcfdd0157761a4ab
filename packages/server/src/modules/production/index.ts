export type { CalendarContent } from './schema.ts'
export type { ProductionService, TouchingChange, UnitPlan } from './service.ts'
export type { StandingService } from './standing.ts'
