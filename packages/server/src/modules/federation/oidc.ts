import { Fault } from '@millrace/core'
import * as client from 'openid-client'
import type { Outgoing } from '../../outgoing/index.ts'
import type { Claims } from './claims.ts'
import type { Errand } from './errands.ts'
import './faults.ts'

/** What the platform is to a provider. */
export interface Registration {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Signatures that the provider alone can make (RFC 8725 §3.1, §3.2): no `none`, nothing with a secret that both know. */
const algorithms: ReadonlySet<string> = new Set(
  'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' '),
)
/** Headers by which a token would bring its own key (RFC 7515 §4.1); keys come from the provider's jwks_uri alone. */
const keyHeaders = ['jku', 'jwk', 'x5u', 'x5c']
/** OpenID Connect Core 1.0 §2: at most 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/
const TIMEOUT_S = 15

const unfit = (seen: string, cause?: unknown): Fault => new Fault('federation.provider_unfit', { seen }, cause)
const refused = (seen: string, cause?: unknown): Fault => new Fault('federation.answer_refused', { seen }, cause)

const codeOf = (thrown: unknown): string => {
  const code = (thrown as { code?: unknown } | undefined)?.code
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'an unreadable answer'
}

/** What went out and was refused keeps its own words, however deep the library wrapped it. */
function faultIn(thrown: unknown): Fault | undefined {
  for (let held = thrown, depth = 0; held instanceof Error && depth < 5; held = held.cause, depth++)
    if (held instanceof Fault) return held
  return undefined
}

/** Asks the provider what it can do. Throws `federation.provider_unfit` and what Outgoing throws. */
export async function discover(registration: Registration, outgoing: Outgoing): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = registration
  // Whether http may be spoken is decided in one place: by Outgoing.
  const options = {
    [client.customFetch]: fetchBy(outgoing),
    execute: [client.allowInsecureRequests],
    timeout: TIMEOUT_S,
  }
  const found = await client
    .discovery(new URL(issuer), clientId, undefined, client.None(), options)
    .catch((thrown: unknown) => {
      throw faultIn(thrown) ?? unfit(codeOf(thrown), thrown)
    })
  const metadata = found.serverMetadata()
  if (metadata.issuer !== issuer) throw unfit('another issuer in its configuration')
  const allowed = (metadata.id_token_signing_alg_values_supported ?? ['RS256']).filter((name) => algorithms.has(name))
  if (allowed.length === 0) throw unfit('no signature algorithm with a public key')
  if (!(metadata.code_challenge_methods_supported?.includes('S256') ?? true)) throw unfit('no PKCE with S256')
  if (!(metadata.response_types_supported?.includes('code') ?? true)) throw unfit('no authorization code flow')
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
    checkEndpoint(name, metadata[name], issuer)
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const isBasic = methods.includes('client_secret_basic')
  if (!isBasic && !methods.includes('client_secret_post')) throw unfit('no authentication with a client secret')
  const authentication = isBasic ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret)
  const vetted: client.ServerMetadata = Object.assign({}, metadata, { id_token_signing_alg_values_supported: allowed })
  const configuration = new client.Configuration(vetted, clientId, undefined, authentication)
  configuration[client.customFetch] = fetchBy(outgoing)
  configuration.timeout = TIMEOUT_S
  client.allowInsecureRequests(configuration)
  // Without it the library believes whoever answers at the token endpoint, unsigned (OpenID Connect Core 1.0 §3.1.3.7).
  client.enableNonRepudiationChecks(configuration)
  return configuration
}

/** The browser is sent there: over https, or to the very origin that the operator opened for the issuer. */
function checkEndpoint(name: string, text: string | undefined, issuer: string): void {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (!url) throw unfit(`no ${name}`)
  const isHttp = url.protocol === 'http:' && url.origin === new URL(issuer).origin
  if (url.protocol !== 'https:' && !isHttp) throw unfit(`a ${name} without https`)
  if (url.username || url.password || url.hash) throw unfit(`a malformed ${name}`)
}

const fetchBy =
  (outgoing: Outgoing): client.CustomFetch =>
  (url, options) =>
    outgoing.fetch(url, options as RequestInit)

interface Way {
  readonly errand: Errand
  readonly redirectUri: string
}

/** Where the browser goes (OpenID Connect Core 1.0 §3.1.2.1, RFC 7636 §4.3). */
export async function authorizationUrl(
  configuration: client.Configuration,
  { errand, redirectUri }: Way,
  scopes: readonly string[],
): Promise<string> {
  return client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: [...new Set(['openid', ...scopes])].join(' '),
    state: errand.state,
    nonce: errand.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(errand.verifier),
    code_challenge_method: 'S256',
  }).href
}

/** Who came back. */
export interface Identified {
  readonly issuer: string
  readonly subject: string
  readonly claims: Claims
}

/** Trades the answer for who it is about. Throws `federation.answer_refused` and what Outgoing throws. */
export async function identify(
  configuration: client.Configuration,
  { errand, redirectUri }: Way,
  answer: Readonly<Record<string, string>>,
): Promise<Identified> {
  const came = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) came.searchParams.set(name, value)
  const failing = (thrown: unknown): never => {
    throw faultIn(thrown) ?? refused(seenIn(thrown), thrown)
  }
  const tokens = await client
    .authorizationCodeGrant(configuration, came, {
      expectedState: errand.state,
      expectedNonce: errand.nonce,
      pkceCodeVerifier: errand.verifier,
      idTokenExpected: true,
    })
    .catch(failing)
  const own = tokens.claims()
  if (!own || tokens.id_token === undefined) throw refused('no id token')
  checkHeader(tokens.id_token)
  checkAudience(own)
  if (!SUBJECT.test(own.sub)) throw refused('a subject that is none')
  // Groups are often told there alone; what is signed counts more.
  const more = configuration.serverMetadata().userinfo_endpoint
    ? await client.fetchUserInfo(configuration, tokens.access_token, own.sub).catch(failing)
    : {}
  return { issuer: own.iss, subject: own.sub, claims: { ...more, ...own } }
}

/** A token for others too is refused: one of those could have brought it here (OpenID Connect Core 1.0 §3.1.3.7, rule 3). */
function checkAudience({ aud }: client.IDToken): void {
  if (Array.isArray(aud) && aud.length !== 1) throw refused('an id token for others too')
}

function checkHeader(token: string): void {
  const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
  if (typeof header !== 'object' || header === null) throw refused('an unreadable id token')
  const brought = keyHeaders.find((name) => Object.hasOwn(header, name))
  if (brought) throw refused(`an id token that brings its own key (${brought})`)
  if (!algorithms.has(String((header as { alg?: unknown }).alg)))
    throw refused('an id token without a public-key signature')
}

/** What the provider wrote is not repeated: only the codes of the standards, and of the library. */
function seenIn(thrown: unknown): string {
  const { error } = thrown as { error?: unknown }
  if (typeof error === 'string' && /^[a-z_]{1,60}$/.test(error)) return `the answer ${error}`
  return codeOf(thrown)
}
