import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

function clientOf() {
  const asked: string[] = []
  const client = new MillraceClient({
    address: 'http://platform',
    token: 't',
    fetch: async (input, init = {}) => {
      const url = new URL(String(input))
      const body = init.body ? ` ${String(init.body)}` : ''
      asked.push(`${init.method} ${url.pathname.slice('/api/v1'.length)}${url.search}${body}`)
      return new Response(JSON.stringify({ items: ['one'] }), { headers: { 'content-type': 'application/json' } })
    },
  })
  return { client, asked }
}

it('reads and changes what the organisation is, keeps and may use', async () => {
  const { client, asked } = clientOf()
  await client.organisation.read()
  await client.organisation.change({ settings: { secondFactor: true } })
  expect(await client.organisation.quotas()).toEqual(['one'])
  expect(asked).toEqual(['GET /organisation', 'POST /organisation {"settings":{"secondFactor":true}}', 'GET /quotas'])
})

it('makes, suspends and bounds organisations for whoever runs the platform', async () => {
  const { client, asked } = clientOf()
  expect(await client.organisations.list()).toEqual(['one'])
  await client.organisations.make({ name: 'North', handle: 'north', administrator: 'Ann' })
  await client.organisations.suspend('o1')
  await client.organisations.restore('o1')
  expect(await client.organisations.quotas('o1')).toEqual(['one'])
  await client.organisations.setQuota('o1', { kind: 'devices', most: null })
  expect(asked).toEqual([
    'GET /organisations',
    'POST /organisations {"name":"North","handle":"north","administrator":"Ann"}',
    'POST /organisations/o1/suspension',
    'DELETE /organisations/o1/suspension',
    'GET /organisations/o1/quotas',
    'PUT /organisations/o1/quotas {"kind":"devices","most":null}',
  ])
})

it('walks a program from its making to its end', async () => {
  const { client, asked } = clientOf()
  await client.programs.list({ limit: 50 })
  await client.programs.make({ kind: 'key', name: 'Report', scopes: ['point:read'] })
  await client.programs.read('p1')
  await client.programs.rotate('p1', { overlapHours: 0 })
  await client.programs.suspend('p1')
  await client.programs.restore('p1')
  await client.programs.end('p1')
  expect(asked).toEqual([
    'GET /programs?limit=50',
    'POST /programs {"kind":"key","name":"Report","scopes":["point:read"]}',
    'GET /programs/p1',
    'POST /programs/p1/rotation {"overlapHours":0}',
    'POST /programs/p1/suspension',
    'DELETE /programs/p1/suspension',
    'DELETE /programs/p1',
  ])
})

it('trusts a sign-in provider, tries it and trusts it no longer', async () => {
  const { client, asked } = clientOf()
  const request = { name: 'Work', issuer: 'https://login.example', clientId: 'millrace' }
  expect(await client.providers.list()).toEqual(['one'])
  await client.providers.add({ ...request, clientSecret: 's' })
  await client.providers.change('i1', request)
  await client.providers.check('i1')
  await client.providers.remove('i1')
  expect(asked).toEqual([
    'GET /identity-providers',
    `POST /identity-providers ${JSON.stringify({ ...request, clientSecret: 's' })}`,
    `PUT /identity-providers/i1 ${JSON.stringify(request)}`,
    'POST /identity-providers/i1/check',
    'DELETE /identity-providers/i1',
  ])
})
