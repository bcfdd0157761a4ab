export type { ThingService } from './service.ts'
