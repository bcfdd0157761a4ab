import { MillraceClient, type Sample } from '@millrace/sdk'

export {
  type Action,
  type Asset,
  type Buckets,
  type CredentialRequest,
  type Device,
  type Grant,
  type GrantQuery,
  type GrantRequest,
  type Live,
  type LiveListener,
  newId,
  type Overview,
  type PlantApi,
  PlatformFault,
  type Point,
  type PointSample,
  type Proof,
  type Sample,
  type SecondStepNeeded,
  type Session,
  type Write,
  type WriteRequest,
  type WriteRule,
  type WriteRuleRequest,
} from '@millrace/sdk'

export type Value = Sample['value']
export type Quality = Sample['quality']

/** The platform this page came from; the browser's cookie is the session. */
export const platform = new MillraceClient()

/** The same platform as whoever holds this token sees it, whoever is signed in in this browser. */
export const platformWith = (token: string) => new MillraceClient({ token })
