export type { ProductionService, UnitPlan } from './service.ts'
