import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

it('reads, invites, suspends and removes members, and accepts an invitation', async () => {
  const asked: string[] = []
  const client = new MillraceClient({
    address: 'http://platform',
    fetch: async (input, init = {}) => {
      const url = new URL(String(input))
      asked.push(
        `${init.method} ${url.pathname.slice('/api/v1'.length)}${url.search} ${String(init.body ?? '')}`.trim(),
      )
      return new Response(JSON.stringify({ items: ['one'] }), { headers: { 'content-type': 'application/json' } })
    },
  })
  const { members } = client
  expect(await members.list({ search: 'mei', limit: 50 })).toEqual({ items: ['one'] })
  await members.read('m1')
  await members.suspend('m1')
  await members.restore('m1')
  await members.endSessions('m1')
  await members.remove('m1')
  expect(await members.invitations()).toEqual(['one'])
  await members.invite({ name: 'Mei', roles: [{ role: 'viewer' }] })
  await members.withdraw('i1')
  await members.offer('t1')
  await members.accept({ token: 't1', username: 'mei', password: 'p', account: 'own' })
  await members.acceptProven('t1', 'k', { totp: '123456' }, 'cookie')
  expect(asked).toEqual([
    'GET /members?search=mei&limit=50',
    'GET /members/m1',
    'POST /members/m1/suspension',
    'DELETE /members/m1/suspension',
    'DELETE /members/m1/sessions',
    'DELETE /members/m1',
    'GET /invitations',
    'POST /invitations {"name":"Mei","roles":[{"role":"viewer"}]}',
    'DELETE /invitations/i1',
    'POST /invitations/offer {"token":"t1"}',
    'POST /invitations/acceptance {"token":"t1","username":"mei","password":"p","account":"own"}',
    'POST /invitations/acceptance/second-step {"token":"t1","ticket":"k","proof":{"totp":"123456"},"kind":"cookie"}',
  ])
})
