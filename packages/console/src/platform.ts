import { MillraceClient, type Sample } from '@millrace/sdk'

export {
  type Action,
  type ActionInfo,
  type Asset,
  type Buckets,
  type CredentialRequest,
  type Device,
  type FactorProof,
  type Factors,
  type HeldRole,
  type Live,
  type LiveListener,
  type OpenSession,
  type Overview,
  type OwnProvider,
  type Passkey,
  type PasskeyMade,
  PlatformFault,
  type Point,
  type PointSample,
  type Proof,
  type Sample,
  type SecondStepNeeded,
  type Session,
  type TotpBegun,
} from '@millrace/sdk'

export type Value = Sample['value']
export type Quality = Sample['quality']

/** The platform this page came from; the browser's cookie is the session. */
export const platform = new MillraceClient()
