import { mkdir, rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { Fault, Owned } from '@millrace/core'
import { cpuSeconds } from './cpu.ts'
import type { Engine, EngineName } from './engines/engine.ts'
import { engines } from './engines/index.ts'
import { median } from './limits.ts'
import { LoadFile, sendAll } from './load-file.ts'
import { type Held, type Query, queries } from './plan.ts'
import { type Load, random, valuesOf } from './workload.ts'
import './faults.ts'

const SEED = 4
/** A slow engine is asked less often: no query takes more than this, ms, unless it is a single one. */
const PATIENCE_MS = 120_000
/**
 * A quick query is asked more often, ms and turns at most: what comes first pays for compiling our code, which a platform does
 * once in its life, and the peers were compiled before.
 */
const WARM_MS = 500
const WARM_TURNS = 30

export interface Measured {
  readonly engine: EngineName
  readonly ingestPerS: number
  /** Values that a second of its CPU takes in. */
  readonly ingestPerCpuS: number
  readonly bytesPerValue: number
  /** By query; median, ms. */
  readonly ms: Readonly<Record<string, number>>
}

export interface Task {
  readonly engine: EngineName
  readonly folder: string
  readonly held: Held
  /** Devices that every engine holds: what random series are drawn from. */
  readonly devices: number
  readonly turns: number
  readonly quick: boolean
  readonly progress: (text: string) => void
}

const millions = (value: number): string => `${(value / 1e6).toFixed(2)} M`

async function loaded(engine: Engine, path: string, load: Load): Promise<{ seconds: number; cpu: number }> {
  const file = await LoadFile.make(path, load, engine.encode)
  try {
    const begun = performance.now()
    const cpu = cpuSeconds(engine.pid)
    await sendAll(file, (batch) => engine.write(batch))
    await engine.finish()
    return { seconds: (performance.now() - begun) / 1_000, cpu: cpuSeconds(engine.pid) - cpu }
  } finally {
    await file.close()
  }
}

/**
 * One turn unmeasured, then the median of `turns`, of up to {@link WARM_TURNS} where they are quick, each with another series or
 * window; for every engine alike. Throws on a wrong answer.
 */
async function timed(engine: Engine, query: Query, { held, devices, turns }: Task): Promise<number> {
  const below = random(SEED)
  const times: number[] = []
  const begun = performance.now()
  const isDue = (turn: number): boolean => turn <= turns || (turn <= WARM_TURNS && performance.now() - begun < WARM_MS)
  for (let turn = 0; isDue(turn); turn++) {
    const asking = query.asking(held, devices, below)
    const asked = performance.now()
    const answer = await asking.run(engine)
    const ms = performance.now() - asked
    const wrong = asking.check(answer)
    if (wrong !== undefined)
      throw new Fault('history_bench.answer_wrong', { engine: engine.name, query: query.name, seen: wrong })
    if (turn > 0) times.push(ms)
    if (turn > 0 && performance.now() - begun > PATIENCE_MS) break
  }
  return median(times)
}

/** Loads one engine, lets it come to rest, asks it everything, and ends it. */
export async function measure(task: Task): Promise<Measured> {
  const { engine: name, held, quick, progress } = task
  const folder = join(task.folder, name)
  const path = join(task.folder, `${name}.load`)
  await mkdir(folder)
  const owned = new Owned()
  owned.add({ close: () => rm(folder, { recursive: true, force: true }) })
  try {
    const engine = owned.add(await engines[name]({ folder, fleet: held.fleet, quick }))
    await loaded(engine, path, held.month)
    const values = valuesOf(held.fleet)
    const { seconds, cpu } = await loaded(engine, path, held.fleet)
    progress(
      `${name}: ${millions(values)} values in ${seconds.toFixed(1)} s, ${millions(values / seconds)}/s, ${millions(values / cpu)} a CPU second; answered when ${engine.promises} (load of the machine ${loadOf()})`,
    )
    const bytes = await engine.settle()
    const bytesPerValue = bytes / (values + valuesOf(held.month))
    progress(`${name}: at rest, ${bytesPerValue.toFixed(2)} B a value`)
    const ms: Record<string, number> = {}
    for (const query of queries) {
      ms[query.name] = await timed(engine, query, task)
      progress(`${name}: ${query.name} ${ms[query.name]?.toFixed(1)} ms`)
    }
    return { engine: name, ingestPerS: values / seconds, ingestPerCpuS: values / cpu, bytesPerValue, ms }
  } finally {
    await owned.close()
  }
}

export const loadOf = (): string => (loadavg()[0] as number).toFixed(1)
