import { ManualClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'

const clock = new ManualClock(Date.UTC(2026, 10, 28) * 1_000)
let platform: TestPlatform
let north: Side
let south: Side
let nobody: Ask
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

beforeAll(async () => {
  platform = await startTestPlatform(clock)
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  nobody = askerOf(platform, '')
})
afterAll(() => platform.close())

interface Begun {
  readonly device_code: string
  readonly user_code: string
}

async function begin(clientName = 'Notebook'): Promise<Begun> {
  const { status, body } = await nobody('/device-authorization', { method: 'POST', body: { client_name: clientName } })
  expect(status).toBe(200)
  return body as unknown as Begun
}

/** After the time that a program has to wait, unless it is one that does not. */
async function poll({ device_code }: Begun, waitMs = 2_000) {
  await clock.advance(waitMs)
  return nobody('/device-token', { method: 'POST', body: { grant_type: GRANT, device_code } })
}

const decide = (who: Ask, what: string, userCode: string) =>
  who(`/pairings/${what}`, { method: 'POST', body: { userCode } })

describe('a program that shows a code', () => {
  it('is let in by a person, once, as them and in their organisation alone, and stands under their sessions', async () => {
    const begun = await begin('Notebook\u202e\n on a laptop')
    expect(begun).toMatchObject({
      user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
      verification_uri: 'http://localhost/device',
      verification_uri_complete: `http://localhost/device?code=${begun.user_code}`,
      expires_in: 600,
    })
    expect(await poll(begun)).toMatchObject({ status: 400, body: { error: 'authorization_pending' } })
    const typed = begun.user_code.replace('-', '').toLowerCase()
    expect((await decide(north.ask, 'offer', typed)).body).toMatchObject({
      clientName: expect.stringMatching(/^Notebook +on a laptop$/),
      organisation: 'North',
    })
    expect((await decide(north.ask, 'approval', typed)).status).toBe(204)
    const { status, body } = await poll(begun)
    expect([status, body['token_type'], body['expires_in']]).toEqual([200, 'Bearer', 86_400])
    expect(await poll(begun)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const program = askerOf(platform, String(body['access_token']))
    expect((await program('/session')).body).toMatchObject({
      user: { username: 'North-admin' },
      tenant: { name: 'North' },
      secondFactor: 'not_needed',
    })
    expect((await program('/session/organisation', { method: 'POST', body: { tenant: north.id } })).status).toBe(403)
    const { items } = (await north.ask('/me/sessions')).body as unknown as {
      items: { proofs: string[]; userAgent: string }[]
    }
    expect(items.find(({ proofs }) => proofs.includes('device'))?.userAgent).toContain('Notebook')
    const { items: told } = (await north.ask('/audit?action=pairing.approved')).body
    expect(told).toMatchObject([{ target: { name: expect.stringContaining('Notebook') } }])
  })

  it('is refused, and asks in vain from then on', async () => {
    const begun = await begin()
    expect((await decide(north.ask, 'refusal', begun.user_code)).status).toBe(204)
    expect((await poll(begun)).body).toMatchObject({ error: 'access_denied' })
    expect((await decide(north.ask, 'approval', begun.user_code)).body).toMatchObject({ code: 'pairing.code_unknown' })
  })

  it('is told to slow down when it asks too soon, and waits longer from then on', async () => {
    const begun = await begin()
    await poll(begun)
    expect((await poll(begun, 1_000)).body).toMatchObject({ error: 'slow_down' })
    expect((await poll(begun, 2_000)).body).toMatchObject({ error: 'slow_down' })
    expect((await poll(begun, 12_000)).body).toMatchObject({ error: 'authorization_pending' })
  })

  it('comes too late after ten minutes, as does whoever would let it in', async () => {
    const begun = await begin()
    expect((await poll(begun, 600_000)).body).toMatchObject({ error: 'expired_token' })
    expect((await decide(north.ask, 'approval', begun.user_code)).status).toBe(404)
  })

  it('is not let in by who signed out before it came for its token', async () => {
    const begun = await begin()
    const token = await platform.signIn('North-admin')
    expect((await decide(askerOf(platform, token), 'approval', begun.user_code)).status).toBe(204)
    await askerOf(platform, token)('/session', { method: 'DELETE' })
    expect((await poll(begun)).body).toMatchObject({ error: 'access_denied' })
  })

  it('lets in no other program itself', async () => {
    const first = await begin()
    await decide(north.ask, 'approval', first.user_code)
    const program = askerOf(platform, String((await poll(first)).body['access_token']))
    const second = await begin()
    expect((await decide(program, 'offer', second.user_code)).body).toMatchObject({ code: 'pairing.not_by_program' })
    expect((await decide(program, 'approval', second.user_code)).status).toBe(403)
    expect((await poll(second)).body).toMatchObject({ error: 'authorization_pending' })
  })

  it('speaks forms as well, and is told in the words of the standard what is missing', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const asked = async (path: string, body: string) =>
      (await platform.fetch(`/api/v1${path}`, { token: '', method: 'POST', headers: form, body })).json()
    const begun = (await asked('/device-authorization', 'client_id=meter')) as Begun
    expect(await asked('/device-token', `grant_type=${GRANT}&device_code=${begun.device_code}`)).toMatchObject({
      error: 'authorization_pending',
    })
    expect(await asked('/device-authorization', '')).toMatchObject({ error: 'invalid_request' })
    expect(await asked('/device-token', 'grant_type=password')).toMatchObject({ error: 'unsupported_grant_type' })
    expect(await asked('/device-token', `grant_type=${GRANT}&device_code=guess`)).toMatchObject({
      error: 'invalid_grant',
    })
  })
})

it('slows down who guesses codes, from wherever they come and also between right ones', async () => {
  const own = await begin()
  const offer = async (userCode: string, n: number): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.1.1.${n}` }
    const body = JSON.stringify({ userCode })
    const reply = await platform.fetch('/api/v1/pairings/offer', { token: south.token, method: 'POST', headers, body })
    return ((await reply.json()) as { code?: string }).code
  }
  const codes: unknown[] = []
  for (let n = 0; n < 7; n++) {
    await offer(own.user_code, n)
    codes.push(await offer('BBBB-BBBB', n))
  }
  expect(codes[0]).toBe('pairing.code_unknown')
  expect(codes.at(-1)).toBe('identity.too_many_attempts')
  const { items } = (await south.ask('/audit?action=pairing.refused&outcome=refused')).body
  expect(items.length).toBeGreaterThan(0)
})
