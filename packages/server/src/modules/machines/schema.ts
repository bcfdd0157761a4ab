import { type Static, Type } from 'typebox'
import { pageOf, pageQuery, Time } from '../../http/schema.ts'

/** A Sparkplug id (3.0 §5.2: no /, + or #); the colon parts name and secret in an Authorization header. */
const NamePart = (description: string) =>
  Type.String({ minLength: 1, maxLength: 64, pattern: '^[^/+#:\\u0000-\\u001f]+$', description })

const edge = {
  as: Type.Literal('edge'),
  group: NamePart('Sparkplug group id'),
  node: NamePart('Sparkplug edge node id'),
}
const device = { as: Type.Literal('device'), name: NamePart('Name of the device') }

const Speaks = Type.Union([Type.Object(edge), Type.Object(device)])

const Pem = (description: string) => Type.String({ minLength: 1, maxLength: 16_384, description })
const csr = Pem('PKCS #10 request, PEM: P-256, P-384, Ed25519, or RSA of 2048 bits or more; its subject is ignored')

/** A week. */
const LONGEST_MINUTES = 10_080
const minutes = Type.Optional(
  Type.Integer({ minimum: 1, maximum: LONGEST_MINUTES, default: 60, description: 'How long the token may be used' }),
)

export const TokenRequest = Type.Union([Type.Object({ ...edge, minutes }), Type.Object({ ...device, minutes })], {
  title: 'EnrolmentTokenRequest',
})
export type TokenRequest = Static<typeof TokenRequest>

export const TokenMade = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'Name of the machine it is bound to' }),
    token: Type.String({ description: 'Shown this once; good for one enrolment' }),
    expiresAt: Time,
  },
  { title: 'EnrolmentToken' },
)
export type TokenMade = Static<typeof TokenMade>

const TokenState = Type.Union([
  Type.Literal('open'),
  Type.Literal('used'),
  Type.Literal('withdrawn'),
  Type.Literal('expired'),
])

export const TokenView = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    speaks: Speaks,
    state: TokenState,
    createdBy: Type.String(),
    createdAt: Time,
    expiresAt: Time,
    usedAt: Type.Optional(Time),
    usedRemote: Type.Optional(Type.String()),
    withdrawnAt: Type.Optional(Time),
    replays: Type.Integer({ description: 'How often it came again after it was used' }),
  },
  { title: 'EnrolmentTokenState' },
)
export type TokenView = Static<typeof TokenView>
export const TokenPage = pageOf(TokenView, 'EnrolmentTokenPage')
export const TokenQuery = Type.Object({ state: Type.Optional(TokenState), ...pageQuery })
export type TokenQuery = Static<typeof TokenQuery>

export const EnrolmentRequest = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 100 }), csr },
  { title: 'EnrolmentRequest' },
)
export type EnrolmentRequest = Static<typeof EnrolmentRequest>

export const RenewalRequest = Type.Object(
  {
    certificate: Pem('The current certificate, PEM; what follows the first is ignored'),
    csr,
    minute: Type.Integer({ minimum: 0, description: 'Whole minutes since 1970-01-01 UTC, now' }),
    signature: Type.String({
      minLength: 1,
      maxLength: 2_048,
      pattern: '^[A-Za-z0-9+/=]+$',
      description:
        'Base64: signature by the key of the current certificate over `millrace-renewal <minute>\\n` and the DER bytes of the CSR; ECDSA (DER) or RSA PKCS #1 v1.5 with SHA-256, or Ed25519',
    }),
  },
  { title: 'RenewalRequest' },
)
export type RenewalRequest = Static<typeof RenewalRequest>

export const Issued = Type.Object(
  {
    name: Type.String({ description: 'Who the machine is now' }),
    certificate: Type.String({ description: 'PEM: its certificate, then the one of the issuing authority' }),
    root: Type.String({ description: 'PEM of the root, to be pinned' }),
    expiresAt: Time,
  },
  { title: 'IssuedCertificate' },
)
export type Issued = Static<typeof Issued>

export const CertificateState = Type.Union([Type.Literal('valid'), Type.Literal('expired'), Type.Literal('revoked')], {
  description: 'revoked stays so after it has expired',
})

export const Reason = Type.Union(
  [
    Type.Literal('keyCompromise'),
    Type.Literal('superseded'),
    Type.Literal('cessationOfOperation'),
    Type.Literal('privilegeWithdrawn'),
  ],
  { description: 'RFC 5280 section 5.3.1' },
)
export type Reason = Static<typeof Reason>

export const Certificate = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: 'Name of the machine' }),
    speaks: Speaks,
    state: CertificateState,
    serial: Type.String({ description: 'Hex' }),
    fingerprint: Type.String({ description: 'SHA-256, hex' }),
    createdAt: Time,
    expiresAt: Time,
    lastUsedAt: Type.Optional(Time),
    lastRemote: Type.Optional(Type.String({ description: 'Address it was last used from' })),
    revokedAt: Type.Optional(Time),
    reason: Type.Optional(Reason),
  },
  { title: 'Certificate' },
)
export type Certificate = Static<typeof Certificate>
export const CertificatePage = pageOf(Certificate, 'CertificatePage')

export const CertificateQuery = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 200, description: 'Of this machine alone' })),
  state: Type.Optional(CertificateState),
  search: Type.Optional(
    Type.String({ maxLength: 200, description: 'Every word must occur in the name; case does not matter' }),
  ),
  endsWithinDays: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 366, description: 'Its end is no further than this' }),
  ),
  only: Type.Optional(Type.Literal('newest', { description: 'The newest of each name alone' })),
  ...pageQuery,
})
export type CertificateQuery = Static<typeof CertificateQuery>

export const Revocation = Type.Object({ reason: Reason }, { title: 'Revocation' })

export const Removal = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the machine' }) },
  { title: 'CredentialRemoval' },
)

export const Authority = Type.Object(
  { root: Type.String({ description: 'PEM' }), fingerprint: Type.String({ description: 'SHA-256, as AB:CD:…' }) },
  { title: 'CertificateAuthority' },
)
