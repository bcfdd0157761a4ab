import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readAppFolder } from '@millrace/apps'
import { newId } from '@millrace/core'
import { pack } from '@millrace/packaging'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { Deployment } from '../flows/schema.ts'
import type { Screen } from '../screens/schema.ts'
import { packedApp } from './app-for-tests.ts'
import { everything } from './everything-for-tests.ts'
import type { AppVersion, Installation, InstallRequest, Leaving, Make, Preview } from './schema.ts'
import * as store from './store.ts'

const folder = fileURLToPath(new URL('../../../../../apps/solution-compressed-air', import.meta.url))

let platform: TestPlatform
let north: Side
let engineer: Ask
let solution: AppVersion
let compressedAir: AppVersion

type Reply = Awaited<ReturnType<Ask>>
const as = <T>({ body }: Reply): T => body as unknown as T
const post = (ask: Ask, path: string, body: object = {}): Promise<Reply> => ask(path, { method: 'POST', body })
const preview = async (bound = {}): Promise<Preview> =>
  as<Preview>(
    await post(engineer, '/apps/installations/preview', { app: solution.app, version: solution.version, bound }),
  )
const items = async <T>(path: string): Promise<T[]> => as<{ items: T[] }>(await engineer(path)).items
const install = (make: readonly Make[], more: Partial<InstallRequest> = {}): Promise<Reply> =>
  post(engineer, '/apps/installations', {
    app: solution.app,
    version: solution.version,
    agreed: solution.asks,
    included: [{ app: compressedAir.app, agreed: compressedAir.asks }],
    settings: { price: 0.9, most: 7 },
    make,
    ...more,
  })
/** What is proposed, as a person takes it. */
const taken = ({ needs: [need] }: Preview): Make[] =>
  need!.proposals.map(({ asset, parent, name, properties }) => ({
    need: 'compressor',
    ...(asset === undefined ? { name } : { asset }),
    ...(parent === undefined ? {} : { parent }),
    points: Object.fromEntries(
      Object.entries(properties).flatMap(([property, { point }]) => (point === undefined ? [] : [[property, point]])),
    ),
  }))

async function shelve(archive: Uint8Array): Promise<AppVersion> {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token: north.token,
    method: 'POST',
    body: archive as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const told = (await reply.json()) as AppVersion
  expect(reply.status, JSON.stringify(told)).toBe(201)
  return told
}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  engineer = await north.member('ann', [{ role: 'engineer' }])
  const machine = (name: string) => [
    { name: `${name}_PWR`, type: 'double' as const, unit: 'kW' },
    { name: `${name}_Flow`, type: 'double' as const, unit: 'm3/min' },
    { name: `${name}_State`, type: 'string' as const },
    { name: `${name}_DischargePress`, type: 'double' as const, unit: 'MPa' },
  ]
  await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'plc' },
    assetPath: ['Works', 'Air'],
    points: [...machine('K101'), ...machine('K102'), { name: 'Ambient humidity', type: 'double', unit: '%' }],
  })
  solution = await shelve(pack((await readAppFolder(folder)).files))
  compressedAir = as<AppVersion>(await engineer('/apps/millrace/compressed-air/versions/1.0.0'))
})
afterAll(() => platform.close())

it('machines are found among raw points, each property with reasons', async () => {
  const { needs, included } = await preview()
  expect(included).toMatchObject([{ app: 'millrace/compressed-air', is: 'new', asks: compressedAir.asks, beyond: [] }])
  const [{ suggested, proposals }] = needs as [Preview['needs'][number]]
  expect(suggested).toEqual([])
  expect(proposals.map(({ name, path, points, fits }) => ({ name, path, points, fits }))).toEqual([
    { name: 'K101', path: ['Works', 'Air'], points: 4, fits: true },
    { name: 'K102', path: ['Works', 'Air'], points: 4, fits: true },
  ])
  const { power, discharge_pressure: pressure, dew_point: dew } = proposals[0]!.properties
  expect(power!.offers[0]).toMatchObject({ point: power!.point, name: 'K101_PWR', unit: 'kW' })
  expect(power!.offers[0]!.score).toBeGreaterThan(0.7)
  expect(power!.offers[0]!.reasons.map(({ kind }) => kind)).toEqual(['words', 'same_unit'])
  expect(pressure!.offers[0]!.reasons).toContainEqual({ kind: 'other_unit', seen: 'MPa' })
  expect(dew!.point).toBeUndefined()
})

it('a solution comes with all that it carries, and leaves with it', async () => {
  const before = await everything(platform)
  const points = await items<{ id: string; path: string[] }>('/points?limit=50')
  const made = await install(taken(await preview()))
  expect([made.status, made.body['detail']]).toEqual([201, undefined])
  const { id, bound } = as<Installation>(made)

  const assets = await items<{ id: string; name: string; path: string[] }>('/assets?limit=50')
  const machines = assets.filter(({ id: asset }) => bound['compressor']?.includes(asset))
  expect(machines.map(({ path }) => path.join('/'))).toEqual(['Works/Air/K101', 'Works/Air/K102'])
  const applied = as<{ class: string; kpis: { name: string }[]; alarms: unknown[] }>(
    await engineer(`/assets/${machines[0]!.id}/equipment-class`),
  )
  expect(applied).toMatchObject({ class: 'air-compressor', alarms: expect.arrayContaining([expect.anything()]) })
  expect(applied.kpis.map(({ name }) => name)).toContain('specific_power')

  const carried = (await items<Installation>('/apps/installations')).find(({ app }) => app === compressedAir.app)!
  expect(carried).toMatchObject({ bound, state: 'active', by: { kind: 'app', id }, settings: { price: 0.9 } })
  expect(await items<Deployment>('/flows/deployments')).toMatchObject([
    { target: { assets: bound['compressor'] }, parameters: { most: 7 }, by: { id } },
  ])
  const screens = await items<Screen>('/screens')
  expect(screens.map(({ title }) => title.en).sort()).toEqual([
    'Compressed-air station',
    'Compressor · K101',
    'Compressor · K102',
  ])
  const station = as<Screen>(await engineer(`/screens/${screens.find(({ of }) => of.is === 'plant')!.id}`))
  const powers = (await items<{ id: string; name: string }>('/points?limit=50')).filter(({ name }) => /PWR/.test(name))
  expect(station.document.widgets[0]).toMatchObject({ of: powers.map(({ id: point }) => ({ point })) })

  // Its parts go with it alone, and follow what becomes of it.
  expect((await engineer(`/apps/installations/${carried.id}`, { method: 'DELETE' })).body['code']).toBe('apps.carried')
  await post(engineer, `/apps/installations/${id}/suspend`)
  expect((await items<Installation>('/apps/installations')).map(({ state }) => state)).toEqual([
    'suspended',
    'suspended',
  ])
  await post(engineer, `/apps/installations/${id}/resume`)
  const one = { bound: { compressor: [bound['compressor']![0]] }, settings: { price: 0.5 } }
  expect((await engineer(`/apps/installations/${id}`, { method: 'PUT', body: one })).status).toBe(200)
  expect(as<Installation>(await engineer(`/apps/installations/${carried.id}`))).toMatchObject({
    bound: one.bound,
    settings: { price: 0.5 },
  })
  expect(await items('/screens')).toHaveLength(2)

  expect((await engineer(`/apps/installations/${id}`, { method: 'DELETE' })).status).toBe(204)
  expect([await items('/apps/installations'), await items('/screens'), await items('/flows/deployments')]).toEqual([
    [],
    [],
    [],
  ])
  expect(await items('/points?limit=50')).toEqual(points)
  expect(await everything(platform)).toEqual(before)
})

it('what cannot be set up is taken back whole, and what nobody agreed to is not begun', async () => {
  const before = await everything(platform)
  const make = taken(await preview())
  const refused = await install(make, { included: [] })
  expect(refused.body['code']).toBe('apps.consent_other')
  const alike = make.map((one) => ({ ...one, name: 'Machine' }))
  expect((await install(alike)).body['code']).toBe('assets.name_taken')
  const twice = make.map((one) => ({ ...one, points: make[0]!.points }))
  expect((await install(twice)).body['code']).toBe('apps.make_unfit')
  expect(await everything(platform)).toEqual(before)
})

it('what a kill left of an installation that came to nothing is taken away at the next start', async () => {
  const points = await items<{ id: string; name: string; path: string[]; assetId: string }>('/points?limit=50')
  const [point] = points
  const made = as<{ id: string }>(await post(engineer, '/assets', { name: 'Half', parent: point!.assetId }))
  await platform.database.tenants.within(north.id, (tx) =>
    store.addMade(tx, {
      installation: newId(0),
      asset: made.id,
      n: 0,
      isNew: true,
      isOfClass: true,
      points: [{ id: point!.id, asset: point!.assetId, placed: false }],
      isWhole: false,
    }),
  )
  await engineer('/placements', { method: 'PUT', body: { asset: made.id, points: [point!.id] } })
  await platform.services.apps.installations.begin(north.id)
  expect((await engineer(`/assets/${made.id}`)).status).toBe(404)
  expect(await items('/points?limit=50')).toEqual(points)
})

it('an app that was there before stays as it is, and stays', async () => {
  await platform.services.devices.directory.register(north.id, {
    source: { group: 'g', node: 'n', device: 'c9' },
    assetPath: ['Works', 'C9'],
    points: [
      { name: 'power', type: 'double', unit: 'kW' },
      { name: 'flow', type: 'double', unit: 'm3/min' },
      { name: 'state', type: 'string' },
    ],
  })
  const { id: c9 } = (await items<{ id: string; name: string }>('/assets?limit=50')).find(({ name }) => name === 'C9')!
  const bound = { compressor: [c9] }
  const { app, version, asks } = compressedAir
  const alone = as<Installation>(await post(engineer, '/apps/installations', { app, version, agreed: asks, bound }))
  expect((await preview(bound)).included).toMatchObject([{ is: 'there' }])
  const made = as<Installation>(await install([], { bound, included: [] }))
  expect((await engineer(`/apps/installations/${made.id}`, { method: 'DELETE' })).status).toBe(204)
  expect(await items('/apps/installations')).toEqual([alone])
})

it('whoever installs a solution, or goes back to one, may do what its apps ask for and bring', async () => {
  const { id: c9 } = (await items<{ id: string; name: string }>('/assets?limit=50')).find(({ name }) => name === 'C9')!
  const seen = {
    format: 'millrace-flow/1',
    title: { en: 'Seen', zh: '看' },
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { point: 'power' }, type: 'number', unit: 'kW' } },
      { id: 'l', type: 'out.log', settings: { message: 'seen', interval: 0 } },
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'l', port: 'in' } }],
  }
  const inner = packedApp(
    {
      id: 'works/inner',
      writes: true,
      permissions:
        "{ action: 'point:write', why: { en: To set it, zh: 用于设定 } }, { action: 'point:read', why: { en: To see it, zh: 用于查看 } }",
      flows: 'flows: [{ name: seen, title: { en: Seen, zh: 看 }, file: flows/seen.json, for: pump }]\n',
    },
    { 'flows/seen.json': JSON.stringify(seen) },
  )
  const carrying = 'includes: [{ app: works/inner, version: 1.0.0, file: apps/inner.zip }]\n'
  const one = await shelve(packedApp({ id: 'works/outer', flows: carrying }, { 'apps/inner.zip': inner }))
  const two = await shelve(packedApp({ id: 'works/outer', version: '1.1.0' }))
  const { asks } = as<AppVersion>(await engineer('/apps/works/inner/versions/1.0.0'))
  const { app, version, asks: agreed } = one
  const request = { app, version, agreed, bound: { pump: [c9] }, included: [{ app: 'works/inner', agreed: asks }] }
  const may = ['app:manage', 'app:read', 'asset:read', 'point:read']
  const role = async (name: string, ...more: string[]): Promise<Ask> => {
    await post(north.ask, '/roles', { name, title: name, actions: [...may, ...more] })
    return north.member(name, [{ role: name }])
  }
  const writer = await role('writer', 'point:write')
  const drawer = await role('drawer', 'flow:publish', 'flow:deploy')
  expect((await post(writer, '/apps/installations', request)).body['code']).toBe('http.forbidden')
  expect((await post(drawer, '/apps/installations', request)).body['code']).toBe('apps.consent_beyond_own')
  const { id } = as<Installation>(await post(engineer, '/apps/installations', request))
  const path = `/apps/installations/${id}`
  const upgraded = await post(engineer, `${path}/upgrade`, { version: two.version, agreed: two.asks })
  expect([upgraded.status, upgraded.body['detail']]).toEqual([200, undefined])
  expect((await post(writer, `${path}/rollback`)).body['code']).toBe('http.forbidden')
  expect((await post(drawer, `${path}/rollback`)).body['code']).toBe('apps.consent_beyond_own')
  const apps = async () => (await items<Installation>('/apps/installations')).map(({ app: name }) => name)
  expect(await apps()).not.toContain('works/inner')
  expect((await post(engineer, `${path}/rollback`)).status).toBe(200)
  expect(await apps()).toContain('works/inner')
  expect((await engineer(path, { method: 'DELETE' })).status).toBe(204)
})

/** Meters of a class of its own, with a flow that gives each a point. */
const metering = (version: string, classOf = (text: string) => text, properties = ''): Promise<AppVersion> => {
  const wired = {
    format: 'millrace-flow/1',
    title: { en: 'Seen', zh: '看' },
    lateness: 0,
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { property: 'power' }, type: 'number', unit: 'kW' } },
      { id: 'y', type: 'out.point', settings: { name: 'again' } },
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'y', port: 'in' } }],
  }
  const meter = new URL('../../../../../apps/energy-manager/classes/energy-meter.yaml', import.meta.url)
  return shelve(
    packedApp(
      {
        id: 'works/meters',
        version,
        equipmentClass: 'energy-meter',
        properties,
        flows:
          'classes: [classes/meter.yaml]\nflows: [{ name: seen, title: { en: Seen, zh: 看 }, file: flows/seen.json, for: pump }]\n',
      },
      { 'classes/meter.yaml': classOf(readFileSync(meter, 'utf8')), 'flows/seen.json': JSON.stringify(wired) },
    ),
  )
}
const installMeters = async ({ app, version, asks }: AppVersion): Promise<Installation> => {
  const [need] = as<Preview>(await post(engineer, '/apps/installations/preview', { app, version })).needs
  const { name, parent, properties } = need!.proposals.find((one) => one.name === 'K101')!
  const make = [{ need: 'pump', name, parent, points: { power: properties['power']!.point } }]
  const made = await post(engineer, '/apps/installations', { app, version, agreed: asks, make })
  expect([made.status, made.body['detail']]).toEqual([201, undefined])
  return as<Installation>(made)
}
const leaving = async ({ id }: Installation) => as<Leaving>(await engineer(`/apps/installations/${id}/leaving`))
const uninstall = ({ id }: Installation) => engineer(`/apps/installations/${id}`, { method: 'DELETE' })

it('assets are made of a class that a solution brings itself, and are gone before the class goes', async () => {
  const meters = await metering('1.0.0')
  const before = await everything(platform)
  const app = await installMeters(meters)
  const [asset] = app.bound['pump']!
  expect(await leaving(app)).toMatchObject({
    classes: ['energy-meter'],
    points: [{ path: ['Works', 'Air', 'K101', 'again'] }],
    assets: [{ id: asset, path: ['Works', 'Air', 'K101'], is: 'goes' }],
    ...{ alarms: [], apps: [], screens: [], used: [] },
  })
  expect((await uninstall(app)).status).toBe(204)
  expect(await everything(platform)).toEqual(before)
})

const put = (path: string, body: object): Promise<Reply> => engineer(path, { method: 'PUT', body })
/** A class that tells its alarm sooner, and has another. */
const newer = (text: string): string =>
  text
    .replace('version: 1.0.0', 'version: 2.0.0')
    .replace('on_delay: 300', 'on_delay: 60')
    .replace(
      'kpis:',
      '  - { name: current, type: number, unit: A, low: 0, high: 6000, need: optional, en: Current, zh: 电流 }\nkpis:',
    )
    .replace(
      'comparisons:',
      `  - name: no_current
    when: "current < 1[A]"
    on_delay: 60
    deadband: { value: 1, by: own }
    consequence: minor
    respond_within: 15
    en: No current
    zh: 无电流
    effect: { en: Nothing runs., zh: 无设备运行。 }
    action: { en: Look why., zh: 查明原因。 }
comparisons:`,
    )

it('machines that came since are added, none twice; an upgrade takes what it made to its newer class, and a rollback back', async () => {
  const meter = (name: string) => [
    { name: `${name}_PWR`, type: 'double' as const, unit: 'kW' },
    { name: `${name}_Second`, type: 'double' as const, unit: 'kW' },
    { name: `${name}_Current`, type: 'double' as const, unit: 'A' },
  ]
  const register = (...names: string[]) =>
    platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device: 'hall' },
      assetPath: ['Works', 'Hall'],
      points: names.flatMap(meter),
    })
  await register('M1', 'M2')
  const before = await everything(platform)
  interface RawPoint {
    name: string
    path: string[]
  }
  const raw = (await items<RawPoint>('/points?limit=100')).filter(({ path }) => path.includes('Hall'))
  const version = as<AppVersion>(await engineer('/apps/works/meters/versions/1.0.0'))
  const previewed = async (of: AppVersion, bound: Installation['bound'] = {}) =>
    as<Preview>(await post(engineer, '/apps/installations/preview', { app: of.app, version: of.version, bound }))
  const found = async (bound = {}) =>
    (await previewed(version, bound)).needs[0]!.proposals.filter(({ path }) => path.at(-1) === 'Hall')
  const makeOf = ({ name, parent, properties }: Preview['needs'][number]['proposals'][number]): Make => ({
    need: 'pump',
    name,
    ...(parent === undefined ? {} : { parent }),
    points: { power: properties['power']!.point! },
  })
  const first = await found()
  expect(first.map(({ name }) => name)).toEqual(['M1', 'M2'])
  const { app, asks } = version
  const make = first.map(makeOf)
  const app1 = as<Installation>(
    await post(engineer, '/apps/installations', { app, version: version.version, agreed: asks, make }),
  )
  const at = `/apps/installations/${app1.id}`
  const standing = async () =>
    (await items<{ path: string[] }>('/assets?limit=100')).map(({ path }) => path.join('/')).toSorted()

  await register('M1', 'M2', 'M3')
  const [third, ...others] = await found(app1.bound)
  expect([third!.name, others]).toEqual(['M3', []])
  // What cannot be bound is taken back, and the rest of it stays.
  const there = await standing()
  const alike = await put(at, { make: [makeOf(third!), { ...makeOf(third!), name: 'M1', points: {} }] })
  expect([alike.body['code'], await standing()]).toEqual(['assets.name_taken', there])
  const added = as<Installation>(await put(at, { make: [makeOf(third!)] }))
  expect([added.bound['pump']!.slice(0, 2), added.bound['pump']!.length]).toEqual([app1.bound['pump'], 3])
  expect(await standing()).toEqual([...there, 'Works/Hall/M3'].toSorted())
  const twice = await put(at, { make: [{ ...makeOf(third!), name: 'M3 again' }] })
  expect([twice.body['code'], (await standing()).length]).toEqual(['apps.make_unfit', there.length + 1])
  expect(await found(added.bound)).toEqual([])
  expect(await items<Deployment>('/flows/deployments')).toMatchObject([{ target: { assets: added.bound['pump'] } }])

  const machines = added.bound['pump']!
  const versions = async () => {
    const applied: unknown[] = []
    for (const id of machines) applied.push((await engineer(`/assets/${id}/equipment-class`)).body['version'])
    return applied
  }
  const waiting = async () =>
    (
      await items<{ asset: string; after: { name: { en: string }; condition: { onDelay: number } } }>(
        '/alarm-changes?state=proposed&limit=100',
      )
    )
      .filter(({ asset }) => machines.includes(asset))
      .map(({ asset, after }) => [machines.indexOf(asset), after.name.en.split(' ')[0], after.condition.onDelay])
      .toSorted()
  const was = [0, 1, 2].map((n) => [n, 'Power', 300])
  expect(await waiting()).toEqual(was)

  // One is bound by hand: it is that person's now.
  const points = await items<{ id: string; name: string }>('/points?limit=100')
  const idsOf = (name: RegExp) => points.filter((one) => name.test(one.name)).map(({ id }) => id)
  const [second] = idsOf(/^M2_Second/)
  const place = (asset: string | null, name: RegExp) => put('/placements', { asset, points: idsOf(name) })
  for (const [i, asset] of machines.entries()) await place(asset, new RegExp(`^M${i + 1}_(Second|Current)`))
  const bindings = `/assets/${machines[1]}/bindings/power`
  expect((await put(bindings, { point: second! })).status).toBe(200)
  const two = await metering('2.0.0', newer)
  expect((await previewed(two, added.bound)).moves).toMatchObject([
    { path: ['Works', 'Hall', 'M1'], class: 'energy-meter', from: '1.0.0', to: '2.0.0', is: 'moves' },
    { path: ['Works', 'Hall', 'M2'], is: 'stays', why: 'bound' },
    { path: ['Works', 'Hall', 'M3'], is: 'moves' },
  ])
  expect((await post(engineer, `${at}/upgrade`, { version: '2.0.0', agreed: two.asks })).status).toBe(200)
  expect(await versions()).toEqual(['2.0.0', '1.0.0', '2.0.0'])
  expect(await waiting()).toEqual([
    [0, 'No', 60],
    [0, 'Power', 60],
    [1, 'Power', 300],
    [2, 'No', 60],
    [2, 'Power', 60],
  ])
  expect((await post(engineer, `${at}/rollback`)).status).toBe(200)
  expect([await versions(), await waiting()]).toEqual([['1.0.0', '1.0.0', '1.0.0'], was])

  // What a version needs may be known by its newer class alone.
  const current = '      - { name: current, title: { en: Current, zh: 电流 }, type: number, unit: A }\n'
  const three = await metering('3.0.0', newer, current)
  const upgrade = () => post(engineer, `${at}/upgrade`, { version: '3.0.0', agreed: three.asks })
  expect([(await upgrade()).body['code'], await versions()]).toEqual(['apps.need_unfit', ['1.0.0', '1.0.0', '1.0.0']])
  await put(bindings, { point: null })
  await put(bindings, { point: make[1]!.points['power']! })
  expect((await upgrade()).status).toBe(200)
  expect(await versions()).toEqual(['2.0.0', '2.0.0', '2.0.0'])

  await place(third!.parent!, /^M\d_(Second|Current)/)
  await place(null, /^M\d_(Second|Current)/)
  expect((await engineer(at, { method: 'DELETE' })).status).toBe(204)
  const after = await everything(platform)
  // What came meanwhile is there, and nothing else.
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([
    'app_versions',
    'assets',
    'devices',
    'points',
    'series',
  ])
  expect(await standing()).toEqual(there.filter((path) => !/M\d/.test(path)))
  const left = (await items<RawPoint>('/points?limit=100')).filter(({ path }) => path.includes('Hall'))
  expect(left.filter(({ name }) => !name.startsWith('M3'))).toEqual(raw)
  expect(left.map(({ path }) => path.join('/'))).toEqual(left.map(() => 'Works/Hall'))
})

it('what others use keeps all of it, and what people approved keeps its asset', async () => {
  const app = await installMeters(as<AppVersion>(await engineer('/apps/works/meters/versions/1.0.0')))
  const [asset] = app.bound['pump']!
  const { id: c9 } = (await items<{ id: string; name: string }>('/assets?limit=50')).find(({ name }) => name === 'C9')!
  await post(engineer, `/assets/${c9}/equipment-class`, { class: 'energy-meter' })
  const standing = await everything(platform)
  const refused = await uninstall(app)
  expect([refused.body['code'], refused.body['facts']]).toEqual([
    'apps.brought_used',
    { app: 'works/meters', seen: 'class energy-meter: C9' },
  ])
  expect(await everything(platform)).toEqual(standing)
  await engineer(`/assets/${c9}/equipment-class`, { method: 'DELETE' })

  const { alarms } = as<{ alarms: { change: string }[] }>(await engineer(`/assets/${asset}/equipment-class`))
  const waiting = (await items<{ id: string; asset: string }>('/alarm-changes?state=proposed')).filter(
    (one) => one.asset === asset,
  )
  expect([alarms.length, waiting.length]).toEqual([1, 1])
  // Whoever installed it is behind what it proposes.
  const own = await post(engineer, `/alarm-changes/${waiting[0]!.id}/approval`)
  expect(own.body['code']).toBe('alarms.second_person')
  expect((await post(north.ask, `/alarm-changes/${waiting[0]!.id}/approval`)).status).toBe(200)
  expect(await leaving(app)).toMatchObject({
    assets: [{ path: ['Works', 'Air', 'K101'], is: 'stays' }],
    alarms: [{ zh: '功率超过合同需量' }],
    used: [],
  })
  expect((await uninstall(app)).status).toBe(204)
  expect((await engineer(`/assets/${asset}`)).status).toBe(200)
  expect(
    (await items<{ kind: string; asset: string }>('/alarm-changes?state=proposed')).map(({ kind }) => kind),
  ).toEqual(['retire'])
})

it('what is a machine already is offered as no other, but what stands within it is', async () => {
  const of = (name: string) => [
    { name: `${name}Power`, type: 'double' as const, unit: 'kW' },
    { name: `${name}Flow`, type: 'double' as const, unit: 'm3/min' },
  ]
  const register = (device: string, points: ReturnType<typeof of>) =>
    platform.services.devices.directory.register(north.id, {
      source: { group: 'g', node: 'n', device },
      assetPath: ['Works', device],
      points,
    })
  await register('Skid', [...of('Stage 1/'), ...of('Stage 2/')])
  await register('Chiller', of('Compressor '))
  const named = async () => (await preview()).needs[0]!.proposals.map(({ name }) => name)
  expect(await named()).toEqual(expect.arrayContaining(['Stage 1', 'Stage 2', 'Chiller']))
  const assets = await items<{ id: string; name: string }>('/assets?limit=50')
  const points = await items<{ id: string; name: string }>('/points?limit=100')
  const idOf = (all: typeof points, wanted: string) => all.find(({ name }) => name === wanted)!.id
  const apply = async (asset: string, request: object) =>
    expect((await post(engineer, `/assets/${idOf(assets, asset)}/equipment-class`, request)).body['detail']).toBe(
      undefined,
    )
  await apply('Chiller', { class: 'process-compressor' })
  await apply('Skid', {
    class: 'air-compressor',
    points: { power: idOf(points, 'Stage 1/Power'), flow: idOf(points, 'Stage 1/Flow') },
  })
  const now = await named()
  expect(now).toContain('Stage 2')
  expect(now).not.toContain('Stage 1')
  expect(now).not.toContain('Chiller')
})
