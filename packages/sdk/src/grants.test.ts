import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

function clientOf() {
  const asked: { ask: string; body?: unknown }[] = []
  const client = new MillraceClient({
    address: 'http://platform',
    token: 't',
    fetch: async (input, { method = 'GET', body } = {}) => {
      const { pathname, search } = new URL(String(input))
      const ask = `${method} ${pathname.replace('/api/v1', '')}${search}`
      asked.push(typeof body === 'string' ? { ask, body: JSON.parse(body) as unknown } : { ask })
      return Response.json({ items: [] })
    },
  })
  return { client, asked }
}

it('lists, gives and ends grants', async () => {
  const { client, asked } = clientOf()
  const request = { asset: 'a', actions: ['asset:read' as const], purpose: 'Tuning', endsAt: '2027-01-01T00:00:00Z' }
  await client.grants.given({ state: 'open', limit: 30 })
  await client.grants.received()
  await client.grants.receivedOne('g')
  await client.grants.held()
  await client.grants.give(request)
  await client.grants.revoke('g')
  expect(asked).toEqual([
    { ask: 'GET /grants/given?state=open&limit=30' },
    { ask: 'GET /grants/received' },
    { ask: 'GET /grants/received/g' },
    { ask: 'GET /grants/held' },
    { ask: 'POST /grants', body: request },
    { ask: 'DELETE /grants/g' },
  ])
})

it('asks everything of a shared plant through the grant, and nothing of the own one', async () => {
  const { client, asked } = clientOf()
  const shared = client.through('g')
  await shared.assets({ parent: 'root' })
  await shared.asset('a')
  await shared.points({ asset: 'a' })
  await shared.point('p')
  await shared.latest(['p'])
  await shared.history('p', { limit: 1 })
  await shared.historyCsv('p')
  await shared.buckets('p', { pixels: 9 })
  const live = shared.live(['p'], { samples: () => undefined })
  live.close()
  await client.asset('a')
  expect(asked.map(({ ask }) => ask)).toEqual([
    'GET /assets?parent=root&grant=g',
    'GET /assets/a?grant=g',
    'GET /points?asset=a&grant=g',
    'GET /points/p?grant=g',
    'GET /points/latest?ids=p&grant=g',
    'GET /points/p/history?limit=1&grant=g',
    'GET /points/p/history?grant=g',
    'GET /points/p/buckets?pixels=9&grant=g',
    'GET /live?grant=g&points=p',
    'GET /assets/a',
  ])
})
