export type { EffectOf, Maintenance, MaintenanceEvent } from './event.ts'
export type { MaintenanceService } from './service.ts'
