import { expect, it } from 'vitest'
import { MillraceClient, type PlatformEvent } from './index.ts'

const event = (sequence: string): string => `id: ${sequence}\nevent: event\ndata: {"sequence":"${sequence}"}\n\n`

it('follows events behind the last one that came, however often the stream is cut', async () => {
  const asked: string[] = []
  const streams = [event('3') + event('4'), event('5')]
  const client = new MillraceClient({
    address: 'http://platform',
    fetch: async (input) => {
      asked.push(new URL(String(input)).search)
      return new Response(streams.shift() ?? ': open\n\n')
    },
  })
  const seen: string[] = []
  await new Promise<void>((done) => {
    const live = client.events.follow(
      ({ sequence }) => {
        seen.push(sequence)
        if (sequence !== '5') return
        live.close()
        done()
      },
      { types: 'alarm.*' },
    )
  })
  expect(seen).toEqual(['3', '4', '5'])
  expect(asked).toEqual(['?types=alarm.*', '?types=alarm.*&after=4'])
})

it('reads every event, page after page, and says what webhooks are to do', async () => {
  const asked: string[] = []
  const pages = [
    { items: [{ sequence: '1' }], next: 'n', last: '1' },
    { items: [{ sequence: '2' }], last: '9' },
  ]
  const client = new MillraceClient({
    address: 'http://platform',
    fetch: async (input, { method = 'GET', body } = {}) => {
      const { pathname, search } = new URL(String(input))
      asked.push(`${method} ${pathname.slice('/api/v1'.length)}${search}${body ? ` ${String(body)}` : ''}`)
      if (method === 'DELETE') return new Response(null, { status: 204 })
      return Response.json(pathname.endsWith('/events') ? pages.shift() : { items: [], events: 2 })
    },
  })
  const { events, webhooks } = client
  const seen: PlatformEvent[] = []
  for await (const one of events.list.all({ types: 'asset.*' })) seen.push(one)
  expect(seen.map(({ sequence }) => sequence)).toEqual(['1', '2'])
  await events.types()
  await events.schema('alarm.raised')
  await events.setKeeping({ days: 7, most: 10_000 })
  await webhooks.rotate('w', 2)
  await webhooks.resume('w')
  await webhooks.deliveries('w', { outcome: 'failed' })
  expect(await webhooks.replay('w', '2026-11-24T08:00:00Z')).toBe(2)
  await webhooks.replayOne('w', 'd')
  await webhooks.remove('w')
  expect(asked).toEqual([
    'GET /events?limit=500&types=asset.*',
    'GET /events?limit=500&types=asset.*&cursor=n',
    'GET /event-types',
    'GET /event-types/alarm.raised/schema',
    'PUT /event-keeping {"days":7,"most":10000}',
    'POST /webhooks/w/secret {"keepHours":2}',
    'POST /webhooks/w/resume {"from":"position"}',
    'GET /webhooks/w/deliveries?outcome=failed',
    'POST /webhooks/w/replay {"since":"2026-11-24T08:00:00Z"}',
    'POST /webhooks/w/deliveries/d/replay',
    'DELETE /webhooks/w',
  ])
})
