import { fileURLToPath } from 'node:url'
import { type AppPackage, appOf, packApp, readAppFolder } from '@millrace/apps'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { everything } from '../../packages/server/src/modules/apps/everything-for-tests.ts'
import type { AppVersion, Installation, Leaving, Make, Preview } from '../../packages/server/src/modules/apps/schema.ts'
import { startTestPlatform, type TestPlatform } from '../../packages/server/src/testing.ts'
import { type Ask, addOrganisation, type Side } from '../../packages/server/src/testing-people.ts'
import { shareAppModules } from '../../scripts/app-shared.mjs'
import { bringToLife } from './live-plant.ts'
import type { Plant } from './plant.ts'
import { taken } from './taken.ts'
import { tours, type Visit } from './tours.ts'

const until = Date.now()
const lasted = { from: until - 26 * 3_600_000, until, step: 300_000 }
const folder = fileURLToPath(new URL('../../apps/', import.meta.url))
const names = Object.keys(tours)

/** They find their machines among raw points. */
const solutions = ['solution-boiler-house', 'solution-compressed-air']

let platform: TestPlatform
let north: Side
let engineer: Ask
let operator: Ask
let before: Record<string, string>
const apps = new Map<string, AppPackage>()
const bound = new Map<string, Record<string, string[]>>()

type Reply = Awaited<ReturnType<Ask>>
const post = (path: string, body: object = {}, ask = engineer): Promise<Reply> => ask(path, { method: 'POST', body })
/** What was answered, which is a refusal nowhere here. */
const as = <Of>({ status, body }: Reply): Of => {
  expect([status < 300, body['detail']]).toEqual([true, undefined])
  return body as unknown as Of
}
const rowsOf = async (id: string, table: string): Promise<Record<string, unknown>[]> =>
  as<{ items: Record<string, unknown>[] }>(await engineer(`/apps/installations/${id}/tables/${table}/rows`)).items

beforeAll(async () => {
  shareAppModules()
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  engineer = await north.member('Ann', [{ role: 'engineer' }])
  operator = await north.member('Bob', [{ role: 'operator' }])
  for (const name of names) {
    const app = await readAppFolder(`${folder}${name}`)
    const { plant } = (await import(`./plants/${name}.ts`)) as { plant: Plant }
    const { assets } = tours[name]!
    apps.set(name, app)
    const living = { name, manifest: app.manifest, plant: assets ? { ...plant, assets } : plant, ...lasted }
    bound.set(name, await bringToLife(platform, north.id, living))
  }
  for (const name of solutions) {
    const app = await readAppFolder(`${folder}${name}`)
    apps.set(name, app)
    await registerRaw(name, app)
  }
  before = await everything(platform)
})
afterAll(() => platform.close())

/** Two machines of each kind, as a controller sends them: nothing but points with long names, some in other units. */
async function registerRaw(name: string, { manifest }: AppPackage): Promise<void> {
  const others: Readonly<Record<string, string>> = { kW: 'W', MPa: 'bar', kPa: 'bar' }
  const types = { number: 'double', boolean: 'boolean', text: 'string' } as const
  for (const { name: need, properties } of manifest.needs ?? [])
    await platform.services.devices.directory.register(north.id, {
      source: { group: 'raw', node: name, device: need },
      assetPath: ['Raw', name, need],
      points: [1, 2].flatMap((n) =>
        properties.map(({ name: of, type, unit }) => ({
          name: `${need.toUpperCase()}${n}_${of}`,
          type: types[type],
          ...(unit === undefined ? {} : { unit: others[unit] ?? unit }),
        })),
      ),
    })
}

/** The package as it is, or its next version, which has a column more in each table. */
function packed({ manifest, files }: AppPackage, isNext: boolean): Uint8Array<ArrayBuffer> {
  const more = { name: 'added_later', type: 'text', optional: true, title: { en: 'Added later', zh: '后加' } }
  const text = new TextDecoder().decode(files.get('app.yaml'))
  const next = {
    ...(parse(text) as object),
    version: '1.1.0',
    ...(manifest.tables
      ? { tables: manifest.tables.map((table) => ({ ...table, columns: [...table.columns, more] })) }
      : {}),
  }
  const app = appOf(isNext ? new Map([...files, ['app.yaml', new TextEncoder().encode(JSON.stringify(next))]]) : files)
  return packApp(app).archive as Uint8Array<ArrayBuffer>
}

async function shelve(app: AppPackage, isNext = false): Promise<AppVersion> {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token: north.token,
    method: 'POST',
    body: packed(app, isNext),
    headers: { 'content-type': 'application/octet-stream' },
  })
  return as<AppVersion>({ status: reply.status, body: (await reply.json()) as Reply['body'] })
}

/** The platform knows that it is called by events. */
const heard = (id: string, service: string): Promise<void> =>
  vi.waitFor(async () => {
    const { rows } = await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(`select position from app_services where installation_id = '${id}' and service = '${service}'`),
    )
    expect(rows).toEqual([{ position: expect.anything() }])
  }, 20_000)

/** As if its grid had come round: calls are not waited for. */
async function due(id: string, service: string): Promise<void> {
  await vi.waitFor(async () => {
    const { rowCount } = await platform.database.tenants.within(north.id, (tx) =>
      tx.execute(
        `update app_services set slot = slot - 86400000000 where installation_id = '${id}' and service = '${service}'`,
      ),
    )
    expect(rowCount).toBe(1)
  }, 20_000)
  as(await engineer(`/apps/installations/${id}`, { method: 'PUT', body: {} }))
}

async function visit(id: string, name: string, visits: readonly Visit[]): Promise<void> {
  for (const { by, service, input, gives, refused } of visits) {
    const given = typeof input === 'function' ? input(bound.get(name)!, until) : (input ?? {})
    const at = `/apps/installations/${id}/services/${service}`
    const reply = await post(at, { input: given }, by === 'operator' ? operator : engineer)
    const what = `${service} ${JSON.stringify(given)}`
    if (refused === undefined) expect(as<{ output: unknown }>(reply).output, what).toMatchObject(gives!)
    else {
      const { status, body } = reply
      expect([status, body['code'], body['facts']], what).toEqual([
        422,
        'app.service_refused',
        { reason: refused, seen: expect.any(String), advice: body['remedy'] },
      ])
      expect(JSON.stringify(body), what).not.toContain('.js:')
    }
  }
}

async function install(name: string, { app, version, asks }: AppVersion): Promise<string> {
  const { settings = {} } = tours[name]!
  const installation = { app, version, settings, bound: bound.get(name)!, agreed: asks }
  return as<Installation>(await post('/apps/installations', installation)).id
}

async function uninstall(id: string, versions: readonly AppVersion[]): Promise<void> {
  expect((await engineer(`/apps/installations/${id}`, { method: 'DELETE' })).status).toBe(204)
  for (const { app, version } of versions)
    expect((await engineer(`/apps/${app}/versions/${version}`, { method: 'DELETE' })).status).toBe(204)
}

test.each(names)(
  '%s is installed, works, is upgraded, goes back and is uninstalled, and all is as it was',
  async (name) => {
    const { manifest } = apps.get(name)!
    const { visits, every = {}, after = [], leaves = {} } = tours[name]!
    const assets = bound.get(name)!

    const one = await shelve(apps.get(name)!)
    const { app, version } = one
    const preview = as<Preview>(await post('/apps/installations/preview', { app, version }))
    expect(preview.beyond).toEqual([])
    for (const { need, suggested } of preview.needs) {
      const fit = suggested.filter(({ fits }) => fits).map(({ asset }) => asset)
      expect(fit, need).toEqual(expect.arrayContaining(assets[need]!))
    }
    const id = await install(name, one)
    for (const { name: page } of manifest.pages ?? [])
      as(await post(`/apps/installations/${id}/ticket`, { page }, operator))
    await visit(id, name, visits)
    for (const [service, [table, row]] of Object.entries(every)) {
      await due(id, service)
      await vi.waitFor(async () => expect(await rowsOf(id, table)).toContainEqual(expect.objectContaining(row)), 30_000)
    }
    await visit(id, name, after)
    for (const [table, rows] of Object.entries(leaves)) expect(await rowsOf(id, table), table).toMatchObject(rows)

    const two = await shelve(apps.get(name)!, true)
    const upgrade = { version: two.version, agreed: two.asks }
    as(await post(`/apps/installations/${id}/upgrade`, upgrade))
    for (const [table, rows] of Object.entries(leaves))
      expect(await rowsOf(id, table), table).toMatchObject(rows.map((row) => ({ ...row, added_later: null })))
    await visit(id, name, visits.slice(0, 1))
    as(await post(`/apps/installations/${id}/rollback`))
    for (const [table, rows] of Object.entries(leaves))
      expect((await rowsOf(id, table)).length).toBeGreaterThanOrEqual(rows.length)

    await uninstall(id, [one, two])
    expect(await everything(platform)).toEqual(before)
  },
)

test.each(solutions)(
  '%s is installed on raw points, is upgraded, goes back and is uninstalled, and all is as it was',
  async (name) => {
    const { manifest } = apps.get(name)!
    const [one, two] = [await shelve(apps.get(name)!), await shelve(apps.get(name)!, true)]
    const { app, version, asks: agreed } = one
    const preview = as<Preview>(await post('/apps/installations/preview', { app, version }))
    const make: Make[] = taken(preview.needs, (path, need) => path.at(-1) === need && path.includes(name))
    expect(make.map(({ need }) => need)).toEqual((manifest.needs ?? []).flatMap(({ name: need }) => [need, need]))
    const included = preview.included.map(({ app: its, asks }) => ({ app: its, agreed: asks }))
    const { id } = as<Installation>(await post('/apps/installations', { app, version, agreed, make, included }))

    const leaving = as<Leaving>(await engineer(`/apps/installations/${id}/leaving`))
    expect(leaving).toMatchObject({ used: [], alarms: [], apps: included.map((each) => ({ app: each.app })) })
    expect(leaving.assets.map(({ is }) => is)).toEqual(make.map(() => 'goes'))
    expect([leaving.flows.length, leaving.classes.length, leaving.models.length]).toEqual([
      manifest.flows?.length ?? 0,
      manifest.classes?.length ?? 0,
      manifest.models?.length ?? 0,
    ])
    expect(leaving.screens.length).toBeGreaterThan(manifest.needs!.length)
    for (const { id: asset } of leaving.assets) {
      const applied = as<{ alarms: object[]; kpis: object[] }>(await engineer(`/assets/${asset}/equipment-class`))
      expect([applied.alarms.length > 0, applied.kpis.length > 0]).toEqual([true, true])
    }
    const screens = as<{ items: { id: string }[] }>(await engineer('/screens')).items
    for (const screen of screens) expect((await engineer(`/screens/${screen.id}`)).status).toBe(200)

    as(await post(`/apps/installations/${id}/upgrade`, { version: two.version, agreed: two.asks }))
    expect(as<{ items: object[] }>(await engineer('/screens')).items).toHaveLength(screens.length)
    as(await post(`/apps/installations/${id}/rollback`))
    const carried = as<{ items: Installation[] }>(await engineer('/apps/installations')).items
    expect(carried.filter(({ by }) => by.id === id)).toHaveLength(included.length)

    await uninstall(id, [one, two])
    for (const { app: its, version: of } of preview.included)
      expect((await engineer(`/apps/${its}/versions/${of}`, { method: 'DELETE' })).status).toBe(204)
    expect(await everything(platform)).toEqual(before)
  },
)

/** An alarm of the first machine, in force; raises it. */
async function alarm(asset: string): Promise<() => Promise<void>> {
  const { items } = as<{ items: { id: string; name: string }[] }>(await engineer(`/points?asset=${asset}`))
  const definition = {
    asset,
    name: { en: 'Many parts', zh: '件数多' },
    condition: { is: 'limit', point: items.find(({ name }) => name === 'part_count')!.id, side: 'high', limit: 10 },
    ...{ consequence: 'major', respondWithin: 5, cause: 'Counter', effect: 'None', action: 'Look', class: 'counts' },
    ...{ latching: false, acknowledgement: 'by_priority', reAlarm: 'always', rationalised: true },
  }
  Object.assign(definition.condition, { deadband: 1, onDelay: 0, offDelay: 0 })
  const change = as<{ id: string; alarm: string }>(await post('/alarm-changes', { definition, reason: 'new' }))
  as(await post(`/alarm-changes/${change.id}/approval`, {}, north.ask))
  return async () => {
    const [{ condition } = { condition: 0 }] = (
      await platform.database.tenants.within(north.id, (tx) =>
        tx.execute<{ condition: number }>(`select condition from alarms where id = '${change.alarm}'`),
      )
    ).rows
    const at = Date.now() * 1_000
    await platform.services.alarms.book.edges(north.id, [{ condition, active: true, at, value: 11, status: 0 }])
  }
}

test('alarms that are raised while a shift lasts stand in its handover, and go with the app', async () => {
  const name = 'shift-handover'
  const raise = await alarm(bound.get(name)!['machine']![0]!)
  const version = await shelve(apps.get(name)!)
  const id = await install(name, version)
  await heard(id, 'hear')
  await raise()
  const raised = { name: { en: 'Many parts', zh: '件数多' }, asset: 'Lathe 11' }
  const asked = { service: 'log', gives: { summary: { raised: [raised], active: [raised] } } }
  await vi.waitFor(() => visit(id, name, [asked]), { timeout: 30_000, interval: 300 })
  await uninstall(id, [version])
  const plant = (all: Record<string, string>) => Object.entries(all).filter(([table]) => !/^(alarm|notice)/.test(table))
  expect(plant(await everything(platform))).toEqual(plant(before))
})
