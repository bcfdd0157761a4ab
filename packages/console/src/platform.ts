import { MillraceClient, type Sample } from '@millrace/sdk'

export {
  type Action,
  type Asset,
  type Assignment,
  type Buckets,
  type CredentialRequest,
  type Device,
  type IdentityProvider,
  type IdentityProviderRequest,
  type Live,
  type LiveListener,
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
  type Retention,
  type Role,
  type Sample,
  type SecondStepNeeded,
  type Session,
} from '@millrace/sdk'

export type Value = Sample['value']
export type Quality = Sample['quality']

/** The platform this page came from; the browser's cookie is the session. */
export const platform = new MillraceClient()
