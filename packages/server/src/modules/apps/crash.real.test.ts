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
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase, type TenantTx } from '../../database/index.ts'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { startTestModules } from '../../testing.ts'
import { written } from '../mechanisms/pump-for-tests.ts'
import { packedApp } from './app-for-tests.ts'

const KILLS = 2
/** Until a kill, ms, after the installation before it began: some are in the middle of it, some in the middle of an uninstall. */
const MOST_MS = 400

const owned = new Owned()
afterAll(() => owned.close())

const patience = { timeout: 30_000, interval: 100 }
const actor = { kind: 'person', id: 'ann', name: 'Ann' } as const

const folder = mkdtempSync(join(tmpdir(), 'millrace-apps-'))
owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
/** Known by it as the platform that ran before. */
const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
let url: string
let database: Database
let tenant: TenantId
let make: object
let services: Awaited<ReturnType<typeof startTestModules>>['services']

/** The platform's modules in a process of their own: says what it finds when it has begun, then installs and uninstalls for each line. */
const program = (): string => {
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
      await startTestModules(new Owned(), database, systemClock, [], createPrivateKey(${JSON.stringify(key)}))
    await services.begin(tenant)
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
    const asking = { reach, actor, reachFor: async () => reach }
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
    }
  `
}

const start = () => {
  const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const child = spawn(process.execPath, [...flags, '-e', program()], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  })
  owned.add({ close: () => void child.kill('SIGKILL') })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string> => (await lines.next()).value ?? ''
  const found = async () => JSON.parse(await line()) as { installed: string[]; has: number[]; by: string[] }
  return { child, line, found, say: (what: string) => child.stdin.write(`${what}\n`) }
}

beforeAll(async () => {
  const server = owned.add(await startTestServer())
  url = await server.emptyUrl()
  database = owned.add(await openDatabase({ dataFolder: folder, databaseUrl: url, clock: systemClock, log: silentLog }))
  tenant = await addTestTenant(database, 'works')
  ;({ services } = await startTestModules(owned, database))
  await services.devices.directory.register(tenant, {
    source: { group: 'g', node: 'n', device: 'pump' },
    assetPath: ['Pump'],
    points: [{ name: 'power', type: 'double', unit: 'kW' }],
  })
  const { items } = await services.assets.assets({ tenant }, {})
  const wired = {
    format: 'millrace-flow/1',
    title: { en: 'Seen', zh: '看' },
    lateness: 0,
    nodes: [
      { id: 'x', type: 'in.point', settings: { point: { point: 'power' }, type: 'number', unit: 'kW' } },
      { id: 'y', type: 'out.point', settings: { name: 'again' } },
    ],
    wires: [{ from: { node: 'x', port: 'out' }, to: { node: 'y', port: 'in' } }],
  }
  const { items: points } = await services.assets.points({ tenant }, {})
  make = { need: 'pump', name: 'Meter', parent: items[0]!.id, points: { power: points[0]!.id } }
  const flows = 'flows: [{ name: seen, title: { en: Seen, zh: 看 }, file: flows/seen.json, for: pump }]\n'
  const brings = `${flows}models: [models/pump]\nclasses: [classes/meter.yaml]\n`
  const files = {
    'flows/seen.json': JSON.stringify(wired),
    'models/pump/model.yaml': written(),
    'classes/meter.yaml': readFileSync(
      new URL('../../../../../apps/energy-manager/classes/energy-meter.yaml', import.meta.url),
      'utf8',
    ),
  }
  await services.apps.shelf.take({ tenant }, packedApp({ flows: brings, equipmentClass: 'energy-meter' }, files), actor)
})

it('a platform killed while it installs and uninstalls has all of an app afterwards, or nothing of it', async () => {
  for (let kill = 0; kill <= KILLS; kill++) {
    const { child, line, found, say } = start()
    const { installed, has, by } = await found()
    // Schemas of tables, assets and what their class made known, flows, classes, models and points.
    expect([has, by]).toEqual([Array.from({ length: 10 }, () => installed.length), installed])
    say('for ever')
    expect(await line()).toBe('begins')
    await pause((MOST_MS * (kill + 0.5)) / KILLS)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
  }
})

it('of two platforms on one database none touches what the other has under way, and each takes back what the other left', async () => {
  const { child, line, found, say } = start()
  await found()
  const owner = <T>(run: (tx: Pick<TenantTx, 'execute'>) => Promise<T>): Promise<T> => database.house.asOwner(run)
  /** Sends it a signal while it reads which models there are: an asset of its app is there, and not of its class yet. */
  const amid = (signal: NodeJS.Signals): Promise<void> =>
    owner(async (tx) => {
      await tx.execute(sql`lock table thing_models in access exclusive mode`)
      say('once')
      expect(await line()).toBe('begins')
      const waits = sql`select from pg_locks where relation = 'thing_models'::regclass and not granted`
      await expect.poll(() => owner(async (other) => (await other.execute(waits)).rows.length), patience).toBe(1)
      child.kill(signal)
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
  /** As if it had stood still for longer than its work is left alone. */
  const runOut = () => owner((tx) => tx.execute(sql`update app_work set until = now()`))

  await amid('SIGSTOP')
  expect(await there()).toEqual(underWay)
  await services.begin(tenant)
  expect(await there()).toEqual(underWay)
  await runOut()
  await expect.poll(there, patience).toEqual(nothing)
  // It wakes up: what it goes on with is refused, and nothing of it is left.
  child.kill('SIGCONT')
  expect(await line()).toMatch(/^failed /)
  expect(await there()).toEqual(nothing)

  await amid('SIGKILL')
  expect(await there()).toEqual(underWay)
  await runOut()
  await expect.poll(there, patience).toEqual(nothing)
})
