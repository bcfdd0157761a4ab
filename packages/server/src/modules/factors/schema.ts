import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'

const base64url = (most: number) => Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: most })
// A credential id has up to 1,023 bytes (WebAuthn Level 3 §4).
const CredentialId = base64url(1_364)

/** AuthenticationResponseJSON (WebAuthn Level 3 §5.1), the parts that are read. */
export const PasskeyAnswer = Type.Object(
  {
    id: CredentialId,
    rawId: CredentialId,
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: base64url(8_192),
      authenticatorData: base64url(8_192),
      signature: base64url(16_384),
      userHandle: Type.Optional(base64url(86)),
    }),
  },
  { title: 'PasskeyAnswer', description: 'Answer of navigator.credentials.get() as WebAuthn JSON' },
)
export type PasskeyAnswer = Static<typeof PasskeyAnswer>

/** RegistrationResponseJSON (WebAuthn Level 3 §5.1), the parts that are read. */
export const PasskeyMade = Type.Object(
  {
    id: CredentialId,
    rawId: CredentialId,
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: base64url(8_192),
      attestationObject: base64url(65_536),
      transports: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z-]+$', maxLength: 20 }), { maxItems: 10 })),
    }),
  },
  { title: 'PasskeyMade', description: 'Answer of navigator.credentials.create() as WebAuthn JSON' },
)
export type PasskeyMade = Static<typeof PasskeyMade>

/** What proves anew that it is the person who changes their factors, and not whoever found the session open. */
export const FactorProof = Type.Object(
  {
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 1_024 })),
    totp: Type.Optional(Type.String({ maxLength: 10, description: 'Code of the authenticator app' })),
    recovery: Type.Optional(Type.String({ maxLength: 64, description: 'One of the recovery codes' })),
    passkey: Type.Optional(Type.Unknown({ description: 'Answer to POST /me/factors/challenge, WebAuthn JSON' })),
  },
  { title: 'FactorProof', description: 'Exactly one of them', minProperties: 1, maxProperties: 1 },
)
export type FactorProof = Static<typeof FactorProof>

export const Proven = Type.Object({ proof: FactorProof }, { title: 'Proven' })

export const Passkey = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    suspect: Type.Boolean({ description: 'Its counter went back: somebody may hold a copy, it opens nothing' }),
    createdAt: Time,
    lastUsedAt: Type.Optional(Time),
  },
  { title: 'Passkey' },
)
export type Passkey = Static<typeof Passkey>

export const Factors = Type.Object(
  {
    password: Type.Boolean(),
    totp: Type.Boolean({ description: 'An authenticator app is set up' }),
    recoveryCodesLeft: Type.Integer({ minimum: 0 }),
    passkeys: Type.Array(Passkey),
  },
  { title: 'Factors' },
)
export type Factors = Static<typeof Factors>

export const TotpBegun = Type.Object(
  {
    secret: Type.String({ description: 'Base32, to be typed where nothing can scan' }),
    uri: Type.String({ description: 'otpauth://, to be shown as a QR code' }),
  },
  { title: 'TotpBegun' },
)
export type TotpBegun = Static<typeof TotpBegun>

export const TotpConfirmation = Type.Object(
  { code: Type.String({ pattern: '^[0-9]{6}$', description: 'What the app shows now' }) },
  { title: 'TotpConfirmation' },
)

const codes = Type.Array(Type.String(), { description: 'Each opens once; shown now and never again' })
export const RecoveryCodes = Type.Object({ recoveryCodes: codes }, { title: 'RecoveryCodes' })
export type RecoveryCodes = Static<typeof RecoveryCodes>

/** The first factor brings recovery codes, so that a lost phone does not lock anybody out. */
export const FactorAdded = Type.Object({ recoveryCodes: Type.Optional(codes) }, { title: 'FactorAdded' })
export type FactorAdded = Static<typeof FactorAdded>

export const PasskeyOptions = Type.Object(
  { options: Type.Unknown({ description: 'For navigator.credentials, WebAuthn JSON' }) },
  { title: 'PasskeyOptions' },
)

export const PasskeyNew = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'For people: which key it is' }),
    response: PasskeyMade,
  },
  { title: 'PasskeyNew' },
)
export type PasskeyNew = Static<typeof PasskeyNew>

export const PasskeyAdded = Type.Object({ id: Id, recoveryCodes: Type.Optional(codes) }, { title: 'PasskeyAdded' })
export type PasskeyAdded = Static<typeof PasskeyAdded>
