import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

it('tells what the history takes up, keeps it as long as rules say, and removes it after telling how much', async () => {
  const asked: string[] = []
  const client = new MillraceClient({
    address: 'http://platform',
    token: 't',
    fetch: async (input, init = {}) => {
      const url = new URL(String(input))
      const body = init.body ? ` ${String(init.body)}` : ''
      asked.push(`${init.method} ${url.pathname.slice('/api/v1'.length)}${url.search}${body}`)
      return init.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ items: ['one'] })
    },
  })
  await client.storage.figures()
  expect(await client.storage.rules()).toEqual(['one'])
  await client.storage.effect({ days: 30 })
  await client.storage.effect({ days: 30, asset: 'a' })
  await client.storage.setRule({ asset: null, days: 30 })
  await client.storage.dropRule('r/1')
  await client.storage.preview({ asset: 'a', to: '2026-01-01T00:00:00Z' })
  await client.storage.remove({ points: ['p'], reason: 'Trial' })
  expect(await client.storage.removals()).toEqual(['one'])
  expect(asked).toEqual([
    'GET /history/figures',
    'GET /retention-rules',
    'GET /retention-rules/effect?days=30',
    'GET /retention-rules/effect?days=30&asset=a',
    'PUT /retention-rules {"asset":null,"days":30}',
    'DELETE /retention-rules/r%2F1',
    'POST /history/removals/preview {"asset":"a","to":"2026-01-01T00:00:00Z"}',
    'POST /history/removals {"points":["p"],"reason":"Trial"}',
    'GET /history/removals',
  ])
})
