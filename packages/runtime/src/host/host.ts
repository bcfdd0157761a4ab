import { availableParallelism, totalmem } from 'node:os'
import { type Clock, Fault, type Log, type Timer } from '@millrace/core'
import { type CaseResult, casesOf } from '../cases/cases.ts'
import type { ModelPackage, Runtime } from '../face.ts'
import { fmuRuntime } from '../fmu/index.ts'
import { formulaRuntime } from '../formula/runtime.ts'
import type { RuntimeKind } from '../manifest/manifest.ts'
import { onnxRuntime } from '../onnx/index.ts'
import { pythonRuntime } from '../python/index.ts'
import { openScriptRuntime } from '../script/script.ts'
import { wasmRuntime } from '../wasm/index.ts'
import type { ModelAnswer, ModelCall, ModelHost } from './face.ts'
import { KeptModel } from './kept.ts'
import { Places, type Room } from './places.ts'
import { Schedule, type Seats } from './schedule.ts'
import '../faults.ts'

export interface HostNeeds {
  /** For Python's environments. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
}

const MIB = 1024 * 1024
const cores = availableParallelism()
const WAITING = 8_192

/** Calls that wait for threads and processes. */
const away: Seats = {
  all: Math.max(6, 2 * cores),
  kept: Math.max(6, 2 * cores),
  share: { all: Math.max(6, 2 * cores), strange: Math.max(3, cores) },
  memory: Math.max(1024 * MIB, totalmem() / 2),
  waiting: WAITING,
}
/** Formulas, which run here: they give way to each other row by row, whoever's they are. */
const here: Seats = {
  all: 16,
  kept: 0,
  share: { all: 4, strange: 4 },
  memory: Number.POSITIVE_INFINITY,
  waiting: WAITING,
}

/** Models that are kept, running or not. */
const MOST_KEPT = 512
/** What is up; no fewer than may be at work at once. */
const room: Room = {
  threads: Math.max(32, away.all + away.kept),
  processes: away.all + away.kept,
  memory: away.memory,
}
/** A thread or process that nobody asks for so long is closed. */
const IDLE_MS = 2 * 60_000
const LOOK_MS = 15_000

export function openModelHost(needs: HostNeeds): ModelHost {
  return new Host(needs)
}

class Host implements ModelHost {
  readonly #clock: Clock
  readonly #log: Log
  readonly #script: ReturnType<typeof openScriptRuntime>
  readonly #runtimes: Readonly<Record<RuntimeKind, Runtime>>
  readonly #away = new Schedule(away)
  readonly #here = new Schedule(here)
  readonly #places = new Places(room)
  /** By share and digest: what ran for one share never runs for another. The longest unused first. */
  readonly #kept = new Map<string, KeptModel>()
  readonly #look: Timer
  #calls = 0
  #closed = false

  constructor({ folder, clock, log }: HostNeeds) {
    this.#clock = clock
    this.#log = log
    this.#script = openScriptRuntime(clock)
    this.#runtimes = {
      formula: formulaRuntime,
      script: this.#script,
      python: pythonRuntime({ folder, log }),
      onnx: onnxRuntime,
      wasm: wasmRuntime,
      fmu: fmuRuntime,
    }
    this.#look = clock.every(LOOK_MS, () => this.#places.closeIdle(IDLE_MS))
  }

  async run(model: ModelPackage, call: ModelCall): Promise<ModelAnswer> {
    return this.#ask(model, call, '')
  }

  /** Beside the model that is at work, which what a case does to it shall not touch. */
  async cases(model: ModelPackage, share: string): Promise<readonly CaseResult[]> {
    const purpose = `cases ${++this.#calls}`
    try {
      return await casesOf(model, async (rows, parameters) => {
        const { results } = await this.#ask(model, { rows, parameters, share }, purpose)
        return results
      })
    } finally {
      const key = keyOf(model, share, purpose)
      const kept = this.#kept.get(key)
      this.#kept.delete(key)
      await kept?.close()
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#look.cancel()
    await Promise.all([...this.#kept.values()].map((kept) => kept.close()))
    await this.#script.close()
  }

  async #ask(model: ModelPackage, call: ModelCall, purpose: string): Promise<ModelAnswer> {
    if (this.#closed) throw closedFault(model)
    const { id, runtime } = model.manifest
    const kept = this.#keptOf(model, call.share, purpose)
    return kept.during(async () => {
      const refused = kept.resting(call)
      if (refused) return refused
      const isHere = runtime.kind === 'formula'
      const { share } = call
      const memory = isHere ? 0 : kept.limits.memory
      if (memory > away.memory)
        throw new Fault('model.unsupported', {
          model: id,
          seen: `it may take ${memory} bytes, and models have ${Math.floor(away.memory)} here`,
        })
      const key = isHere ? String(++this.#calls) : keyOf(model, share, purpose)
      const wish = { model: id, share, key, memory, isKnown: () => kept.isKnown }
      return (isHere ? this.#here : this.#away).take(wish, async () => {
        if (this.#closed) throw closedFault(model)
        // What waited behind the call that it was stopped for.
        return kept.resting(call) ?? kept.answer(call)
      })
    })
  }

  #keptOf(model: ModelPackage, share: string, purpose: string): KeptModel {
    const key = keyOf(model, share, purpose)
    const kept =
      this.#kept.get(key) ??
      new KeptModel(model, {
        runtime: this.#runtimes[model.manifest.runtime.kind],
        clock: this.#clock,
        log: this.#log,
        places: this.#places,
      })
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    if (this.#kept.size > MOST_KEPT) this.#forget()
    return kept
  }

  #forget(): void {
    for (const [key, kept] of this.#kept) {
      if (kept.isAsked) continue
      this.#kept.delete(key)
      void kept.close()
      return
    }
  }
}

const keyOf = ({ digest, manifest }: ModelPackage, share: string, purpose: string): string =>
  JSON.stringify(manifest.runtime.kind === 'formula' && purpose === '' ? [digest] : [digest, share, purpose])

const closedFault = ({ manifest }: ModelPackage): Fault =>
  new Fault('model.died', { model: manifest.id, seen: 'its host is closed' })
