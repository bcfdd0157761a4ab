export type { QuotaService } from './service.ts'
