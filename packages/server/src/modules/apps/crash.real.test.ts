import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import { afterAll, expect, it, vi } from 'vitest'
import { type Database, openDatabase, type TenantTx } from '../../database/index.ts'
import { addTestTenant, startTestServer, type TestServer } from '../../database/testing.ts'
import { startTestModules } from '../../testing.ts'
import { written } from '../mechanisms/pump-for-tests.ts'
import { packedApp } from './app-for-tests.ts'

const KILLS = 2
/** Until a kill, ms, after the installation before it began: some are in the middle of it, some in the middle of an uninstall. */
const MOST_MS = 400

const owned = new Owned()
let server: TestServer | undefined
afterAll(() => owned.close())

const patience = { timeout: 30_000, interval: 100 }
const actor = { kind: 'person', id: 'ann', name: 'Ann' } as const

/** Processes of one key are one platform, that is begun again. */
const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()

/** The platform's modules in a process of their own; `works` is what they do then. */
const program = (url: string, folder: string, tenant: string, works: string): string => {
  const from = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  return `
    const { createPrivateKey } = await import('node:crypto')
    const { createInterface } = await import('node:readline')
    const { Owned, systemClock, silentLog } = await import('@millrace/core')
    const { openDatabase } = await import(${from('../../database/index.ts')})
    const { startTestModules } = await import(${from('../../testing.ts')})
    const tenant = ${JSON.stringify(tenant)}, reach = { tenant }, actor = ${JSON.stringify(actor)}
    const database = await openDatabase({ dataFolder: ${JSON.stringify(folder)}, databaseUrl: ${JSON.stringify(url)}, clock: systemClock, log: silentLog })
    const { services: { apps, assets, equipment, flows, mechanisms, ...services } } =
      await startTestModules(new Owned(), database, systemClock, { signingKey: createPrivateKey(${JSON.stringify(key)}) })
    await services.begin(tenant)
    const asking = { reach, actor, reachFor: async () => reach }
    ${works}
  `
}

/** Says what it finds when it has begun, then installs and uninstalls for ever. */
const installing = (make: object): string => `
    const { items } = await apps.installations.list(reach)
    const made = await flows.list(reach, {})
    const deployed = await flows.deployments(reach, {})
    const classes = (await equipment.classes(reach)).filter(({ app }) => app !== undefined)
    const models = await mechanisms.list(reach, {})
    let points = 0
    for await (const page of assets.everyWithSeries(reach, undefined)) points += page.length
    const { rows } = await database.house.asOwner((tx) =>
      tx.execute("select (select count(*)::int from pg_namespace where nspname ~ '^app_[0-9]+$') as schemas, (select count(*)::int from app_made) as made, " +
        "(select count(*)::int from assets where name = 'Meter') as assets, (select count(*)::int from thing_models) as models, " +
        "(select count(distinct key)::int / 2 from kpi_definitions) as kpis, (select count(*)::int from alarm_changes) as alarms"),
    )
    const has = [...Object.values(rows[0]), made.items.length, classes.length, models.items.length, points - 1]
    console.log(JSON.stringify({ installed: items.map(({ id }) => id), has, by: deployed.map(({ by }) => by.id) }))
    for (const { id } of items) await apps.installations.uninstall(reach, id, actor)
    const { asks: agreed } = await apps.shelf.version(reach, { app: 'works/pump-log', version: '1.0.0' })
    for await (const often of createInterface({ input: process.stdin })) {
      console.log('begins')
      do {
        const request = { app: 'works/pump-log', version: '1.0.0', agreed, make: [${JSON.stringify(make)}] }
        await apps.installations.install(asking, request).then(
          ({ id }) => apps.installations.uninstall(reach, id, actor),
          (thrown) => console.log('failed', thrown.code),
        )
      } while (often === 'for ever')
    }`

/** Once it is told to, tries the newer version for ever, and goes back or on. */
const trying = (pumps: readonly string[]): string => `
    console.log('begun')
    await new Promise((resolve) => process.stdin.once('data', resolve))
    const app = 'works/tried', pump = ${JSON.stringify(pumps)}
    const { asks: agreed } = await apps.shelf.version(reach, { app, version: '1.0.0' })
    for (let turn = 0; ; turn++) {
      let [one] = (await apps.installations.list(reach)).items
      one ??= await apps.installations.install(asking, { app, version: '1.0.0', agreed, bound: { pump } })
      if (turn === 0) console.log('begins')
      if (one.version !== '1.0.0') await apps.installations.rollback(asking, one.id)
      if (!one.trial) await apps.installations.tryVersion(asking, one.id, { version: '1.1.0', agreed, assets: [pump[1]] })
      if (turn % 2 === 0) await apps.installations.promote(asking, one.id)
      else await apps.installations.goBack(reach, one.id, actor)
    }`

const startedOf = (code: string) => {
  const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const child = spawn(process.execPath, [...flags, '-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  })
  owned.add({ close: () => void child.kill('SIGKILL') })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string> => (await lines.next()).value ?? ''
  return {
    line,
    found: async () => JSON.parse(await line()) as { installed: string[]; has: number[]; by: string[] },
    say: (what: string) => child.stdin.write(`${what}\n`),
    signal: (name: NodeJS.Signals) => child.kill(name),
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      expect((await gone)[1]).toBe('SIGKILL')
    },
  }
}

/** Kills come at different moments of what is done over and over. */
const someTime = (kill: number, kills: number): Promise<void> => pause((MOST_MS * (kill + 0.5)) / kills)

/** A database of which two platforms know, and an organisation with pumps. */
async function works(pumps: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-apps-'))
  owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
  server ??= owned.add(await startTestServer())
  const url = await server.emptyUrl()
  const database = owned.add(
    await openDatabase({ dataFolder: folder, databaseUrl: url, clock: systemClock, log: silentLog }),
  )
  const tenant: TenantId = await addTestTenant(database, 'works')
  const { services } = await startTestModules(owned, database)
  for (const pump of pumps)
    await services.devices.directory.register(tenant, {
      source: { group: 'g', node: 'n', device: pump },
      assetPath: [pump],
      points: [{ name: 'power', type: 'double', unit: 'kW' }],
    })
  return { folder, url, database, tenant, services }
}

const flowOf = (title: string, gives: string): string =>
  JSON.stringify({
    format: 'millrace-flow/1',
    title: { en: title, zh: '看' },
    lateness: 0,
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { point: 'power' }, type: 'number', unit: 'kW' } },
      { id: 'y', type: 'out.point', settings: { name: gives } },
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'y', port: 'in' } }],
  })

/** An organisation with an app on the shelf that brings all kinds of things, and how an asset is made for it. */
async function pumpLog() {
  const at = await works(['Pump'])
  const { tenant, services } = at
  const { items } = await services.assets.assets({ tenant }, {})
  const { items: points } = await services.assets.points({ tenant }, {})
  const flows = 'flows: [{ name: seen, title: { en: Seen, zh: 看 }, file: flows/seen.json, for: pump }]\n'
  const brings = `${flows}models: [models/pump]\nclasses: [classes/meter.yaml]\n`
  const files = {
    'flows/seen.json': flowOf('Seen', 'again'),
    'models/pump/model.yaml': written(),
    'classes/meter.yaml': readFileSync(
      new URL('../../../../../apps/energy-manager/classes/energy-meter.yaml', import.meta.url),
      'utf8',
    ),
  }
  await services.apps.shelf.take({ tenant }, packedApp({ flows: brings, equipmentClass: 'energy-meter' }, files), actor)
  const make = { need: 'pump', name: 'Meter', parent: items[0]!.id, points: { power: points[0]!.id } }
  return { ...at, start: () => startedOf(program(at.url, at.folder, tenant, installing(make))) }
}

it('a platform killed while it installs and uninstalls has all of an app afterwards, or nothing of it', async () => {
  const { start } = await pumpLog()
  for (let kill = 0; kill <= KILLS; kill++) {
    const child = start()
    const { installed, has, by } = await child.found()
    // Schemas of tables, assets and what their class made known, flows, classes, models and points.
    expect([has, by]).toEqual([Array.from({ length: 10 }, () => installed.length), installed])
    child.say('for ever')
    expect(await child.line()).toBe('begins')
    await someTime(kill, KILLS)
    await child.kill()
  }
})

/** As if whoever works on installations had stood still for longer than that is left alone. */
const runOut = (database: Database): Promise<unknown> =>
  database.house.asOwner((tx) => tx.execute(sql`update app_work set until = now()`))

it('a platform killed while it tries a version has the trial as it was afterwards, or wholly gone: every asset is served, and once', async () => {
  const { folder, url, database, tenant, services } = await works(['Pump 1', 'Pump 2'])
  const reach = { tenant }
  const { installations, shelf } = services.apps
  const pumps = (await services.assets.assets(reach, {})).items.map(({ id }) => id)
  for (const [version, title] of [
    ['1.0.0', 'Old'],
    ['1.1.0', 'New'],
  ] as const) {
    const flows = `flows: [{ name: seen, title: { en: ${title}, zh: 看 }, file: flows/seen.json, for: pump }]\n`
    await shelf.take(
      reach,
      packedApp({ id: 'works/tried', version, flows }, { 'flows/seen.json': flowOf(title, 'again') }),
      actor,
    )
  }
  const titles: Readonly<Record<string, string>> = { '1.0.0': 'Old', '1.1.0': 'New' }
  /** All that there is of it, and that it is what is there. */
  const mustBeWhole = async (): Promise<void> => {
    const [one] = (await installations.list(reach)).items
    const sides = one?.trial ? [one, await installations.get(reach, one.trial.installation)] : [one!]
    expect(sides.flatMap(({ bound }) => bound['pump']!).toSorted()).toEqual(pumps.toSorted())
    const runs = (await services.flows.deployments(reach, {})).map(({ by, name, target, paused }) => ({
      ...{ by: by.id, name: name.en, at: target.assets, paused },
    }))
    expect(runs).toHaveLength(sides.length)
    expect(runs).toEqual(
      expect.arrayContaining(
        sides.map(({ id, version, bound }) => ({ by: id, name: titles[version], at: bound['pump'], paused: false })),
      ),
    )
    expect((await services.flows.list(reach, {})).items).toHaveLength(sides.length)
    const { rows } = await database.house.asOwner((tx) =>
      tx.execute(sql`select (select array_agg(leaving) from app_installations) as leaving,
        (select count(*)::int from pg_namespace where nspname ~ '^app_[0-9]+$') as schemas,
        (select count(distinct asset_id)::int from points where name = 'again') as at,
        (select count(*)::int from points where name = 'again') as points`),
    )
    expect(rows[0]).toEqual({ leaving: sides.map(() => false), schemas: 1, at: pumps.length, points: pumps.length })
  }

  for (let kill = 0; kill < KILLS; kill++) {
    const child = startedOf(program(url, folder, tenant, trying(pumps)))
    expect(await child.line()).toBe('begun')
    if (kill > 0) await mustBeWhole()
    child.say('go')
    expect(await child.line()).toBe('begins')
    await someTime(kill, KILLS)
    await child.kill()
  }
  await runOut(database)
  await services.begin(tenant)
  await vi.waitFor(mustBeWhole, patience)
  const [one] = (await installations.list(reach)).items
  await installations.uninstall(reach, one!.id, actor)
  expect(await services.flows.deployments(reach, {})).toEqual([])
})

it('of two platforms on one database none touches what the other has under way, and each takes back what the other left', async () => {
  const { database, tenant, services, start } = await pumpLog()
  const child = start()
  await child.found()
  const owner = <T>(run: (tx: Pick<TenantTx, 'execute'>) => Promise<T>): Promise<T> => database.house.asOwner(run)
  /** Sends it a signal while it reads which models there are: an asset of its app is there, and not of its class yet. */
  const amid = (signal: NodeJS.Signals): Promise<void> =>
    owner(async (tx) => {
      await tx.execute(sql`lock table thing_models in access exclusive mode`)
      child.say('once')
      expect(await child.line()).toBe('begins')
      const waits = sql`select from pg_locks where relation = 'thing_models'::regclass and not granted`
      await expect.poll(() => owner(async (other) => (await other.execute(waits)).rows.length), patience).toBe(1)
      child.signal(signal)
    })
  const there = () =>
    owner(async (tx) => {
      const { rows } = await tx.execute(sql`
        select (select count(*)::int from app_made) as made, (select count(*)::int from assets where name = 'Meter') as assets,
          (select count(*)::int from equipment_classes) as classes, (select count(*)::int from app_work) as work`)
      return rows[0]
    })
  const underWay = { made: 1, assets: 1, classes: 1, work: 1 }
  const nothing = { made: 0, assets: 0, classes: 0, work: 0 }

  await amid('SIGSTOP')
  expect(await there()).toEqual(underWay)
  await services.begin(tenant)
  expect(await there()).toEqual(underWay)
  await runOut(database)
  await expect.poll(there, patience).toEqual(nothing)
  // It wakes up: what it goes on with is refused, and nothing of it is left.
  child.signal('SIGCONT')
  expect(await child.line()).toMatch(/^failed /)
  expect(await there()).toEqual(nothing)

  await amid('SIGKILL')
  expect(await there()).toEqual(underWay)
  await runOut(database)
  await expect.poll(there, patience).toEqual(nothing)
})
