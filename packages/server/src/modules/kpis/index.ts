export type { HistoryProgress } from './book.ts'
export type { KpiService } from './service.ts'
