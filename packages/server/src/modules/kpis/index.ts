export type { KpiService } from './service.ts'
