import { expect, it } from 'vitest'
import { MillraceClient } from './index.ts'

it('makes a role, gives and takes it, and asks why', async () => {
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
  expect(await client.access.roles()).toEqual(['one'])
  expect(await client.access.assignments({ holder: 'h1' })).toEqual(['one'])
  await client.access.assign({ holder: 'h1', role: 'viewer', below: 'a1' })
  await client.access.unassign('s1')
  expect(await client.access.actions()).toEqual(['one'])
  await client.access.makeRole({ name: 'fitter', title: 'Fitter', actions: ['asset:read'] })
  await client.access.dropRole('fitter')
  await client.access.explain({ holder: 'h1', action: 'point:write', asset: 'a1' })
  expect(asked).toEqual([
    'GET /roles',
    'GET /assignments?holder=h1',
    'POST /assignments {"holder":"h1","role":"viewer","below":"a1"}',
    'DELETE /assignments/s1',
    'GET /actions',
    'POST /roles {"name":"fitter","title":"Fitter","actions":["asset:read"]}',
    'DELETE /roles/fitter',
    'POST /access/explanation {"holder":"h1","action":"point:write","asset":"a1"}',
  ])
})
