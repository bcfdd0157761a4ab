import { systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer } from '../../database/testing.ts'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../../testing.ts'
import { createIdentity } from './service.ts'

let platform: TestPlatform
let token: string

interface Reply {
  readonly items: readonly { readonly id: string }[]
  readonly token: string
}

const ask = async (path: string, init: RequestInit & { token?: string } = {}) => {
  const reply = await platform.fetch(`/api/v1${path}`, { token, ...init })
  const text = await reply.text()
  return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as Reply }
}
const post = (path: string, body: object, as?: string) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(as === undefined ? {} : { token: as }),
  })

beforeAll(async () => {
  platform = await startTestPlatform()
  await platform.services.devices.directory.register(platform.tenant, {
    source: { group: 'g', node: 'n', device: 'Boiler' },
    assetPath: ['Works', 'Boiler'],
    points: [{ name: 'Pressure', type: 'double', writable: false }],
  })
  const admin = platform.token
  const { body: found } = await ask('/assets?search=Boiler', { token: admin })
  await post('/roles', { name: 'meter_reader', title: 'Meter reader', actions: ['point:read'] }, admin)
  const roles = [{ role: 'viewer', below: found.items[0]?.id }, { role: 'meter_reader' }]
  const { body: invitation } = await post('/invitations', { name: 'Bo', roles }, admin)
  await post('/invitations/acceptance', { token: invitation.token, username: 'bo', password: TEST_PASSWORD })
  token = await platform.signIn('bo')
})
afterAll(() => platform.close())

describe('the organisation that runs the platform', () => {
  it('is made once, though several parts ask for it at the very first start', async () => {
    const server = await startTestServer()
    try {
      const { tenants, house } = await server.database()
      const { audit, factors } = platform.services
      const stillMayRecover = async () => false
      const identity = createIdentity({ tenants, house, factors, audit, clock: systemClock, stillMayRecover })
      const asked = await Promise.all(Array.from({ length: 8 }, () => identity.organisations()))
      expect(new Set(asked.map(([{ id }]) => id)).size).toBe(1)
    } finally {
      await server.close()
    }
  })
})

describe('a person without any right over people', () => {
  it('learns which roles are their own, by what they are called and where they hold', async () => {
    const { body } = await ask('/me/roles')
    expect(body.items).toHaveLength(2)
    expect(body.items).toContainEqual({
      role: 'viewer',
      title: 'Viewer',
      below: { id: expect.any(String), name: 'Boiler' },
      provider: false,
    })
    expect(body.items).toContainEqual({ role: 'meter_reader', title: 'Meter reader', provider: false })
    // More at once than there are connections: none waits for a second one.
    const many = await Promise.all(Array.from({ length: 30 }, () => ask('/me/roles')))
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await ask('/assignments')).status).toBe(403)
  })

  it('signs out everywhere but here, at once', async () => {
    const elsewhere = [await platform.signIn('bo'), await platform.signIn('bo')]
    expect((await ask('/me/sessions')).body.items).toHaveLength(3)
    expect((await ask('/me/sessions', { method: 'DELETE' })).status).toBe(204)
    for (const other of elsewhere) expect((await ask('/session', { token: other })).status).toBe(401)
    expect((await ask('/me/sessions')).body.items).toMatchObject([{ current: true }])
    expect((await ask('/session', { token: platform.token })).status).toBe(200)
  })
})
