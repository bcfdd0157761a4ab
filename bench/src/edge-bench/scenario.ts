import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import { secretsFromEnvironment } from '@millrace/edge'
import './faults.ts'
import { type PlantDevice, type SimulatedPlant, startPlant } from './plant.ts'
import { buildEdge, startMosquitto, stopChild, usageOf } from './processes.ts'
import { type EdgeWatch, watchEdge } from './watch.ts'

/** A plant, how often it is read, and for how long it is looked at. */
export interface Scenario {
  readonly name: string
  readonly plant: SimulatedPlant
  /** How often the Modbus devices are read, ms; 1,000 unless told. */
  readonly periodMs?: number
  /** Writes a second to the Modbus devices in turn; none unless told. */
  readonly writesPerS?: number
  readonly warmMs: number
  readonly measureMs: number
}

export interface Measured {
  readonly tags: number
  readonly valuesPerS: number
  readonly cores: number
  readonly rssMib: number
  readonly peakMib: number
  readonly lateCycles: number
  readonly jitter: { readonly p50: number; readonly p99: number }
  readonly bufferBytes: number
  readonly simulatorsCores: number
  readonly brokerCores: number
  /** How long writes took, ms, ascending; those that did not end well are not here. */
  readonly writes: readonly number[]
  readonly writesRefused: number
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Simulators, broker, a confirming host and the built edge in processes of their own; the edge buffers on disk and sends
 * over the broker. Its CPU and memory are read from the system, its cycles from the host's side.
 */
export async function runScenario(scenario: Scenario, progress: (text: string) => void): Promise<Measured> {
  const { plant, periodMs = 1_000, warmMs, measureMs } = scenario
  const entry = buildEdge()
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-edge-'))
  const broker = await startMosquitto(folder)
  const machines = await startPlant(plant)
  const host = await watchEdge(`mqtt://127.0.0.1:${broker.port}`, periodMs)
  const secrets: Record<string, string> = {}
  const all = [
    ...modbusDevices(machines.ports, plant.registers, periodMs),
    ...machines.devices.map((device) => hidden(device, secrets)),
  ]
  const tags = all.reduce((sum, { points }) => sum + points.length, 0)
  const config = join(folder, 'edge.json')
  await writeFile(config, JSON.stringify(configuration(all, broker.port)))
  const env = { ...process.env, ...secrets }
  const child = fork(entry, ['--config', config], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const died = once(child, 'exit').then(() => Promise.reject(new Fault('bench_edge.ended')))
  try {
    await Promise.race([once(child, 'message'), died])
    await Promise.race([host.born(all.length), died])
    progress(`${scenario.name}: ${all.length} devices, ${tags} tags`)
    await pause(warmMs)
    host.restart()
    const usage = () => ({
      edge: usageOf(child.pid!),
      simulators: usageOf(machines.pid),
      broker: usageOf(broker.pid),
    })
    const before = { ...usage(), at: performance.now() }
    const writer = new Writer(host, scenario)
    await pause(measureMs)
    const writes = await writer.stop()
    const seconds = (performance.now() - before.at) / 1000
    const after = usage()
    const cores = (of: 'edge' | 'simulators' | 'broker'): number => (after[of].cpu - before[of].cpu) / seconds
    return {
      tags,
      valuesPerS: host.values() / seconds,
      cores: cores('edge'),
      rssMib: after.edge.rss_mib,
      peakMib: after.edge.peak_mib,
      lateCycles: host.metric('Edge/Late cycles') ?? Number.NaN,
      jitter: host.jitterMs(),
      bufferBytes: host.metric('Edge/Buffer bytes') ?? Number.NaN,
      simulatorsCores: cores('simulators'),
      brokerCores: cores('broker'),
      ...writes,
    }
  } finally {
    // Its end is no surprise any more.
    died.catch(() => {})
    await stopChild(child)
    await host.close()
    await machines.stop()
    await broker.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes at an even pace, each to the next device, without waiting for the one before. */
class Writer {
  readonly #took: number[] = []
  readonly #under: Promise<void>[] = []
  readonly #timer: NodeJS.Timeout | undefined
  #refused = 0

  constructor(host: EdgeWatch, { plant: { devices }, writesPerS = 0 }: Scenario) {
    let count = 0
    if (writesPerS === 0) return
    this.#timer = setInterval(() => {
      const device = `plc-${count % devices}`
      this.#under.push(
        host.write(device, 'setpoint', (count++ * 7) & 0x7fff).then(({ ms, status }) => {
          if (status === 0) this.#took.push(ms)
          else this.#refused++
        }),
      )
    }, 1_000 / writesPerS)
  }

  async stop(): Promise<{ writes: readonly number[]; writesRefused: number }> {
    clearInterval(this.#timer)
    await Promise.race([Promise.all(this.#under), pause(10_000)])
    return { writes: this.#took.toSorted((a, b) => a - b), writesRefused: this.#refused }
  }
}

/** The device as a file may hold it; its secrets go into the environment. */
function hidden(device: PlantDevice, secrets: Record<string, string>): PlantDevice {
  const { settings, env } = secretsFromEnvironment(device.connection, device.name)
  Object.assign(secrets, env)
  return { ...device, connection: settings }
}

function modbusDevices(ports: readonly number[], registers: number, periodMs: number): PlantDevice[] {
  const point = (i: number): object => ({ name: `r${i}`, address: `holding:${i}`, type: 'uint16', periodMs })
  return ports.map((port, device) => ({
    name: `plc-${device}`,
    driver: 'modbus-tcp',
    connection: { host: '127.0.0.1', port },
    points: [
      { name: 'setpoint', address: `holding:${registers}`, type: 'uint16', periodMs, access: 'rw' },
      ...Array.from({ length: registers - 1 }, (_, i) => point(i)),
    ],
  }))
}

function configuration(devices: readonly object[], mqttPort: number): object {
  return {
    node: { group: 'bench', name: 'edge' },
    uplink: { url: `mqtt://127.0.0.1:${mqttPort}`, primaryHost: 'bench' },
    buffer: { folder: 'buffer' },
    devices,
  }
}
