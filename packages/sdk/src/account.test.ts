import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

/** A client whose requests are kept; each is answered with this body. */
function clientOf(answer: object = {}) {
  const asked: string[] = []
  const client = new MillraceClient({
    address: 'http://platform',
    fetch: async (input, init = {}) => {
      asked.push([init.method, new URL(String(input)).pathname, init.body].filter(Boolean).join(' '))
      return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } })
    },
  })
  return { client, account: client.account, asked }
}
const proof = { password: 'p' }

it('reads what is one’s own', async () => {
  const { account, asked } = clientOf({ items: [1] })
  expect(await account.roles()).toEqual([1])
  expect(await account.sessions()).toEqual([1])
  expect(await account.providers()).toEqual([1])
  await account.rights()
  await account.factors()
  expect(asked).toEqual([
    'GET /api/v1/me/roles',
    'GET /api/v1/me/sessions',
    'GET /api/v1/me/sign-in-providers',
    'GET /api/v1/me/rights',
    'GET /api/v1/me/factors',
  ])
})

it('changes name, password and organisation, and ends sessions', async () => {
  const { account, asked } = clientOf()
  await account.changeProfile({ name: 'Bo', locale: 'zh' })
  await account.changePassword('old', 'new')
  await account.workFor('o1')
  await account.endSession('s1')
  await account.endOtherSessions()
  await account.disconnect('i/1')
  expect(asked).toEqual([
    'POST /api/v1/me {"name":"Bo","locale":"zh"}',
    'POST /api/v1/me/password {"current":"old","next":"new"}',
    'POST /api/v1/session/organisation {"tenant":"o1"}',
    'DELETE /api/v1/me/sessions/s1',
    'DELETE /api/v1/me/sessions',
    'DELETE /api/v1/me/sign-in-providers/i%2F1',
  ])
  expect(account.connectAddress('i1')).toBe('http://platform/api/v1/me/sign-in-providers/i1/start')
})

it('changes factors with a proof, and hands on what is shown once', async () => {
  const { account, asked } = clientOf({ recoveryCodes: ['aa'], options: { challenge: 'c' } })
  await account.beginTotp(proof)
  expect(await account.confirmTotp('123456')).toEqual(['aa'])
  await account.removeTotp({ totp: '123456' })
  expect(await account.renewRecoveryCodes(proof)).toEqual(['aa'])
  expect(await account.challenge()).toEqual({ challenge: 'c' })
  expect(await account.beginPasskey({ passkey: { id: 'k' } })).toEqual({ challenge: 'c' })
  await account.removePasskey('k1', proof)
  expect(asked).toEqual([
    'POST /api/v1/me/totp {"proof":{"password":"p"}}',
    'POST /api/v1/me/totp/confirmation {"code":"123456"}',
    'DELETE /api/v1/me/totp {"proof":{"totp":"123456"}}',
    'POST /api/v1/me/recovery-codes {"proof":{"password":"p"}}',
    'POST /api/v1/me/factors/challenge',
    'POST /api/v1/me/passkeys/options {"proof":{"passkey":{"id":"k"}}}',
    'DELETE /api/v1/me/passkeys/k1 {"proof":{"password":"p"}}',
  ])
})

it('signs in with a passkey alone', async () => {
  const { client, asked } = clientOf({ ticket: 'k', options: {}, token: 't' })
  const { ticket } = await client.beginPasskeySignIn()
  await client.finishPasskeySignIn(ticket, { id: 'k' }, 'cookie')
  expect(asked).toEqual([
    'POST /api/v1/session/passkey/options',
    'POST /api/v1/session/passkey {"ticket":"k","response":{"id":"k"},"kind":"cookie"}',
  ])
})
