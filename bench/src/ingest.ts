import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault, Owned } from '@millrace/core'
import './ingest-bench/faults.ts'
import { type Asked, startInflux, startMosquitto, startOwn } from './ingest-bench/processes.ts'
import type { BenchResult, RunOptions } from './run.ts'

const METRICS = 100
const LINKS = 10
const DEVICES = 50

interface Progress {
  readonly values: number
  readonly behind: number
  readonly cpuS: number
  readonly rssMib: number
  readonly refused: readonly (readonly [string, number])[]
}

interface Measured {
  readonly perS: number
  readonly cores: number
  readonly rssMib: number
}

/** Each load of a run is dated into an hour of its own. */
let hoursAgo = 1_000

async function loaded(kind: 'sparkplug' | 'json', port: number, links: number, messages: number): Promise<Asked> {
  const load = startOwn('load', [])
  await load.ask({ kind, port, links, messages, agoMs: hoursAgo-- * 3_600_000 })
  return load
}

/** From the first byte sent until the sink says that all of it is durable. */
async function run(load: Asked, sink: Asked, expected: number): Promise<Measured> {
  const before = await sink.ask<Progress>({ ask: 'progress' })
  const begun = performance.now()
  load.tell({ go: true })
  const sent = load.next()
  let last = before
  while (last.values - before.values < expected || last.behind > 0) {
    await wait(20)
    last = await sink.ask<Progress>({ ask: 'progress' })
    if (last.refused?.length > 0)
      throw new Fault('ingest_bench.values_missing', { expected, seen: JSON.stringify(last.refused) })
  }
  await sent
  const seconds = (performance.now() - begun) / 1_000
  await load.close()
  return { perS: expected / seconds, cores: (last.cpuS - before.cpuS) / seconds, rssMib: last.rssMib }
}

async function ours(folder: string, { quick, progress }: RunOptions): Promise<{ sparkplug: Measured; json: Measured }> {
  const owned = new Owned()
  try {
    const platform = owned.add(startOwn('platform', [folder]))
    const { port } = await platform.next<{ port: number }>()
    const messages = quick ? 5_000 : 100_000
    const warm = await loaded('sparkplug', port, LINKS, 1_000)
    await run(warm, platform, 1_000 * METRICS)
    const sparkplug = await run(await loaded('sparkplug', port, LINKS, messages), platform, messages * METRICS)
    progress(
      `Sparkplug: ${Math.round(sparkplug.perS).toLocaleString('en')} values/s, ${sparkplug.cores.toFixed(2)} cores`,
    )
    const single = quick ? 20_000 : 400_000
    const json = await run(await loaded('json', port, DEVICES, single), platform, single)
    progress(`JSON QoS 1: ${Math.round(json.perS).toLocaleString('en')} messages/s, ${json.cores.toFixed(2)} cores`)
    const { rows } = await platform.ask<{ rows: number }>({ ask: 'count' })
    // Every load brings a birth of its links too.
    const expected = (1_000 + messages) * METRICS + single
    if (rows < expected) throw new Fault('ingest_bench.values_missing', { expected, seen: rows })
    progress(`the history holds ${rows.toLocaleString('en')} values`)
    return { sparkplug, json }
  } finally {
    await owned.close()
  }
}

async function influx(
  folder: string,
  pointPer: 'value' | 'message',
  { quick, progress }: RunOptions,
): Promise<Measured> {
  await mkdir(folder)
  const owned = new Owned()
  try {
    const broker = owned.add(await startMosquitto(folder))
    const database = owned.add(await startInflux(folder))
    const subscriber = owned.add(startOwn('influx-subscriber', [String(broker.port), String(database.port), pointPer]))
    await subscriber.next()
    const messages = quick ? 2_000 : 50_000
    await run(await loaded('sparkplug', broker.port, LINKS, 1_000), subscriber, 1_000 * METRICS)
    const measured = await run(await loaded('sparkplug', broker.port, LINKS, messages), subscriber, messages * METRICS)
    progress(
      `mosquitto + Node + InfluxDB, a point a ${pointPer}: ${Math.round(measured.perS).toLocaleString('en')} values/s`,
    )
    return measured
  } finally {
    await owned.close()
  }
}

/** Values and messages a second, durable in the history, beside mosquitto, a Node subscriber and InfluxDB 1.6 in the same run. */
export async function ingest(options: RunOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-ingest-'))
  try {
    options.progress(
      'platform: real MQTT, ingest, journal and lake; credentials and series numbers from memory (PostgreSQL is not on the way of a value)',
    )
    options.progress(
      'a value counts when it is fsynced in the journal and seen by queries; InfluxDB fsyncs its WAL on every write',
    )
    const own = await ours(folder, options)
    const peer = await influx(join(folder, 'value'), 'value', options)
    const wide = await influx(join(folder, 'message'), 'message', options)
    return {
      figures: {
        sparkplug_values_per_s: own.sparkplug.perS,
        json_msgs_per_s: own.json.perS,
        platform_cpu_cores: own.sparkplug.cores,
        platform_json_cpu_cores: own.json.cores,
        platform_rss_mib: own.json.rssMib,
        influx_values_per_s: peer.perS,
        influx_wide_values_per_s: wide.perS,
      },
      ratios: {
        sparkplug_vs_influx: own.sparkplug.perS / peer.perS,
        sparkplug_vs_influx_wide: own.sparkplug.perS / wide.perS,
      },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
