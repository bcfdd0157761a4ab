export type {
  AccessQuestion,
  ActionInfo,
  Assignment,
  AssignmentQuery,
  AssignmentRequest,
  Explanation,
  Role,
  RoleRequest,
} from './access.ts'
export type { Action, Rights } from './account.ts'
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
  Invitation,
  InvitationAcceptance,
  InvitationAccepted,
  InvitationOffer,
  InvitationRequest,
  Member,
  MemberQuery,
} from './members.ts'
export type { Organisation, OrganisationChange, Quota, Retention } from './organisation.ts'
export type { OrganisationMade, OrganisationRequest, QuotaChange } from './organisations.ts'
export type { Program, ProgramMade, ProgramQuery, ProgramRequest, ProgramRotation } from './programs.ts'
export type { IdentityProvider, IdentityProviderCheck, IdentityProviderRequest } from './providers.ts'
export type {
  Lost,
  OperatorRecovery,
  PersonRecovery,
  RecoveryMade,
  RecoveryOffer,
  RecoveryRequest,
  RecoveryUse,
} from './recovery.ts'
