export type { DerivedService } from './service.ts'
export { readStretch, standingAt } from './stretch.ts'
