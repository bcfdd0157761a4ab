import { request } from 'node:http'
import { batchOf } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import { packedApp } from './app-for-tests.ts'
import type { AppVersion, Installation, PointValue, Start, Ticket } from './schema.ts'

let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
/** May work with apps, and see nothing of the plant. */
let blind: Ask
const points: Record<string, string> = {}
const assets: Record<string, string> = {}
let app: Installation
const permissions = ['point:read', 'point:write'].map((one) => `{ action: '${one}', why: { en: So, zh: 要 } }`).join()

type Reply = Awaited<ReturnType<Ask>>
const post = (ask: Ask, path: string, body: object = {}): Promise<Reply> => ask(path, { method: 'POST', body })
const as = <T>({ body }: Reply): T => body as unknown as T
/** A list that stands alone in a reply. */
const listed = <T>({ body }: Reply): T[] => JSON.parse(String(body['text'])) as T[]
const codeOf = ({ body }: Reply): unknown => body['code']
const at = (step: string): string => `/apps/installations/${app.id}${step}`
const ticketFor = async (ask: Ask, page = 'board'): Promise<Ticket> =>
  as<Ticket>(await post(ask, at('/ticket'), { page }))

async function taken(packed: Parameters<typeof packedApp>[0], files: Readonly<Record<string, string>>) {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token: north.token,
    method: 'POST',
    body: packedApp(packed, files) as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(reply.status).toBe(201)
  return (await reply.json()) as AppVersion
}

/** As it stands in the request, which fetch would tidy up. */
const raw = (path: string): Promise<number | undefined> => {
  const { hostname, port } = new URL(platform.address)
  const got = Promise.withResolvers<number | undefined>()
  request({ hostname, port, path }, (reply) => {
    reply.resume()
    got.resolve(reply.statusCode)
  })
    .on('error', got.reject)
    .end()
  return got.promise
}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  for (const pump of ['Pump 1', 'Pump 2']) {
    const { series } = await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: pump },
      assetPath: ['Works', pump],
      points: [
        { name: 'power', type: 'double', unit: 'kW', low: 0, high: 100, writable: true },
        { name: 'speed', type: 'double', writable: true },
      ],
    })
    platform.latest.update(north.id, batchOf([[series[0] as number, Date.now() * 1_000, 8]]))
  }
  for (const { name, path, id } of (await north.ask('/points')).body.items) points[`${path.at(-1)} ${name}`] = id
  for (const { name, id } of (await north.ask('/assets')).body.items) assets[name] = id
  engineer = await north.member('ann', [{ role: 'engineer' }])
  await post(north.ask, '/roles', { name: 'looker', title: 'Looker', actions: ['app:use'] })
  blind = await north.member('bob', [{ role: 'looker' }])
  const version = await taken(
    { writes: true, permissions },
    {
      'pages/board.html': '<script type="module" src="lib/board.js"></script>',
      'pages/lib/board.js': 'export {}',
      'pages/odd.bin': 'x',
      'services/secret.js': 'export const every = () => 1',
    },
  )
  const { app: id, version: number, asks } = version
  const body = { app: id, version: number, bound: { pump: [assets['Pump 1']] }, agreed: asks }
  const reply = await post(engineer, '/apps/installations', { ...body, settings: { token: 'very-hidden' } })
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  app = as<Installation>(reply)
})
afterAll(() => platform.close())

describe('pages', () => {
  it('are served to whoever has the ticket, without cookies, origin or network', async () => {
    const { url } = await ticketFor(engineer)
    const page = await platform.fetch(url, { token: undefined })
    expect([page.status, await page.text()]).toEqual([200, '<script type="module" src="lib/board.js"></script>'])
    const below = platform.address + url.slice(0, url.lastIndexOf('/') + 1)
    const headers = Object.fromEntries(page.headers)
    expect(headers['content-security-policy']).toBe(
      `sandbox allow-scripts allow-forms; default-src 'none'; script-src ${below}; style-src ${below}; img-src ${below} data:; font-src ${below}; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'`,
    )
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'connection-allowlist': '(response-origin);webrtc=block',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    for (const name of ['x-frame-options', 'set-cookie', 'cross-origin-opener-policy'])
      expect(headers[name]).toBe(undefined)
  })

  it('load what lies in pages/ of the package, and the bridge beside every file', async () => {
    const { url } = await ticketFor(engineer)
    const below = url.slice(0, url.lastIndexOf('/'))
    const typeOf = async (path: string): Promise<unknown> => {
      const reply = await platform.fetch(`${below}/${path}`)
      await reply.arrayBuffer()
      return reply.status === 200 ? reply.headers.get('content-type') : reply.status
    }
    expect(await typeOf('lib/board.js')).toBe('text/javascript; charset=utf-8')
    expect(await typeOf('odd.bin')).toBe('application/octet-stream')
    for (const folder of ['', 'lib/', 'lib/deeper/']) {
      expect(await typeOf(`${folder}millrace.js`)).toBe('text/javascript; charset=utf-8')
      expect(await typeOf(`${folder}millrace.css`)).toBe('text/css; charset=utf-8')
      expect(await typeOf(`${folder}millrace.d.ts`)).toBe('text/plain; charset=utf-8')
    }
    for (const path of ['app.yaml', 'none.js', 'services/secret.js', 'constructor', '', '%00', '%E0%A4%A'])
      expect([path, [400, 404].includes(Number(await typeOf(path)))]).toEqual([path, true])
    for (const path of [
      '../services/secret.js',
      '..%2fservices/secret.js',
      '%2e%2e%2fapp.yaml',
      'lib/..%2f..%2fapp.yaml',
      '..%5capp.yaml',
      '%2fetc/passwd',
    ])
      expect([path, await raw(`${below}/${path}`)]).toEqual([path, 404])
  })

  it('are refused without the right, to other organisations, and with no ticket', async () => {
    const viewer = await north.member('val', [{ role: 'viewer' }])
    expect((await post(viewer, at('/ticket'), { page: 'board' })).status).toBe(403)
    expect(codeOf(await post(south.ask, at('/ticket'), { page: 'board' }))).toBe('apps.installation_unknown')
    expect(codeOf(await post(engineer, at('/ticket'), { page: 'none' }))).toBe('apps.page_unknown')
    expect((await platform.fetch(`/api/v1/app-frames/${'x'.repeat(43)}/board.html`)).status).toBe(404)
  })

  it('end with the right of who opened them', async () => {
    const { id: holder } = (await north.ask('/members')).body.items.find(({ name }) => name === 'bob')!
    const { url } = await ticketFor(blind)
    expect((await platform.fetch(url)).status).toBe(200)
    for (const { id } of (await north.ask(`/assignments?holder=${holder}`)).body.items)
      await north.ask(`/assignments/${id}`, { method: 'DELETE' })
    expect((await platform.fetch(url)).status).toBe(403)
    await post(north.ask, '/assignments', { holder, role: 'looker' })
    expect((await platform.fetch(url)).status).toBe(200)
  })
})

describe('what a page asks', () => {
  it('begins with what is bound and the settings, without secrets', async () => {
    const start = as<Start>(await engineer(at('/start')))
    expect(start).toEqual({
      assets: { pump: [{ id: assets['Pump 1'], name: 'Pump 1', points: { power: points['Pump 1 power'] } }] },
      settings: { price: 0.7 },
      person: 'ann',
    })
    expect((await blind(at('/start'))).status).toBe(403)
  })

  it('is answered where the app and the person both may', async () => {
    const latest = (ask: Ask, ...ids: unknown[]) => post(ask, at('/ask'), { call: 'latest', points: ids })
    const [own, speed, foreign] = [points['Pump 1 power'], points['Pump 1 speed'], points['Pump 2 power']]
    expect(listed<PointValue>(await latest(engineer, own, speed))).toMatchObject([
      { point: own, value: 8, quality: 'good' },
      { point: speed, value: null, quality: 'bad', time: null },
    ])
    // The engineer may see it, the app may not.
    expect(codeOf(await latest(engineer, own, foreign))).toBe('assets.point_unknown')
    expect((await latest(blind, own)).status).toBe(403)
    expect(codeOf(await latest(south.ask, own))).toBe('apps.installation_unknown')
    const span = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() }
    const history = (ask: Ask, id: unknown) => post(ask, at('/ask'), { call: 'history', points: [id], ...span })
    expect(listed(await history(engineer, own))).toMatchObject([{ point: own, columns: { time: [] } }])
    expect(codeOf(await history(engineer, foreign))).toBe('assets.point_unknown')
    expect(codeOf(await post(engineer, at('/ask'), { call: 'model', model: 'a/b', input: {} }))).toBe('apps.not_agreed')
    expect((await post(engineer, at('/ask'), { call: 'sql', text: 'select 1' })).status).toBe(400)
  })

  it('writes what the app agreed to, in the name of the app and of the person', async () => {
    const write = (ask: Ask, point: unknown) =>
      post(ask, at('/ask'), { call: 'write', point, value: 5, reason: 'Less is needed' })
    const { operation, state } = as<{ operation: string; state: string }>(await write(engineer, points['Pump 1 power']))
    expect(state).toBe('done')
    expect(platform.machine.taken.map(({ value }) => value)).toEqual([5])
    expect(codeOf(await write(engineer, points['Pump 1 speed']))).toBe('apps.not_agreed')
    expect(codeOf(await write(engineer, points['Pump 2 power']))).toBe('apps.not_agreed')
    expect((await write(blind, points['Pump 1 power'])).status).toBe(403)
    const { items } = (await north.ask('/audit?action=write.asked')).body as unknown as {
      items: { actor: object; detail: { write: string } }[]
    }
    expect(items.find(({ detail }) => detail.write === operation)?.actor).toMatchObject({
      kind: 'app',
      id: app.id,
      name: 'works/pump-log',
      beside: { kind: 'person', name: 'ann' },
    })
  })

  it('waits for a second person who is not the one that asked, and is looked at again then', async () => {
    await north.ask('/write-rules', { method: 'PUT', body: { asset: null, confirm: true, minutes: 5 } })
    const ask = async () =>
      as<{ operation: string }>(
        await post(engineer, at('/ask'), {
          call: 'write',
          point: points['Pump 1 power'],
          value: 6,
          reason: 'Less is needed',
        }),
      ).operation
    const [first, second] = [await ask(), await ask()]
    const confirm = (who: Ask, id: string) => post(who, `/writes/${id}/confirmation`)
    await post(north.ask, '/roles', {
      name: 'second',
      title: 'Second',
      actions: ['write:confirm', 'asset:read', 'point:read'],
    })
    const { id: ann } = (await north.ask('/members')).body.items.find(({ name }) => name === 'ann')!
    await post(north.ask, '/assignments', { holder: ann, role: 'second' })
    expect(codeOf(await confirm(engineer, first))).toBe('commands.second_person')
    expect((await confirm(north.ask, first)).body['state']).toBe('done')
    await post(engineer, at('/suspend'))
    expect(codeOf(await confirm(north.ask, second))).toBe('commands.asker_may_not')
    await post(engineer, at('/resume'))
    expect((await confirm(north.ask, second)).body['state']).toBe('done')
  })
})

it('a suspended app gets nothing, and a version that is no more shows no page', async () => {
  const { url } = await ticketFor(engineer)
  await post(engineer, at('/suspend'))
  expect((await platform.fetch(url)).status).toBe(409)
  for (const reply of [
    await post(engineer, at('/ticket'), { page: 'board' }),
    await engineer(at('/start')),
    await post(engineer, at('/ask'), { call: 'latest', points: [points['Pump 1 power']] }),
  ])
    expect(codeOf(reply)).toBe('apps.suspended')
  await post(engineer, at('/resume'))
  expect((await platform.fetch(url)).status).toBe(200)
  const { asks } = await taken({ writes: true, permissions, version: '1.1.0' }, {})
  const upgraded = await post(engineer, at('/upgrade'), { version: '1.1.0', agreed: asks })
  expect(upgraded.status).toBe(200)
  expect((await platform.fetch(url)).status).toBe(404)
})
