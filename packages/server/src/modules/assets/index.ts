export { sampleAt } from './sample.ts'
export { Sample } from './schema.ts'
export type { Asset, Point } from './schema.ts'
export type { AssetService, Placed } from './service.ts'
