export type { DerivedService } from './service.ts'
export { inputSampleOf, readStretch, standingAt } from './stretch.ts'
