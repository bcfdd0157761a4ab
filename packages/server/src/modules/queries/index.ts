export type { QueryService } from './service.ts'
