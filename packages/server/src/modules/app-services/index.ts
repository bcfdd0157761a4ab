export type { AppServices } from './service.ts'
