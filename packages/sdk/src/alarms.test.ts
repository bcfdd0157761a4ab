import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

const asked: string[] = []
const client = new MillraceClient({
  address: 'http://platform',
  fetch: async (input, { method = 'GET', body } = {}) => {
    const { pathname, search } = new URL(String(input))
    asked.push(`${method} ${pathname.slice('/api/v1'.length)}${search}${body ? ` ${String(body)}` : ''}`)
    if (pathname.endsWith('/live')) return new Response('event: other\ndata: {}\n\nevent: alarms\ndata: {}\n\n')
    return method === 'DELETE' || pathname.endsWith('/notes')
      ? new Response(null, { status: 204 })
      : Response.json({ items: [] })
  },
})
const { alarms } = client
const asks = async (...calls: readonly (() => Promise<unknown>)[]): Promise<string[]> => {
  asked.length = 0
  for (const call of calls) await call()
  return [...asked]
}

it('lists alarms and what happened to them', async () => {
  expect(
    await asks(
      () => alarms.list({ state: 'shelved', limit: 5 }),
      () => alarms.read('a1'),
      () => alarms.eventsOf('a1', { limit: 5 }),
      () => alarms.events({ kind: 'raised' }),
      () => alarms.performance({ from: '1' }),
    ),
  ).toEqual([
    'GET /alarms?state=shelved&limit=5',
    'GET /alarms/a1',
    'GET /alarms/a1/events?limit=5',
    'GET /alarm-events?kind=raised',
    'GET /alarms/performance?from=1',
  ])
})

it('does what people do about alarms', async () => {
  expect(
    await asks(
      () => alarms.acknowledge(['a1', 'a2'], 'seen'),
      () => alarms.reset(['a1']),
      () => alarms.shelve(['a1'], 'cleaned', '2026-11-27T08:00:00Z'),
      () => alarms.unshelve(['a1']),
      () => alarms.remove(['a1'], 'overhaul'),
      () => alarms.return(['a1']),
      () => alarms.note('a1', 'on the way'),
    ),
  ).toEqual([
    'POST /alarms/acknowledgement {"ids":["a1","a2"],"note":"seen"}',
    'POST /alarms/reset {"ids":["a1"]}',
    'POST /alarms/shelving {"ids":["a1"],"reason":"cleaned","until":"2026-11-27T08:00:00Z"}',
    'POST /alarms/unshelving {"ids":["a1"]}',
    'POST /alarms/removal {"ids":["a1"],"reason":"overhaul"}',
    'POST /alarms/return {"ids":["a1"]}',
    'POST /alarms/a1/notes {"note":"on the way"}',
  ])
})

it('proposes and decides on changes of the master alarm database', async () => {
  expect(
    await asks(
      () => alarms.definitions({ search: 'drum' }),
      () => alarms.definition('a1'),
      () => alarms.rows(),
      () => alarms.csv(),
      () => alarms.bring([{ id: 'a1' }], 'sheet'),
      () => alarms.changes({ state: 'proposed' }),
      () => alarms.propose({ alarm: 'a1', retire: true, reason: 'gone' }),
      () => alarms.approve(['c1'], 'agreed'),
      () => alarms.decide(['c1', 'c2'], 'reject', 'no'),
      () => alarms.changeCounts(),
      () => alarms.reject('c1', 'no'),
      () => alarms.withdraw('c1'),
      () => alarms.settings(),
    ),
  ).toEqual([
    'GET /alarm-definitions?search=drum',
    'GET /alarm-definitions/a1',
    'GET /alarm-definitions/export',
    'GET /alarm-definitions/export',
    'POST /alarm-definitions/import {"rows":[{"id":"a1"}],"reason":"sheet"}',
    'GET /alarm-changes?state=proposed',
    'POST /alarm-changes {"alarm":"a1","retire":true,"reason":"gone"}',
    'POST /alarm-changes/approval {"ids":["c1"],"note":"agreed"}',
    'POST /alarm-changes/decision {"ids":["c1","c2"],"decision":"reject","note":"no"}',
    'GET /alarm-changes/counts',
    'POST /alarm-changes/c1/rejection {"note":"no"}',
    'DELETE /alarm-changes/c1',
    'GET /alarm-settings',
  ])
})

it('says when to look again, and passes over other events', async () => {
  let told = 0
  const open = new Promise<void>((resolve) => {
    const live = alarms.live(() => {
      told++
      live.close()
      resolve()
    })
  })
  await open
  expect(told).toBe(1)
})
