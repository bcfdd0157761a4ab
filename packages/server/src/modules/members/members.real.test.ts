import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../../testing.ts'

interface Reply {
  // biome-ignore lint/suspicious/noExplicitAny: replies are looked at, not used
  readonly [key: string]: any
}

let platform: TestPlatform
let utilities: string
let boiler: string
let packaging: string

const ask = async (path: string, body?: object, method = body ? 'POST' : 'GET') => {
  const reply = await platform.fetch(`/api/v1${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  const text = await reply.text()
  return { status: reply.status, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Reply }
}
const invite = async (...roles: { role: string; below?: string }[]): Promise<string> =>
  (await ask('/invitations', { name: 'Mei', roles })).body['token'] as string
const join = async (username: string, ...roles: { role: string; below?: string }[]): Promise<string> => {
  const token = await invite(...roles)
  await ask('/invitations/acceptance', { token, username, name: 'Mei Lin', password: TEST_PASSWORD })
  return (await ask(`/members?search=${username}`)).body['items'][0].id as string
}
const explain = async (holder: string, action: string, asset?: string) =>
  (await ask('/access/explanation', { holder, action, ...(asset ? { asset } : {}) })).body

beforeAll(async () => {
  platform = await startTestPlatform()
  const register = (...assetPath: string[]) =>
    platform.services.devices.directory.register(platform.tenant, {
      source: { group: 'g', node: 'n', device: assetPath.at(-1)! },
      assetPath,
      points: [{ name: 'x', type: 'double' }],
    })
  await register('Works', 'Utilities', 'Boiler')
  await register('Works', 'Packaging')
  const { items } = (await ask('/assets')).body as { items: { id: string; name: string }[] }
  const idOf = (wanted: string): string => items.find(({ name }) => name === wanted)!.id
  utilities = idOf('Utilities')
  boiler = idOf('Boiler')
  packaging = idOf('Packaging')
})
afterAll(() => platform.close())

describe('an invitation', () => {
  it('tells whoever holds its token who invites, before they give anything', async () => {
    const token = await invite({ role: 'viewer' })
    const { status, body } = await ask('/invitations/offer', { token })
    expect({ status, body }).toMatchObject({ status: 200, body: { name: 'Mei', organisation: expect.any(String) } })
    expect((await ask('/invitations/offer', { token: `${token}x` })).body['code']).toBe('members.invitation_unknown')
  })

  it('names the place that a role holds below', async () => {
    await invite({ role: 'operator', below: utilities })
    const { items } = (await ask('/invitations')).body
    expect(items.at(-1).roles).toEqual([{ role: 'operator', below: utilities, belowName: 'Utilities' }])
  })

  it('makes no account for whoever says that they have one', async () => {
    const token = await invite({ role: 'viewer' })
    const given = { token, username: 'nobody-yet', password: TEST_PASSWORD, account: 'own' }
    expect((await ask('/invitations/acceptance', given)).body['code']).toBe('identity.sign_in_refused')
    expect((await ask('/members?search=nobody-yet')).body['items']).toEqual([])
    await ask('/invitations/acceptance', { ...given, account: 'new' })
    const again = { ...given, token: await invite({ role: 'operator' }) }
    expect((await ask('/invitations/acceptance', { ...again, password: 'wrong' })).body['code']).toBe(
      'identity.sign_in_refused',
    )
    expect((await ask('/invitations/acceptance', again)).status).toBe(201)
    expect((await ask('/members?search=nobody-yet')).body['items'][0].roles).toHaveLength(2)
  })
})

it('an invitation lets nobody guess passwords faster than signing in, and what was refused is told', async () => {
  const token = await invite({ role: 'viewer' })
  await join('guessed', { role: 'viewer' })
  const guess = async (password: string) =>
    (await ask('/invitations/acceptance', { token, username: 'guessed', password, account: 'own' })).body['code']
  const told: unknown[] = []
  for (let i = 0; i < 7; i++) told.push(await guess(`wrong-${i}`))
  expect(told.slice(0, 5)).toEqual(Array(5).fill('identity.sign_in_refused'))
  expect(told.at(-1)).toBe('identity.too_many_attempts')
  const refused = (await ask('/audit?limit=10')).body['items'].filter(
    (one: Reply) => one['action'] === 'session.refused',
  )
  expect(refused.length).toBeGreaterThanOrEqual(5)
  expect(await guess(TEST_PASSWORD)).toBe('identity.too_many_attempts')
})

describe('roles', () => {
  it('say how many hold them, and assignments who and where', async () => {
    const before = (await ask('/roles')).body['items'].find((role: Reply) => role['name'] === 'analyst').holders
    const holder = await join('counted', { role: 'analyst', below: utilities })
    const after = (await ask('/roles')).body['items'].find((role: Reply) => role['name'] === 'analyst').holders
    expect(after - before).toBe(1)
    expect((await ask('/assignments?role=analyst')).body['items']).toEqual([
      expect.objectContaining({ holder, holderKind: 'person', holderName: 'Mei Lin', belowName: 'Utilities' }),
    ])
    expect((await ask('/members?search=counted')).body['items'][0].roles).toEqual([
      { role: 'analyst', below: utilities, belowName: 'Utilities' },
    ])
  })
})

describe('an explanation', () => {
  it('names what gave the right at that place, and nothing elsewhere', async () => {
    const holder = await join(
      'explained',
      { role: 'operator', below: utilities },
      { role: 'operator', below: packaging },
    )
    const at = await explain(holder, 'point:write', boiler)
    expect(at).toMatchObject({ allowed: true, because: ['operator'], decided: [{ belowName: 'Utilities' }] })
    expect(at['assignments']).toHaveLength(2)
    expect(await explain(holder, 'point:write')).toMatchObject({ allowed: false, because: [], decided: [] })
  })

  it('knows that what is about the organisation is not held for a place', async () => {
    const holder = await join('placed', { role: 'tenant_admin', below: utilities })
    expect((await explain(holder, 'member:manage', boiler))['allowed']).toBe(false)
    expect((await explain(holder, 'point:write', boiler))['allowed']).toBe(true)
  })

  it('says that somebody suspended gets in nowhere', async () => {
    const holder = await join('away', { role: 'viewer' })
    expect(await explain(holder, 'point:read')).toMatchObject({ allowed: true, suspended: false, secondFactor: false })
    await ask(`/members/${holder}/suspension`, undefined, 'POST')
    expect((await explain(holder, 'point:read'))['suspended']).toBe(true)
  })

  it('holds a program to its scopes', async () => {
    const made = (await ask('/programs', { kind: 'key', name: 'loader', scopes: ['point:read'] })).body
    const holder = made['program'].id as string
    await ask('/assignments', { holder, role: 'operator' })
    expect((await explain(holder, 'point:read'))['allowed']).toBe(true)
    expect(await explain(holder, 'point:write')).toMatchObject({
      allowed: false,
      because: ['a program does no more than its scopes'],
      decided: [],
    })
  })
})
