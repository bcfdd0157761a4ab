import { runGateway } from './edge-bench/gateway.ts'
import { type Measured, runScenario, type Scenario } from './edge-bench/scenario.ts'
import type { BenchResult, RunOptions } from './run.ts'

/** NeuronEX data sheet: 100,000 tags at 1 s on 4 cores: 30 % CPU, 497 MB; writes take 523 ms on average. */
const NEURONEX_CORES = 0.3 * 4
const NEURONEX_MIB = 497e6 / (1024 * 1024)
const NEURONEX_WRITE_MS = 523

const MAX_CORES = 1
const MAX_RSS_MIB = 300e6 / (1024 * 1024)
const MAX_WRITE_MS = 200

/**
 * 100,000 Modbus registers at 1 s with writes in between; 10,000 at 100 ms; 20,000 OPC UA items at 500 ms; a plant of
 * every protocol that can be simulated; and 10,000 registers at 1 s, read by us and by the ThingsBoard IoT Gateway.
 * Machines, broker, host and edge are processes of their own.
 */
export async function edge({ quick, progress }: RunOptions): Promise<BenchResult> {
  const times = quick ? { warmMs: 500, measureMs: 2_500 } : { warmMs: 15_000, measureMs: 60_000 }
  const shorter = quick ? { warmMs: 500, measureMs: 1_200 } : { warmMs: 10_000, measureMs: 30_000 }
  const large: Scenario = {
    name: 'Modbus at 1 s',
    plant: { devices: quick ? 5 : 50, registers: 2_000, others: 0 },
    writesPerS: 20,
    ...times,
  }
  const fast: Scenario = {
    name: 'Modbus at 100 ms',
    plant: { devices: quick ? 2 : 20, registers: 500, others: 0 },
    periodMs: 100,
    ...shorter,
  }
  const opcua: Scenario = {
    name: 'OPC UA at 500 ms',
    plant: { devices: 0, registers: 0, others: 0, opcua: { items: quick ? 1_000 : 20_000, periodMs: 500 } },
    ...shorter,
  }
  const mixed: Scenario = {
    name: 'every protocol',
    plant: { devices: quick ? 1 : 10, registers: 1_000, others: quick ? 1 : 5 },
    ...shorter,
  }
  const peers = { plant: { devices: quick ? 2 : 20, registers: 500, others: 0 }, periodMs: 1_000, ...shorter }
  const at1s = await runScenario(large, progress)
  const at100ms = await runScenario(fast, progress)
  const items = await runScenario(opcua, progress)
  const plant = await runScenario(mixed, progress)
  const gateway = await runGateway(peers, progress)
  const ours = await runScenario({ name: 'the same by us', ...peers }, progress)
  const write_p95_ms = at1s.writes[Math.floor(at1s.writes.length * 0.95)] ?? Number.NaN
  return {
    figures: {
      tags: at1s.tags,
      values_per_s: at1s.valuesPerS,
      edge_cores: at1s.cores,
      edge_rss_mib: at1s.rssMib,
      edge_peak_mib: at1s.peakMib,
      late_cycles: at1s.lateCycles,
      jitter_p50_ms: at1s.jitter.p50,
      jitter_p99_ms: at1s.jitter.p99,
      buffer_bytes: at1s.bufferBytes,
      simulators_cores: at1s.simulatorsCores,
      broker_cores: at1s.brokerCores,
      writes: at1s.writes.length,
      writes_refused: at1s.writesRefused,
      write_p95_ms,
      ...named('fast', at100ms),
      fast_jitter_p99_ms: at100ms.jitter.p99,
      ...named('opcua', items),
      opcua_simulator_cores: items.simulatorsCores,
      ...named('mixed', plant),
      ...named('beside', ours),
      tbgateway_values_per_s: gateway.valuesPerS,
      tbgateway_cores: gateway.cores,
      tbgateway_rss_mib: gateway.rssMib,
    },
    ratios: {
      cores_vs_limit: at1s.cores / MAX_CORES,
      cores_vs_neuronex: at1s.cores / NEURONEX_CORES,
      rss_vs_neuronex: at1s.rssMib / NEURONEX_MIB,
      rss_vs_limit: at1s.rssMib / MAX_RSS_MIB,
      write_p95_vs_limit: write_p95_ms / MAX_WRITE_MS,
      write_p95_vs_neuronex: write_p95_ms / NEURONEX_WRITE_MS,
      vs_tbgateway_cpu: ours.cores / ours.valuesPerS / (gateway.cores / gateway.valuesPerS),
      vs_tbgateway_rss: ours.rssMib / gateway.rssMib,
    },
  }
}

function named(name: string, { tags, valuesPerS, cores, rssMib, lateCycles }: Measured): Record<string, number> {
  return {
    [`${name}_tags`]: tags,
    [`${name}_values_per_s`]: valuesPerS,
    [`${name}_cores`]: cores,
    [`${name}_rss_mib`]: rssMib,
    [`${name}_late_cycles`]: lateCycles,
  }
}
