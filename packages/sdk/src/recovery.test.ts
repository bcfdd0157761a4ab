import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

it('makes a way back in for a member, for anybody and for an operator, and goes it', async () => {
  const asked: string[] = []
  const client = new MillraceClient({
    address: 'http://platform',
    fetch: async (input, init = {}) => {
      const { pathname } = new URL(String(input))
      asked.push(`${init.method} ${pathname.slice('/api/v1'.length)} ${String(init.body)}`)
      return new Response(JSON.stringify({ token: 't1' }), { headers: { 'content-type': 'application/json' } })
    },
  })
  const { recovery } = client
  expect(await recovery.forMember('m1', { lost: 'factors', reason: 'Lost the phone' })).toEqual({ token: 't1' })
  await recovery.forAnybody({ username: 'mei', lost: 'both', reason: 'Called' })
  await recovery.forOperator({ lost: 'password' })
  await recovery.offer('t1')
  await recovery.use({ token: 't1', next: 'four words in a row' })
  expect(asked).toEqual([
    'POST /members/m1/recovery {"lost":"factors","reason":"Lost the phone"}',
    'POST /people/recovery {"username":"mei","lost":"both","reason":"Called"}',
    'POST /people/recovery/operator {"lost":"password"}',
    'POST /session/recovery/offer {"token":"t1"}',
    'POST /session/recovery {"token":"t1","next":"four words in a row"}',
  ])
})
