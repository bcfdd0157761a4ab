import { createHmac } from 'node:crypto'
import type { Attack } from './attack-case.ts'
import { openTrap } from './attack-trap.ts'
import { bearer, send } from './attack-wire.ts'

const packed = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(header: object, claims: object, key: string | Buffer): string {
  const text = `${packed(header)}.${packed(claims)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

/** What somebody would send who hopes that a bearer token is a JWT (RFC 7519) and is checked carelessly (RFC 8725 §2). */
function forgeries(claims: object, publicKey: string, trap: string): Record<string, string> {
  const bare = (alg: string): string => `${packed({ alg, typ: 'JWT' })}.${packed(claims)}.`
  const keyed = (header: object, key: string | Buffer = ''): string =>
    signed({ alg: 'HS256', typ: 'JWT', ...header }, claims, key)
  return {
    'alg none': bare('none'),
    'alg None': bare('None'),
    'alg nOnE': bare('nOnE'),
    'no alg': `${packed({ typ: 'JWT' })}.${packed(claims)}.`,
    'alg none without the last dot': bare('none').slice(0, -1),
    'empty key': keyed({}),
    'weak key': keyed({}, 'secret'),
    'public key as HMAC key': keyed({}, publicKey),
    'public key without line ends': keyed({}, publicKey.replaceAll('\n', '')),
    'null signature': `${packed({ alg: 'ES256' })}.${packed(claims)}.${Buffer.alloc(64).toString('base64url')}`,
    'kid as path': keyed({ kid: '../../../../../../dev/null' }),
    'kid as SQL': keyed({ kid: "x' union select '' -- " }),
    'kid as command': keyed({ kid: '|sleep 5' }, 'x'),
    jku: keyed({ jku: `${trap}/jwks.json`, kid: '1' }),
    x5u: keyed({ x5u: `${trap}/cert.pem` }),
    'embedded key': keyed({ jwk: { kty: 'oct', k: '' } }),
    'embedded certificate': keyed({ x5c: [Buffer.from(publicKey).toString('base64')] }),
    crit: keyed({ crit: ['exp'], exp: 0 }),
    zip: keyed({ zip: 'DEF' }),
    'a JWE': `${packed({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`,
  }
}

const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0

/** Times as long as for a token that is just wrong, and ms beyond that which are noise. */
const EQUAL_TIMES = 3
const NOISE_MS = 15

export const jwtConfusion: Attack = {
  name: 'JWT confusion',
  async run({ stage, north, quick }, tally) {
    const trap = await openTrap()
    try {
      const publicKey = (await north.admin.caller.ask('/api/v1/machines/ca')).text
      const claims = {
        sub: north.admin.id,
        user: north.admin.id,
        username: north.admin.username,
        tenant: north.id,
        role: 'tenant_admin',
        scope: 'platform:operate',
        iat: 0,
        exp: 4_102_444_800,
      }
      const rounds = quick ? 3 : 15
      let address = 0
      const timeOf = async (token: string, name: string): Promise<number> => {
        const times: number[] = []
        for (let round = 0; round < rounds; round++) {
          const from = `127.70.0.${1 + (address++ % 250)}`
          const said = await send(stage, { path: '/api/v1/session', headers: bearer(token), from })
          times.push(said.ms)
          tally.expect(
            said.status === 401 && said.code === 'http.signed_out',
            () => `${name} is answered ${said.status}`,
          )
        }
        return middle(times)
      }
      const plain = await timeOf('w'.repeat(43), 'a wrong token')
      for (const [name, token] of Object.entries(forgeries(claims, publicKey, trap.address))) {
        const took = await timeOf(token, name)
        if (took > plain * EQUAL_TIMES + NOISE_MS)
          tally.found(`${name} takes ${took.toFixed(0)} ms, not ${plain.toFixed(0)}`)
      }
      if (trap.visits() > 0) tally.found('an address in a token was fetched')
    } finally {
      await trap.close()
    }
  },
}
