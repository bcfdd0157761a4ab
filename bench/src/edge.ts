import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { edgeEntry } from '@millrace/edge/entry'
import { startMosquitto, stopChild, usageOf } from './edge-bench/processes.ts'
import { watchEdge } from './edge-bench/watch.ts'
import type { BenchResult, RunOptions } from './run.ts'

/** NeuronEX data sheet: 100,000 tags at 1 s on 4 cores: 30 % CPU, 497 MB. */
const NEURONEX_CORES = 0.3 * 4
const NEURONEX_MIB = 497e6 / (1024 * 1024)

const MAX_RSS_MIB = 300

/**
 * 100,000 Modbus registers at 1 s: simulators, broker, a confirming host and the edge in processes of their own; the
 * edge buffers on disk and sends over the broker. Its CPU, memory and cycles are read from the system and from the host's side.
 */
export async function edge({ quick, progress }: RunOptions): Promise<BenchResult> {
  const devices = quick ? 5 : 50
  const registers = 2_000
  const warmMs = quick ? 3_000 : 15_000
  const measureMs = quick ? 5_000 : 60_000
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-edge-'))
  const broker = await startMosquitto(folder)
  const here = (file: string): string => fileURLToPath(new URL(`./edge-bench/${file}`, import.meta.url))
  const simulators = fork(here('simulators.ts'), [String(devices), String(registers)], { stdio: 'inherit' })
  const [{ ports }] = (await once(simulators, 'message')) as [{ ports: number[] }]
  progress(`${devices} simulators with ${registers} registers each, mosquitto on port ${broker.port}`)
  const host = await watchEdge(`mqtt://127.0.0.1:${broker.port}`)

  const config = join(folder, 'edge.json')
  await writeFile(config, JSON.stringify(configuration(ports, registers, broker.port)))
  const child = fork(edgeEntry, ['--config', config], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  try {
    await once(child, 'message')
    await host.born(devices)
    progress(`edge process ${child.pid} collects ${devices * registers} tags`)
    await pause(warmMs)
    host.restart()
    const before = {
      edge: usageOf(child.pid!),
      simulators: usageOf(simulators.pid!),
      broker: usageOf(broker.pid),
      at: performance.now(),
    }
    for (let passed = 0; passed < measureMs; passed += 5_000) {
      await pause(Math.min(5_000, measureMs - passed))
      progress(
        `${Math.round(host.values() / ((performance.now() - before.at) / 1000)).toLocaleString('en')} values/s at the host, ${usageOf(child.pid!).rss_mib.toFixed(0)} MiB`,
      )
    }
    const seconds = (performance.now() - before.at) / 1000
    const after = { edge: usageOf(child.pid!), simulators: usageOf(simulators.pid!), broker: usageOf(broker.pid) }
    const edge_cores = (after.edge.cpu - before.edge.cpu) / seconds
    const jitter = host.jitterMs()
    return {
      figures: {
        tags: devices * registers,
        values_per_s: host.values() / seconds,
        edge_cores,
        edge_rss_mib: after.edge.rss_mib,
        edge_peak_mib: after.edge.peak_mib,
        late_cycles: host.metric('Edge/Late cycles') ?? Number.NaN,
        jitter_p50_ms: jitter.p50,
        jitter_p99_ms: jitter.p99,
        buffer_bytes: host.metric('Edge/Buffer bytes') ?? Number.NaN,
        simulators_cores: (after.simulators.cpu - before.simulators.cpu) / seconds,
        broker_cores: (after.broker.cpu - before.broker.cpu) / seconds,
      },
      ratios: {
        cores_vs_neuronex: edge_cores / NEURONEX_CORES,
        rss_vs_neuronex: after.edge.rss_mib / NEURONEX_MIB,
        rss_vs_limit: after.edge.rss_mib / MAX_RSS_MIB,
      },
    }
  } finally {
    await stopChild(child)
    await host.close()
    await stopChild(simulators)
    await broker.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function configuration(ports: readonly number[], registers: number, mqttPort: number): object {
  return {
    node: { group: 'bench', name: 'edge' },
    uplink: { url: `mqtt://127.0.0.1:${mqttPort}`, primaryHost: 'bench' },
    buffer: { folder: 'buffer' },
    devices: ports.map((port, device) => ({
      name: `plc-${device}`,
      driver: 'modbus-tcp',
      connection: { host: '127.0.0.1', port },
      points: Array.from({ length: registers }, (_, i) => ({
        name: `r${i}`,
        address: `holding:${i}`,
        type: 'uint16',
        periodMs: 1_000,
      })),
    })),
  }
}
