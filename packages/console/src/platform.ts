import { MillraceClient, type Sample } from '@millrace/sdk'

export {
  type AccessQuestion,
  type Action,
  type ActionInfo,
  type Asset,
  type Assignment,
  type Buckets,
  type CredentialRequest,
  type Device,
  type Explanation,
  type IdentityProvider,
  type IdentityProviderRequest,
  type Invitation,
  type InvitationAcceptance,
  type InvitationOffer,
  type InvitationRequest,
  type Live,
  type LiveListener,
  type Lost,
  type Member,
  type Organisation,
  type OrganisationMade,
  type OrganisationRequest,
  type Overview,
  PlatformFault,
  type Point,
  type PointSample,
  type Program,
  type ProgramMade,
  type ProgramRequest,
  type ProgramRotation,
  type Proof,
  type Quota,
  type RecoveryMade,
  type RecoveryOffer,
  type RecoveryRequest,
  type Retention,
  type Role,
  type RoleRequest,
  type Sample,
  type SecondStepNeeded,
  type Session,
} from '@millrace/sdk'

export type Value = Sample['value']
export type Quality = Sample['quality']

/** The platform this page came from; the browser's cookie is the session. */
export const platform = new MillraceClient()
