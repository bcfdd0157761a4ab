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
  type FactorProof,
  type Factors,
  type Grant,
  type GrantQuery,
  type GrantRequest,
  type HeldRole,
  type IdentityProvider,
  type IdentityProviderRequest,
  type Invitation,
  type InvitationAcceptance,
  type InvitationOffer,
  type InvitationRequest,
  type Live,
  type LiveListener,
  type Member,
  type OpenSession,
  type Organisation,
  type OrganisationChange,
  type OrganisationMade,
  type OrganisationRequest,
  type Overview,
  type OwnProvider,
  type Passkey,
  type PasskeyMade,
  type PlantApi,
  PlatformFault,
  type Point,
  type PointSample,
  type Program,
  type ProgramMade,
  type ProgramRequest,
  type ProgramRotation,
  type Proof,
  type Quota,
  type QuotaChange,
  type Retention,
  type Role,
  type RoleRequest,
  type Sample,
  type SecondStepNeeded,
  type Session,
  type TotpBegun,
} from '@millrace/sdk'

export type Value = Sample['value']
export type Quality = Sample['quality']

/** The platform this page came from; the browser's cookie is the session. */
export const platform = new MillraceClient()

/** The same platform as whoever holds this token sees it, whoever is signed in in this browser. */
export const platformWith = (token: string) => new MillraceClient({ token })
