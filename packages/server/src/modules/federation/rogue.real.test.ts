import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import { actorOf, type Person } from '../identity/index.ts'
import { Browser } from './browser.ts'
import { clientSecret, startTrial, type Trial } from './fakes.ts'
import { openRogue, type Rogue, unsigned } from './rogue.ts'
import type { IdentityProvider } from './schema.ts'

type Claims = Readonly<Record<string, unknown>>

let server: TestServer
let database: Database
let trial: Trial
let rogue: Rogue
let provider: IdentityProvider
/** Listens where nobody may come. */
let knocks = 0
let guarded: number
const trap = createServer((socket) => {
  knocks++
  socket.destroy()
})

beforeAll(async () => {
  server = await startTestServer()
  rogue = await openRogue()
  await once(trap.listen(0, '127.0.0.1'), 'listening')
  guarded = (trap.address() as AddressInfo).port
  database = await server.database()
  trial = await startTrial(database, [new URL(rogue.issuer).host])
})
afterAll(async () => {
  trap.close()
  await trial.close()
  await rogue.close()
  await server.close()
})
beforeEach(async () => {
  Object.assign(rogue, { configuration: {}, token: rogue.sign, userinfo: undefined })
  // A provider of its own for each test, so that nothing is remembered of the one before.
  if (provider) await trial.ask(`/identity-providers/${provider.id}`, { method: 'DELETE' })
  provider = await trial.make({ issuer: rogue.issuer, autoJoin: true })
  trial.told.length = 0
  trial.admitted.length = 0
  knocks = 0
})

/** What comes of an answer of the rogue: `in`, or the code of the fault. */
async function attempt(): Promise<string> {
  const browser = new Browser()
  const began = await browser.visit(`${trial.address}/api/v1/sign-in/providers/${provider.id}/start`)
  if (began.status !== 303) return ((await began.json()) as { code: string }).code
  const asked = new URL(began.headers.get('location') ?? '').searchParams
  rogue.nonce = asked.get('nonce') ?? ''
  const reply = await browser.visit(`${provider.redirectUri}?code=c&state=${asked.get('state')}`)
  return reply.status === 303 ? 'in' : ((await reply.json()) as { code: string }).code
}

describe('an id token', () => {
  it('that is in order lets in', async () => {
    expect(await attempt()).toBe('in')
  })

  const hostile: Record<string, (claims: Claims) => unknown> = {
    'without signature': (claims) => unsigned(claims),
    'without signature, in capitals': (claims) => unsigned(claims, { alg: 'NONE', kid: 'own' }),
    'without signature that says RS256': (claims) => unsigned(claims, { alg: 'RS256', kid: 'own' }),
    'signed with the public key as a secret': (claims) => rogue.signWith('public key', claims),
    'signed with the client secret': (claims) => rogue.signWith('client secret', claims),
    'for somebody else': (claims) => rogue.sign({ ...claims, aud: 'another' }),
    'for somebody else too': (claims) => rogue.sign({ ...claims, aud: ['millrace', 'another'], azp: 'millrace' }),
    'for nobody': (claims) => rogue.sign({ ...claims, aud: [] }),
    'that has expired': (claims) => rogue.sign({ ...claims, exp: Math.floor(Date.now() / 1_000) - 120 }),
    'without end': ({ exp: _, ...claims }) => rogue.sign(claims),
    'that does not hold yet': (claims) => rogue.sign({ ...claims, nbf: Math.floor(Date.now() / 1_000) + 600 }),
    'of another errand': (claims) => rogue.sign({ ...claims, nonce: 'another' }),
    'of no errand': ({ nonce: _, ...claims }) => rogue.sign(claims),
    'of another issuer': (claims) => rogue.sign({ ...claims, iss: 'https://sso.example' }),
    'by a key of another id': (claims) => rogue.signAsAnother(claims),
    'by another key under a known id': (claims) => rogue.signAsAnother(claims, { kid: 'own' }),
    'by another key without an id': (claims) => rogue.signAsAnother(claims, { kid: undefined }),
    'with an id that is a path': (claims) => rogue.signAsAnother(claims, { kid: '../../../dev/null' }),
    'that says where its key is': (claims) => rogue.signAsAnother(claims, { jku: `${rogue.issuer}/stolen-keys` }),
    'that brings its key': (claims) => rogue.signAsAnother(claims, { jwk: rogue.anotherKey }),
    'that says where its certificate is': (claims) => rogue.sign(claims, { x5u: 'https://169.254.169.254/' }),
    'well signed that says where its key is': (claims) => rogue.sign(claims, { jku: `${rogue.issuer}/jwks` }),
    'with a demand that nobody knows': (claims) => rogue.sign(claims, { crit: ['made_up'], made_up: 1 }),
    'of nobody': (claims) => rogue.sign({ ...claims, sub: '' }),
    'of somebody with a name without end': (claims) => rogue.sign({ ...claims, sub: 'x'.repeat(256) }),
    'of somebody whose name ends early': (claims) => rogue.sign({ ...claims, sub: 'admin\0' }),
    'whose claims were changed': async (claims) => {
      const [header, , signature] = (await rogue.sign(claims)).split('.')
      return `${header}.${unsigned({ ...claims, sub: 'admin' }).split('.')[1]}.${signature}`
    },
    'that is none': () => 'x.y.z',
    'that is a number': () => 1,
    'that is missing': () => undefined,
  }

  it.each(Object.keys(hostile))('%s lets nobody in', async (kind) => {
    rogue.token = async (claims) => hostile[kind]?.(claims)
    expect(await attempt()).toBe('federation.answer_refused')
    expect(trial.admitted).toEqual([])
    expect(trial.told).toMatchObject([{ action: 'provider.sign_in_refused', outcome: 'refused' }])
    expect(rogue.came).not.toContain('GET /stolen-keys')
    expect(JSON.stringify(trial.told)).not.toContain(clientSecret)
  })

  it('counts more than what is said unsigned, and that must be of the same subject', async () => {
    rogue.userinfo = { sub: 'mallory', name: 'Mallory', preferred_username: 'm', nonce: 'x', iss: 'y' }
    rogue.token = (claims) => rogue.sign({ ...claims, name: 'Signed' })
    expect(await attempt()).toBe('in')
    expect(trial.admitted).toMatchObject([{ name: 'Signed', username: 'm' }])
    rogue.userinfo = { sub: 'admin' }
    await trial.ask(`/identity-providers/${provider.id}`, { method: 'DELETE' })
    provider = await trial.make({ issuer: rogue.issuer, autoJoin: true })
    expect(await attempt()).toBe('federation.answer_refused')
  })

  it('names somebody in the organisation of the provider alone, whatever another one says of the same subject', async () => {
    rogue.token = (claims) =>
      rogue.sign({ ...claims, sub: 'eve', preferred_username: 'admin', email: 'admin@localhost' })
    expect([await attempt(), await attempt()]).toEqual(['in', 'in'])
    const [first, again] = trial.admitted
    expect([first?.user, first?.username]).toEqual([undefined, 'admin'])
    expect(again?.user).toBeDefined()
    const other = await addTestTenant(database, 'Another')
    const admin = (await trial.services.identity.principal(trial.admin)) as Person
    const { identity, access } = trial.services
    await database.tenants.within(other, async (tx) => {
      await identity.addMembership(tx, admin.user)
      await access.give(tx, admin.user, { roles: [{ role: 'tenant_admin' }], actor: actorOf(admin, 'test') })
    })
    const request = { name: 'P', issuer: rogue.issuer, clientId: 'millrace', clientSecret, autoJoin: true }
    provider = await trial.federation.add(admin, { tenant: other }, request, actorOf(admin, 'test'))
    expect(await attempt()).toBe('in')
    expect(trial.admitted.at(-1)).toMatchObject({ tenant: other, user: undefined })
    const { rows } = await database.tenants.within(other, (tx) => tx.execute(sql`select user_id from provider_logins`))
    expect(rows).toHaveLength(1)
    expect(rows[0]?.['user_id']).not.toBe(again?.user)
  })
})

describe('a configuration', () => {
  const attack = 'https://evil.example'
  it.each<[string, Claims, string]>([
    ['of another issuer', { issuer: attack }, 'federation.provider_unfit'],
    [
      'that signs with secrets alone',
      { id_token_signing_alg_values_supported: ['HS256', 'none'] },
      'federation.provider_unfit',
    ],
    ['without PKCE by S256', { code_challenge_methods_supported: ['plain'] }, 'federation.provider_unfit'],
    ['without the code flow', { response_types_supported: ['id_token'] }, 'federation.provider_unfit'],
    [
      'that runs a script in the browser',
      { authorization_endpoint: 'javascript:alert(1)' },
      'federation.provider_unfit',
    ],
    [
      'that sends people elsewhere in the clear',
      { authorization_endpoint: 'http://evil.example/' },
      'federation.provider_unfit',
    ],
    ['without a place for keys', { jwks_uri: undefined }, 'federation.provider_unfit'],
    [
      'that takes no client secret',
      { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
      'federation.provider_unfit',
    ],
    [
      'that trades codes at the metadata service',
      { token_endpoint: 'https://169.254.169.254/token' },
      'outgoing.address_refused',
    ],
  ])('%s is refused', async (_, configuration, code) => {
    rogue.configuration = configuration
    expect(await attempt()).toBe(code)
    expect(trial.admitted).toEqual([])
  })

  it('that leads to another port of this machine reaches nobody there', async () => {
    const inside = `https://127.0.0.1:${guarded}/`
    for (const place of ['token_endpoint', 'jwks_uri', 'userinfo_endpoint']) {
      await trial.ask(`/identity-providers/${provider.id}`, { method: 'DELETE' })
      provider = await trial.make({ issuer: rogue.issuer, autoJoin: true })
      rogue.configuration = { [place]: inside }
      expect([place, await attempt()]).toEqual([place, 'outgoing.address_refused'])
    }
    expect(knocks).toBe(0)
  })

  it('is looked at with the check, which says what is wrong', async () => {
    const check = async () => (await trial.ask(`/identity-providers/${provider.id}/check`, { method: 'POST' })).body
    expect(await check()).toEqual({ works: true })
    rogue.configuration = { jwks_uri: undefined }
    expect(await check()).toMatchObject({ works: false, problem: expect.stringContaining('no jwks_uri') })
  })
})

describe('an issuer inside', () => {
  it.each([
    'https://169.254.169.254',
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]',
    'https://localhost',
    'https://2130706433',
    'https://[::ffff:127.0.0.1]',
    'https://10.0.0.1',
    'http://169.254.169.254',
  ])('is refused before a packet leaves: %s', async (issuer) => {
    const address = issuer.replace(/^(https?:\/\/[^/]+)/, `$1:${guarded}`)
    await trial.ask(`/identity-providers/${provider.id}`, { method: 'DELETE' })
    provider = await trial.make({ issuer: address })
    expect(await attempt()).toMatch(/^outgoing\.(address|scheme)_refused$/)
    const { body } = await trial.ask(`/identity-providers/${provider.id}/check`, { method: 'POST' })
    expect(body).toMatchObject({ works: false, remedy: expect.stringContaining('MILLRACE_OUTGOING_ALLOW') })
    expect(knocks).toBe(0)
  })
})
