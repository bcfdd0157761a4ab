export type { DerivedService } from './service.ts'
