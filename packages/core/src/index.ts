export { type Clock, ManualClock, systemClock, type Timer } from './clock.ts'
export { type Closable, Owned } from './close.ts'
export {
  type Blame,
  coreFaults,
  defineFaults,
  type Facts,
  Fault,
  type FaultRow,
  faultTable,
  sayFault,
} from './fault.ts'
export {
  type AssetId,
  type DeviceId,
  type GrantId,
  ID_PATTERN,
  isId,
  newId,
  type PointId,
  parseId,
  type SeriesId,
  type TenantId,
  type UserId,
} from './ids.ts'
export { jsonLog, type Log, processLog, silentLog } from './log.ts'
export {
  isBad,
  isGood,
  type Severity,
  Status,
  severityOf,
  sparkplugQuality,
  statusName,
  statusOfSparkplugQuality,
  worst,
} from './quality.ts'
export {
  BatchBuilder,
  batchOf,
  decodeBatch,
  encodeBatch,
  type SampleBatch,
  type Value,
  ValueKind,
  valueAt,
} from './sample-batch.ts'
export { isoOf, MICROS_PER_MS, MICROS_PER_S, type Micros, microsOf } from './time.ts'
export {
  areCommensurable,
  checkUnit,
  convertUnit,
  type DifferenceUnit,
  differenceUnit,
  properUnit,
  type UnitConversion,
  unitConversion,
} from './unit.ts'
export { coherentUnit, productUnit } from './unit-product.ts'
