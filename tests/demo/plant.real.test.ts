import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isGood, silentLog, systemClock } from '@millrace/core'
import { type DemoPlantOptions, type DemoPorts, demoEdgeConfiguration, preferredPorts } from '@millrace/demo'
import { demoEntry } from '@millrace/demo/entry'
import { allDrivers, DriverPackages, type TagSpec } from '@millrace/drivers'
import { checkConfiguration, type EdgeConfiguration } from '@millrace/edge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Probe, probe } from '../peers/probe.ts'

let folder: string
let plant: ChildProcess
let ports: DemoPorts
let configuration: EdgeConfiguration
let startedIn: number

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'))
  ports = Object.fromEntries(
    await Promise.all(Object.keys(preferredPorts).map(async (server) => [server, await freePort()])),
  ) as DemoPorts
  // Nobody listens there: the machines that publish by themselves are tried by tests/first-start.
  const mqttUrl = `mqtt://127.0.0.1:${await freePort()}`
  const boilerPasswordFile = join(folder, 'boiler-password')
  await writeFile(boilerPasswordFile, 'pressure')
  const account = { name: 'nobody', secret: 'nothing' }
  const options: DemoPlantOptions = {
    mqttUrl,
    primaryHost: 'millrace',
    ports,
    boilerUser: 'edge',
    boilerPassword: 'pressure',
    folder,
    packaging: account,
    weather: account,
    seed: 7,
  }
  const begun = performance.now()
  plant = fork(demoEntry, {
    env: { ...process.env, MILLRACE_DEMO: JSON.stringify(options) },
    execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  await once(plant, 'message')
  startedIn = performance.now() - begun
  const checked = await checkConfiguration(
    demoEdgeConfiguration({
      mqttUrl,
      username: 'nobody',
      passwordFile: boilerPasswordFile,
      boilerPasswordFile,
      boilerUser: 'edge',
      bufferFolder: join(folder, 'buffer'),
      ports,
    }),
    {
      drivers: allDrivers,
      packages: new DriverPackages({ clock: systemClock, log: silentLog }),
      folder,
      env: {},
    },
  )
  expect(checked.findings).toEqual([])
  configuration = checked.configuration!
})

afterAll(async () => {
  plant.kill('SIGTERM')
  await once(plant, 'exit')
  await rm(folder, { recursive: true, force: true })
})

interface Watched {
  readonly probe: Probe
  readonly tags: readonly (TagSpec & { readonly name: string })[]
}

function watch(name: string): Watched {
  const device = configuration.devices.find((one) => one.name === name)!
  const tags = device.points.map(({ name: point, address, type, access, scale }, id) => ({
    id,
    name: point,
    address,
    type,
    access,
    periodMs: 200,
    ...(scale === undefined ? {} : { scale: { factor: scale.factor ?? 1, offset: scale.offset ?? 0 } }),
  }))
  const factory = configuration.drivers.find(({ kind }) => kind === device.driver)!
  return { probe: probe(factory, device.connection, tags, folder), tags }
}

const machines = [
  'Compressed air station',
  'Boiler 1',
  'Pump P-101',
  'Exchanger E-101',
  'Motor M-101',
  'Diesel generator',
  'Compressor K-201',
  'Wind turbine 1',
  'Chiller CH-1',
  'Reheating furnace',
  'CNC 7',
  'Excavator 22',
]

test('the edge is to read every machine that is served', () => {
  expect(configuration.devices.map(({ name }) => name)).toEqual(machines)
})

test.each(machines)('%s is read by its driver: every point has a good value', async (name) => {
  const { probe: watched, tags } = watch(name)
  try {
    // Two have no value while nothing flows or burns; they have one again within the machine's cycle.
    const sometimes = ['Specific power', 'Efficiency']
    await watched.until(() =>
      tags.every(
        ({ id, name: point }) => sometimes.includes(point) || isGood(watched.latest.get(id)?.status ?? 0x80000000),
      ),
    )
  } finally {
    await watched.close()
  }
})

test.each([
  ['Pump P-101', 'Fault/Bearing wear', 'Vibration drive end', 4.5],
  ['Reheating furnace', 'Fault/Lining wear', 'Shell temperature', 76.5],
  ['Excavator 22', 'Fault/Cooler dirt', 'Fault/Cooler dirt', 79],
  ['Boiler 1', 'Fault/Fouling', 'Fault/Fouling', 79],
  ['Compressed air station', 'Fault/Leak', 'Air demand', 6],
] as const)('a fault written to %s (%s) shows', async (name, fault, shows, above) => {
  const { probe: watched, tags } = watch(name)
  const id = (point: string): number => tags.find((tag) => tag.name === point)!.id
  try {
    await watched.until(() => isGood(watched.latest.get(id(fault))?.status ?? 0x80000000))
    const written = await watched.supervisor.write([{ tag: id(fault), value: 80n, operation: 'break' }])
    expect(written.map(({ status }) => status)).toEqual([0])
    await watched.until(() => Number(watched.latest.get(id(shows))?.value ?? 0) > above)
    await watched.supervisor.write([{ tag: id(fault), value: 0n, operation: 'mend' }])
  } finally {
    await watched.close()
  }
})

test('the plant is idle most of the time', async () => {
  const ticks = async (): Promise<number> => {
    const fields = (await readFile(`/proc/${plant.pid}/stat`, 'utf8')).split(') ')[1]!.split(' ')
    return Number(fields[11]) + Number(fields[12])
  }
  const before = await ticks()
  await systemClock.sleep(5_000)
  // Hundredths of a second of a core in five seconds.
  const used = (await ticks()) - before
  process.stdout.write(`demo plant: started in ${Math.round(startedIn)} ms, ${(used / 5).toFixed(1)} % of a core\n`)
  expect(used / 500).toBeLessThan(0.3)
})
