export type { HistoryProgress } from './book.ts'
export type { Bindings as KpiBindings, Definition as KpiVersion } from './schema.ts'
export type { KpiService } from './service.ts'
