export type { Action, Rights } from './account.ts'
export type { AuditQuery, AuditRecord, Retention, Verification } from './audit.ts'
export {
  type Asset,
  type AssetQuery,
  type BucketQuery,
  type Buckets,
  type Credential,
  type CredentialRequest,
  type Device,
  type DeviceQuery,
  type HistoryQuery,
  MillraceClient,
  type Overview,
  type Point,
  type PointQuery,
  type Proof,
  type Sample,
  type SampleList,
  type SecondStepNeeded,
  type Session,
} from './client.ts'
export type { ClientOptions, Page } from './connection.ts'
export { PlatformFault } from './fault.ts'
export type { Live, LiveListener, LiveQuery, PointSample } from './live.ts'
export type {
  Certificate,
  CertificateAuthority,
  CertificateQuery,
  EnrolmentToken,
  EnrolmentTokenQuery,
  EnrolmentTokenRequest,
  EnrolmentTokenState,
  RevocationReason,
} from './machines.ts'
