import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '@millrace/core'
import { connectAsync } from 'mqtt'
import './faults.ts'
import { type SimulatedPlant, startPlant } from './plant.ts'
import { startMosquitto, stopChild, usageOf } from './processes.ts'

/** ThingsBoard IoT Gateway (Apache-2.0) and what its Modbus connector would fetch by itself at its first start. */
const REQUIREMENTS = ['thingsboard-gateway==3.8.5', 'pymodbus==3.9.2', 'pyserial==3.5', 'pyserial-asyncio==0.6']
const SITE = 'lib/python3.11/site-packages/thingsboard_gateway/config'
/** Most registers that one request may ask for (MODBUS Application Protocol V1.1b3 §6.3). */
const MOST_REGISTERS = 125
const SILENT_MS = 60_000
const REQUEST = /^v1\/devices\/me\/rpc\/request\/(\d+)$/

/** Who may do what at its broker: else it would hear its own questions, as ThingsBoard tells them apart by sender. */
const ACCESS = `topic readwrite #

user gateway
topic write v1/devices/me/rpc/request/+
topic read v1/devices/me/rpc/response/+
topic readwrite v1/devices/me/attributes
topic readwrite v1/devices/me/attributes/#
topic readwrite v1/devices/me/telemetry
topic readwrite v1/gateway/#
`

export interface GatewayScenario {
  readonly plant: Pick<SimulatedPlant, 'devices' | 'registers'>
  readonly periodMs: number
  readonly warmMs: number
  readonly measureMs: number
}

export interface MeasuredGateway {
  readonly valuesPerS: number
  readonly cores: number
  readonly rssMib: number
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The gateway over the same machines, told to read runs of registers (its "wide range" addresses; one request a register
 * is its ordinary form), with its storage in memory. What ThingsBoard would answer, we do.
 */
export async function runGateway(
  { plant, periodMs, warmMs, measureMs }: GatewayScenario,
  progress: (text: string) => void,
): Promise<MeasuredGateway> {
  const home = ensureGateway(progress)
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-gateway-'))
  const broker = await startMosquitto(folder, ACCESS)
  const machines = await startPlant({ ...plant, others: 0 })
  const listener = await connectAsync(`mqtt://127.0.0.1:${broker.port}`)
  let values = 0
  listener.on('message', (topic, payload) => {
    const request = REQUEST.exec(topic)
    if (request) listener.publish(`v1/devices/me/rpc/response/${request[1]}`, JSON.stringify(NO_LIMITS))
    if (topic === 'v1/gateway/telemetry') values += valuesIn(payload)
  })
  await listener.subscribeAsync('v1/#')
  await mkdir(join(folder, 'logs'))
  const general = JSON.parse(await readFile(join(home, SITE, 'tb_gateway.json'), 'utf8')) as { thingsboard: object }
  await writeFile(join(folder, 'tb_gateway.json'), JSON.stringify(generalOf(general, broker.port)))
  await writeFile(join(folder, 'modbus.json'), JSON.stringify(modbusOf(machines.ports, plant.registers, periodMs)))
  await copyFile(join(home, SITE, 'logs.json'), join(folder, 'logs.json'))
  const child = spawn(join(home, 'bin/python'), ['-m', 'thingsboard_gateway.tb_gateway'], {
    cwd: folder,
    // It asks its maker for news: nobody answers at this address.
    env: { ...process.env, TB_GW_CONFIG_DIR: `${folder}/`, HTTPS_PROXY: 'http://127.0.0.1:9' },
    stdio: 'ignore',
  })
  try {
    for (const begun = performance.now(); values === 0; await pause(100)) {
      if (performance.now() - begun > SILENT_MS)
        throw new Fault('bench_edge.gateway_silent', { seconds: SILENT_MS / 1_000, folder: join(folder, 'logs') })
    }
    progress(`ThingsBoard gateway: ${plant.devices} devices, ${plant.devices * plant.registers} tags`)
    await pause(warmMs)
    values = 0
    const before = { ...usageOf(child.pid!), at: performance.now() }
    await pause(measureMs)
    const seconds = (performance.now() - before.at) / 1_000
    const after = usageOf(child.pid!)
    return { valuesPerS: values / seconds, cores: (after.cpu - before.cpu) / seconds, rssMib: after.rss_mib }
  } finally {
    await stopChild(child)
    await listener.endAsync()
    await machines.stop()
    await broker.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A Python of its own with the gateway in it, made at the first run; returns its folder. */
function ensureGateway(progress: (text: string) => void): string {
  const home = fileURLToPath(new URL('../../../node_modules/.cache/millrace-thingsboard-gateway', import.meta.url))
  if (existsSync(join(home, SITE))) return home
  progress('installing the ThingsBoard gateway (once)')
  const made = spawnSync('/usr/bin/python3', ['-m', 'venv', '--clear', home], { stdio: 'inherit' }).status === 0
  const pip = [join(home, 'bin/pip'), 'install', '--quiet', '--disable-pip-version-check', ...REQUIREMENTS] as const
  if (!made || spawnSync(pip[0], pip.slice(1), { stdio: 'inherit' }).status !== 0) {
    const command = `/usr/bin/python3 -m venv ${home} && ${pip.join(' ')}`
    throw new Fault('bench_edge.peer_missing', { peer: 'ThingsBoard gateway', command })
  }
  return home
}

const NO_LIMITS = { maxPayloadSize: 65_536, maxInflightMessages: 100, rateLimits: {}, gatewayRateLimits: {} }

/** Its example, turned to our broker and our machines. */
function generalOf(example: { readonly thingsboard: object }, port: number): object {
  return {
    ...example,
    thingsboard: {
      ...example.thingsboard,
      host: '127.0.0.1',
      port,
      remoteConfiguration: false,
      statistics: { enable: false },
      security: { type: 'accessToken', accessToken: 'gateway' },
    },
    grpc: { enabled: false },
    connectors: [{ name: 'modbus', type: 'modbus', configuration: 'modbus.json' }],
  }
}

function modbusOf(ports: readonly number[], registers: number, pollPeriod: number): object {
  const range = {
    // It appends what it needs to tell them apart.
    tag: 'register',
    type: '16uint',
    functionCode: 3,
    address: `0-${registers - 1}`,
    objectsCount: 1,
    maxRegistersPerRequest: MOST_REGISTERS,
  }
  const slaves = ports.map((port, i) => ({
    host: '127.0.0.1',
    port,
    type: 'tcp',
    method: 'socket',
    unitId: 1,
    deviceName: `plc-${i}`,
    deviceType: 'default',
    timeout: 5,
    byteOrder: 'BIG',
    wordOrder: 'BIG',
    retries: 1,
    pollPeriod,
    connectAttemptTimeMs: 1_000,
    connectAttemptCount: 5,
    waitAfterFailedAttemptsMs: 5_000,
    attributes: [],
    timeseries: [range],
    attributeUpdates: [],
    rpc: [],
  }))
  return { name: 'modbus', logLevel: 'ERROR', master: { slaves } }
}

/** Of a message of its telemetry API: by device, a list of times with values by name. */
function valuesIn(payload: Buffer): number {
  let count = 0
  const devices = JSON.parse(payload.toString()) as Record<string, readonly { readonly values: object }[]>
  for (const list of Object.values(devices)) for (const { values } of list) count += Object.keys(values).length
  return count
}
