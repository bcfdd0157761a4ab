import { type Clock, Fault, type Log } from '@millrace/core'
import { type CaseResult, runCases } from '../cases/cases.ts'
import { limitsUnlessTold, type ModelPackage, type RunningModel, type Runtime } from '../face.ts'
import { fmuRuntime } from '../fmu/index.ts'
import { formulaRuntime } from '../formula/runtime.ts'
import { Guard } from '../guard/guard.ts'
import type { RuntimeKind } from '../manifest/manifest.ts'
import { onnxRuntime } from '../onnx/index.ts'
import { pythonRuntime } from '../python/index.ts'
import { openScriptRuntime } from '../script/script.ts'
import { wasmRuntime } from '../wasm/index.ts'
import { Turns } from '../worker/turns.ts'
import type { ModelAnswer, ModelCall, ModelHost } from './face.ts'

export interface HostNeeds {
  /** For Python's environments. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
}

interface Kept {
  readonly model: ModelPackage
  readonly guard: Guard
  readonly turns: Turns
  running: RunningModel | undefined
  usedAt: number
}

/** Models that are kept ready. */
const MOST_KEPT = 64

export function openModelHost(needs: HostNeeds): ModelHost {
  return new Host(needs)
}

class Host implements ModelHost {
  readonly #clock: Clock
  readonly #script: ReturnType<typeof openScriptRuntime>
  readonly #runtimes: Readonly<Record<RuntimeKind, Runtime>>
  readonly #kept = new Map<string, Kept>()
  #closed = false

  constructor({ folder, clock, log }: HostNeeds) {
    this.#clock = clock
    this.#script = openScriptRuntime(clock)
    this.#runtimes = {
      formula: formulaRuntime,
      script: this.#script,
      python: pythonRuntime({ folder, log }),
      onnx: onnxRuntime,
      wasm: wasmRuntime,
      fmu: fmuRuntime,
    }
  }

  async run(model: ModelPackage, { rows, parameters = {}, state }: ModelCall): Promise<ModelAnswer> {
    const kept = this.#keptOf(model)
    return kept.turns.take(async () => {
      const running = await this.#runningOf(kept)
      if (!model.manifest.stateful) return { results: await kept.guard.run(running, rows, parameters) }
      // A model that begins knows nothing of those before it.
      const own = state ? running : await this.#anew(kept)
      if (state) await own.restore(state)
      const results = await kept.guard.run(own, rows, parameters)
      return results.fault || !own.alive ? { results } : { results, state: await own.save() }
    })
  }

  cases(model: ModelPackage): Promise<readonly CaseResult[]> {
    if (this.#closed) return Promise.reject(closedFault(model))
    return runCases(model, this.#runtimes[model.manifest.runtime.kind])
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#kept.values()].map(({ running }) => running?.close()))
    await this.#script.close()
  }

  #keptOf(model: ModelPackage): Kept {
    if (this.#closed) throw closedFault(model)
    const kept = this.#kept.get(model.digest) ?? {
      model,
      guard: new Guard(model.manifest),
      turns: new Turns(),
      running: undefined,
      usedAt: 0,
    }
    kept.usedAt = this.#clock.monotonic()
    this.#kept.set(model.digest, kept)
    if (this.#kept.size > MOST_KEPT) this.#letGo()
    return kept
  }

  async #runningOf(kept: Kept): Promise<RunningModel> {
    if (kept.running && !kept.running.alive) {
      await kept.running.close()
      kept.running = undefined
    }
    const { manifest } = kept.model
    kept.running ??= await this.#runtimes[manifest.runtime.kind].start(kept.model, {
      ...limitsUnlessTold,
      ...manifest.limits,
    })
    return kept.running
  }

  async #anew(kept: Kept): Promise<RunningModel> {
    await kept.running?.close()
    kept.running = undefined
    return this.#runningOf(kept)
  }

  #letGo(): void {
    const [oldest] = [...this.#kept.values()].sort((a, b) => a.usedAt - b.usedAt)
    if (!oldest) return
    this.#kept.delete(oldest.model.digest)
    void oldest.turns.take(async () => oldest.running?.close())
  }
}

const closedFault = ({ manifest }: ModelPackage): Fault =>
  new Fault('model.died', { model: manifest.id, seen: 'its host is closed' })
