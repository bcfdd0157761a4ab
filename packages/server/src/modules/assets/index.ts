export { sampleAt } from './sample.ts'
export type { Point } from './schema.ts'
export { PointType, Sample } from './schema.ts'
export type { AssetService } from './service.ts'
