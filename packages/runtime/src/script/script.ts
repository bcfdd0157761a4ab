import { type Clock, Fault, systemClock } from '@millrace/core'
import type { ModelPackage, Results, Rows, RunningModel, Runtime } from '../face.ts'
import type { Limits } from '../manifest/manifest.ts'
import { Turns } from '../worker/turns.ts'
import { CellPool } from './cell-pool.ts'
import { columnsOf, resultsOf } from './columns.ts'
import type { Call, Done, Verdict } from './messages.ts'
import { type Program, programOf } from './program.ts'
import { loadState, saveState } from './state.ts'
import '../faults.ts'

/** ES modules of users in QuickJS, in threads that close with it. */
export interface ScriptRuntime extends Runtime {
  close(): Promise<void>
}

type ScriptPool = CellPool<Program, Call, Verdict>

const threads = {
  module: new URL('./script-thread', import.meta.url).href,
  programs: 64,
  most: 8,
  ended: (verdict: string) => verdict === 'done' || verdict === 'failed' || verdict === 'lied',
}

export function openScriptRuntime(clock: Clock = systemClock): ScriptRuntime {
  const pool = new CellPool<Program, Call, Verdict>(clock, threads)
  return {
    kind: 'script',
    async start(model, limits) {
      const script = new RunningScript(model, limits, pool)
      await script.load()
      return script
    },
    close: () => pool.close(),
  }
}

class RunningScript implements RunningModel {
  readonly #model: ModelPackage
  readonly #limits: Limits
  readonly #program: Program
  readonly #pool: ScriptPool
  #state = ''
  readonly #turns = new Turns()
  #refuse: ((reason: Fault) => void) | undefined
  /** Why it is not alive. */
  #ended: string | undefined

  constructor(model: ModelPackage, limits: Limits, pool: ScriptPool) {
    this.#model = model
    this.#limits = limits
    this.#program = programOf(model, limits)
    this.#pool = pool
  }

  get alive(): boolean {
    return this.#ended === undefined
  }

  /** A call without rows tells whether it can be loaded. */
  async load(): Promise<void> {
    await this.#ask({ length: 0, time: new Float64Array(), values: {} }, {})
  }

  run(rows: Rows, parameters: Readonly<Record<string, number>>): Promise<Results> {
    return this.#turns.take(async () => {
      const done = await this.#ask(rows, parameters)
      this.#state = rows.length === 0 ? this.#state : done.state
      return resultsOf(this.#program, rows.length, done)
    })
  }

  save(): Promise<Uint8Array> {
    return this.#turns.take(async () =>
      this.#program.stateful ? saveState(this.#model.manifest.id, this.#state) : new Uint8Array(),
    )
  }

  restore(state: Uint8Array): Promise<void> {
    return this.#turns.take(async () => {
      const { id } = this.#model.manifest
      if (this.#program.stateful) this.#state = loadState(id, state)
      else if (state.length > 0) throw new Fault('model.state_foreign', { model: id, seen: `${state.length} bytes` })
    })
  }

  async close(): Promise<void> {
    this.#ended ??= 'it is closed'
    this.#refuse?.(this.#died(this.#ended))
  }

  #died(seen: string): Fault {
    return new Fault('model.died', { model: this.#model.manifest.id, seen })
  }

  async #ask(rows: Rows, given: Readonly<Record<string, number>>): Promise<Done> {
    if (this.#ended !== undefined) throw this.#died(this.#ended)
    const usual = (this.#model.manifest.parameters ?? []).map(({ name, default: value }) => [name, value])
    const call = {
      length: rows.length,
      ...columnsOf(this.#program, rows),
      parameters: JSON.stringify({ ...Object.fromEntries(usual), ...given }),
      state: this.#state,
      timeMs: this.#limits.timeMs,
    }
    const verdict = await new Promise<Verdict>((resolve, reject) => {
      this.#refuse = reject
      void this.#pool.ask(this.#program, call).then(resolve)
    })
    if (verdict.is === 'done') return verdict
    const fault = this.#faultOf(verdict)
    if (verdict.is === 'slow' || verdict.is === 'greedy' || verdict.is === 'died')
      this.#ended = `it was stopped (${fault.code})`
    throw fault
  }

  #faultOf(verdict: Exclude<Verdict, Done>): Fault {
    const model = this.#model.manifest.id
    switch (verdict.is) {
      case 'slow':
        return new Fault('model.slow', { model, most: this.#limits.timeMs })
      case 'greedy':
        return new Fault('model.greedy', { model, most: this.#program.memory })
      case 'lied':
        return new Fault('model.lied', { model, expected: verdict.expected, seen: verdict.seen })
      default:
        return new Fault(`model.${verdict.is}`, { model, seen: verdict.seen })
    }
  }
}
