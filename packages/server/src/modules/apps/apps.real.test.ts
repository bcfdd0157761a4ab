import { generateKeyPairSync } from 'node:crypto'
import { unpackApp } from '@millrace/apps'
import { pack } from '@millrace/packaging'
import { craft } from '@millrace/packaging/attacks'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../testing.ts'
import { type Ask, addOrganisation, type Side } from '../../testing-people.ts'
import type { AuditRecord } from '../audit/index.ts'
import { packedApp } from './app-for-tests.ts'
import { everything } from './everything-for-tests.ts'
import type { AppLibrary, AppPage, AppTests, AppVersion, Installation, Preview, Row } from './schema.ts'
import { testedApp } from './tests-app-for-tests.ts'

let platform: TestPlatform
let north: Side
let south: Side
let engineer: Ask
let viewer: Ask
/** Assets: two pumps, one of which gives its power in a unit of something else. */
const ids: Record<string, string> = {}

type Reply = Awaited<ReturnType<Ask>>
const post = (ask: Ask, path: string, body: object = {}): Promise<Reply> => ask(path, { method: 'POST', body })
const put = (ask: Ask, path: string, body: object): Promise<Reply> => ask(path, { method: 'PUT', body })
const codeOf = ({ body }: Reply): unknown => body['code']
const said = ({ body }: Reply): string => String(body['detail'])
const as = <T>({ body }: Reply): T => body as unknown as T

async function take(archive: Uint8Array, token = north.token): Promise<Reply> {
  const reply = await platform.fetch('/api/v1/apps/packages', {
    token,
    method: 'POST',
    body: archive as Uint8Array<ArrayBuffer>,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return { status: reply.status, body: (await reply.json()) as Reply['body'] }
}
async function taken(...of: Parameters<typeof packedApp>): Promise<AppVersion> {
  const reply = await take(packedApp(...of))
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return as<AppVersion>(reply)
}
async function assetWith(name: string, unit: string): Promise<string> {
  const { id } = as<{ id: string }>(await post(north.ask, '/assets', { name }))
  const own = { asset: id, name: 'power', type: 'double' as const, unit, description: '', spoken: new Set<string>() }
  await platform.database.tenants.within(north.id, (tx) => platform.services.assets.keepOwn(tx, own))
  return id
}
const at = (id: string, step = ''): string => `/apps/installations/${id}${step}`
const rowsAt = (id: string, query: Readonly<Record<string, string>> = {}): string =>
  `${at(id, '/tables/entries/rows')}?${new URLSearchParams(query)}`
const row = (id: string, more: object = {}): Row => ({
  id,
  at: '2026-11-28T06:00:00.000001Z',
  day: '2026-11-28',
  count: 9_007_199_254_740_991,
  done: false,
  ...more,
})

async function installed({ app, version, asks }: AppVersion, more: object = {}): Promise<Installation> {
  const body = { app, version, bound: { pump: [ids['pump']] }, agreed: asks, ...more }
  const reply = await post(engineer, '/apps/installations', body)
  expect([reply.status, reply.body['detail']]).toEqual([201, undefined])
  return as<Installation>(reply)
}

beforeAll(async () => {
  platform = await startTestPlatform()
  north = await addOrganisation(platform, 'North')
  south = await addOrganisation(platform, 'South')
  engineer = await north.member('ann', [{ role: 'engineer' }])
  viewer = await north.member('viewer', [{ role: 'viewer' }])
  ids['pump'] = await assetWith('Pump 1', 'W')
  ids['wrong'] = await assetWith('Pump 2', 'bar')
})
afterAll(() => platform.close())

describe('the shelf', () => {
  it('takes apps that come with the platform, each once, for who may; of others there are none', async () => {
    const library = as<AppLibrary>(await viewer('/app-library')).items
    expect(library.map(({ app }) => app)).toContain('millrace/compressed-air')
    expect(library.every(({ taken: own }) => own === undefined)).toBe(true)
    const { folder, app, version } = library.find((one) => one.app === 'millrace/compressed-air')!
    const first = await post(engineer, '/app-library', { folder })
    expect([first.status, as<AppVersion>(first).app, as<AppVersion>(first).version]).toEqual([201, app, version])
    expect(as<AppVersion>(first).files.map(({ path }) => path)).toContain('sbom.json')
    expect((await post(engineer, '/app-library', { folder })).status).toBe(201)
    const after = as<AppLibrary>(await viewer('/app-library')).items
    expect(after.filter((one) => one.taken === version).map((one) => one.app)).toEqual([app])
    expect((await post(viewer, '/app-library', { folder })).status).toBe(403)
    expect(codeOf(await post(engineer, '/app-library', { folder: '../apps/compressed-air' }))).toBe(
      'apps.folder_unknown',
    )
    await engineer(`/apps/${app}/versions/${version}`, { method: 'DELETE' })
  })

  it('keeps a package byte for byte, tells whose it is, and is searched by words and facets', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const archive = packedApp({ id: 'other/shelved', key: privateKey })
    const version = as<AppVersion>(await take(archive))
    expect(version.signature?.trusted).toBe(false)
    expect(version.asks).toEqual([{ kind: 'action', action: 'point:read', on: 'bound' }])
    const { fingerprint } = version.signature!
    await post(engineer, '/mechanism-keys', { fingerprint, name: 'Other Works' })
    expect(as<AppVersion>(await viewer('/apps/other/shelved/versions/1.0.0')).signature?.trusted).toBe(true)
    const kept = await platform.fetch('/api/v1/apps/other/shelved/versions/1.0.0/archive', { token: north.token })
    expect(Buffer.from(await kept.arrayBuffer()).equals(archive)).toBe(true)
    const picture = await platform.fetch('/api/v1/apps/other/shelved/versions/1.0.0/screenshots/0', {
      token: north.token,
    })
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/png', 'PNG'])
    expect(codeOf(await viewer('/apps/other/shelved/versions/1.0.0/screenshots/1'))).toBe('apps.picture_unknown')
    const found = async (query: string): Promise<AppPage> => as<AppPage>(await viewer(`/apps?${query}`))
    const page = await found('search=pump%20log&scenario=energy&industry=C')
    expect(page.items.map(({ app }) => app)).toContain('other/shelved')
    expect([page.facets.scenario, page.facets.reach]).toEqual([{ energy: page.total }, { industry: page.total }])
    expect((await found('scenario=quality')).items).toEqual([])
    expect((await found('scenario=quality')).facets.scenario).toEqual({ energy: page.total })
    expect((await found('industry=B06')).total).toBe(0)
    expect((await found('search=%E6%B0%B4%E6%B3%B5%20%E8%8A%B1%E8%B4%B9')).items.map(({ app }) => app)).toContain(
      'other/shelved',
    )
    expect(page.facets.industry).toEqual({ C: page.total, C34: page.total })
    expect(page.facets.class).toEqual({ 'process-pump': page.total })
    const tabled = await found('class=process-pump&has=tables')
    expect([tabled.facets.has['tables'], tabled.facets.has['pages'], tabled.facets.has['flows']]).toEqual([
      1,
      1,
      undefined,
    ])
    expect((await found('has=solution')).total).toBe(0)
    // Pumps of the class are there to be had, and none of them is of it yet.
    const [shelved] = tabled.items
    expect([shelved?.lacking, shelved?.has, shelved?.versions.map((one) => one.version)]).toEqual([
      [{ en: 'Pump', zh: '水泵' }],
      ['pages', 'tables'],
      ['1.0.0'],
    ])
    expect((await found('fits=yes')).total).toBe(0)
    const offered = async (query: string) => as<AppLibrary>(await viewer(`/app-library?${query}`))
    const air = await offered('class=air-compressor&scenario=energy')
    expect(air.items.map((one) => one.app)).toContain('millrace/compressed-air')
    expect(air.facets.class['air-compressor']).toBe(air.items.length)
    expect((await viewer('/apps/other/shelved/versions/1.0.0', { method: 'DELETE' })).status).toBe(403)
    expect((await engineer('/apps/other/shelved/versions/1.0.0', { method: 'DELETE' })).status).toBe(204)
    expect(codeOf(await viewer('/apps/other/shelved'))).toBe('apps.unknown')
  })

  it('is searched for what fits the plant: of each kind enough, with every point, as far as whoever asks sees it', async () => {
    await taken({ id: 'other/one' })
    await taken({ id: 'other/two', least: 2 })
    await taken({ id: 'other/any', least: 0 })
    await taken({ id: 'other/motor', equipmentClass: 'electric-motor' })
    const found = async (ask: Ask, query = 'fits=yes&'): Promise<AppPage> =>
      as<AppPage>(await ask(`/apps?${query}search=other`))
    const fitting = async (ask = viewer): Promise<string[]> => (await found(ask)).items.map(({ app }) => app).toSorted()
    const apply = async (asset: string): Promise<void> => {
      const reply = await post(engineer, `/assets/${asset}/equipment-class`, { class: 'process-pump' })
      expect([reply.status, reply.body['detail']]).toEqual([200, undefined])
    }
    expect(await fitting()).toEqual([])
    // Its power is a pressure: it is a pump, and none with which these apps can do anything.
    await apply(ids['wrong']!)
    expect(await fitting()).toEqual([])
    await apply(ids['pump']!)
    expect(await fitting()).toEqual(['other/any', 'other/one'])
    const { items, facets } = await found(viewer, '')
    expect(facets.fits).toEqual({ yes: 2 })
    const pump = { en: 'Pump', zh: '水泵' }
    expect(Object.fromEntries(items.map(({ app, lacking }) => [app, lacking]))).toEqual({
      'other/any': [],
      'other/one': [],
      'other/two': [pump],
      'other/motor': [pump],
    })
    // A part of the plant is all that somebody else has.
    const shelf = { name: 'shelf', title: 'Shelf', actions: ['app:read'] }
    expect((await post(north.ask, '/roles', shelf)).status).toBe(201)
    const apart = await north.member('apart', [{ role: 'shelf' }, { role: 'viewer', below: ids['wrong']! }])
    expect(await fitting(apart)).toEqual([])
    for (const asset of [ids['wrong'], ids['pump']])
      expect((await engineer(`/assets/${asset}/equipment-class`, { method: 'DELETE' })).status).toBeLessThan(300)
    expect(await fitting()).toEqual([])
    for (const app of ['one', 'two', 'any', 'motor'])
      expect((await engineer(`/apps/other/${app}/versions/1.0.0`, { method: 'DELETE' })).status).toBe(204)
  })

  it('takes a version once, and nothing that was made to hurt', async () => {
    const first = await taken({ id: 'other/once' })
    expect((await taken({ id: 'other/once' })).at).toBe(first.at)
    expect(codeOf(await take(packedApp({ id: 'other/once', most: 5 })))).toBe('apps.version_kept')
    const { privateKey } = generateKeyPairSync('ed25519')
    const signed = packedApp({ id: 'other/tampered', key: privateKey })
    signed[300] = (signed[300] as number) ^ 1
    expect((await take(signed)).status).toBe(422)
    const manifest = Buffer.from('id: x')
    const climbing = craft([
      { name: 'app.yaml', data: manifest },
      { name: '../../etc/cron.d/x', data: manifest },
    ])
    expect(codeOf(await take(climbing))).toBe('package.unfit')
    const bomb = craft([
      { name: 'app.yaml', data: manifest },
      { name: 'a', data: Buffer.alloc(80 * 1_048_576), declared: 100 },
    ])
    expect(codeOf(await take(bomb))).toBe('package.unfit')
    expect(codeOf(await take(Buffer.from('no zip at all')))).toBe('package.unfit')
    for (const action of [
      ...['role:manage', 'platform:operate', 'app:manage', 'grant:give', 'point:everything'],
      // They would tell addresses that nobody agreed to, and go on when the app is gone.
      ...['webhook:write', 'notice:write', 'device:enrol'],
    ])
      expect(
        codeOf(
          await take(
            packedApp({ id: 'other/greedy', permissions: `{ action: '${action}', why: { en: So, zh: 要 } }` }),
          ),
        ),
      ).toBe('apps.never_given')
    expect(codeOf(await take(packedApp({ id: 'installations/x' })))).toBe('apps.name_reserved')
  })

  it('refuses files that their signature is not of', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const { signature } = await unpackApp(packedApp({ id: 'other/forged', key: privateKey }))
    const { app } = await unpackApp(packedApp({ id: 'other/forged', most: 5 }))
    expect(codeOf(await take(pack(app.files, signature)))).toBe('package.tampered')
  })
})

describe('the tests of a package', () => {
  it('are run here, kept with the version, and keep one that fails from being installed unless somebody says so', async () => {
    expect((await taken({ id: 'works/untested' })).tests).toEqual({ state: 'none', passed: 0, failed: 0 })
    const one = as<AppVersion>(await take(testedApp({ id: 'works/tested' }, 'passes', 'fails')))
    expect(one.tests.state).toBe('waiting')
    const path = '/apps/works/tested/versions/1.0.0/tests'
    expect((await post(viewer, path)).status).toBe(403)
    expect(codeOf(await post(south.ask, path))).toBe('apps.unknown')
    expect((await post(engineer, path)).status).toBe(202)
    const tests = await vi.waitUntil(
      async () => {
        const now = as<AppTests>(await viewer(path))
        return now.state === 'waiting' || now.state === 'running' ? undefined : now
      },
      { timeout: 50_000 },
    )
    expect([tests.state, tests.passed, tests.failed, tests.platform]).toEqual(['failed', 1, 1, '0.1.0'])
    const [, wrong] = tests.results
    expect([wrong?.name, wrong?.differences, wrong?.log]).toEqual([
      'counts wrongly',
      ['gives.counted: expected 3, saw 2'],
      ['info is asked {"to":1}'],
    ])
    expect(codeOf(await south.ask(path))).toBe('apps.unknown')
    const listed = as<AppPage>(await viewer('/apps?search=works%2Ftested')).items
    expect(listed.map(({ tests: { state, failed } }) => [state, failed])).toEqual([['failed', 1]])

    const body = { app: one.app, version: '1.0.0', bound: { pump: [ids['pump']] }, agreed: one.asks }
    const refused = await post(engineer, '/apps/installations', body)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'apps.tests_failed'])
    expect(said(refused)).toContain('1 of 2 fail: counts wrongly')
    const app = await installed(one, { despiteTests: true })
    const { items } = as<{ items: AuditRecord[] }>(await north.ask('/audit?limit=50'))
    const told = items.filter(({ action }) => action === 'app.installed' || action === 'app.tested')
    expect(told.map(({ action, outcome, detail }) => [action, outcome, detail])).toEqual([
      ['app.installed', 'done', expect.objectContaining({ despiteTests: '1 of 2 fail: counts wrongly' })],
      ['app.installed', 'refused', expect.objectContaining({ code: 'apps.tests_failed' })],
      ['app.tested', 'failed', expect.objectContaining({ version: '1.0.0', passed: 1, failed: 1 })],
    ])
    await engineer(at(app.id), { method: 'DELETE' })
    expect((await engineer('/apps/works/tested/versions/1.0.0', { method: 'DELETE' })).status).toBe(204)
  })
})

describe('the life of an app', () => {
  it('leads from consent over rows and upgrades to nothing but the audit', async () => {
    const one = await taken()
    const two = await taken({
      version: '1.1.0',
      permissions:
        "{ action: 'point:read', why: { en: So, zh: 要 } }, { action: 'alarm:read', why: { en: So, zh: 要 } }",
      columns: '      - { name: note, type: text, optional: true }',
    })
    const unfit = await taken({ version: '2.0.0', columns: '      - { name: note, type: number }' })
    const before = await everything(platform)

    const preview = as<Preview>(await post(engineer, '/apps/installations/preview', { app: one.app, version: '1.0.0' }))
    expect([preview.asks, preview.beyond]).toEqual([one.asks, []])
    const [need] = preview.needs
    expect(need?.suggested.map(({ name, fits }) => [name, fits])).toEqual([['Pump 1', true]])
    const bad = { app: one.app, version: '1.0.0', agreed: one.asks, bound: { pump: [ids['wrong']] } }
    expect(said(await post(engineer, '/apps/installations', bad))).toContain('Pump 2 without power (unit)')
    expect(codeOf(await post(engineer, '/apps/installations', { ...bad, bound: {} }))).toBe('apps.need_unfit')

    const app = await installed(one, { settings: { token: 'very-hidden-token', price: 2 } })
    expect([app.state, app.settings, app.secrets]).toEqual(['active', { price: 2 }, ['token']])
    expect(codeOf(await post(engineer, '/apps/installations', { ...bad, bound: { pump: [ids['pump']] } }))).toBe(
      'apps.installed',
    )
    expect(codeOf(await engineer('/apps/works/pump-log/versions/1.0.0', { method: 'DELETE' }))).toBe('apps.used')
    expect(codeOf(await put(engineer, at(app.id), { settings: { price: 11 } }))).toBe('apps.setting_unfit')
    const changed = as<Installation>(await put(engineer, at(app.id), { settings: { price: null } }))
    expect([changed.settings, changed.secrets]).toEqual([{ price: 0.7 }, ['token']])

    const rows = [row('a', { cost: 1.5, pump: ids['pump'], more: { why: ['x'] } }), row('b', { done: true }), row('c')]
    expect((await put(engineer, rowsAt(app.id), { rows })).body['rows']).toBe(3)
    expect((await engineer(rowsAt(app.id))).body.items).toEqual([
      { ...rows[0] },
      { ...rows[1], cost: null, pump: null, more: null },
      { ...rows[2], cost: null, pump: null, more: null },
    ])

    expect(codeOf(await post(engineer, at(app.id, '/rollback')))).toBe('apps.no_previous')
    expect(codeOf(await post(engineer, at(app.id, '/upgrade'), { version: '2.0.0', agreed: unfit.asks }))).toBe(
      'apps.tables_unfit',
    )
    const upgrade = { version: '1.1.0', agreed: one.asks }
    expect(said(await post(engineer, at(app.id, '/upgrade'), upgrade))).toContain('missing: action alarm:read bound')
    const next = as<Installation>(await post(engineer, at(app.id, '/upgrade'), { version: '1.1.0', agreed: two.asks }))
    expect([next.version, next.previous, next.agreed]).toEqual(['1.1.0', '1.0.0', two.asks])
    await put(engineer, rowsAt(app.id), { rows: [row('d', { note: 'later' })] })
    expect((await engineer(rowsAt(app.id, { where: '{"note":"later"}' }))).body.items).toHaveLength(1)
    const back = as<Installation>(await post(engineer, at(app.id, '/rollback')))
    expect([back.version, back.previous, back.agreed]).toEqual(['1.0.0', undefined, one.asks])
    expect((await engineer(rowsAt(app.id))).body.items).toHaveLength(4)
    expect(codeOf(await put(engineer, rowsAt(app.id), { rows: [row('e', { note: 'x' })] }))).toBe('apps.column_unknown')
    await post(engineer, at(app.id, '/upgrade'), { version: '1.1.0', agreed: two.asks })
    expect((await engineer(rowsAt(app.id, { where: '{"note":"later"}' }))).body.items).toHaveLength(1)

    await post(engineer, at(app.id, '/suspend'))
    expect(codeOf(await put(engineer, rowsAt(app.id), { rows: [row('f')] }))).toBe('apps.suspended')
    expect(as<Installation>(await post(engineer, at(app.id, '/resume'))).state).toBe('active')

    const during = await everything(platform)
    expect(
      Object.keys(during)
        .filter((name) => name.startsWith('app_'))
        .sort(),
    ).not.toEqual(
      Object.keys(before)
        .filter((name) => name.startsWith('app_'))
        .sort(),
    )
    expect((await engineer(at(app.id), { method: 'DELETE' })).status).toBe(204)
    expect(await everything(platform)).toEqual(before)
    expect(codeOf(await engineer(rowsAt(app.id)))).toBe('apps.installation_unknown')
    const { items } = (await north.ask('/audit?limit=500')).body
    const told = items.map(({ action }) => String(action)).filter((action) => action.startsWith('app.'))
    for (const action of ['installed', 'changed', 'upgraded', 'rolled_back', 'suspended', 'resumed', 'uninstalled'])
      expect(told).toContain(`app.${action}`)
    expect(JSON.stringify(items)).not.toContain('very-hidden-token')
  })
})

it('an installation that fails halfway was never begun', async () => {
  const version = await taken({ id: 'works/halfway' })
  const { rows: given } = await platform.database.house.asOwner((tx) =>
    tx.execute<{ last: number }>(
      sql`select coalesce(last_value, 0)::int as last from pg_sequences where sequencename = 'app_numbers'`,
    ),
  )
  const next = given[0]!.last + 1
  const owner = (text: string) => platform.database.house.asOwner((tx) => tx.execute(sql.raw(text)))
  await owner(`create schema app_${next}`)
  await owner(`create table app_${next}.entries (id text)`)
  const before = await everything(platform)
  const body = { app: version.app, version: version.version, bound: { pump: [ids['pump']] }, agreed: version.asks }
  expect((await post(engineer, '/apps/installations', body)).status).toBe(500)
  expect(await everything(platform)).toEqual(before)
  await owner(`drop schema app_${next} cascade`)
  expect((await installed(version)).app).toBe('works/halfway')
})

it('a version is installed or taken off the shelf, whoever comes first, and never both', async () => {
  for (let round = 0; round < 5; round++) {
    const version = await taken({ id: 'works/contested' })
    const path = `/apps/works/contested/versions/${version.version}`
    const body = { app: version.app, version: version.version, bound: { pump: [ids['pump']] }, agreed: version.asks }
    const [made, gone] = await Promise.all([
      post(engineer, '/apps/installations', body),
      engineer(path, { method: 'DELETE' }),
    ])
    expect([[201, 409].join(), [404, 204].join()]).toContain([made.status, gone.status].join())
    expect((await engineer(path)).status).toBe(made.status === 201 ? 200 : 404)
    if (made.status === 201) await engineer(at(as<Installation>(made).id), { method: 'DELETE' })
    await engineer(path, { method: 'DELETE' })
  }
})

describe('consent', () => {
  it('is to exactly what a version asks, and to nothing that the person may not do', async () => {
    const version = await taken({
      id: 'works/consent',
      permissions:
        "{ action: 'point:read', why: { en: So, zh: 要 } }, { action: 'energy:approve', why: { en: So, zh: 要 }, on: organisation }",
    })
    const body = { app: version.app, version: version.version, bound: { pump: [ids['pump']] } }
    expect(codeOf(await post(engineer, '/apps/installations', { ...body, agreed: [] }))).toBe('apps.consent_other')
    const more = [...version.asks, { kind: 'action', action: 'point:write', on: 'bound' }]
    expect(said(await post(engineer, '/apps/installations', { ...body, agreed: more }))).toContain(
      'beyond it: action point:write bound',
    )
    await post(north.ask, '/roles', {
      name: 'installer',
      title: 'Installer',
      actions: ['app:manage', 'app:read', 'asset:read', 'point:read'],
    })
    const installer = await north.member('ivy', [{ role: 'installer' }])
    const refused = await post(installer, '/apps/installations', { ...body, agreed: version.asks })
    expect([refused.status, codeOf(refused)]).toEqual([403, 'apps.consent_beyond_own'])
    expect(said(refused)).toContain('energy:approve')
    const told = as<Preview>(await post(installer, '/apps/installations/preview', body))
    expect(told.beyond).toEqual([{ kind: 'action', action: 'energy:approve', on: 'organisation' }])
    expect((await post(viewer, '/apps/installations', { ...body, agreed: version.asks })).status).toBe(403)
  })
})

describe('rows', () => {
  let id: string
  beforeAll(async () => {
    id = (await installed(await taken({ id: 'works/rows', most: 6 }))).id
    await put(engineer, rowsAt(id), {
      rows: ['a', 'b', 'c', 'd', 'e'].map((key, i) => row(key, { count: i, cost: i / 2 })),
    })
  })

  it('are filtered, ordered and paged by columns', async () => {
    const keys = async (query: Readonly<Record<string, string>>): Promise<string> =>
      as<{ items: Row[] }>(await engineer(rowsAt(id, query)))
        .items.map((one) => one['id'])
        .join('')
    expect(await keys({ where: '{"count":{"from":1,"to":3}}' })).toBe('bc')
    expect(await keys({ where: '{"cost":1.5,"done":false}' })).toBe('d')
    expect(await keys({ where: '{"pump":null}', order: '-count' })).toBe('edcba')
    const first = await engineer(rowsAt(id, { order: '-count', limit: '2' }))
    const next = String(first.body['next'])
    expect(await keys({ order: '-count', limit: '2', cursor: next })).toBe('cb')
    expect(codeOf(await engineer(rowsAt(id, { order: 'cost' })))).toBe('apps.order_unfit')
    expect(codeOf(await engineer(rowsAt(id, { cursor: 'WzFd' })))).toBe('http.cursor_malformed')
  })

  it('have the types of their columns, a key once, and an end', async () => {
    const refused = async (...rows: Row[]): Promise<unknown> => codeOf(await put(engineer, rowsAt(id), { rows }))
    for (const wrong of [
      { count: 1.5 },
      { count: 2 ** 60 },
      { at: 'today' },
      { day: '2026-02-30' },
      { done: 1 },
      { cost: 'x' },
      { pump: 'x' },
    ])
      expect([wrong, await refused(row('x', wrong))]).toEqual([wrong, 'apps.row_unfit'])
    expect(await refused(row('x'), row('x'))).toBe('apps.key_twice')
    expect(await refused(row('x'), row('y'))).toBe('apps.table_full')
    expect(await refused(row('a', { count: 100 }))).toBe(undefined)
    expect((await engineer(rowsAt(id))).body.items).toHaveLength(5)
    expect((await engineer(rowsAt(id, { where: '{"id":"a"}' }), { method: 'DELETE' })).body['rows']).toBe(1)
    expect(codeOf(await engineer(rowsAt(id, { where: '{}' }), { method: 'DELETE' }))).toBe('apps.where_malformed')
  })

  it('take no SQL, in whatever place it comes', async () => {
    const evil = `id"; drop table app_versions; --`
    expect(codeOf(await engineer(rowsAt(id, { where: JSON.stringify({ [evil]: 1 }) })))).toBe('apps.column_unknown')
    expect((await engineer(rowsAt(id, { order: evil }))).status).toBe(400)
    expect((await engineer(at(id, `/tables/${encodeURIComponent(evil)}/rows`))).status).toBe(400)
    expect(codeOf(await engineer(at(id, '/tables/app_versions/rows')))).toBe('apps.table_unknown')
    expect(codeOf(await put(engineer, rowsAt(id), { rows: [row('z', { _tenant: south.id })] }))).toBe(
      'apps.column_unknown',
    )
    const text = `'); drop schema public cascade; --`
    expect((await engineer(rowsAt(id, { where: JSON.stringify({ id: text }) }))).body.items).toEqual([])
    expect((await engineer(rowsAt(id, { where: JSON.stringify({ count: { from: text } }) }))).status).toBe(422)
  })

  it('of another organisation are nowhere, also in the database', async () => {
    const replies = [
      await south.ask(at(id)),
      await south.ask(rowsAt(id)),
      await put(south.ask, rowsAt(id), { rows: [row('z')] }),
      await south.ask(rowsAt(id, { where: '{"id":"b"}' }), { method: 'DELETE' }),
      await post(south.ask, at(id, '/suspend')),
      await post(south.ask, at(id, '/rollback')),
      await south.ask(at(id), { method: 'DELETE' }),
    ]
    expect(new Set(replies.map((reply) => `${reply.status} ${codeOf(reply)}`))).toEqual(
      new Set(['404 apps.installation_unknown']),
    )
    expect(codeOf(await south.ask('/apps/works/rows'))).toBe('apps.unknown')
    const { rows: found } = await platform.database.tenants.within(north.id, (tx) =>
      tx.execute<{ number: number }>(sql`select number from app_installations where id = ${id}`),
    )
    const count = (tenant: typeof north.id) =>
      platform.database.tenants.within(
        tenant,
        async (tx) => (await tx.execute(sql.raw(`select from "app_${found[0]!.number}"."entries"`))).rowCount,
      )
    expect([await count(north.id), await count(south.id)]).toEqual([4, 0])
    expect((await viewer(rowsAt(id))).status).toBe(403)
  })
})
