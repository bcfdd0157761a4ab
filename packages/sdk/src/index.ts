export type { Action, Rights } from './account.ts'
export type { HoldEvent } from './backups.ts'
export {
  type Credential,
  type CredentialRequest,
  type Device,
  type DeviceQuery,
  MillraceClient,
  type Overview,
  type Proof,
  type SecondStepNeeded,
  type Session,
} from './client.ts'
export type { ClientOptions, Page } from './connection.ts'
export { PlatformFault } from './fault.ts'
export type { Grant, GrantQuery, GrantRequest } from './grants.ts'
export type { Live, LiveListener, LiveQuery, PointSample } from './live.ts'
export type {
  Asset,
  AssetQuery,
  BucketQuery,
  Buckets,
  HistoryQuery,
  PlantApi,
  Point,
  PointQuery,
  Sample,
  SampleList,
} from './plant.ts'
