import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPlatform, TEST_PASSWORD, type TestPlatform } from '../../testing.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform()
})
afterAll(() => platform.close())

interface Reply {
  // biome-ignore lint/suspicious/noExplicitAny: replies are looked at, not used
  readonly [key: string]: any
}
const send = async (path: string, body: object | undefined, token?: string) => {
  const reply = await fetch(`${platform.address}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { body: JSON.stringify(body) } : {}),
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  })
  return { status: reply.status, body: (await reply.json()) as Reply }
}
const invite = async (role: string): Promise<string> =>
  (await send('/invitations', { name: 'Mei', roles: [{ role }] }, platform.token)).body['token']

it('who has a second factor joins with it alone: the password lets nobody put them anywhere', async () => {
  const first = { token: await invite('viewer'), username: 'guarded', name: 'Mei Lin', password: TEST_PASSWORD }
  expect((await send('/invitations/acceptance', first)).status).toBe(201)
  const own = { username: 'guarded', password: TEST_PASSWORD }
  const session = (await send('/session', { ...own, kind: 'token' })).body['token']
  const proof = { proof: { password: TEST_PASSWORD } }
  const { uri } = (await send('/me/totp', proof, session)).body
  const codeIn = (steps: number): string =>
    new TOTP({ secret: new URL(uri).searchParams.get('secret')! }).generate({ timestamp: Date.now() + steps * 30_000 })
  expect((await send('/me/totp/confirmation', { code: codeIn(0) }, session)).status).toBe(200)

  const token = await invite('operator')
  const rolesNow = async () => (await send('/members?search=guarded', undefined, platform.token)).body['items'][0].roles
  for (const account of ['own', 'new', undefined]) {
    const reply = await send('/invitations/acceptance', { token, ...own, ...(account ? { account } : {}) })
    expect(reply).toMatchObject({ status: 201, body: { ticket: expect.any(String), accepts: ['totp', 'recovery'] } })
  }
  expect(await rolesNow()).toHaveLength(1)

  const { ticket } = (await send('/invitations/acceptance', { token, ...own, account: 'own' })).body
  const second = (code: string) =>
    send('/invitations/acceptance/second-step', { token, ticket, proof: { totp: code }, kind: 'token' })
  expect((await second('000000')).body['code']).toBe('identity.proof_refused')
  expect(await rolesNow()).toHaveLength(1)
  const joined = await second(codeIn(1))
  expect(joined).toMatchObject({ status: 201, body: { token: expect.any(String), secondFactor: 'given' } })
  expect(await rolesNow()).toHaveLength(2)
  expect((await second(codeIn(1))).body['code']).toBe('members.invitation_unknown')
})
