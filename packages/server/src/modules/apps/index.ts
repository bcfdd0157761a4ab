export type { AppService } from './service.ts'
