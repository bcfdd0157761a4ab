import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Fault, isGood, type SampleBatch, silentLog, systemClock, ValueKind } from '@millrace/core'
import { Attempts, Buses, type DeviceSupervisor, opcua, superviseDevice, type TagSpec } from '@millrace/drivers'
import type { DrillResult, RunOptions } from '../run.ts'
import { type OpcuaServer, startOpcuaServer } from './opcua-server.ts'
import './opcua-faults.ts'

const CYCLES = 50
const QUICK_CYCLES = 3
const RAMP_MS = 10
/** Numbers of the ramp that are collected in each cycle before the kill. */
const COLLECTED = 60
const STEADY_TAGS = 100
/** After so many cycles everything that is loaded once is loaded; growth is judged from then on. */
const WARM_UP = 5
const MOST_GROWTH_MIB = 8
const GIVE_UP_MS = 60_000
/**
 * The share of the longest backoff that is waited. Losses every few seconds never let the backoff begin anew, so the
 * drill shortens it; it is up to 60 s else, and says nothing about the driver.
 */
const BACKOFF_SHARE = 0.005
const MIB = 1024 * 1024

const tags: readonly TagSpec[] = [
  { id: 0, address: 'nsu=urn:millrace:test:plant;s=Ramp', type: 'int64', access: 'r', periodMs: 100 },
  ...Array.from(
    { length: STEADY_TAGS },
    (_, i): TagSpec => ({
      id: i + 1,
      address: `nsu=urn:millrace:test:plant;s=Many.${i}`,
      type: 'int32',
      access: 'r',
      periodMs: i % 2 === 0 ? 100 : 500,
    }),
  ),
]

/**
 * An OPC UA server with certificates is killed and started again; the same supervisor must collect from it each time.
 * `lost` counts numbers of the ramp that the server had produced after the first one collected on a connection and
 * before the kill was decided, and that did not arrive. What is produced between that decision and the kill is not judged.
 */
export async function opcuaRestart({ quick, progress }: RunOptions): Promise<DrillResult> {
  const cycles = quick ? QUICK_CYCLES : CYCLES
  const folder = await mkdtemp(join(tmpdir(), 'opcua-restart-'))
  const certificates = join(folder, 'server')
  const collected = new Collected()
  const measures: Measure[] = []
  const resumes: number[] = []
  let lost = 0
  let duplicated = 0
  let server: OpcuaServer | undefined
  let supervisor: DeviceSupervisor | undefined
  try {
    server = await startOpcuaServer(0, certificates, RAMP_MS)
    const { port } = server
    supervisor = supervise(port, join(folder, 'driver'), collected)
    supervisor.start()
    await collected.until(() => collected.complete, 'a first value of each tag')
    for (let cycle = 1; cycle <= cycles; cycle++) {
      await server.kill()
      await collected.until(() => collected.steadyGood === 0, 'a loss that is told')
      collected.begin()
      server = await startOpcuaServer(port, certificates, RAMP_MS)
      const begun = performance.now()
      await collected.until(() => collected.complete, 'each tag to be read again')
      resumes.push((performance.now() - begun) / 1_000)
      await collected.until(() => collected.numbers.length >= COLLECTED, 'the ramp to go on')
      const produced = await server.last()
      await collected.until(() => collected.numbers.at(-1)! >= produced, 'what was produced')
      const seen = new Set(collected.numbers)
      duplicated += collected.numbers.length - seen.size
      for (let n = collected.numbers[0]!; n <= produced; n++) if (!seen.has(n)) lost++
      measures.push(measure())
      const { handles, rss } = measures.at(-1)!
      progress(
        `restart ${cycle} of ${cycles}: resumed after ${resumes.at(-1)!.toFixed(1)} s, ${handles} handles, ${rss.toFixed(0)} MiB`,
      )
    }
  } catch (reason) {
    if (!(reason instanceof Fault) || reason.code !== 'opcua_drill.stuck') throw reason
    progress(reason.message)
  } finally {
    await supervisor?.close()
    await server?.kill()
    await rm(folder, { recursive: true, force: true })
  }
  const judged = quick ? measures : measures.slice(WARM_UP)
  const handles = measures.map((one) => one.handles)
  const handlesGrowth = median(handles.slice(-WARM_UP)) - median(handles.slice(0, WARM_UP))
  const rssGrowth = growth(judged.map(({ rss }) => rss))
  const heapGrowth = growth(judged.map(({ heap }) => heap))
  return {
    pass:
      resumes.length === cycles &&
      lost === 0 &&
      duplicated === 0 &&
      handlesGrowth <= 0 &&
      (quick || (rssGrowth <= MOST_GROWTH_MIB && heapGrowth <= MOST_GROWTH_MIB)),
    figures: {
      restarts: cycles,
      resumed: resumes.length,
      lost,
      duplicated,
      values: collected.total,
      handles_growth: handlesGrowth,
      rss_growth_mib: rssGrowth,
      heap_growth_mib: heapGrowth,
      rss_mib: measures.at(-1)?.rss ?? 0,
      resume_p50_s: percentile(resumes, 0.5),
      resume_p95_s: percentile(resumes, 0.95),
    },
  }
}

function supervise(port: number, folder: string, collected: Collected): DeviceSupervisor {
  return superviseDevice({
    name: 'drill',
    factory: opcua,
    config: {
      url: `opc.tcp://127.0.0.1:${port}/`,
      securityMode: 'SignAndEncrypt',
      securityPolicy: 'Basic256Sha256',
      trust: 'first-use',
    },
    tags,
    sink: { samples: (batch) => collected.take(batch), state: () => {} },
    attempts: new Attempts(systemClock),
    buses: new Buses(systemClock),
    environment: { clock: systemClock, log: silentLog, folder },
    random: () => BACKOFF_SHARE,
  })
}

/** What came from the server since it was last started. */
class Collected {
  readonly #good = new Set<number>()
  #waiting: { holds: () => boolean; resolve: () => void } | undefined
  numbers: number[] = []
  total = 0

  get complete(): boolean {
    return this.#good.size === tags.length
  }

  get steadyGood(): number {
    return this.#good.size
  }

  begin(): void {
    this.numbers = []
  }

  take(batch: SampleBatch): void {
    for (let i = 0; i < batch.length; i++) {
      const tag = batch.series[i]!
      if (!isGood(batch.status[i]!)) this.#good.delete(tag)
      else {
        this.#good.add(tag)
        this.total++
        if (tag === 0 && batch.kind[i] === ValueKind.int64) this.numbers.push(Number(batch.int64[i]))
      }
    }
    if (this.#waiting?.holds()) this.#waiting.resolve()
  }

  /** Throws `opcua_drill.stuck`. */
  async until(holds: () => boolean, awaited: string): Promise<void> {
    if (holds()) return
    const over = Promise.withResolvers<void>()
    const timer = setTimeout(
      () => over.reject(new Fault('opcua_drill.stuck', { awaited, seconds: GIVE_UP_MS / 1_000 })),
      GIVE_UP_MS,
    )
    this.#waiting = { holds, resolve: over.resolve }
    try {
      await over.promise
    } finally {
      clearTimeout(timer)
      this.#waiting = undefined
    }
  }
}

interface Measure {
  readonly handles: number
  /** MiB. */
  readonly rss: number
  /** MiB. */
  readonly heap: number
}

/** Requests on their way hold a timer each for a moment: the middle of several counts leaves them out. */
const median = (values: readonly number[]): number => percentile(values, 0.5)

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Open files and sockets, and what else the event loop holds, after a full garbage collection. */
function measure(): Measure {
  collectGarbage()
  const { rss, heapUsed } = process.memoryUsage()
  const handles = readdirSync('/proc/self/fd').length + process.getActiveResourcesInfo().length
  return { handles, rss: rss / MIB, heap: heapUsed / MIB }
}

/** From the middle of the first third of the values to that of the last third, not below 0. */
function growth(values: readonly number[]): number {
  const third = Math.ceil(values.length / 3)
  return Math.max(0, median(values.slice(-third)) - median(values.slice(0, third)))
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}
