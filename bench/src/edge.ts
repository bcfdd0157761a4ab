import { type Measured, runScenario, type Scenario } from './edge-bench/scenario.ts'
import type { BenchResult, RunOptions } from './run.ts'

/** NeuronEX data sheet: 100,000 tags at 1 s on 4 cores: 30 % CPU, 497 MB; writes take 523 ms on average. */
const NEURONEX_CORES = 0.3 * 4
const NEURONEX_MIB = 497e6 / (1024 * 1024)
const NEURONEX_WRITE_MS = 523

const MAX_RSS_MIB = 300
const MAX_WRITE_MS = 200

/**
 * 100,000 Modbus registers at 1 s with writes in between; 10,000 at 100 ms; and a plant of every protocol that can be
 * simulated. Machines, broker, host and edge are processes of their own.
 */
export async function edge({ quick, progress }: RunOptions): Promise<BenchResult> {
  const times = quick ? { warmMs: 3_000, measureMs: 4_000 } : { warmMs: 15_000, measureMs: 60_000 }
  const shorter = quick ? { warmMs: 2_000, measureMs: 2_000 } : { warmMs: 10_000, measureMs: 30_000 }
  const large: Scenario = {
    name: 'Modbus at 1 s',
    devices: quick ? 5 : 50,
    registers: 2_000,
    periodMs: 1_000,
    others: 0,
    writesPerS: 20,
    ...times,
  }
  const fast: Scenario = {
    name: 'Modbus at 100 ms',
    devices: quick ? 2 : 20,
    registers: 500,
    periodMs: 100,
    others: 0,
    writesPerS: 0,
    ...shorter,
  }
  const mixed: Scenario = {
    name: 'every protocol',
    devices: quick ? 1 : 10,
    registers: 1_000,
    periodMs: 1_000,
    others: quick ? 1 : 5,
    writesPerS: 0,
    ...shorter,
  }
  const at1s = await runScenario(large, progress)
  const at100ms = await runScenario(fast, progress)
  const plant = await runScenario(mixed, progress)
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
      ...named('mixed', plant),
    },
    ratios: {
      cores_vs_neuronex: at1s.cores / NEURONEX_CORES,
      rss_vs_neuronex: at1s.rssMib / NEURONEX_MIB,
      rss_vs_limit: at1s.rssMib / MAX_RSS_MIB,
      write_p95_vs_limit: write_p95_ms / MAX_WRITE_MS,
      write_p95_vs_neuronex: write_p95_ms / NEURONEX_WRITE_MS,
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
