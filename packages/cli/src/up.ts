import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault, systemClock } from '@millrace/core'
import {
  type DemoPlantOptions,
  type DemoPorts,
  demoAccounts,
  demoEdgeConfiguration,
  preferredPorts,
} from '@millrace/demo'
import { demoEntry } from '@millrace/demo/entry'
import { edgeEntry } from '@millrace/edge/entry'
import { MillraceClient } from '@millrace/sdk'
import { platformEntry } from '@millrace/server/entry'
import { installDemoApps } from './demo-apps.ts'
import { applyDemoClasses } from './demo-classes.ts'
import { bindDemoModels } from './demo-models.ts'
import { applyDemoProduction } from './demo-production.ts'
import { type Part, supervise } from './supervise.ts'
import './faults.ts'

const BOILER_USER = 'edge'
const SEED = 2026

interface PlatformReady {
  /** For people. */
  readonly address: string
  /** For programs of this machine, when people come over TLS. */
  readonly localAddress?: string
  /** What the platform shows to those who come from elsewhere. */
  readonly secure?: { readonly mqttPort: number; readonly rootFingerprint: string }
  readonly mqttPort: number
  readonly tokenFile: string
  /** Of the user admin, at the first start. */
  readonly generatedPassword?: string
}

/** `millrace up`: platform, and unless `--no-demo` the demo plant with its edge, until Ctrl-C. */
export async function up(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { 'no-demo': { type: 'boolean' } } })
  const dataFolder = resolve(process.env['MILLRACE_DATA'] || './data')
  const parts: Part[] = []
  const stopped = stopSignal()
  const stopping = new AbortController()
  let furnishing: Promise<unknown> | undefined
  const needs = { clock: systemClock, say: (line: string) => process.stderr.write(`${line}\n`) }

  const stopAll = async (): Promise<void> => {
    // Who collects first, then the machines, last who stores: so that the last values still arrive.
    for (const part of parts.reverse()) await part.stop()
    process.stdout.write('Stopped.\n')
  }
  try {
    const platform = supervise(
      { name: 'platform', entry: platformEntry, env: { ...takenSecrets(), MILLRACE_DATA: dataFolder } },
      needs,
    )
    parts.push(platform)
    const ready = readyOf(await Promise.race([platform.ready(), stopped.then(() => undefined)]))
    if (!ready) return 0
    if (!values['no-demo']) {
      const demo = await prepareDemo(dataFolder, ready)
      const plant = supervise(
        { name: 'demo plant', entry: demoEntry, env: { MILLRACE_DEMO: JSON.stringify(demo.plant) } },
        needs,
      )
      parts.push(plant)
      await Promise.race([plant.ready(), stopped])
      const edge = supervise({ name: 'edge', entry: edgeEntry, args: ['--config', demo.edgeConfig] }, needs)
      parts.push(edge)
      await Promise.race([edge.ready(), stopped])
      const applying = { ...needs, signal: stopping.signal }
      furnishing = Promise.all([
        // One after the other: both make the calendar where it is not there.
        applyDemoProduction(demo.client, applying)
          .then(() => applyDemoClasses(demo.client, applying))
          .then(() => installDemoApps(demo.client, applying)),
        bindDemoModels(demo.client, applying),
      ])
    }
    process.stdout.write(
      [
        '',
        'Millrace is running.',
        `  Console   ${ready.address}`,
        `  API       ${ready.address}/openapi.json`,
        `  MQTT      mqtt://127.0.0.1:${ready.mqttPort}`,
        ...(ready.secure
          ? [
              `            mqtts://${new URL(ready.address).hostname}:${ready.secure.mqttPort}`,
              `  Root      SHA-256 ${ready.secure.rootFingerprint}`,
            ]
          : []),
        `  Data      ${shownFolder(dataFolder)}`,
        `  Ctrl-C stops everything.`,
        ...(ready.generatedPassword === undefined ? [] : shownOnce(ready.generatedPassword)),
        '',
        '',
      ].join('\n'),
    )
    await stopped
    process.stdout.write('Stopping …\n')
    return 0
  } finally {
    stopping.abort()
    await furnishing
    await stopAll()
  }
}

/** As short as it can be read: from here, where it lies below. */
const shownFolder = (folder: string): string => {
  const below = relative('.', folder)
  return below === '' || below.startsWith('..') ? folder : below
}

/** Last, where nothing hides it. */
const shownOnce = (password: string): string[] => [
  '',
  '  ┌─ First start: this password is shown once ──┐',
  '    user      admin',
  `    password  ${password}`,
  '  └─────────────────────────────────────────────┘',
]

const secretSettings = ['MILLRACE_MASTER_KEY', 'MILLRACE_MASTER_KEY_BEFORE', 'MILLRACE_ADMIN_PASSWORD', 'DATABASE_URL']

/** What only the platform may know, taken out of the environment that the demo plant and the edge inherit. */
function takenSecrets(): Record<string, string> {
  const taken: Record<string, string> = {}
  for (const name of secretSettings) {
    const value = process.env[name]
    if (value) taken[name] = value
    delete process.env[name]
  }
  return taken
}

/** Resolves at the first SIGINT or SIGTERM; the second ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((done) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (asked) process.exit(130)
        asked = true
        done()
      })
  })
}

function readyOf(message: Readonly<Record<string, unknown>> | undefined): PlatformReady | undefined {
  if (!message) return undefined
  const { address, mqttPort, tokenFile } = message
  if (typeof address !== 'string' || typeof mqttPort !== 'number' || typeof tokenFile !== 'string')
    throw new Fault('cli.part_failed', { part: 'platform', seen: 'a readiness message of another version' })
  const { localAddress, secure, generatedPassword } = message as Partial<PlatformReady>
  return {
    address,
    mqttPort,
    tokenFile,
    ...(localAddress ? { localAddress } : {}),
    ...(secure ? { secure } : {}),
    ...(generatedPassword ? { generatedPassword } : {}),
  }
}

/** Gives the demo machines their credentials and the edge its configuration; both are made once and kept. */
async function prepareDemo(
  dataFolder: string,
  ready: PlatformReady,
): Promise<{ edgeConfig: string; plant: DemoPlantOptions; client: MillraceClient }> {
  const secrets = join(dataFolder, 'secrets')
  const folder = join(dataFolder, 'edge')
  await mkdir(secrets, { recursive: true, mode: 0o700 })
  await mkdir(folder, { recursive: true })
  const client = new MillraceClient({
    address: ready.localAddress ?? ready.address,
    token: (await readFile(ready.tokenFile, 'utf8')).trim(),
  })

  const credential = async (
    file: string,
    request: (typeof demoAccounts)[keyof typeof demoAccounts],
  ): Promise<{ name: string; secret: string }> => {
    const path = join(secrets, file)
    if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as { name: string; secret: string }
    const { name, secret } = await client.createCredential({ ...request, replace: true })
    await writeFile(path, JSON.stringify({ name, secret }), { mode: 0o600 })
    return { name, secret }
  }
  const edge = await credential('demo-edge.json', demoAccounts.edge)
  const packaging = await credential('demo-packaging.json', demoAccounts.packaging)
  const weather = await credential('demo-weather.json', demoAccounts.weather)
  const edgePassword = join(secrets, 'demo-edge-password')
  await writeFile(edgePassword, edge.secret, { mode: 0o600 })
  const boilerPasswordFile = join(secrets, 'demo-boiler-password')
  if (!existsSync(boilerPasswordFile))
    await writeFile(boilerPasswordFile, randomBytes(18).toString('base64url'), { mode: 0o600 })

  const mqttUrl = `mqtt://127.0.0.1:${ready.mqttPort}`
  const ports = Object.fromEntries(
    await Promise.all(Object.entries(preferredPorts).map(async ([server, port]) => [server, await preferred(port)])),
  ) as DemoPorts
  const edgeConfig = join(folder, 'edge.yaml')
  await writeFile(
    edgeConfig,
    demoEdgeConfiguration({
      mqttUrl,
      username: edge.name,
      passwordFile: edgePassword,
      boilerUser: BOILER_USER,
      boilerPasswordFile,
      bufferFolder: join(folder, 'buffer'),
      ports,
    }),
  )
  const plant: DemoPlantOptions = {
    mqttUrl,
    primaryHost: 'millrace',
    ports,
    boilerUser: BOILER_USER,
    boilerPassword: await readFile(boilerPasswordFile, 'utf8'),
    folder: join(folder, 'demo'),
    packaging,
    weather,
    seed: SEED,
  }
  return { edgeConfig, plant, client }
}

/** This port if it is free, else one that the system chooses: a demo must not fail because another one runs. */
function preferred(port: number): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', () =>
      port === 0
        ? failed(new Fault('cli.part_failed', { part: 'demo plant', seen: 'no free port' }))
        : done(preferred(0)),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : port))
    })
  })
}
