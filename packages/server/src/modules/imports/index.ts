export type { Bring, ImportService } from './service.ts'
