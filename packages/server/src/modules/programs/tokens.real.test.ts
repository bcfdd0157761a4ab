import { isoOf, ManualClock, type Micros } from '@millrace/core'
import { sql } from 'drizzle-orm'
import * as oauth from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { startTestServer, type TestServer } from '../../database/testing.ts'
import { faultOf, startTrial, type Trial } from './fakes.ts'
import type { ProgramMade } from './schema.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const clock = new ManualClock((Date.now() * 1_000) as Micros)
const inDays = (days: number): string => isoOf(clock.now() + days * DAY * 1_000)
let server: TestServer
let database: Database
let trial: Trial

beforeAll(async () => {
  server = await startTestServer()
  database = await server.database()
  trial = await startTrial(database, clock)
})
afterAll(async () => {
  await trial.close()
  await server.close()
})
beforeEach(() => {
  trial.told.length = 0
})

const make: Trial['make'] = (request) => trial.make(request)
const rotate: Trial['rotate'] = (...given) => trial.rotate(...given)
const tokenFor: Trial['tokenFor'] = (...given) => trial.tokenFor(...given)
const whose: Trial['whose'] = (secret) => trial.whose(secret)

describe('a client', () => {
  it('gets a token of 15 minutes, which opens as the program', async () => {
    const made = await make({ kind: 'client', scopes: ['point:read', 'asset:read'] })
    const { access_token: token, ...reply } = await trial.programs.authorize(
      { id: made.program.id, secret: made.secret },
      undefined,
      '192.0.2.5',
    )
    expect(reply).toEqual({ token_type: 'Bearer', expires_in: 900, scope: 'point:read asset:read' })
    expect(await trial.programs.principal(token)).toMatchObject({
      program: made.program.id,
      scopes: ['point:read', 'asset:read'],
    })
    await clock.advance(899_000)
    expect(await whose(token)).toBe(made.program.id)
    await clock.advance(1_000)
    expect(await whose(token)).toBeUndefined()
  })

  it('may ask for less, and not for more', async () => {
    const made = await make({ kind: 'client', scopes: ['point:read', 'asset:read'] })
    expect(await trial.programs.principal(await tokenFor(made, 'asset:read'))).toMatchObject({ scopes: ['asset:read'] })
    for (const scope of ['point:write', 'asset:read point:write', 'nothing', 'asset:read  point:read', '__proto__'])
      expect(await faultOf(tokenFor(made, scope))).toBe('programs.scope_exceeded')
    const all = await make({ kind: 'client' })
    expect(await trial.programs.principal(await tokenFor(all))).toMatchObject({ scopes: undefined })
    expect(await trial.programs.principal(await tokenFor(all, 'point:read'))).toMatchObject({ scopes: ['point:read'] })
  })

  it('is refused with a wrong secret, as a key, as a stranger, suspended or expired', async () => {
    const client = await make({ kind: 'client' })
    const key = await make()
    const suspended = await make({ kind: 'client' })
    await trial.programs.suspend(trial.reach, suspended.program.id, true, trial.actor)
    const expired = await make({ kind: 'client', expiresAt: inDays(1) })
    await clock.advance(DAY)
    const pairs = [
      [client.program.id, `${client.secret}x`],
      [client.program.id, key.secret],
      [client.program.id, suspended.secret],
      [key.program.id, key.secret],
      [key.program.id, key.secret.slice(-43)],
      [trial.admin.user, client.secret],
      ['00000000-0000-0000-0000-000000000000', client.secret],
      ["' or true --", client.secret],
      ['', ''],
      [suspended.program.id, suspended.secret],
      [expired.program.id, expired.secret],
    ] as const
    for (const [id, secret] of pairs)
      expect(await faultOf(trial.programs.authorize({ id, secret }, undefined, ''))).toBe('programs.client_refused')
    expect(await whose(client.secret)).toBeUndefined()
  })

  it('loses its tokens with the program: suspended, ended, or rotated without overlap', async () => {
    const ends = [
      (made: ProgramMade) => trial.programs.suspend(trial.reach, made.program.id, true, trial.actor),
      (made: ProgramMade) => trial.programs.drop(trial.reach, made.program.id, trial.actor),
      (made: ProgramMade) => rotate(made, 0),
    ]
    for (const end of ends) {
      const made = await make({ kind: 'client' })
      const token = await tokenFor(made)
      expect(await whose(token)).toBe(made.program.id)
      await end(made)
      expect(await whose(token)).toBeUndefined()
    }
  })

  it('keeps its tokens over a rotation with overlap; those of the old secret end with it', async () => {
    const made = await make({ kind: 'client' })
    const before = await tokenFor(made)
    await rotate(made, 1)
    expect(await whose(before)).toBe(made.program.id)
    await clock.advance(HOUR - 60_000)
    const last = await trial.programs.authorize({ id: made.program.id, secret: made.secret }, undefined, '')
    expect(last.expires_in).toBe(60)
  })

  it('that is refused is told once a minute to its organisation; a stranger is not', async () => {
    const { program } = await make({ kind: 'client' })
    trial.told.length = 0
    const fail = (id: string): Promise<unknown> =>
      faultOf(trial.programs.authorize({ id, secret: 'wrong' }, undefined, '192.0.2.66'))
    for (let i = 0; i < 20; i++) await fail(program.id)
    await fail(trial.admin.user)
    await expect
      .poll(() => trial.told)
      .toMatchObject([{ action: 'token.refused', outcome: 'refused', actor: { id: program.id, remote: '192.0.2.66' } }])
    expect(trial.told).toHaveLength(1)
  })

  it('holds 500 live tokens at most: the oldest end', async () => {
    const made = await make({ kind: 'client' })
    const first = await tokenFor(made)
    for (let i = 0; i < 505; i++) {
      await clock.advance(1)
      await tokenFor(made)
    }
    const { rows } = await database.tenants.within(trial.tenant, (tx) =>
      tx.execute(sql`select count(*)::integer as n from program_tokens where program_id = ${made.program.id}`),
    )
    expect(rows).toEqual([{ n: 500 }])
    expect(await whose(first)).toBeUndefined()
  })
})

describe('a token that is none', () => {
  it('costs the same questions to the database, whether there is such a program or not', async () => {
    const { secret } = await make()
    const costOf = async (given: string): Promise<number> => {
      const before = trial.asked()
      expect(await whose(given)).toBeUndefined()
      return trial.asked() - before
    }
    const wrong = `${secret.slice(0, 27)}${'A'.repeat(43)}`
    const unknown = `mrk_${'A'.repeat(22)}_${secret.slice(27)}`
    expect([await costOf(wrong), await costOf(unknown), await costOf(`mra_${'A'.repeat(43)}`)]).toEqual([1, 1, 1])
  })

  it('opens nothing and breaks nothing, in 2,000 mutations of tokens that are', async () => {
    const key = await make()
    const client = await make({ kind: 'client' })
    const real = [key.secret, (await make()).secret, await tokenFor(client), client.secret]
    const letters = ['A', 'z', '0', '_', '-', '=', '+', '/', '.', ' ', '\0', '\n', "'", '%', 'é', '💧', '\ud800']
    const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(Math.random() * from.length)] as T
    const mutations: readonly ((text: string, at: number) => string)[] = [
      (text, at) => `${text.slice(0, at)}${pick(letters)}${text.slice(at + 1)}`,
      (text, at) => `${text.slice(0, at)}${pick(letters)}${text.slice(at)}`,
      (text, at) => `${text.slice(0, at)}${text.slice(at + 1)}`,
      (text, at) => text.slice(0, at),
      (text, at) => text.slice(at),
      (text, at) => `${text.slice(0, at)}${text.slice(at).toLowerCase()}`,
      (text, at) => `${text.slice(0, at)}${text.slice(at).toUpperCase()}`,
      (text, at) => `${text.slice(0, at)}${pick(real).slice(at)}`,
      (text) => `${text}${text}`,
      (text) => [...text].reverse().join(''),
      (text) => text.replace(/^mr./, pick(['mrk', 'mra', 'mrc', 'mrl', 'MRK'])),
      (text) => `${text}${'x'.repeat(1_000)}`,
    ]
    let tried = 0
    while (tried < 2_000) {
      const text = pick(real)
      const mutated = pick(mutations)(text, Math.floor(Math.random() * text.length))
      if (real.slice(0, 3).includes(mutated)) continue
      tried++
      expect(await trial.programs.principal(mutated), mutated).toBeUndefined()
    }
  })
})

describe('over HTTP', () => {
  const post = (form: Record<string, string> | string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${trial.address}/oauth/token`, { method: 'POST', body: new URLSearchParams(form), headers })

  it('a foreign OAuth client gets a token by Basic and by form, and it opens what the roles and scopes allow', async () => {
    const made = await make({ kind: 'client', scopes: ['program:manage', 'point:read'] })
    const { id } = made.program
    await trial.services.access.assign(trial.admin, trial.reach, { holder: id, role: 'tenant_admin' }, trial.actor)
    const metadata = { issuer: 'http://127.0.0.1', token_endpoint: `${trial.address}/oauth/token` }
    for (const method of [oauth.ClientSecretBasic(made.secret), oauth.ClientSecretPost(made.secret)]) {
      const config = new oauth.Configuration(metadata, id, undefined, method)
      oauth.allowInsecureRequests(config)
      const list = async (scope?: string): Promise<number> => {
        const tokens = await oauth.clientCredentialsGrant(config, scope === undefined ? {} : { scope })
        expect(tokens.expires_in).toBe(900)
        const headers = { authorization: `Bearer ${tokens.access_token}` }
        return (await fetch(`${trial.address}/programs`, { headers })).status
      }
      expect([await list(), await list('program:manage'), await list('point:read')]).toEqual([200, 200, 403])
      await expect(oauth.clientCredentialsGrant(config, { scope: 'audit:read' })).rejects.toMatchObject({
        error: 'invalid_scope',
        status: 400,
      })
    }
  })

  it.each([
    ['no client', {}, 401, 'invalid_client'],
    ['a wrong client', { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' }, 401, 'invalid_client'],
    [
      'a grant_type of people',
      { grant_type: 'password', client_id: 'a', client_secret: 'b' },
      400,
      'unsupported_grant_type',
    ],
    ['no grant_type', { client_id: 'a', client_secret: 'b' }, 400, 'invalid_request'],
  ])('%s is refused in the form of RFC 6749', async (_, form, status, error) => {
    const reply = await post(form)
    expect(reply.status).toBe(status)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(reply.headers.get('content-type')).toMatch('application/json')
    expect(await reply.json()).toEqual({ error, error_description: expect.any(String) })
  })

  it('a program is made, found, rotated, suspended, restored and ended', async () => {
    await clock.advance(1)
    const manager = await make({ scopes: ['program:manage', 'point:read'] })
    await trial.services.access.assign(
      trial.admin,
      trial.reach,
      { holder: manager.program.id, role: 'tenant_admin' },
      trial.actor,
    )
    const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; json: never }> => {
      const reply = await fetch(`${trial.address}/programs${path}`, {
        method,
        headers: {
          authorization: `Bearer ${manager.secret}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await reply.text()
      return { status: reply.status, json: (text ? JSON.parse(text) : undefined) as never }
    }
    await clock.advance(1)
    const made = await ask('POST', '', { kind: 'key', name: 'reader', scopes: ['point:read'] })
    expect(made).toMatchObject({ status: 201, json: { program: { createdBy: { kind: 'program' } } } })
    const { program, secret } = made.json as ProgramMade
    expect(await ask('POST', '', { kind: 'key', name: 'x', scopes: ['audit:read'] })).toMatchObject({ status: 403 })
    expect(await ask('POST', '', { kind: 'key', name: 'x', scopes: ['a:b'] })).toMatchObject({ status: 400 })
    const page = (await ask('GET', '?limit=1')).json as { items: unknown[]; next: string; total: number }
    expect(page).toMatchObject({ items: [{ id: program.id }], total: expect.any(Number) })
    expect(await ask('GET', `?limit=1&cursor=${page.next}`)).toMatchObject({
      json: { items: [{ id: manager.program.id }] },
    })
    expect(await ask('GET', `/${program.id}`)).toMatchObject({ status: 200, json: { name: 'reader', state: 'active' } })
    const rotated = await ask('POST', `/${program.id}/rotation`, { overlapHours: 0 })
    expect(rotated).toMatchObject({ status: 200 })
    expect(await whose(secret)).toBeUndefined()
    expect(await ask('POST', `/${program.id}/rotation`, { overlapHours: 73 })).toMatchObject({ status: 400 })
    expect(await ask('POST', `/${program.id}/suspension`)).toMatchObject({ status: 204 })
    expect(await ask('GET', `/${program.id}`)).toMatchObject({ json: { state: 'suspended' } })
    expect(await ask('DELETE', `/${program.id}/suspension`)).toMatchObject({ status: 204 })
    expect(await ask('DELETE', `/${program.id}`)).toMatchObject({ status: 204 })
    expect(await ask('GET', `/${program.id}`)).toMatchObject({ status: 404 })
  })
})
