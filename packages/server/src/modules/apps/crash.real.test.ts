import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Owned, silentLog, systemClock, type TenantId } from '@millrace/core'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../database/index.ts'
import { addTestTenant, startTestServer } from '../../database/testing.ts'
import { startTestModules } from '../../testing.ts'
import { written } from '../mechanisms/pump-for-tests.ts'
import { packedApp } from './app-for-tests.ts'

const KILLS = 2
/** Until a kill, ms, after the installation before it began: some are in the middle of it, some in the middle of an uninstall. */
const MOST_MS = 400

const owned = new Owned()
afterAll(() => owned.close())

const actor = { kind: 'person', id: 'ann', name: 'Ann' } as const

/** The platform's modules in a process of their own: says what it finds when it has begun, then installs and uninstalls for ever. */
const program = (url: string, folder: string, tenant: string, make: object): string => {
  const from = (path: string): string => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
  return `
    const { Owned, systemClock, silentLog } = await import('@millrace/core')
    const { openDatabase } = await import(${from('../../database/index.ts')})
    const { startTestModules } = await import(${from('../../testing.ts')})
    const tenant = ${JSON.stringify(tenant)}, reach = { tenant }, actor = ${JSON.stringify(actor)}
    const database = await openDatabase({ dataFolder: ${JSON.stringify(folder)}, databaseUrl: ${JSON.stringify(url)}, clock: systemClock, log: silentLog })
    const { services: { apps, assets, equipment, flows, mechanisms, ...services } } = await startTestModules(new Owned(), database)
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
    for (;;) {
      console.log('begins')
      const request = { app: 'works/pump-log', version: '1.0.0', agreed, make: [${JSON.stringify(make)}] }
      const { id } = await apps.installations.install(asking, request)
      await apps.installations.uninstall(reach, id, actor)
    }
  `
}

it('a platform killed while it installs and uninstalls has all of an app afterwards, or nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-apps-'))
  owned.add({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const server = owned.add(await startTestServer())
  const url = await server.emptyUrl()
  const database = owned.add(
    await openDatabase({ dataFolder: folder, databaseUrl: url, clock: systemClock, log: silentLog }),
  )
  const tenant: TenantId = await addTestTenant(database, 'works')
  const { services } = await startTestModules(owned, database)
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
  const make = { need: 'pump', name: 'Meter', parent: items[0]!.id, points: { power: points[0]!.id } }
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

  for (let kill = 0; kill <= KILLS; kill++) {
    const flags = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module']
    const child = spawn(process.execPath, [...flags, '-e', program(url, folder, tenant, make)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const { installed, has, by } = JSON.parse((await lines.next()).value ?? '{}') as {
      installed: string[]
      has: number[]
      by: string[]
    }
    // Schemas of tables, assets and what their class made known, flows, classes, models and points.
    expect([has, by]).toEqual([Array.from({ length: 10 }, () => installed.length), installed])
    expect((await lines.next()).value).toBe('begins')
    await pause((MOST_MS * (kill + 0.5)) / KILLS)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
  }
})
