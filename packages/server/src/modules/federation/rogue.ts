import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientSecret, openPlace, type Place } from './fakes.ts'

type Claims = Readonly<Record<string, unknown>>

/** A provider that answers what the test makes of it. */
export interface Rogue extends Place {
  /** Over what an honest one says of itself. */
  configuration: Claims
  /** Makes the id token from the claims an honest one would have. */
  token: (claims: Claims) => Promise<unknown>
  userinfo: Claims | undefined
  nonce: string
  /** As an honest one signs. */
  sign(claims: Claims, header?: Claims): Promise<string>
  signAsAnother(claims: Claims, header?: Claims): Promise<string>
  /** HMAC with the text of the public key, or with the secret that both sides know. */
  signWith(secret: 'public key' | 'client secret', claims: Claims): Promise<string>
  readonly anotherKey: Claims
}

const text = (part: Claims): string => Buffer.from(JSON.stringify(part)).toString('base64url')

export const unsigned = (claims: Claims, header: Claims = { alg: 'none' }): string => `${text(header)}.${text(claims)}.`

/** In the form of RFC 7515 §3.1. */
const signer =
  (standard: Claims, signature: (input: string) => Buffer) =>
  async (claims: Claims, header: Claims = {}): Promise<string> => {
    const input = `${text({ ...standard, ...header })}.${text(claims)}`
    return `${input}.${signature(input).toString('base64url')}`
  }

function keyPair(kid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' },
    pem: String(publicKey.export({ format: 'pem', type: 'spki' })),
    sign: signer({ alg: 'RS256', kid }, (input) => signBytes('sha256', Buffer.from(input), privateKey)),
  }
}

export async function openRogue(): Promise<Rogue> {
  const own = keyPair('own')
  const another = keyPair('another')
  const secrets = { 'public key': own.pem, 'client secret': clientSecret }
  const place = await openPlace()
  const rogue: Rogue = Object.assign(place, {
    configuration: {},
    token: (claims: Claims): Promise<unknown> => own.sign(claims),
    userinfo: undefined,
    nonce: '',
    sign: own.sign,
    signAsAnother: another.sign,
    signWith: (secret: keyof typeof secrets, claims: Claims) =>
      signer({ alg: 'HS256', kid: 'own' }, (input) => createHmac('sha256', secrets[secret]).update(input).digest())(
        claims,
      ),
    anotherKey: another.jwk,
  })
  const { issuer } = place
  const answers: Record<string, () => Promise<unknown>> = {
    '/.well-known/openid-configuration': async () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      ...(rogue.userinfo ? { userinfo_endpoint: `${issuer}/userinfo` } : {}),
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      ...rogue.configuration,
    }),
    '/jwks': async () => ({ keys: [own.jwk] }),
    '/stolen-keys': async () => ({ keys: [another.jwk] }),
    '/userinfo': async () => rogue.userinfo,
    '/token': async () => {
      const now = Math.floor(Date.now() / 1_000)
      const claims = { iss: issuer, aud: 'millrace', sub: 'mallory', nonce: rogue.nonce, iat: now, exp: now + 300 }
      return { access_token: 'a', token_type: 'Bearer', id_token: await rogue.token(claims) }
    },
  }
  place.answer = (request: IncomingMessage, response: ServerResponse) => {
    const answer = answers[request.url ?? ''] ?? (async () => undefined)
    void answer().then((body) =>
      response
        .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
        .end(typeof body === 'string' ? body : JSON.stringify(body)),
    )
  }
  return rogue
}
