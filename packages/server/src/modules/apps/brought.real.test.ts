import { readFileSync } from 'node:fs'
import { BatchBuilder, batchOf } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { Action, Deployment } from '../flows/schema.ts'
import { written } from '../mechanisms/pump-for-tests.ts'
import { packedApp } from './app-for-tests.ts'
import { everything } from './everything-for-tests.ts'
import type { AppVersion, AskReply, Installation, Leaving, Preview } from './schema.ts'

let platform: TestPlatform
let north: Side
let engineer: Ask
const assets: Record<string, string> = {}

type Reply = Awaited<ReturnType<Ask>>
const post = (ask: Ask, path: string, body: object = {}): Promise<Reply> => ask(path, { method: 'POST', body })
const put = (ask: Ask, path: string, body: object): Promise<Reply> => ask(path, { method: 'PUT', body })
const as = <T>({ body }: Reply): T => body as unknown as T
const deployments = async (): Promise<Deployment[]> =>
  as<{ items: Deployment[] }>(await engineer('/flows/deployments')).items
const flows = async () => (await engineer('/flows')).body.items

const node = (id: string, type: string, settings: object) => ({ id, type, settings })
/** Says every power of a pump again. */
const flowOf = (name: string, more: object = {}): string =>
  JSON.stringify({
    format: 'millrace-flow/1',
    title: { en: name, zh: name },
    lateness: 0,
    nodes: [
      node('x', 'in.point', { point: { point: 'power' }, type: 'number', unit: 'kW' }),
      node('l', 'out.log', { message: 'seen', interval: 0 }),
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'l', port: 'in' } }],
    ...more,
  })
const named = (name: string): string =>
  `flows: [{ name: seen, title: { en: ${name}, zh: 看 }, file: flows/seen.json, for: pump }]\n`

const taken = (version: string, name: string, document = flowOf(name)): Promise<AppVersion> =>
  brought(version, named(name), { 'flows/seen.json': document })

async function brought(
  version: string,
  flows: string,
  files: Record<string, string>,
  more: Omit<Parameters<typeof packedApp>[0] & object, 'version' | 'flows'> = {},
): Promise<AppVersion> {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token: north.token,
    method: 'POST',
    body: packedApp({ version, flows, ...more }, files) as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const told = (await reply.json()) as AppVersion & { detail?: string }
  expect([reply.status, told.detail]).toEqual([201, undefined])
  return told
}
const install = ({ app, version, asks }: AppVersion, ...pumps: string[]): Promise<Reply> =>
  post(engineer, '/apps/installations', {
    app,
    version,
    agreed: asks,
    bound: { pump: pumps.map((name) => assets[name]) },
  })

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  for (const pump of ['Pump 1', 'Pump 2'])
    await platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: pump },
      assetPath: ['Works', pump],
      points: [
        { name: 'power', type: 'double', unit: 'kW', low: 0, high: 50, writable: true },
        { name: 'head', type: 'double', unit: 'm' },
      ],
    })
  for (const { name, id } of (await north.ask('/assets')).body.items) assets[name] = id
  engineer = await north.member('ann', [{ role: 'engineer' }])
})
afterAll(() => platform.close())

it('flows come with an installation, follow what becomes of it, and go with it', async () => {
  const one = await taken('1.0.0', 'First')
  const two = await taken('1.1.0', 'Second')
  const before = await everything(platform)
  const app = as<Installation>(await install(one, 'Pump 1'))
  const at = (step: string): string => `/apps/installations/${app.id}${step}`
  expect(await deployments()).toMatchObject([
    {
      name: { en: 'First' },
      target: { assets: [assets['Pump 1']] },
      paused: false,
      by: { kind: 'app', id: app.id, name: 'works/pump-log' },
    },
  ])
  const [first] = await flows()

  await put(engineer, at(''), { bound: { pump: [assets['Pump 1'], assets['Pump 2']] } })
  expect(await deployments()).toMatchObject([{ target: { assets: [assets['Pump 1'], assets['Pump 2']] } }])
  expect((await flows()).map(({ id }) => id)).toEqual([first?.id])

  await post(engineer, at('/suspend'))
  expect(await deployments()).toMatchObject([{ paused: true }])
  await post(engineer, at('/resume'))
  expect(await deployments()).toMatchObject([{ paused: false }])

  await post(engineer, at('/upgrade'), { version: '1.1.0', agreed: two.asks })
  expect(await deployments()).toMatchObject([{ name: { en: 'Second' } }])
  expect(await flows()).toHaveLength(1)
  await post(engineer, at('/rollback'))
  expect(await deployments()).toMatchObject([{ name: { en: 'First' } }])

  expect((await engineer(at(''), { method: 'DELETE' })).status).toBe(204)
  expect([await deployments(), await flows()]).toEqual([[], []])
  expect(await everything(platform)).toEqual(before)
})

it('what a kill cut off is finished at the next start', async () => {
  const app = as<Installation>(await install(await taken('2.0.0', 'Third'), 'Pump 1'))
  const [deployment] = await deployments()
  // As a kill leaves it in the middle of an uninstall: the flow is gone, the installation is not.
  const actor = { kind: 'system', id: 'test', name: 'test' } as const
  await platform.services.flows.undeploy({ tenant: north.id }, deployment!.id, actor)
  await platform.services.apps.installations.begin(north.id)
  expect(await deployments()).toMatchObject([{ name: { en: 'Third' }, by: { id: app.id } }])
  await platform.services.apps.installations.begin(north.id)
  expect(await flows()).toHaveLength(1)
  await engineer(`/apps/installations/${app.id}`, { method: 'DELETE' })
})

it('what cannot be set up is taken back whole', async () => {
  const before = await everything(platform)
  const broken = await taken(
    '3.0.0',
    'Broken',
    flowOf('Broken', { wires: [{ from: { node: 'x', port: 'none' }, to: { node: 'l', port: 'in' } }] }),
  )
  const shelf = await everything(platform)
  expect((await install(broken, 'Pump 1')).status).toBeGreaterThanOrEqual(400)
  expect(await everything(platform)).toEqual(shelf)
  expect(Object.keys(before)).toEqual(Object.keys(shelf))
  expect((await put(north.ask, '/flow-settings', { secondPerson: true })).status).toBe(200)
  const held = await everything(platform)
  const waits = await install(await taken('3.1.0', 'Waits'), 'Pump 1')
  expect([waits.status >= 400, await deployments(), await flows()]).toEqual([true, [], []])
  expect(Object.keys(held)).toEqual(Object.keys(await everything(platform)))
  await put(north.ask, '/flow-settings', { secondPerson: false })
})

it('an upgrade whose flows cannot be set up leaves the version before as it was', async () => {
  const app = as<Installation>(await install(await taken('4.0.0', 'Fourth'), 'Pump 1'))
  const next = await taken('4.1.0', 'Fifth', flowOf('Fifth', { nodes: [node('x', 'none.such', {})], wires: [] }))
  expect(
    (await post(engineer, `/apps/installations/${app.id}/upgrade`, { version: '4.1.0', agreed: next.asks })).status,
  ).toBeGreaterThanOrEqual(400)
  expect(as<Installation>(await engineer(`/apps/installations/${app.id}`)).version).toBe('4.0.0')
  expect(await deployments()).toMatchObject([{ name: { en: 'Fourth' }, paused: false }])
  await engineer(`/apps/installations/${app.id}`, { method: 'DELETE' })
  expect(await flows()).toEqual([])
})

const meter = readFileSync(
  new URL('../../../../../apps/energy-manager/classes/energy-meter.yaml', import.meta.url),
  'utf8',
)
/** With a class and a model. */
const knowing = (version: string, model = written(), equipment = meter): Promise<AppVersion> =>
  brought(
    version,
    `models: [models/pump]
classes: [classes/meter.yaml]
services: [{ name: tell, title: { en: Tell, zh: 告知 }, file: services/tell.js, http: true }]
`,
    {
      'models/pump/model.yaml': model,
      'classes/meter.yaml': equipment,
      'services/tell.js': "export const http = (input, { models }) => models.call('acme/pump-power', input)",
    },
  )
const classes = async (): Promise<{ class: string; version: string; app?: string }[]> =>
  as<{ items: { class: string; version: string; app?: string }[] }>(await engineer('/equipment-classes')).items.filter(
    ({ app }) => app !== undefined,
  )
const models = async (): Promise<Record<string, unknown>[]> =>
  (await engineer('/mechanisms')).body.items as unknown as Record<string, unknown>[]
const leaving = async ({ id }: Installation): Promise<Leaving> =>
  as<Leaving>(await engineer(`/apps/installations/${id}/leaving`))
const codeOf = ({ body }: Reply): unknown => body['code']
const uninstall = ({ id }: Installation): Promise<Reply> => engineer(`/apps/installations/${id}`, { method: 'DELETE' })

it('classes and models come with an installation, follow its version, and go with it', async () => {
  const one = await knowing('5.0.0')
  const two = await knowing('5.1.0', written({ version: '1.1.0', formula: 'head * flow * weight * 1' }))
  const preview = as<Preview>(
    await post(engineer, '/apps/installations/preview', { app: one.app, version: '5.0.0', bound: {} }),
  )
  expect(preview.brings).toMatchObject({
    flows: [],
    models: [{ folder: 'models/pump', name: 'acme/pump-power', version: '1.0.0' }],
    classes: [{ name: 'energy-meter', kpis: 2, alarms: 1 }],
  })
  const before = await everything(platform)
  const app = as<Installation>(await install(one, 'Pump 1'))
  const at = (step: string): string => `/apps/installations/${app.id}${step}`
  expect(await classes()).toMatchObject([{ class: 'energy-meter', version: '1.0.0', app: 'works/pump-log' }])
  expect(await models()).toMatchObject([{ name: 'acme/pump-power', origin: 'app', published: '1.0.0' }])
  const asked = { call: 'model', model: 'pump', input: { head: 25, flow: 0.01 } }
  const answer = await post(engineer, at('/ask'), asked)
  expect(as<AskReply>(answer)).toMatchObject({ version: '1.0.0', outputs: { power: { value: 2.4525, unit: 'kW' } } })
  const called = await post(engineer, at('/services/tell'), { input: asked.input })
  expect(called.body['output']).toEqual({ power: 2.4525 })
  const misspelt = await post(engineer, at('/services/tell'), { input: { ...asked.input, hight: 3 } })
  expect(JSON.stringify(misspelt.body)).toContain('inputs of acme/pump-power: head, flow, saw hight')
  const other = { call: 'model', input: {} }
  expect(codeOf(await post(engineer, at('/ask'), { ...other, model: 'valve' }))).toBe('apps.model_unknown')

  expect((await post(engineer, at('/upgrade'), { version: '5.1.0', agreed: two.asks })).status).toBe(200)
  expect(as<AskReply>(await post(engineer, at('/ask'), asked))).toMatchObject({ version: '1.1.0' })
  expect(await models()).toMatchObject([{ newest: { version: '1.1.0' } }])
  await post(engineer, at('/rollback'))
  expect(await models()).toMatchObject([{ newest: { version: '1.0.0' } }])
  expect(await leaving(app)).toMatchObject({
    models: [{ name: 'acme/pump-power', version: '1.0.0' }],
    classes: ['energy-meter'],
    used: [],
  })

  expect((await uninstall(app)).status).toBe(204)
  expect([await classes(), await models()]).toEqual([[], []])
  expect(await everything(platform)).toEqual(before)
})

it('a flow that it brings runs the model that it brings, in the version that came with it', async () => {
  const drawn = (called: string): string =>
    flowOf('Hydraulic', {
      nodes: [
        node('x', 'in.point', { point: { point: 'head' }, type: 'number', unit: 'm' }),
        node('c', 'in.constant', { type: 'number', value: 0.01, unit: 'm3/s' }),
        node('m', 'model.run', { model: called }),
        node('y', 'out.point', { name: 'hydraulic' }),
      ],
      wires: [
        { from: { node: 'x', port: 'out' }, to: { node: 'm', port: 'head' } },
        { from: { node: 'c', port: 'out' }, to: { node: 'm', port: 'flow' } },
        { from: { node: 'm', port: 'power' }, to: { node: 'y', port: 'in' } },
      ],
    })
  const knownAs = (version: string, model: string, called: string): Promise<AppVersion> =>
    brought(version, `models: [models/pump]\n${named('Hydraulic')}`, {
      'models/pump/model.yaml': model,
      'flows/seen.json': drawn(called),
    })
  const one = await knownAs('7.5.0', written(), 'pump')
  const two = await knownAs('7.6.0', written({ version: '1.1.0' }), 'acme/pump-power')
  const before = await kept()
  const app = as<Installation>(await install(one, 'Pump 1'))
  const runs = async (): Promise<unknown[]> => {
    const [flow] = await flows()
    const { draft } = as<{ draft: { nodes: { settings: object }[] } }>(await engineer(`/flows/${flow?.id}`))
    return [draft.nodes[2]?.settings, (await deployments()).map((one) => [one.runs, one.broken])]
  }
  const [{ id }] = (await models()) as { id: string }[] as [{ id: string }]
  expect(await runs()).toMatchObject([{ model: `${id}@1.0.0` }, [[1, 0]]])
  await post(engineer, `/apps/installations/${app.id}/upgrade`, { version: '7.6.0', agreed: two.asks })
  expect(await runs()).toMatchObject([{ model: `${id}@1.1.0` }, [[1, 0]]])
  expect((await uninstall(app)).status).toBe(204)
  expect(await kept()).toEqual(before)
})

it('what people use of it keeps an app from being uninstalled', async () => {
  const app = as<Installation>(await install(await knowing('6.0.0'), 'Pump 1'))
  const pump = `/assets/${assets['Pump 1']}`
  const applied = await post(engineer, `${pump}/equipment-class`, { class: 'energy-meter' })
  expect(as<{ alarms: object[]; kpis: object[] }>(applied)).toMatchObject({
    alarms: [{ name: 'near_contract', change: expect.any(String) }],
    kpis: [
      { name: 'energy_used', chosen: true },
      { name: 'load_factor', chosen: true },
    ],
  })
  const refused = await uninstall(app)
  expect([refused.status, codeOf(refused)]).toEqual([409, 'apps.brought_used'])
  expect((await leaving(app)).used).toEqual(['class energy-meter: Pump 1'])
  expect([(await classes()).length, (await models()).length]).toEqual([1, 1])
  await engineer(`${pump}/equipment-class`, { method: 'DELETE' })
  expect((await uninstall(app)).status).toBe(204)
  expect([await classes(), await models()]).toEqual([[], []])
})

it('a class of the platform is not replaced, and a class or model with mistakes does not come in', async () => {
  const shelf = await knowing('7.0.0', written(), meter.replace('class: energy-meter', 'class: electric-motor'))
  expect(codeOf(await install(shelf, 'Pump 1'))).toBe('equipment.class_taken')
  expect(await models()).toEqual([])
  const failing = await knowing('7.1.0', written({ expected: 3 }))
  expect(codeOf(await install(failing, 'Pump 1'))).toBe('mechanisms.cases_fail')
  expect([await classes(), await models(), (await engineer('/apps/installations')).body.items]).toEqual([[], [], []])
  const bytes = packedApp(
    { version: '7.2.0', flows: 'classes: [classes/meter.yaml]\n' },
    { 'classes/meter.yaml': meter.replace('power > contracted', 'power > nothing') },
  ) as Uint8Array<ArrayBuffer>
  const headers = { 'content-type': 'application/octet-stream' }
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token: north.token,
    method: 'POST',
    body: bytes,
    headers,
  })
  expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([422, 'equipment.malformed'])
})

/** Gives every power of a pump as a point of its own. */
const giving = (version: string, name = 'again'): Promise<AppVersion> =>
  taken(
    version,
    'Gives',
    flowOf('Gives', {
      nodes: [
        node('x', 'in.point', { point: { point: 'power' }, type: 'number', unit: 'kW' }),
        node('y', 'out.point', { name }),
      ],
      wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'y', port: 'in' } }],
    }),
  )
const points = async (name: string): Promise<{ id: string; path: string[] }[]> =>
  (await engineer(`/points?search=${name}`)).body.items
/** The database alone. */
const kept = async (): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await everything(platform)).filter(([key]) => !key.startsWith('/')))

it('points that its flows alone gave go with it, and with them their history', async () => {
  const [one, two] = [await giving('8.0.0'), await giving('8.1.0', 'other')]
  const before = await kept()
  const app = as<Installation>(await install(one, 'Pump 1'))
  const [again] = await points('again')
  const reach = { tenant: north.id }
  const { series } = await platform.services.assets.seriesOf(reach, again!.id)
  const samples = batchOf([
    [series[0]!, 1_000, 5],
    [series[0]!, 2_000, 6],
  ])
  await platform.history.append(north.id, samples, 900_000)
  platform.latest.update(north.id, samples)
  await post(engineer, `/apps/installations/${app.id}/upgrade`, { version: '8.1.0', agreed: two.asks })
  // What a version gave stays, for whoever goes back to it.
  expect([(await points('again')).length, (await points('other')).length]).toEqual([1, 1])
  expect((await leaving(app)).points).toMatchObject([
    { id: again!.id, path: ['Works', 'Pump 1', 'again'] },
    { path: ['Works', 'Pump 1', 'other'] },
  ])

  expect((await uninstall(app)).status).toBe(204)
  expect([await points('again'), await points('other')]).toEqual([[], []])
  expect((await platform.history.latest(north.id, series)).length).toBe(0)
  expect(platform.latest.read(north.id, series).length).toBe(0)
  expect(await kept()).toEqual(before)
})

it('a point of an app that somebody builds on keeps it from being uninstalled', async () => {
  const app = as<Installation>(await install(await giving('9.0.0'), 'Pump 1'))
  const [actor, reach] = [{ kind: 'person', id: 'ann', name: 'Ann' } as const, { tenant: north.id }]
  const own = platform.services.flows
  const title = { en: 'Reads', zh: '读取' }
  const document = JSON.parse(flowOf('Reads').replace('power', 'again'))
  const { id: flow, revision } = await own.create(reach, document, actor)
  await own.publish(reach, flow, { revision }, actor)
  const target = { assets: [assets['Pump 1']!] }
  const { id } = await own.deploy(reach, reach, { flow, version: 1, name: title, target }, actor)
  expect([codeOf(await uninstall(app)), (await leaving(app)).used]).toEqual(['apps.brought_used', ['flow Reads']])
  expect(await deployments()).toHaveLength(2)
  await own.undeploy(reach, id, actor)
  await own.remove(reach, flow, actor)

  expect((await uninstall(app)).status).toBe(204)
  expect(await points('again')).toEqual([])
})

it('a version is tried at some assets beside the one that runs, and goes back or on', async () => {
  const gives = (name: string, ...points: string[]): string =>
    flowOf(name, {
      nodes: [
        node('x', 'in.point', { point: { point: 'power' }, type: 'number', unit: 'kW' }),
        ...points.map((point) => node(point, 'out.point', { name: point })),
      ],
      wires: points.map((point) => ({ from: { node: 'x', port: 'out' }, to: { node: point, port: 'in' } })),
    })
  const one = await taken('20.0.0', 'Old', gives('Old', 'again'))
  const two = await brought(
    '20.1.0',
    named('New'),
    { 'flows/seen.json': gives('New', 'again', 'more') },
    { columns: '      - { name: note, type: text, optional: true }' },
  )
  await post(north.ask, '/roles', {
    name: 'installer',
    title: 'Installer',
    actions: ['app:manage', 'app:read', 'asset:read', 'point:read', 'model:read'],
  })
  const installer = await north.member('ivy', [{ role: 'installer' }])
  const before = await everything(platform)
  const app = as<Installation>(await install(one, 'Pump 1', 'Pump 2'))
  const at = (step: string, id = app.id): string => `/apps/installations/${id}${step}`
  const running = async () =>
    (await deployments()).map(({ name, target, by }) => [name.en, target.assets, by.id]).toSorted()
  const [first, second] = [assets['Pump 1']!, assets['Pump 2']!]
  const begin = (more: object = {}) =>
    post(engineer, at('/trial'), { version: '20.1.0', agreed: two.asks, assets: [second], ...more })
  const codeOf = ({ body }: Reply): unknown => body['code']
  expect(codeOf(await begin({ assets: [first, second] }))).toBe('apps.trial_unfit')
  expect(codeOf(await begin({ assets: [assets['Works']] }))).toBe('apps.trial_unfit')
  expect(codeOf(await begin({ until: '2020-01-01T00:00:00Z' }))).toBe('apps.trial_unfit')
  expect(codeOf(await begin({ agreed: [] }))).toBe('apps.consent_other')
  // What a version brings is published and run by whoever may, on every way into force.
  const trying = { version: '20.1.0', agreed: two.asks, assets: [second] }
  expect(codeOf(await post(installer, at('/trial'), trying))).toBe('http.forbidden')
  expect(await running()).toEqual([['Old', [first, second], app.id]])

  const begun = await begin()
  expect([begun.status, begun.body['detail']]).toEqual([201, undefined])
  const { trial, bound } = as<Installation>(begun)
  const tried = trial!.installation
  expect([trial, bound]).toMatchObject([{ version: '20.1.0', assets: [second] }, { pump: [first] }])
  expect(await running()).toEqual([
    ['New', [second], tried],
    ['Old', [first], app.id],
  ])
  // One app on the list, whose other version has pages, rows and figures.
  expect((await engineer('/apps/installations')).body.items.map(({ id }) => id)).toEqual([app.id])
  const row = { id: 'a', at: '2026-11-28T12:00:00Z', day: '2026-11-28', count: 1, done: true }
  expect((await put(engineer, at('/tables/entries/rows', tried), { rows: [{ ...row, note: 'new' }] })).status).toBe(200)
  expect((await engineer(at('/tables/entries/rows'))).body.items).toMatchObject([{ id: 'a' }])
  expect((await post(engineer, at('/ticket', tried), { page: 'board' })).status).toBe(201)
  expect((await engineer(at('/trial'))).body.items).toMatchObject([
    { installation: app.id, version: '20.0.0', assets: 1, alarms: 0 },
    { installation: tried, version: '20.1.0', assets: 1, alarms: 0 },
  ])
  expect(codeOf(await begin())).toBe('apps.trial_runs')
  expect(codeOf(await put(engineer, at(''), { settings: { price: 1 } }))).toBe('apps.trial_runs')
  expect(codeOf(await engineer(at('', tried), { method: 'DELETE' }))).toBe('apps.trial_own')
  await post(engineer, at('/suspend'))
  expect((await deployments()).map(({ paused }) => paused)).toEqual([true, true])
  await post(engineer, at('/resume'))

  // As a kill leaves it: it was decided, and nothing of it is done.
  await platform.database.tenants.within(north.id, async (tx) => {
    await tx.execute(
      sql`update app_installations set bound = ${JSON.stringify({ pump: [first, second] })}::jsonb where id = ${app.id}`,
    )
    await tx.execute(sql`update app_installations set bound = '{"pump": []}', leaving = true where id = ${tried}`)
  })
  await platform.services.apps.installations.begin(north.id)
  expect(await running()).toEqual([['Old', [first, second], app.id]])
  expect((await engineer(at('', tried))).status).toBe(404)
  expect((await engineer(at('/tables/entries/rows'))).body.items).toHaveLength(1)

  const again = as<Installation>(await begin({ until: new Date(Date.now() + 3_600_000).toISOString() })).trial!
  expect(again.until).toEqual(expect.any(String))
  const pointOf = async (name: string) =>
    (await engineer(`/points?search=${name}`)).body.items.filter((point) => point.name === name).map(({ id }) => id)
  const more = await pointOf('more')
  expect(more).toHaveLength(1)
  expect(codeOf(await post(installer, at('/trial/promote')))).toBe('http.forbidden')
  const promoted = as<Installation>(await post(engineer, at('/trial/promote')))
  expect(promoted).toMatchObject({ version: '20.1.0', previous: '20.0.0', bound: { pump: [first, second] } })
  expect(promoted.trial).toBeUndefined()
  expect(await running()).toEqual([['New', [first, second], app.id]])
  expect(await pointOf('more')).toEqual(expect.arrayContaining(more))
  expect(codeOf(await engineer(at('/trial'), { method: 'DELETE' }))).toBe('apps.trial_none')
  expect((await engineer(at('/tables/entries/rows'))).body.items).toMatchObject([{ id: 'a', note: 'new' }])

  // By itself when its time is over.
  expect(codeOf(await post(installer, at('/rollback')))).toBe('http.forbidden')
  await post(engineer, at('/rollback'))
  await begin({ until: new Date(Date.now() + 1_000).toISOString() })
  await vi.waitFor(async () => expect(as<Installation>(await engineer(at(''))).trial).toBeUndefined(), 30_000)
  await vi.waitFor(async () => expect(await running()).toEqual([['Old', [first, second], app.id]]), 30_000)
  const told = (await north.ask('/events?types=app.trial_ended')).body.items as unknown as { data: object }[]
  expect(told.map(({ data }) => data)).toMatchObject([{ version: '20.1.0', why: 'over' }])
  expect((await engineer(at(''), { method: 'DELETE' })).status).toBe(204)
  expect(await everything(platform)).toEqual(before)
})

it('a flow does what its app was granted, and is refused by name what it was not: each refusal is audited', async () => {
  const nodes = [
    node('x', 'in.point', { point: { point: 'power' }, type: 'number', unit: 'kW' }),
    node('high', 'math.compare', { is: 'above', limit: 8 }),
    node('text', 'text.format', { template: '{power}' }),
    node('own', 'out.write', { point: { point: 'power' } }),
    node('other', 'out.write', { point: { point: 'head' } }),
    node('mend', 'out.work-order', { subject: 'Look' }),
    node('send', 'out.http', { address: 'https://example.org/' }),
  ]
  const wires = [
    'x.out own.in',
    'x.out other.in',
    'x.out high.in',
    'high.out mend.when',
    'x.out text.power',
    'text.out send.in',
  ]
    .map((wire) => wire.split(/[ .]/))
    .map(([from, out, to, port]) => ({ from: { node: from, port: out }, to: { node: to, port } }))
  const document = flowOf('Asks', { nodes, wires })
  const granted = (...actions: string[]): string =>
    actions.map((action) => `{ action: '${action}', why: { en: To do it, zh: 用于执行 } }`).join(', ')
  const of = (version: string, ...actions: string[]): Promise<AppVersion> =>
    brought(version, named('Asks'), { 'flows/seen.json': document }, { writes: true, permissions: granted(...actions) })

  // What nobody was asked for it does not read.
  const before = await kept()
  const blind = await install(await of('30.0.0', 'point:write'), 'Pump 1')
  expect([codeOf(blind), blind.body['detail']]).toEqual(['apps.flow_unfit', expect.stringContaining('point:read')])
  expect([await flows(), await deployments()]).toEqual([[], []])

  const app = as<Installation>(await install(await of('30.1.0', 'point:read', 'point:write'), 'Pump 1'))
  const [deployment] = await deployments()
  const { rows } = await platform.database.tenants.within(north.id, (tx) =>
    tx.execute<{ number: number }>(sql`select number from flow_runs where deployment_id = ${deployment!.id}`),
  )
  const asked = Object.entries({
    own: ['out.write', { value: 7, unit: 'kW' }],
    other: ['out.write', { value: 7, unit: 'm' }],
    mend: ['out.work-order', { subject: 'Look', message: 'Nine', priority: 'high' }],
    send: ['out.http', { address: 'https://example.org/', method: 'POST', body: 'nine' }],
    secret: ['out.http', { address: 'https://example.org/', method: 'POST', body: 'nine', secret: 'erp' }],
    table: ['out.table', { table: 'works/other/entries', row: '{}' }],
  } as const).map(([name, [kind, body]]) => ({
    ...{ number: rows[0]!.number, node: name, kind, body, at: 1_700_000_000e6, ordinal: 0 },
  }))
  const news = { samples: new BatchBuilder().take(), actions: asked, standings: [], glances: [], uses: [] }
  await platform.services.flows.book.take(north.id, [news], 1)
  const answers = async (): Promise<Record<string, string>> => {
    const { items } = as<{ items: Action[] }>(await engineer(`/flows/deployments/${deployment!.id}/actions`))
    return Object.fromEntries(items.map(({ node: at, state, answer }) => [at, `${state}: ${answer ?? ''}`]))
  }
  await vi.waitFor(async () => expect(JSON.stringify(await answers())).not.toMatch(/"(waiting|doing):/), 30_000)
  const { id: head } = (await engineer('/points?search=head')).body.items.find(({ path }) => path.includes('Pump 1'))!
  expect(await answers()).toEqual({
    own: expect.stringMatching(/^done/),
    other: expect.stringContaining(
      'refused: works/pump-log, who deployed the flow, may not do this any more (point:write)',
    ),
    mend: expect.stringContaining('(maintenance:work)'),
    send: 'refused: works/pump-log may not ask example.org: nobody agreed to it.',
    secret: expect.stringMatching(/^refused: works\/pump-log/),
    table: 'refused: works/pump-log is an app, and keeps rows of tables of its own alone.',
  })
  expect(platform.machine.taken.map(({ value }) => value)).toEqual([7])
  await vi.waitFor(async () => {
    const { items } = as<{ items: { actor: object; outcome: string; detail: object }[] }>(
      await north.ask('/audit?action=app.call_refused'),
    )
    expect(items.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ flow: 'Asks', call: 'write', seen: head, code: 'apps.not_agreed' }),
        expect.objectContaining({ flow: 'Asks', call: 'maintenance:work', code: 'apps.not_agreed' }),
        expect.objectContaining({ flow: 'Asks', call: 'http', seen: 'example.org', code: 'apps.not_agreed' }),
      ]),
    )
    expect(items[0]).toMatchObject({ actor: { kind: 'app', id: app.id, name: 'works/pump-log' }, outcome: 'refused' })
  }, 30_000)
  expect((await uninstall(app)).status).toBe(204)
  expect(Object.keys(await kept())).toEqual(Object.keys(before))
})
