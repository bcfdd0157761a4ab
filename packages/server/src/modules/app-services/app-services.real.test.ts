import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { batchOf, newId, silentLog, systemClock } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addTestTenant } from '../../database/testing.ts'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, askerOf, type Side } from '../../testing-people.ts'
import type { AppProcessList } from '../apps/schema.ts'
import { Leases } from '../flows/leases.ts'
import type { AppQuotas, Hours, LogPage, Metrics } from './schema.ts'
import { startSecondPlatform } from './second-platform-for-tests.ts'
import { type ServiceApp, serviceApp } from './service-app-for-tests.ts'

let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
let viewer: Ask
let outside: ReturnType<typeof createServer>
let asked: string[]
const ids: Record<string, string> = {}

type Reply = Awaited<ReturnType<Ask>>
const as = <T>({ body }: Reply): T => body as unknown as T
const codeOf = ({ body }: Reply): unknown => body['code']

async function install(app: ServiceApp, more: object = {}, side = north, who: Ask = engineer): Promise<string> {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token: side.token,
    method: 'POST',
    body: serviceApp(app) as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const { asks, detail } = (await reply.json()) as { asks: object[]; detail?: string }
  expect([reply.status, detail]).toEqual([201, undefined])
  const body = { app: app.id, version: app.version ?? '1.0.0', agreed: asks, bound: { pump: [ids['pump']] }, ...more }
  const installed = await who('/apps/installations', { method: 'POST', body })
  expect([installed.status, installed.body['detail']]).toEqual([201, undefined])
  return as<{ id: string }>(installed).id
}
const call = (id: string, input: unknown = null, who: Ask = engineer, service = 'main'): Promise<Reply> =>
  who(`/apps/installations/${id}/services/${service}`, { method: 'POST', body: { input } })
const outputOf = async (...of: Parameters<typeof call>): Promise<unknown> => {
  const reply = await call(...of)
  return reply.status === 200 ? as<{ output: unknown }>(reply).output : `${reply.body['code']}: ${reply.body['detail']}`
}
const metricsOf = async (id: string, service = 'main') =>
  as<Metrics>(await engineer(`/apps/installations/${id}/metrics`)).items.find((one) => one.service === service)
const logOf = async (id: string): Promise<LogPage['items']> =>
  as<LogPage>(await engineer(`/apps/installations/${id}/log`)).items
const rowsOf = async (id: string): Promise<{ id: string; n: number }[]> =>
  as<{ items: { id: string; n: number }[] }>(await engineer(`/apps/installations/${id}/tables/kept/rows`)).items
const auditOf = async (action: string) =>
  as<{ items: { detail: Record<string, unknown>; actor: { kind: string; beside?: { name: string } } }[] }>(
    await north.ask(`/audit?action=${action}`),
  ).items

const tell = (type: string, data: object, asset?: string): Promise<void> =>
  platform.database.tenants.within(north.id, async (tx) =>
    platform.services.events.tell(tx, [{ type, data: data as never, ...(asset ? { asset } : {}) }]),
  )

beforeAll(async () => {
  asked = []
  outside = createServer((request, reply) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`)
    if (request.url === '/away') reply.writeHead(302, { location: 'http://other.example.org/' })
    reply.end('{"price":0.7}')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => outside.once('listening', resolve))
  const { port } = outside.address() as AddressInfo
  ids['outside'] = `http://localhost:${port}`
  platform = await startTestPlatform(undefined, [`localhost:${port}`])
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  engineer = await north.member('ann', [{ role: 'engineer' }])
  const role = { name: 'reader', title: 'Reader', actions: ['app:read', 'app:use', 'point:read'] }
  expect((await north.ask('/roles', { method: 'POST', body: role })).status).toBe(201)
  viewer = await north.member('viewer', [{ role: 'reader' }])
  const point = (name: string, more = {}) => ({ name, type: 'double' as const, unit: 'kW', low: 0, high: 50, ...more })
  const { directory } = platform.services.devices
  const { series } = await directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'pump' },
    assetPath: ['Works', 'Pump'],
    points: [point('power'), point('setpoint', { writable: true })],
  })
  await directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'other' },
    assetPath: ['Works', 'Other'],
    points: [point('secret', { writable: true })],
  })
  const now = Date.now() * 1_000
  platform.latest.update(north.id, batchOf([[series[0] as number, now, 8]]))
  await platform.history.append(
    north.id,
    batchOf([
      [series[0] as number, now - 60_000_000, 6],
      [series[0] as number, now, 8],
    ]),
    1,
  )
  for (const { name, id } of (await north.ask('/points')).body.items) ids[name] = id
  for (const { name, id } of (await north.ask('/assets')).body.items) ids[name === 'Pump' ? 'pump' : name] = id
})
afterAll(async () => {
  await platform.close()
  outside.close()
})

describe('a service that is called', () => {
  it('sees what its app is bound to, and does what was agreed to, as the app', async () => {
    const id = await install(
      {
        id: 'works/does',
        permissions: ['point:read', 'point:write', 'alarm:read', 'production:read'],
        reaches: ['localhost'],
        code: `export async function http({ outside, other, write }, { points, tables, kpis, alarms, http, secret, settings, assets, events, log, person, now }) {
          const pump = assets.pump[0]
          const { power, setpoint } = pump.points
          const why = (work) => work.then((done) => done, ({ code }) => code)
          const hour = { from: new Date(Date.parse(now) - 3600000), to: new Date(Date.parse(now) + 1000) }
          await tables.put('kept', [{ id: 'a', n: settings.price }, { id: 'b' }])
          const answer = await http.ask({ url: outside + '/price', headers: { authorization: await secret('token') } })
          log.info('asked', { status: answer.status })
          await events.emit('price.seen', JSON.parse(answer.body))
          return {
            name: pump.name, person: person.name,
            latest: (await points.latest([power, setpoint])).map(({ value, quality }) => [value, quality]),
            samples: (await points.samples(power, hour)).value,
            mean: (await points.history([power], { ...hour, buckets: 1 }))[0].columns.mean[0] > 5,
            rows: (await tables.rows('kept', { where: { id: 'a' } })).items.map(({ n }) => n),
            removed: await tables.remove('kept', { id: 'b' }),
            kpis: await kpis.of(pump.id, hour), alarms: await alarms.active([pump.id]),
            written: write ? await why(points.write(setpoint, 12, 'Test')) : undefined,
            refused: [
              await why(points.latest([other])), await why(points.write(power, 1, 'Test')), await why(points.write(other, 1, 'Test')),
              await why(http.ask({ url: 'https://example.org' })), await why(secret('none')), await why(tables.rows('other')),
            ],
            away: (await http.ask({ url: outside + '/away' })).status,
          }
        }`,
      },
      { settings: { token: 'Bearer s3cret' } },
    )
    const input = { outside: ids['outside'], other: ids['secret'], write: true }
    expect(await outputOf(id, input)).toMatchObject({
      name: 'Pump',
      person: 'ann',
      latest: [
        [8, 'good'],
        [null, 'bad'],
      ],
      samples: [6, 8],
      mean: true,
      rows: [0.5],
      removed: { rows: 1 },
      kpis: [],
      alarms: [],
      written: { operation: expect.any(String), state: 'done' },
      refused: [
        'assets.point_unknown',
        'apps.not_agreed',
        'apps.not_agreed',
        'apps.not_agreed',
        'apps.secret_unknown',
        'apps.table_unknown',
      ],
      away: 302,
    })
    expect(asked).toEqual(['GET /price Bearer s3cret', 'GET /away '])
    expect(platform.machine.taken.map(({ value }) => value)).toEqual([12])
    expect(await rowsOf(id)).toMatchObject([{ id: 'a', n: 0.5 }])
    expect(await logOf(id)).toMatchObject([{ service: 'main', level: 'info', text: 'asked', fields: { status: 200 } }])
    expect(await metricsOf(id)).toMatchObject({ calls: 1, failed: 0, stopped: {}, refused: 6, lines: 1 })
    // Who only looks may not have it write: the rights of both count.
    const looked = await outputOf(id, input, viewer)
    expect(looked).toMatchObject({ written: 'http.forbidden' })
    expect(platform.machine.taken).toHaveLength(1)
    const [told] = as<{ items: { data: object }[] }>(await north.ask('/events?types=app.told&order=oldest')).items
    expect(told?.data).toEqual({ app: 'works/does', service: 'main', name: 'price.seen', data: { price: 0.7 } })
  })

  it('is of its organisation, and of those who may use it', async () => {
    const id = await install({ id: 'works/own', code: "export const http = () => 'here'" })
    expect(await outputOf(id)).toBe('here')
    expect((await call(id, null, south.ask)).status).toBe(404)
    expect((await south.ask(`/apps/installations/${id}/log`)).status).toBe(404)
    expect((await south.ask(`/apps/installations/${id}/metrics`)).status).toBe(404)
    expect(codeOf(await call(id, null, engineer, 'none'))).toBe('app.service_unknown')
    await engineer(`/apps/installations/${id}/suspend`, { method: 'POST' })
    expect(codeOf(await call(id))).toBe('apps.suspended')
  })

  it('is stopped at its limits, each time with its name, and paused when it does not get better', async () => {
    const id = await install({
      id: 'works/nasty',
      timeMs: 50,
      code: 'export function http(n) { if (n) return n; for (;;); }',
    })
    expect(await outputOf(id, 1)).toBe(1)
    for (let i = 0; i < 5; i++) expect(codeOf(await call(id))).toBe('app.service_slow')
    expect(await outputOf(id, 1)).toMatch(/^app_services\.paused: .*at most 50 ms/)
    expect(await metricsOf(id)).toMatchObject({
      state: 'paused',
      why: { code: 'app.service_slow' },
      calls: 6,
      stopped: { 'app.service_slow': 5 },
    })
    const [told] = as<{ items: { data: object }[] }>(await north.ask('/events?types=app.service_paused')).items
    expect(told?.data).toMatchObject({ name: 'works/nasty', service: 'main', code: 'app.service_slow' })
    expect((await engineer(`/apps/installations/${id}/services/main/resume`, { method: 'POST' })).status).toBe(200)
    expect(await outputOf(id, 1)).toBe(1)
  })

  it('ends at once with its app, and nothing of it stays', async () => {
    const code =
      "export const http = async (_, { http, tables, log }) => { log.info('began'); await tables.put('kept', [{ id: 'x' }]); await http.ask({ url: 'http://localhost:1/' + 'x' }); for (;;) await new Promise(() => undefined) }"
    const id = await install({
      id: 'works/gone',
      code: code.replace('await http.ask', "for (;;) await tables.rows('kept'); await http.ask"),
      timeMs: 30_000,
    })
    const called = call(id)
    await vi.waitFor(async () => expect(await rowsOf(id)).toHaveLength(1), 20_000)
    expect((await engineer(`/apps/installations/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(['app.service_ended', 'app.service_asks', 'app.service_failed']).toContain(codeOf(await called))
    const left = await platform.database.tenants.within(north.id, async (tx) => {
      const { rows } = await tx.execute(sql`
        select installation_id from app_services where installation_id = ${id} union all
        select installation_id from app_log where installation_id = ${id}`)
      return rows
    })
    expect(left).toEqual([])
  })

  it('takes no more than its share of a minute', async () => {
    const id = await install({
      id: 'works/storm',
      code: "export async function http(n, { events }) { for (let i = 0; i < n; i++) await events.emit('storm', i) }",
    })
    expect(await outputOf(id, 1_000_000)).toMatch(
      /^app\.service_failed: .*at most 60 events a minute.*\[app_services\.quota\]/,
    )
    const { items } = as<{ items: { data: { name: string } }[] }>(await north.ask('/events?types=app.told&limit=500'))
    // Of two minutes, where one ends meanwhile.
    expect(items.filter(({ data }) => data.name === 'storm').length).toBeLessThanOrEqual(120)
  })
})

describe('a service that calls itself', () => {
  it('is called by the grid of its time, and with events of what it is bound to', async () => {
    const code = `export const every = async ({ now, tables }) => { await tables.put('kept', [{ id: now, n: Date.parse(now) }]) }
      export const event = async (event, { tables }) => { await tables.put('kept', [{ id: event.id + event.data.kind }]) }`
    const id = await install({
      id: 'works/runs',
      permissions: ['point:read'],
      code,
      services: ['name: clock, every: 1', 'name: hourly, every: 3600', 'name: ears, events: [write.requested]'],
    })
    await vi.waitFor(
      async () => expect((await rowsOf(id)).filter(({ n }) => n !== undefined && n !== null).length).toBeGreaterThan(1),
      20_000,
    )
    for (const { n } of (await rowsOf(id)).filter((row) => typeof row.n === 'number')) expect(n % 1_000).toBe(0)
    // As if the platform had been down for five hours: what was missed is made up for once.
    const isHour = (row: { id: string; n: number }): boolean => row.n > 0 && row.n % 3_600_000 === 0
    expect((await rowsOf(id)).filter(isHour)).toEqual([])
    await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(
        sql`update app_services set slot = slot - 18000000000 where installation_id = ${id} and service = 'hourly'`,
      ),
    )
    await engineer(`/apps/installations/${id}`, { method: 'PUT', body: { settings: { price: 1 } } })
    await vi.waitFor(async () => expect((await rowsOf(id)).filter(isHour)).not.toEqual([]), 20_000)
    await tell('write.requested', { kind: ' far' }, ids['Other'])
    await tell('write.requested', { kind: ' whole' })
    await tell('write.requested', { kind: ' near' }, ids['pump'])
    await vi.waitFor(async () => expect((await rowsOf(id)).some((row) => row.id.endsWith(' near'))).toBe(true), 20_000)
    expect((await rowsOf(id)).filter((row) => / (far|whole)$/.test(row.id))).toEqual([])
    expect((await rowsOf(id)).filter(isHour)).toHaveLength(1)
    expect(await metricsOf(id, 'hourly')).toMatchObject({ calls: 1, failed: 0 })
    await engineer(`/apps/installations/${id}/suspend`, { method: 'POST' })
  })
})

describe('services of an organisation that two platforms serve', () => {
  const code = `export const every = ({ now, log }) => log.info('slot ' + now)
    export const event = async ({ data }, { log, tables }) => {
      for (let n = 0; n < 5; n++) await tables.put('kept', [{ id: data.kind, n }])
      log.info('heard ' + data.kind)
    }`
  const many = (from: string): string[] => Array.from({ length: 30 }, (_, n) => `${from} ${n}`)

  it('are called by one of them; once it is killed, or has lost the lease, the other goes on from there', async () => {
    const { database, services } = platform
    const tenant = await addTestTenant(database, 'leased')
    const folder = await mkdtemp(join(tmpdir(), 'millrace-second-'))
    const holder = await startSecondPlatform(database.url, { tenant, folder })
    // It has the lease already.
    await services.begin(tenant)
    const lease = services.flows.lease as Leases
    expect(lease.holds(tenant)).toBe(false)
    const reach = { tenant }
    await services.devices.directory.register(tenant, {
      source: { group: 'g', node: 'n', device: 'pump' },
      assetPath: ['Pump'],
      points: [{ name: 'power', type: 'double', unit: 'kW' }],
    })
    const [pump] = (await services.assets.assets(reach, {})).items
    const actor = { kind: 'person', id: 'ann', name: 'Ann' } as const
    const lines = ['name: clock, every: 1', 'name: ears, events: [write.requested]']
    const app = serviceApp({ id: 'works/leased', code, services: lines })
    const { asks: agreed } = await services.apps.shelf.take(reach, app, actor)
    const { id } = await services.apps.installations.install(
      { reach, actor, reachFor: async () => reach },
      { app: 'works/leased', version: '1.0.0', agreed, bound: { pump: [pump!.id] } },
    )
    const toldOf = async (begin: string): Promise<string[]> => {
      const { items } = await services.appServices.log(reach, id, { text: begin, limit: 500 })
      return items.map(({ text }) => text.slice(begin.length))
    }
    const tellAll = (kinds: readonly string[]): Promise<void> =>
      database.tenants.within(tenant, async (tx) =>
        services.events.tell(
          tx,
          kinds.map((kind) => ({ type: 'write.requested', data: { kind } as never, asset: pump!.id })),
        ),
      )
    // As if it had not been renewed for long enough.
    const runOut = (): Promise<unknown> =>
      database.tenants.within(tenant, (tx) =>
        tx.execute(sql`update flow_leases set until = now() where tenant_id = ${tenant}`),
      )
    const once = (told: readonly string[]): void => expect(told.toSorted()).toEqual([...new Set(told)].toSorted())

    await vi.waitFor(async () => expect(await toldOf('slot ')).not.toEqual([]), 30_000)
    await tellAll(many('first'))
    await vi.waitFor(async () => expect((await toldOf('heard ')).length).toBeGreaterThan(2), 30_000)
    holder.kill('SIGKILL')
    await new Promise((resolve) => holder.once('exit', resolve))
    const before = { heard: await toldOf('heard '), slots: await toldOf('slot ') }
    await rm(folder, { recursive: true })
    expect(before.heard.length).toBeLessThan(30)
    await runOut()
    await lease.renew()
    expect(lease.holds(tenant)).toBe(true)
    await vi.waitFor(async () => expect(await toldOf('heard ')).toHaveLength(30), 30_000)
    await vi.waitFor(async () => expect((await toldOf('slot ')).length).toBeGreaterThan(before.slots.length), 30_000)
    expect((await toldOf('heard ')).toSorted()).toEqual(many('first').toSorted())
    once(await toldOf('slot '))

    // A third takes it while this one is in the middle of its work and believes to hold it: it stops, and has said nothing of what it did not do.
    await tellAll(many('then'))
    await vi.waitFor(async () => expect((await toldOf('heard then')).length).toBeGreaterThan(2), 30_000)
    const key = generateKeyPairSync('ed25519').privateKey
    const third = new Leases({
      tenants: database.tenants,
      key,
      clock: systemClock,
      log: silentLog,
      held: () => undefined,
    })
    await runOut()
    await third.begin(tenant)
    expect(third.holds(tenant)).toBe(true)
    await vi.waitFor(() => expect(lease.holds(tenant)).toBe(false), 30_000)
    await third.close()
    await lease.renew()
    expect(lease.holds(tenant)).toBe(true)
    const all = async (): Promise<string[]> => (await toldOf('heard ')).filter((kind) => kind.startsWith('then'))
    await vi.waitFor(async () => expect(new Set(await all())).toEqual(new Set(many('then'))), 30_000)
    // What was in the middle of it then is called again, as nobody knows how it ended; nothing else is.
    expect((await all()).length).toBeLessThanOrEqual(31)
    await services.apps.installations.uninstall(reach, id, actor)
  })
})

describe('a process outside', () => {
  const from = fileURLToPath(new URL('../../../../../', import.meta.url))
  const started = async (command: string, args: readonly string[], key: string): Promise<object> => {
    const env = {
      PATH: process.env['PATH'],
      MILLRACE: platform.address,
      MILLRACE_KEY: key,
      PYTHONPATH: `${from}sdks/python/src`,
      PYTHONDONTWRITEBYTECODE: '1',
    }
    return JSON.parse((await promisify(execFile)(command, args, { cwd: `${from}docs/examples`, env })).stdout) as object
  }
  const giving = (id: string, process: string, body: object = {}, who: Ask = engineer) =>
    who(`/apps/installations/${id}/processes/${process}/key`, { method: 'POST', body })
  const keyOf = async (...of: Parameters<typeof giving>): Promise<string> => {
    const { status, body } = await giving(...of)
    expect([status, body['detail']]).toEqual([201, undefined])
    return body['secret'] as string
  }
  const asking = (key: string) => askerOf(platform, key)
  const outer = {
    permissions: ['point:read', 'point:write'],
    processes: ['collector', 'second'],
    code: 'export const http = () => 1',
  }

  it('is the app in Node and in Python, as far as was agreed to', async () => {
    const id = await install({ ...outer, id: 'works/outer' })
    const key = await keyOf(id, 'collector')
    const told = {
      app: 'works/outer',
      pump: 'Pump',
      value: 8,
      mean: expect.any(Number),
      kept: 4,
      live: 8,
      state: 'done',
    }
    expect(await started(process.execPath, ['--conditions=source', 'process.mjs'], key)).toEqual(told)
    expect(await started('python3', ['process.py'], key)).toEqual(told)
    expect(platform.machine.taken.slice(-2).map(({ value }) => value)).toEqual([20, 21])
    expect((await rowsOf(id)).map((row) => row.id)).toEqual(['node', 'python'])
    const line = { source: 'process', service: 'collector', level: 'info', fields: { state: 'done' } }
    expect(await logOf(id)).toMatchObject([line, line])
    const { items } = as<Hours>(await engineer(`/apps/installations/${id}/hours`))
    expect(items).toMatchObject([{ source: 'process', name: 'collector', rows: 2, lines: 2, refused: 0, failed: 0 }])
    expect(items[0]!.calls).toBeGreaterThan(13)
    const processes = as<AppProcessList>(await engineer(`/apps/installations/${id}/processes`)).items
    expect(processes).toMatchObject([
      { name: 'collector', command: 'node process.mjs', key: { state: 'active', createdBy: { name: 'ann' } } },
      { name: 'second' },
    ])
    const [given] = await auditOf('app.key_given')
    expect(given).toMatchObject({ actor: { kind: 'person' }, detail: { process: 'collector' } })
    const { rows } = await platform.database.tenants.within(north.id, (tx) => tx.execute(sql`select * from app_keys`))
    expect(JSON.stringify([rows, processes, given])).not.toContain(key.slice(-43))
  })

  it('gets nothing else: no other point, person, role or app, nothing of others, and no write but by asking', async () => {
    const id = await install({ ...outer, id: 'works/nosy' })
    const other = await install({ ...outer, id: 'works/neighbour' })
    const nosy = asking(await keyOf(id, 'collector'))
    const refused = async (path: string, init?: Parameters<Ask>[1]) => {
      const { status, body } = await nosy(path, init)
      return [status, body['code']]
    }
    const point = ids['secret']
    expect((await nosy('/points')).body.items.map(({ name }) => name).sort()).toEqual(['power', 'setpoint'])
    expect(await refused(`/points/${point}`)).toEqual([404, 'assets.point_unknown'])
    expect(await refused(`/points/${point}/history`)).toEqual([404, 'assets.point_unknown'])
    const ask = (body: object) => refused('/app-process/ask', { method: 'POST', body })
    expect(await ask({ call: 'latest', points: [point] })).toEqual([404, 'assets.point_unknown'])
    const write = { value: 1, reason: 'Because I can' }
    expect(await ask({ call: 'write', point: ids['power'], ...write })).toEqual([403, 'apps.not_agreed'])
    expect(await ask({ call: 'write', point, ...write })).toEqual([403, 'apps.not_agreed'])
    const writes = { method: 'POST', body: write }
    expect(await refused(`/points/${ids['setpoint']}/writes`, writes)).toEqual([403, 'apps.write_by_ask'])
    for (const path of [
      '/members',
      '/roles',
      '/programs',
      '/audit',
      '/apps',
      '/apps/installations',
      '/alarms',
      '/organisations',
    ])
      expect(await refused(path)).toEqual([403, 'apps.not_agreed'])
    for (const path of [`/apps/installations/${other}/tables/kept/rows`, `/apps/installations/${id}/processes`])
      expect(await refused(path)).toEqual([403, 'apps.not_agreed'])
    expect(await refused('/session')).toEqual([403, 'http.forbidden'])
    expect(await refused('/app-process/tables/none/rows')).toEqual([404, 'apps.table_unknown'])
    // Whoever learned its key is no second pair of eyes for what it asks.
    expect(
      (await north.ask('/write-rules', { method: 'PUT', body: { asset: null, confirm: true, minutes: 5 } })).status,
    ).toBe(200)
    const role = { name: 'second', title: 'Second', actions: ['write:confirm'] }
    expect((await north.ask('/roles', { method: 'POST', body: role })).status).toBe(201)
    const { id: ann } = (await north.ask('/members')).body.items.find(({ name }) => name === 'ann')!
    await north.ask('/assignments', { method: 'POST', body: { holder: ann, role: 'second' } })
    const waits = { call: 'write', point: ids['setpoint'], ...write }
    const { operation, state } = as<{ operation: string; state: string }>(
      await nosy('/app-process/ask', { method: 'POST', body: waits }),
    )
    expect(state).toBe('waiting')
    const confirm = (who: Ask) => who(`/writes/${operation}/confirmation`, { method: 'POST', body: {} })
    expect(codeOf(await confirm(engineer))).toBe('commands.second_person')
    // Nor once the key is no more.
    expect((await engineer(`/apps/installations/${id}/processes/collector/key`, { method: 'DELETE' })).status).toBe(204)
    expect(codeOf(await confirm(engineer))).toBe('commands.second_person')
    expect((await confirm(north.ask)).body['state']).toBe('done')
    const [rule] = (await north.ask('/write-rules')).body.items
    expect((await north.ask(`/write-rules/${rule!.id}`, { method: 'DELETE' })).status).toBe(204)
    // People and programs are no app.
    expect(codeOf(await engineer('/app-process'))).toBe('http.forbidden')
    expect((await giving(id, 'none')).status).toBe(404)
    expect((await giving(id, 'collector', {}, south.ask)).status).toBe(404)
    expect((await giving(id, 'collector', {}, viewer)).status).toBe(403)
    const [figures] = as<Hours>(await engineer(`/apps/installations/${id}/hours`)).items
    expect(figures!.refused).toBeGreaterThan(14)
    await vi.waitFor(
      async () =>
        expect((await auditOf('app.call_refused')).map(({ detail }) => detail)).toContainEqual(
          expect.objectContaining({ process: 'collector', call: 'write', code: 'apps.not_agreed' }),
        ),
      20_000,
    )
    await vi.waitFor(
      async () => expect(JSON.stringify(await auditOf('access.refused'))).toContain('GET /api/v1/members'),
      20_000,
    )
  })

  it('has a key that is rotated and revoked, silent while the app is suspended, and gone with it', async () => {
    const id = await install({ ...outer, id: 'works/keyed' })
    const first = await keyOf(id, 'second')
    const second = await keyOf(id, 'second', { overlapHours: 1 })
    const statusOf = async (key: string): Promise<number> => (await asking(key)('/app-process')).status
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200])
    const third = await keyOf(id, 'second', { overlapHours: 0 })
    expect([await statusOf(first), await statusOf(second), await statusOf(third)]).toEqual([401, 401, 200])
    expect(codeOf(await giving(id, 'second', { expiresAt: '2020-01-01T00:00:00Z' }))).toBe('apps.key_expiry')
    for (const forged of [
      third.replace('mri_', 'mrk_'),
      `${third.slice(0, -1)}${third.endsWith('A') ? 'E' : 'A'}`,
      'mri_x',
    ])
      expect(await statusOf(forged)).toBe(401)
    await engineer(`/apps/installations/${id}/suspend`, { method: 'POST' })
    expect(codeOf(await asking(third)('/app-process'))).toBe('apps.suspended')
    expect(codeOf(await asking(third)('/points'))).toBe('apps.suspended')
    await engineer(`/apps/installations/${id}/resume`, { method: 'POST' })
    expect(await statusOf(third)).toBe(200)
    const path = `/apps/installations/${id}/processes/second/key`
    expect((await engineer(path, { method: 'DELETE' })).status).toBe(204)
    expect(codeOf(await engineer(path, { method: 'DELETE' }))).toBe('apps.key_unknown')
    expect(await statusOf(third)).toBe(401)
    const last = await keyOf(id, 'second')
    expect((await engineer(`/apps/installations/${id}`, { method: 'DELETE' })).status).toBe(204)
    expect(await statusOf(last)).toBe(401)
    const { rows } = await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(sql`select id from app_keys where installation_id = ${id}`),
    )
    expect(rows).toEqual([])
  })

  it('uses no more than an administrator lets its app, within what the organisation has', async () => {
    const id = await install({ ...outer, id: 'works/held' })
    const held = asking(await keyOf(id, 'collector'))
    const set = (kind: string, most: number | null, who: Ask = north.ask) =>
      who(`/apps/installations/${id}/quotas`, { method: 'PUT', body: { kind, most } })
    expect((await set('outside', 3, engineer)).status).toBe(403)
    expect((await set('outside', 3)).status).toBe(200)
    await vi.waitFor(async () => expect(codeOf(await held('/app-process'))).toBe('app_services.quota'), 20_000)
    await vi.waitFor(
      async () => expect((await north.ask('/events?types=app.quota_reached')).body.items).toHaveLength(1),
      20_000,
    )
    expect((await set('outside', null)).status).toBe(200)
    expect((await set('rows', 1)).status).toBe(200)
    const put = (...names: string[]) =>
      held('/app-process/tables/kept/rows', { method: 'PUT', body: { rows: names.map((name) => ({ id: name })) } })
    expect((await put('a')).status).toBe(200)
    expect(codeOf(await put('b'))).toBe('apps.rows_full')
    expect((await put('a')).status).toBe(200)
    const { items } = as<AppQuotas>(await engineer(`/apps/installations/${id}/quotas`))
    expect(items.find(({ kind }) => kind === 'rows')).toEqual({ kind: 'rows', most: 1, used: 1, isOwn: true })
    expect(items.find(({ kind }) => kind === 'bytes')).toMatchObject({ most: null, isOwn: false })
    // The operator's word goes before.
    const operator = askerOf(platform, platform.token)
    const give = (most: number | null) =>
      operator(`/organisations/${north.id}/quotas`, { method: 'PUT', body: { kind: 'app_calls_per_minute', most } })
    expect((await give(10)).status).toBe(200)
    await vi.waitFor(async () => expect(codeOf(await set('outside', 11))).toBe('app_services.quota_beyond'), 20_000)
    await vi.waitFor(
      async () => expect(codeOf(await held('/app-process'))).toBe('app_services.organisation_quota'),
      20_000,
    )
    expect((await give(null)).status).toBe(200)
  })
})

describe('a service in the pool of components', () => {
  const words = { title: { en: 'Shares', zh: '份额' }, description: { en: 'Of a power', zh: '功率份额' } }
  const field = (name: string, more = '') => `{ name: ${name}, title: { en: F, zh: F }, type: number, unit: kW${more} }`
  const shares = (version: string, takes: readonly string[]): ServiceApp => ({
    id: 'works/shares',
    version,
    permissions: ['point:read', 'point:write', 'component:use'],
    processes: ['caller'],
    services: [`name: shares, http: true, takes: [${takes.join(', ')}], gives: [${field('share')}]`],
    code: `export const http = async (input, { points, assets }) => {
      if (input === null) return points.write(assets.pump[0].points.setpoint, 7, 'Test').then(({ state }) => state, ({ code }) => code)
      if (input.power < 0) throw new Error('below zero')
      return input.power === 0 ? {} : { share: input.power / 2, version: '${version}' }
    }`,
  })
  const publish = (body: object, who: Ask = engineer) =>
    who('/components/services', { method: 'POST', body: { name: 'shares', service: 'shares', ...words, ...body } })
  const callOf = (body: object = {}, who: Ask = engineer, name = 'shares') =>
    who(`/components/${name}/call`, { method: 'POST', body })
  const removal = (path: string) => engineer(path, { method: 'DELETE' })

  it('is published, called by people, programs and apps, and counted as theirs', async () => {
    // Kept for 400 days: what is older goes with the first that is counted.
    const day = 86_400_000
    const ago = (days: number): string => new Date(Date.now() - days * day).toISOString()
    await platform.database.tenants.within(north.id, async (tx) => {
      for (const days of [401, 399])
        await tx.execute(
          sql`insert into component_use values (${north.id}, 'old', 1, 'person', 'x', ${String(days)}, ${ago(days)}, 1, 0, 1, 0)`,
        )
    })
    const installation = await install(shares('1.0.0', [field('power')]))
    expect(codeOf(await publish({ installation: ids['pump'] }))).toBe('apps.installation_unknown')
    expect(codeOf(await publish({ installation, service: 'none' }))).toBe('app.service_unknown')
    expect(codeOf(await publish({ installation, takes: [] }))).toBe('components.form_told')
    expect((await publish({ installation }, viewer)).status).toBe(403)
    const published = await publish({ installation })
    expect([published.status, published.body]).toMatchObject([
      201,
      {
        number: 1,
        stage: 'published',
        ports: [],
        service: { app: 'works/shares', installation, service: 'shares', takes: [{ name: 'power' }] },
      },
    ])
    expect(codeOf(await publish({ installation }))).toBe('components.nothing_changed')
    expect((await engineer('/components?kind=service')).body.items).toMatchObject([{ name: 'shares', newest: 1 }])

    expect((await callOf({ input: { power: 4 } })).body).toEqual({ number: 1, output: { share: 2, version: '1.0.0' } })
    expect(codeOf(await callOf({ input: { power: -1 } }))).toBe('app.service_failed')
    expect(codeOf(await callOf({ input: { power: 0 } }))).toBe('components.answer_unfit')
    // What does not reach the service is not counted.
    expect(codeOf(await callOf({ input: { power: 4, more: 1 } }))).toBe('components.input_unfit')
    expect(codeOf(await callOf({ number: 2 }))).toBe('components.version_unknown')
    expect((await callOf({ input: { power: 4 } }, viewer)).status).toBe(403)
    expect(codeOf(await callOf({ input: { power: 4 } }, south.ask))).toBe('components.unknown')
    expect(codeOf(await engineer('/components/shares/versions/1/try', { method: 'POST', body: { inputs: {} } }))).toBe(
      'components.part_only',
    )
    const role = { name: 'caller', title: 'Caller', actions: ['component:use'] }
    expect((await north.ask('/roles', { method: 'POST', body: role })).status).toBe(201)
    const made = as<{ secret: string; program: { id: string } }>(
      await north.ask('/programs', { method: 'POST', body: { kind: 'key', name: 'reports' } }),
    )
    await north.ask('/assignments', { method: 'POST', body: { holder: made.program.id, role: 'caller' } })
    const program = askerOf(platform, made.secret)
    expect((await callOf({ input: { power: 6 } }, program)).body['output']).toMatchObject({ share: 3 })
    const giving = await engineer(`/apps/installations/${installation}/processes/caller/key`, {
      method: 'POST',
      body: {},
    })
    const app = askerOf(platform, giving.body['secret'] as string)
    expect((await callOf({ input: { power: 8 } }, app)).body['output']).toMatchObject({ share: 4 })

    await north.ask(`/apps/installations/${installation}/quotas`, { method: 'PUT', body: { kind: 'calls', most: 0 } })
    expect(codeOf(await callOf({ input: { power: 4 } }, program))).toBe('app_services.quota')
    await north.ask(`/apps/installations/${installation}/quotas`, {
      method: 'PUT',
      body: { kind: 'calls', most: null },
    })

    const use = as<{ items: { name: string; at: string; consumer: object; calls: number; errors: number }[] }>(
      await engineer(`/component-use?by=hour&from=${ago(402)}`),
    ).items
    const told = use.filter(({ name }) => name === 'shares')
    const sumOf = (kind: string) => {
      const own = told.filter(({ consumer }) => (consumer as { kind: string }).kind === kind)
      const sum = (of: 'calls' | 'errors') => own.reduce((all, row) => all + row[of], 0)
      return [(own[0]?.consumer as { name: string } | undefined)?.name, sum('calls'), sum('errors')]
    }
    expect(['person', 'program', 'app'].map(sumOf)).toEqual([
      ['ann', 3, 2],
      ['reports', 1, 0],
      ['works/shares', 1, 0],
    ])
    expect(use.filter(({ name }) => name === 'old').map(({ consumer }) => (consumer as { name: string }).name)).toEqual(
      ['399'],
    )
    expect((await south.ask('/component-use')).body.items).toEqual([])

    const leaving = as<{ used: string[] }>(await engineer(`/apps/installations/${installation}/leaving`))
    expect(leaving.used).toEqual(['component shares@1'])
    expect(codeOf(await removal(`/apps/installations/${installation}`))).toBe('apps.brought_used')
    await engineer('/components/shares/versions/1/deprecate', { method: 'POST', body: { reason: 'Goes' } })
    expect((await callOf({ input: { power: 4 } })).status).toBe(200)
    expect((await removal('/components/shares/versions/1')).status).toBe(204)
    expect(codeOf(await callOf({ input: { power: 4 } }))).toBe('components.unknown')
    expect((await removal(`/apps/installations/${installation}`)).status).toBe(204)
  })

  it('is another version where the app takes something else, and writes with the rights of both', async () => {
    const installation = await install(shares('2.0.0', [field('power')]))
    expect((await publish({ installation })).body['number']).toBe(2)
    const upgrade = async (version: string, takes: readonly string[]): Promise<void> => {
      const reply = await platform.fetch('/api/v1/apps/packages', {
        token: north.token,
        method: 'POST',
        body: serviceApp(shares(version, takes)) as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': 'application/octet-stream' },
      })
      const { asks } = (await reply.json()) as { asks: object[] }
      const body = { version, agreed: asks }
      const { status, body: told } = await engineer(`/apps/installations/${installation}/upgrade`, {
        method: 'POST',
        body,
      })
      expect([status, told['detail']]).toEqual([200, undefined])
    }
    await upgrade('2.1.0', [field('power'), field('more', ', optional: true')])
    expect((await callOf({ input: { power: 4 } })).body['output']).toMatchObject({ version: '2.1.0' })
    await upgrade('2.2.0', [field('power'), field('more')])
    expect(codeOf(await callOf({ input: { power: 4 } }))).toBe('components.service_changed')
    expect((await publish({ installation })).body['number']).toBe(3)
    const input = { power: 4, more: 1 }
    expect((await callOf({ input })).body).toMatchObject({ number: 3, output: { version: '2.2.0' } })
    expect(codeOf(await callOf({ number: 2, input }))).toBe('components.service_changed')

    // A manifest that tells no form takes any JSON, unless who publishes it says otherwise.
    expect((await publish({ installation, service: 'main', name: 'sets' })).status).toBe(201)
    const before = platform.machine.taken.length
    const id = newId(Date.now())
    for (let i = 0; i < 2; i++) expect((await callOf({ id }, engineer, 'sets')).body['output']).toBe('done')
    expect(platform.machine.taken).toHaveLength(before + 1)
    const clerk = await north.member('clerk', [{ role: 'caller' }])
    expect((await callOf({ id }, clerk, 'sets')).body['output']).toBe('http.forbidden')
    expect(platform.machine.taken).toHaveLength(before + 1)
    const gone = await publish({ installation, service: 'main', name: 'shares' })
    expect(gone.body['number']).toBe(4)
  })

  it('waits for a second person, as parts of flows do', async () => {
    const bob = await north.member('bob', [{ role: 'engineer' }])
    const installation = await install({ id: 'works/waits', code: 'export const http = (input) => input' })
    const node = (id: string, type: string, settings: object) => ({ id, type, settings })
    const wire = (from: string, out: string, to: string, into: string) => ({
      from: { node: from, port: out },
      to: { node: to, port: into },
    })
    const document = {
      format: 'millrace-flow/1',
      title: { en: 'Drawn', zh: '流程' },
      nodes: [
        node('x', 'in.constant', { type: 'number', value: 1, unit: 'kW' }),
        node('s', 'code.script', { code: 'out = a', inputs: [{ name: 'a', type: 'number', unit: 'kW' }] }),
        node('p', 'subflow', { subflow: 'Part' }),
      ],
      wires: [wire('x', 'out', 's', 'a'), wire('x', 'out', 'p', 'in')],
      subflows: {
        Part: {
          nodes: [
            node('in', 'subflow.in', { name: 'in' }),
            node('k', 'math.scale', { out_high: 2, unit: 'kW' }),
            node('out', 'subflow.out', { name: 'out' }),
          ],
          wires: [wire('in', 'out', 'k', 'in'), wire('k', 'out', 'out', 'in')],
        },
      },
    }
    const kinds = {
      subflow: (name: string) =>
        engineer('/components', { method: 'POST', body: { name, ...words, document, part: { subflow: 'Part' } } }),
      script: (name: string) =>
        engineer('/components', { method: 'POST', body: { name, ...words, document, part: { node: 's' } } }),
      service: (name: string) => publish({ name, installation, service: 'main' }),
    }
    const secondPerson = async (isAsked: boolean): Promise<void> =>
      expect((await north.ask('/flow-settings', { method: 'PUT', body: { secondPerson: isAsked } })).status).toBe(200)
    await secondPerson(true)
    for (const [kind, give] of Object.entries(kinds)) {
      const name = `waits-${kind}`
      const review = (number: number, agrees: boolean, who: Ask) =>
        who(`/components/${name}/versions/${number}/review`, { method: 'POST', body: { agrees } })
      expect((await give(name)).body).toMatchObject({ number: 1, stage: 'waiting', mayReview: false })
      if (kind === 'service') expect(codeOf(await callOf({}, engineer, name))).toBe('components.none_published')
      expect(codeOf(await review(1, true, engineer))).toBe('components.second_person')
      expect((await review(1, true, viewer)).status).toBe(403)
      const [seen] = as<{ versions: { mayReview: boolean }[] }>(await bob(`/components/${name}`)).versions
      expect(seen?.mayReview).toBe(true)
      expect((await review(1, false, bob)).body).toMatchObject({ stage: 'rejected', reviewedBy: { name: 'bob' } })
      expect((await give(name)).body).toMatchObject({ number: 2, stage: 'waiting' })
      expect((await review(2, true, bob)).body).toMatchObject({ stage: 'published', reviewedBy: { name: 'bob' } })
      expect(codeOf(await review(2, false, bob))).toBe('components.not_waiting')
      expect((await engineer(`/components/${name}`)).body).toMatchObject({ kind, newest: 2, waiting: false })
    }
    expect((await callOf({ input: [1] }, engineer, 'waits-service')).body).toEqual({ number: 2, output: [1] })
    expect(codeOf(await callOf({ number: 1 }, engineer, 'waits-service'))).toBe('components.not_published')
    expect(codeOf(await callOf({}, engineer, 'waits-script'))).toBe('components.service_only')
    await secondPerson(false)
  })
})

it('runs one version for one organisation and another for another', async () => {
  await platform.services.devices.directory.register(south.id, {
    source: { group: 'g', node: 'n', device: 'pump' },
    assetPath: ['Pump'],
    points: [{ name: 'power', type: 'double', unit: 'W' }],
  })
  const [pump] = (await south.ask('/assets')).body.items
  const app = (version: string, more: Partial<ServiceApp> = {}): ServiceApp => ({
    id: 'works/both',
    version,
    code: `export const http = async (_, { tables, settings }) => {
      await tables.put('kept', [{ id: '${version}' }])
      return ['${version}', settings.price, (await tables.rows('kept')).items.length]
    }`,
    processes: ['collector'],
    ...more,
  })
  const here = await install(app('1.0.0'))
  const there = await install(
    app('2.0.0', { permissions: ['alarm:read'] }),
    { bound: { pump: [pump!.id] } },
    south,
    south.ask,
  )
  expect(await outputOf(here)).toEqual(['1.0.0', 0.5, 1])
  expect(await outputOf(there, null, south.ask)).toEqual(['2.0.0', 0.5, 1])
  const keyOf = async (id: string, who: Ask) =>
    (await who(`/apps/installations/${id}/processes/collector/key`, { method: 'POST', body: {} })).body[
      'secret'
    ] as string
  const [north1, south2] = [
    askerOf(platform, await keyOf(here, engineer)),
    askerOf(platform, await keyOf(there, south.ask)),
  ]
  expect((await north1('/app-process')).body).toMatchObject({ version: '1.0.0', installation: here })
  expect((await south2('/app-process')).body).toMatchObject({ version: '2.0.0', installation: there })
  expect((await north1('/app-process/tables/kept/rows')).body.items.map(({ id }) => id)).toEqual(['1.0.0'])
  expect((await south2('/app-process/tables/kept/rows')).body.items.map(({ id }) => id)).toEqual(['2.0.0'])
  // Each with what was agreed to of its own version.
  expect((await north1('/points')).status).toBe(200)
  expect(codeOf(await south2('/points'))).toBe('apps.not_agreed')
  expect((await south2('/alarms')).status).toBe(200)
  expect((await south2(`/points/${ids['power']}`)).status).toBe(403)
})

it('leaves a trace of what was refused, stopped and failed', async () => {
  await vi.waitFor(async () => expect((await auditOf('app.call_refused')).length).toBeGreaterThan(6), 20_000)
  const actors = (await auditOf('app.call_refused')).map(({ actor }) => `${actor.kind} beside ${actor.beside?.name}`)
  expect(new Set(actors)).toEqual(
    new Set(['app beside ann', 'app beside viewer', 'app beside clerk', 'app beside undefined']),
  )
  await vi.waitFor(async () => expect(await auditOf('app.service_stopped')).not.toEqual([]), 20_000)
  await vi.waitFor(async () => expect(await auditOf('app.service_failed')).not.toEqual([]), 20_000)
})
