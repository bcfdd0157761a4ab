import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Owned, systemClock } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { addTestTenant } from '../../database/testing.ts'
import { startTestModules, startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'
import { packedApp } from './app-for-tests.ts'
import type { Mirror, MirrorApps } from './mirror-schema.ts'
import { nextLook } from './mirror-work.ts'
import type { AppVersion } from './schema.ts'
import { testedApp } from './tests-app-for-tests.ts'

type Reply = Awaited<ReturnType<Ask>>
const owned = new Owned()
/** Where apps are published, where they are taken, and another organisation there. */
let works: TestPlatform
let plant: TestPlatform
let north: Side
let south: Side
let key: string
/** Between the two: it may cut what it passes on, or say something else. */
let between: string
let asked: string[] = []
let tamper: (path: string, body: Buffer, respond: ServerResponse) => Buffer | undefined = (_, body) => body

const as = <T>({ body }: Reply): T => body as unknown as T
const codeOf = ({ body }: Reply): unknown => body['code']
const post = (ask: Ask, path: string, body: object = {}): Promise<Reply> => ask(path, { method: 'POST', body })
const at = (id: string, step = ''): string => `/apps/mirror/${id}${step}`

async function publish(platform: TestPlatform, archive: Uint8Array, token = platform.token): Promise<number> {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token,
    method: 'POST',
    body: archive as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return reply.status
}
async function archiveAt(platform: TestPlatform, app: string, version: string, token: string): Promise<Buffer> {
  const reply = await platform.fetch(`/api/v1/apps/${app}/versions/${version}/archive`, { token })
  return Buffer.from(await reply.arrayBuffer())
}
const settled = (id: string): Promise<Mirror> =>
  vi.waitUntil(
    async () => {
      const now = as<Mirror>(await north.ask(at(id)))
      return now.state === 'idle' || now.why ? now : undefined
    },
    { timeout: 50_000 },
  )
const outcomes = ({ results }: Mirror): unknown[] =>
  results.map(({ app, version, is, why }) => [`${app}@${version}`, is, why?.code])

function passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const path = incoming.url ?? '/'
  asked.push(path)
  const { authorization = '' } = incoming.headers
  const passed = request(`${works.address}${path}`, { headers: { authorization } }, (answer) => {
    const pieces: Buffer[] = []
    answer.on('data', (piece: Buffer) => pieces.push(piece))
    answer.on('end', () => {
      const body = tamper(path, Buffer.concat(pieces), outgoing)
      if (body) outgoing.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/json' }).end(body)
    })
  })
  passed.end()
}

/** Larger than what is read of one answer, and not to be packed smaller. */
const large = (): string => {
  let state = 1
  return Array.from({ length: 290_000 }, () => {
    state = (state * 48_271) % 2_147_483_647
    return state.toString(36)
  }).join('')
}

beforeAll(async () => {
  ;[works, plant] = await Promise.all([startTestPlatform(), startTestPlatform(systemClock, ['127.0.0.1/32'])])
  owned.add(works)
  owned.add(plant)
  north = await addOrganisation(plant, 'North')
  south = await addOrganisation(plant, 'South')
  const publisher = askerOf(works, works.token)
  const made = await post(publisher, '/programs', { kind: 'key', name: 'mirror', scopes: ['app:read'] })
  const { secret, program } = as<{ secret: string; program: { id: string } }>(made)
  key = secret
  await post(publisher, '/assignments', { holder: program.id, role: 'viewer', below: null })
  const server = createServer(passOn).listen(0, '127.0.0.1')
  await once(server, 'listening')
  owned.add({ close: () => void server.close() })
  between = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  expect(await publish(works, packedApp({ id: 'works/small' }))).toBe(201)
  expect(await publish(works, packedApp({ id: 'works/large' }, { 'pages/large.txt': large() }))).toBe(201)
})
afterAll(() => owned.close())

it('apps come from another Millrace byte for byte, over a link that is cut, and are nobody else’s', async () => {
  const made = await post(north.ask, '/apps/mirror', { address: between, key })
  expect([made.status, made.body['detail']]).toEqual([201, undefined])
  const { id } = as<Mirror>(made)
  expect(JSON.stringify([made.body, (await north.ask('/apps/mirror')).body])).not.toContain(key)
  const offered = as<MirrorApps>(await north.ask(at(id, '/apps'))).items
  expect(offered.map(({ app, versions }) => [app, versions.map(({ here }) => here)])).toEqual([
    ['works/large', ['no']],
    ['works/small', ['no']],
  ])

  // The second piece of the large one is cut, twice.
  let cuts = 2
  tamper = (path, body, response) => {
    if (cuts > 0 && path.includes('large') && /from=[1-9]/.test(path)) {
      cuts--
      response.writeHead(200, { 'content-length': body.length }).write(body.subarray(0, 1_000))
      response.destroy()
      return undefined
    }
    return body
  }
  asked = []
  const versions = offered.map(({ app, versions: [one] }) => ({ app, version: one!.version }))
  expect((await post(north.ask, at(id, '/take'), { versions })).status).toBe(202)
  const done = await settled(id)
  expect(outcomes(done)).toEqual([
    ['works/small@1.0.0', 'taken', undefined],
    ['works/large@1.0.0', 'taken', undefined],
  ])
  expect([cuts, done.wanted, done.why]).toEqual([0, 0, undefined])
  // What had come was not asked for again.
  expect(asked.filter((path) => path.includes('large') && path.includes('from=0'))).toHaveLength(1)
  for (const { app, version } of versions)
    expect(
      (await archiveAt(plant, app, version, north.token)).equals(await archiveAt(works, app, version, works.token)),
    ).toBe(true)
  const { by, signature } = as<AppVersion>(await north.ask('/apps/works/large/versions/1.0.0'))
  expect([by.kind, by.name, signature]).toEqual(['system', new URL(between).host, undefined])

  // By hand it is the same file: out here, and in at another organisation.
  const file = await archiveAt(plant, 'works/small', '1.0.0', north.token)
  expect(await publish(plant, file, south.token)).toBe(201)
  expect((await archiveAt(plant, 'works/small', '1.0.0', south.token)).equals(file)).toBe(true)

  const others = [
    await south.ask(at(id)),
    await south.ask(at(id, '/apps')),
    await post(south.ask, at(id, '/take'), { versions }),
    await post(south.ask, at(id, '/look')),
    await south.ask(at(id), { method: 'PUT', body: { follows: true } }),
    await south.ask(at(id), { method: 'DELETE' }),
  ]
  expect(new Set(others.map((reply) => `${reply.status} ${codeOf(reply)}`))).toEqual(
    new Set(['404 apps.mirror_unknown']),
  )
  expect((await south.ask('/apps/mirror')).body.items).toEqual([])
  const viewer = await north.member('viewer', [{ role: 'viewer' }])
  expect((await viewer('/apps/mirror')).status).toBe(403)

  const { items } = (await north.ask('/audit?limit=100')).body
  expect(items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['app.mirror_made', 'app.mirror_asked', 'app.taken']),
  )
  expect(JSON.stringify(items)).not.toContain(key)
  expect((await north.ask(at(id), { method: 'DELETE' })).status).toBe(204)
  tamper = (_, body) => body
})

it('what is new there is taken by itself; what is another under the same name is refused and named', async () => {
  const { id } = as<Mirror>(await post(north.ask, '/apps/mirror', { address: between, key, follows: true }))
  await publish(works, packedApp({ id: 'works/small', version: '1.1.0' }))
  await publish(works, packedApp({ id: 'works/lies' }))
  await publish(works, packedApp({ id: 'works/clash' }))
  await publish(plant, packedApp({ id: 'works/clash', most: 5 }), north.token)
  const other = await archiveAt(works, 'works/small', '1.0.0', works.token)
  tamper = (path, body) => {
    // As large as it is told to be, and none.
    if (path.includes('?limit=')) {
      const page = JSON.parse(String(body)) as { items: { app: string; versions: { bytes: number }[] }[] }
      for (const one of page.items) if (one.app === 'works/lies') one.versions[0]!.bytes = other.length
      page.items.push({
        ...page.items[0]!,
        app: 'works/huge',
        versions: [{ ...page.items[0]!.versions[0]!, bytes: 2 ** 31 }],
      })
      return Buffer.from(JSON.stringify(page))
    }
    return path.includes('works/lies') ? other : body
  }
  expect((await post(north.ask, at(id, '/look'))).status).toBe(202)
  const done = await vi.waitUntil(
    async () => {
      const now = await settled(id)
      return now.results.length === 4 ? now : undefined
    },
    { timeout: 50_000 },
  )
  expect(outcomes(done).toSorted()).toEqual([
    ['works/clash@1.0.0', 'refused', 'apps.version_kept'],
    ['works/huge@1.0.0', 'refused', 'apps.too_large'],
    ['works/lies@1.0.0', 'refused', 'apps.mirror_digest'],
    ['works/small@1.1.0', 'taken', undefined],
  ])
  expect(codeOf(await north.ask('/apps/works/lies'))).toBe('apps.unknown')
  // On the grid of six hours, and not behind.
  expect(Date.parse(done.nextAt!) % (360 * 60_000)).toBe(0)
  expect(nextLook(Date.parse(done.nextAt!) - 1, 360)).toBe(Date.parse(done.nextAt!))
  tamper = (_, body) => body
})

it('holds up nobody else while one answers slowly, and ends with one that gives a byte at a time', async () => {
  expect(await publish(works, packedApp({ id: 'works/slow' }))).toBe(201)
  expect(await publish(works, packedApp({ id: 'works/quick' }))).toBe(201)
  const held: ServerResponse[] = []
  tamper = (path, body, response) => {
    if (!path.includes('/works/slow/')) return body
    held.push(response)
    return undefined
  }
  const { id: slow } = as<Mirror>(await post(south.ask, '/apps/mirror', { address: between, key }))
  const take = (ask: Ask, id: string, app: string): Promise<Reply> =>
    post(ask, at(id, '/take'), { versions: [{ app, version: '1.0.0' }] })
  expect((await take(south.ask, slow, 'works/slow')).status).toBe(202)
  await vi.waitUntil(() => held.length > 0, 30_000)
  const [own] = as<{ items: Mirror[] }>(await north.ask('/apps/mirror')).items
  await north.ask(at(own!.id), { method: 'PUT', body: { follows: false } })
  expect((await take(north.ask, own!.id, 'works/quick')).status).toBe(202)
  await vi.waitUntil(async () => (await north.ask('/apps/works/quick')).status === 200, 30_000)
  expect((await south.ask(at(slow))).body['state']).toBe('working')
  tamper = (path, body) => (path.includes('/works/slow/') ? body.subarray(0, 1) : body)
  for (const response of held) response.end('P')
  await vi.waitUntil(async () => as<Mirror>(await south.ask(at(slow))).why, 30_000)
  expect(as<Mirror>(await south.ask(at(slow)))).toMatchObject({ state: 'waiting', why: { code: 'apps.mirror_other' } })
  expect((await south.ask(at(slow), { method: 'DELETE' })).status).toBe(204)
  tamper = (_, body) => body
})

it('asks nobody whom the operator does not let it ask, and tells what a key does not open', async () => {
  const make = async (address: string, secret = key) =>
    codeOf(await post(north.ask, '/apps/mirror', { address, key: secret }))
  expect(await make('https://169.254.169.254')).toBe('outgoing.address_refused')
  expect(await make('https://10.0.0.1')).toBe('outgoing.address_refused')
  expect(await make('https://user:pass@millrace.example')).toBe('outgoing.url_refused')
  expect(await make(`${works.address}/apps`)).toBe('apps.mirror_address')
  expect(await make(works.address, 'no-key-of-that-platform')).toBe('apps.mirror_refused')
  expect(await make(between)).toBe('apps.mirror_there')
  tamper = () => Buffer.from('{"items":[{"app":"../../etc","versions":[]}]}')
  expect(await make(between)).toBe('apps.mirror_other')
  tamper = (_, body) => body
})

it('what a stop of the platform cuts off goes on at its next start: an archive that is half there, and tests that run', async () => {
  const tenant = await addTestTenant(plant.database, 'stopped')
  const folder = await mkdtemp(join(tmpdir(), 'millrace-stopped-'))
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  const reach = { tenant }
  const actor = { kind: 'person', id: 'ann', name: 'Ann' } as const
  const start = async () => {
    const running = owned.add(new Owned())
    const options = { outgoingAllow: ['127.0.0.1/32'], folder }
    const { services } = await startTestModules(running, plant.database, systemClock, options)
    await services.begin(tenant)
    return { apps: services.apps, stop: () => running.close() }
  }
  const first = await start()
  const tested = { app: 'works/tested', version: '1.0.0' }
  await first.apps.shelf.take(reach, testedApp({ id: tested.app }, 'passes'), actor)
  const { id } = await first.apps.mirrors.make(reach, { address: between, key }, actor)
  // The second piece of it never comes.
  asked = []
  tamper = (path, body) => (/large.*from=[1-9]/.test(path) ? undefined : body)
  const versions = ['works/large', 'works/small'].map((app) => ({ app, version: '1.0.0' }))
  await first.apps.mirrors.take(reach, id, { versions }, actor)
  await vi.waitUntil(() => asked.some((path) => /large.*from=[1-9]/.test(path)), { timeout: 30_000 })
  await vi.waitUntil(
    async () => {
      const { state } = await first.apps.tests.of(reach, tested)
      // They were over before anybody looked: once more.
      if (state === 'passed') await first.apps.tests.again(reach, tested, actor)
      return state === 'running'
    },
    { timeout: 30_000, interval: 5 },
  )
  await first.stop()
  const left = await plant.database.tenants.within(tenant, async (tx) => {
    const { rows } = await tx.execute(sql`select (select state from app_tests) as tests,
      (select jsonb_array_length(wanted) from app_mirrors) as wanted, (select count(*)::int from app_versions) as versions`)
    return rows[0]
  })
  expect(left).toEqual({ tests: 'running', wanted: 2, versions: 1 })

  tamper = (_, body) => body
  const second = await start()
  const done = await vi.waitUntil(
    async () => {
      const now = await second.apps.mirrors.get(reach, id)
      return now.state === 'idle' && now.wanted === 0 ? now : undefined
    },
    { timeout: 30_000 },
  )
  expect(outcomes(done).toSorted()).toEqual([
    ['works/large@1.0.0', 'taken', undefined],
    ['works/small@1.0.0', 'taken', undefined],
  ])
  await vi.waitUntil(async () => (await second.apps.tests.of(reach, tested)).state === 'passed', { timeout: 30_000 })
  expect(await second.apps.tests.of(reach, tested)).toMatchObject({ passed: 1, failed: 0 })
  await second.stop()
})
