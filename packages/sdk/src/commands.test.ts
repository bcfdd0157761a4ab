import { expect, it } from 'vitest'
import { MillraceClient, newId } from './index.ts'

const asked: string[] = []
const client = new MillraceClient({
  address: 'http://platform',
  fetch: async (input, { method = 'GET', body } = {}) => {
    const { pathname, search } = new URL(String(input))
    asked.push(`${method} ${pathname.slice('/api/v1'.length)}${search}${body ? ` ${String(body)}` : ''}`)
    return method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ items: [] })
  },
})
const asks = async (...calls: readonly (() => Promise<unknown>)[]): Promise<string[]> => {
  asked.length = 0
  for (const call of calls) await call()
  return [...asked]
}
const { commands } = client

it('writes to a point of the own plant or through a grant, and looks at what became of it', async () => {
  const request = { id: 'w1', value: 8.5, reason: 'Load change' }
  const sent = '{"id":"w1","value":8.5,"reason":"Load change"}'
  expect(
    await asks(
      () => commands.write('p1', request),
      () => commands.write('p1', request, 'g1'),
      () => commands.writes({ state: 'waiting', limit: 5 }),
      () => commands.oneWrite('w1'),
      () => commands.oneWrite('w1', 'g1'),
    ),
  ).toEqual([
    `POST /points/p1/writes ${sent}`,
    `POST /points/p1/writes?grant=g1 ${sent}`,
    'GET /writes?state=waiting&limit=5',
    'GET /writes/w1',
    'GET /writes/w1?grant=g1',
  ])
})

it('confirms, refuses and withdraws', async () => {
  expect(
    await asks(
      () => commands.confirm('w1'),
      () => commands.confirm('w1', 'Seen on site'),
      () => commands.refuse('w1', 'Too high'),
      () => commands.withdraw('w1'),
      () => commands.withdraw('w1', 'g1'),
    ),
  ).toEqual([
    'POST /writes/w1/confirmation {}',
    'POST /writes/w1/confirmation {"note":"Seen on site"}',
    'POST /writes/w1/refusal {"note":"Too high"}',
    'DELETE /writes/w1',
    'DELETE /writes/w1?grant=g1',
  ])
})

it('says where a second person confirms', async () => {
  expect(
    await asks(
      () => commands.rules(),
      () => commands.setRule({ asset: null, confirm: true, minutes: 15 }),
      () => commands.dropRule('r1'),
    ),
  ).toEqual([
    'GET /write-rules',
    'PUT /write-rules {"asset":null,"confirm":true,"minutes":15}',
    'DELETE /write-rules/r1',
  ])
})

it('makes ids as the platform takes them, which sort by their time', () => {
  const ids = [1_000, 2 ** 33, Date.UTC(2026, 10, 23)].map((ms) => newId(ms))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(ids.toSorted()).toEqual(ids)
  expect(
    Number.parseInt(
      newId(Date.UTC(2026, 10, 23))
        .replaceAll('-', '')
        .slice(0, 12),
      16,
    ),
  ).toBe(Date.UTC(2026, 10, 23))
  expect(new Set(Array.from({ length: 1_000 }, () => newId())).size).toBe(1_000)
})
