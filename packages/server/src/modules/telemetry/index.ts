export { bucketWidth, idsOf, momentOf, type Range, rangeOf } from './range.ts'
export { MOST_BUCKETS, PointIds, PointSample } from './schema.ts'
export type { TelemetryService } from './service.ts'
