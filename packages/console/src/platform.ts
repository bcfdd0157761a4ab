import { MillraceClient, type Sample } from '@millrace/sdk'

export {
  type Action,
  type Asset,
  type AuditQuery,
  type AuditRecord,
  type Buckets,
  type Certificate,
  type CredentialRequest,
  type Device,
  type EnrolmentToken,
  type EnrolmentTokenRequest,
  type EnrolmentTokenState,
  type Live,
  type LiveListener,
  type Overview,
  PlatformFault,
  type Point,
  type PointSample,
  type Proof,
  type RevocationReason,
  type Sample,
  type SecondStepNeeded,
  type Session,
  type Verification,
} from '@millrace/sdk'

export type Value = Sample['value']
export type Quality = Sample['quality']

/** The platform this page came from; the browser's cookie is the session. */
export const platform = new MillraceClient()
