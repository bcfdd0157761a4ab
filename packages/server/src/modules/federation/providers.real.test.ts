import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../database/index.ts'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import { TEST_PASSWORD } from '../../testing.ts'
import { clientSecret, startTrial, type Trial } from './fakes.ts'

let server: TestServer
let database: Database
let trial: Trial

beforeAll(async () => {
  server = await startTestServer()
  database = await server.database()
  trial = await startTrial(database, [])
})
afterAll(async () => {
  await trial.close()
  await server.close()
})
beforeEach(() => {
  trial.told.length = 0
})

const request = { name: 'Works sign-on', issuer: 'https://sso.example', clientId: 'millrace' }
const send = (method: string, path: string, body?: object, token?: string) =>
  trial.ask(`/identity-providers${path}`, {
    method,
    ...(body ? { body } : {}),
    ...(token === undefined ? {} : { token }),
  })

describe('a provider', () => {
  it('is made, read, changed and removed, and the audit tells each without the secret', async () => {
    const made = await trial.make({ groupClaim: 'realm_access.roles', mapping: [{ group: 'g', role: 'viewer' }] })
    expect(made).toMatchObject({
      ...request,
      scopes: ['profile', 'email'],
      groupClaim: 'realm_access.roles',
      autoJoin: false,
      redirectUri: `${trial.address}/api/v1/sign-in/providers/${made.id}/callback`,
    })
    expect((await send('GET', '')).body['items']).toEqual([made])
    const changed = await send('PUT', `/${made.id}`, { ...request, name: 'Other', autoJoin: true })
    expect(changed.body).toMatchObject({ name: 'Other', autoJoin: true, mapping: [] })
    expect((await send('GET', `/${made.id}`)).body).toEqual(changed.body)
    expect((await send('DELETE', `/${made.id}`)).status).toBe(204)
    expect((await send('GET', `/${made.id}`)).body.code).toBe('federation.provider_unknown')
    expect(trial.told).toMatchObject([
      {
        action: 'provider.made',
        detail: { issuer: request.issuer, mapping: [{ group: 'g', role: 'viewer', below: null }] },
      },
      {
        action: 'provider.changed',
        detail: { before: { autoJoin: false }, after: { autoJoin: true }, secretChanged: false },
      },
      { action: 'provider.removed', target: { kind: 'identity_provider', id: made.id, name: 'Other' } },
    ])
    expect(JSON.stringify([made, changed, trial.told])).not.toContain(clientSecret)
  })

  it('keeps its secret sealed, and shows it to no other issuer', async () => {
    const { id } = await trial.make()
    const { rows } = await database.tenants.within(trial.tenant, (tx) =>
      tx.execute(sql`select * from identity_providers where id = ${id}`),
    )
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(clientSecret)
    const moved = { ...request, issuer: 'https://evil.example' }
    expect((await send('PUT', `/${id}`, moved)).body.code).toBe('federation.secret_missing')
    expect((await send('PUT', `/${id}`, { ...moved, clientSecret: 'new' })).status).toBe(200)
    expect((await send('POST', '', request)).body.code).toBe('federation.secret_missing')
    await send('DELETE', `/${id}`)
  })

  it.each([
    'sso.example',
    'ftp://sso.example',
    'https://u:p@sso.example',
    'https://sso.example?a=b',
    'https://sso.example/#x',
  ])('has an issuer that is one: not %s', async (issuer) => {
    expect((await send('POST', '', { ...request, issuer, clientSecret })).body.code).toBe('federation.issuer_malformed')
  })

  it('gives only roles that its maker may give', async () => {
    const operate = { ...request, clientSecret, mapping: [{ group: 'g', role: 'nobody-knows' }] }
    expect((await send('POST', '', operate)).body.code).toBe('access.role_unknown')
    const below = { group: 'g', role: 'viewer', below: '01900000-0000-7000-8000-000000000000' }
    expect((await send('POST', '', { ...operate, mapping: [below] })).body.code).toBe('assets.asset_unknown')
    expect(trial.told).toEqual([])
  })

  it('is nobody else’s business', async () => {
    const { id } = await trial.make()
    const { identity, access } = trial.services
    const user = (await identity.addPerson({ username: 'viewer', name: 'Viewer', password: TEST_PASSWORD }))!
    const other = await addTestTenant(database, 'Another')
    const stranger = (await identity.addPerson({ username: 'other', name: 'Other', password: TEST_PASSWORD }))!
    const actor = { kind: 'system', id: 'test', name: 'test' } as const
    for (const [tenant, who, role] of [
      [trial.tenant, user, 'viewer'],
      [other, stranger, 'tenant_admin'],
    ] as const)
      await database.tenants.within(tenant, async (tx) => {
        await identity.addMembership(tx, who)
        await access.give(tx, who, { roles: [{ role }], actor })
      })
    access.changed()
    const open = (who: typeof user) => identity.open(who, ['password'], { remote: 't', userAgent: 't' })
    const [viewer, foreigner] = [(await open(user)).token ?? '', (await open(stranger)).token ?? '']
    const all = (token: string) =>
      Promise.all([
        send('GET', `/${id}`, undefined, token),
        send('PUT', `/${id}`, request, token),
        send('DELETE', `/${id}`, undefined, token),
        send('POST', `/${id}/check`, undefined, token),
        trial.ask(`/me/sign-in-providers/${id}/start`, { token }),
      ]).then((replies) => replies.map(({ status }) => status))
    expect(await all('')).toEqual([401, 401, 401, 401, 401])
    expect((await all(viewer)).slice(0, 4)).toEqual([403, 403, 403, 403])
    expect(await all(foreigner)).toEqual([404, 404, 404, 404, 404])
    expect((await send('GET', '', undefined, foreigner)).body['items']).toEqual([])
    // The policies of the database say the same without any code of ours.
    const count = (name: string) =>
      database.tenants.within(
        other,
        async (tx) => (await tx.execute(sql`select 1 from ${sql.identifier(name)}`)).rows.length,
      )
    expect([await count('identity_providers'), await count('provider_logins')]).toEqual([0, 0])
    await send('DELETE', `/${id}`)
  })

  it('is one of twenty at most', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => trial.make()))
    expect((await send('POST', '', { ...request, clientSecret })).body.code).toBe('federation.providers_full')
    for (const { id } of made) await send('DELETE', `/${id}`)
  })

  it('of an organisation that is suspended is shown to nobody', async () => {
    const tenant = await addTestTenant(database, 'Resting')
    const id = '01900000-0000-7000-8000-00000000000a'
    await database.tenants.within(tenant, (tx) =>
      tx.execute(sql`
        insert into identity_providers (id, tenant_id, name, issuer, client_id, client_secret, scopes, group_claim, mapping,
          email_domains, auto_join, created_at, changed_at)
        values (${id}, ${tenant}, 'P', 'https://sso.example', 'c', 's', '{}', 'groups', '[]', '{}', true, now(), now())`),
    )
    const choices = async () =>
      (await trial.ask(`/sign-in/providers?organisation=${tenant}`, { token: '' })).body['items']
    expect(await choices()).toEqual([{ id, name: 'P' }])
    await database.house.asOwner((tx) => tx.execute(sql`update tenants set suspended_at = now() where id = ${tenant}`))
    expect(await choices()).toEqual([])
    expect((await trial.ask(`/sign-in/providers/${id}/start`, { token: '' })).body.code).toBe(
      'federation.provider_unknown',
    )
  })
})
