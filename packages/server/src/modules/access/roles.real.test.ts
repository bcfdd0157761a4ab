import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'

let platform: TestPlatform
let north: Side

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
})
afterAll(() => platform.close())

describe('a role that an organisation makes', () => {
  it('carries nothing that stands above organisations', async () => {
    const body = { name: 'above', title: 'Above', actions: ['asset:read', 'platform:operate'] }
    expect(await north.ask('/roles', { method: 'POST', body })).toMatchObject({
      status: 400,
      body: { code: 'http.request_malformed' },
    })
  })

  it('reaches nothing above it, whatever its row says', async () => {
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(
        sql`insert into roles (tenant_id, name, title, actions) values (${north.id}, 'above', 'Above', '{platform:operate,asset:read}')`,
      ),
    )
    const ask = await north.member('climber', [{ role: 'above' }])
    expect((await ask('/assets')).status).toBe(200)
    expect((await ask('/organisations')).status).toBe(403)
    const body = { name: 'Mine', handle: 'mine', administrator: 'Me' }
    expect((await ask('/organisations', { method: 'POST', body })).status).toBe(403)
  })
})

it('roles at places are told to many at once: no answer waits for a connection that another one holds', async () => {
  await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'Press' },
    assetPath: ['Press'],
    points: [{ name: 'count', type: 'int64' }],
  })
  const [press] = (await north.ask('/assets')).body.items
  await north.member('presser', [{ role: 'operator', below: String(press?.id) }])
  const replies = await Promise.all(Array.from({ length: 40 }, () => north.ask('/assignments')))
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200))
})

describe('administrators that are kept apart', () => {
  const all = ['member:manage', 'role:manage', 'program:manage', 'audit:read', 'organisation:manage'] as const
  let east: Side
  let security: Ask
  let system: Ask
  const separate = () =>
    system('/organisation', { method: 'POST', body: { settings: { separateAdministrators: true } } })
  const invite = (roles: readonly string[]) =>
    security('/invitations', { method: 'POST', body: { name: 'New', roles: roles.map((role) => ({ role })) } })
  const idOf = async (username: string) => (await security(`/members?search=${username}`)).body.items[0]?.id
  const give = async (username: string, role: string) =>
    (await security('/assignments', { method: 'POST', body: { holder: await idOf(username), role } })).body['code']

  beforeAll(async () => {
    east = await addOrganisation(platform, 'East')
    security = await east.member('sam', [{ role: 'security_admin' }])
    system = await east.member('sys', [{ role: 'system_admin' }])
    await east.member('ada', [{ role: 'audit_admin' }])
    await security('/roles', { method: 'POST', body: { name: 'everything', title: 'All', actions: all } })
    await security('/roles', { method: 'POST', body: { name: 'watch', title: 'Watch', actions: ['audit:read'] } })
  })

  it('are not while somebody does the work of two, whatever the role is called', async () => {
    await east.member('eve', [{ role: 'everything' }])
    const [whole] = (await security('/assignments?role=tenant_admin')).body.items
    expect((await security(`/assignments/${whole?.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await separate()).body['code']).toBe('members.still_undivided')
    await security(`/members/${await idOf('eve')}`, { method: 'DELETE' })
    expect((await separate()).status).toBe(200)
  })

  it('get no role of the organisation that does the work of two, by itself or with another', async () => {
    expect((await invite(['everything'])).body['code']).toBe('access.roles_apart')
    expect((await invite(['system_admin', 'auditor'])).body['code']).toBe('access.roles_apart')
    expect(await give('ada', 'everything')).toBe('access.roles_apart')
    expect(await give('sys', 'watch')).toBe('access.roles_apart')
    expect(await give('sys', 'auditor')).toBe('access.roles_apart')
    expect(await give('sys', 'operator')).toBeUndefined()
    expect(await give('ada', 'auditor')).toBeUndefined()
  })

  it('nor by an invitation to an account that they have', async () => {
    const { body } = await invite(['security_admin'])
    const accepting = { token: body['token'], username: 'sys', password: TEST_PASSWORD, account: 'own' }
    const joined = await askerOf(platform, '')('/invitations/acceptance', { method: 'POST', body: accepting })
    expect(joined.body['code']).toBe('access.roles_apart')
  })
})
