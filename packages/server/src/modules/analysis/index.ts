export type { AnalysisService } from './service.ts'
