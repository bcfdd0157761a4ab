import { type Clock, Fault, type Log } from '@millrace/core'
import { limitsUnlessTold, type ModelPackage, type RunningModel, type Runtime } from '../face.ts'
import { Guard } from '../guard/guard.ts'
import type { Limits, RuntimeKind } from '../manifest/manifest.ts'
import { MOST_STATE } from '../state/frame.ts'
import type { ModelAnswer, ModelCall } from './face.ts'
import type { Placed, Places } from './places.ts'
import '../faults.ts'

/** The second stop in a row is followed by a pause, each one after that by one of twice the length. */
const PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 5 * 60_000

export interface KeptNeeds {
  readonly runtime: Runtime
  readonly clock: Clock
  readonly log: Log
  readonly places: Places
}

/**
 * A model of one share as it is kept ready: what runs of it, and what became of its last calls. What was stopped is started again
 * with the next call; what is stopped each time rests in between, for longer and longer.
 */
export class KeptModel implements Placed {
  readonly limits: Limits
  readonly #model: ModelPackage
  readonly #needs: KeptNeeds
  readonly #guard: Guard
  #running: RunningModel | undefined
  /** What a stateful model remembers before its first row. */
  #blank: Uint8Array | undefined
  #closing: Promise<void> | undefined
  #calls = 0
  #atWork = 0
  #usedAt: number
  #wasAnswered = false
  #stops = 0
  #restsUntil = 0
  #fault: Fault | undefined

  constructor(model: ModelPackage, needs: KeptNeeds) {
    this.limits = { ...limitsUnlessTold, ...model.manifest.limits }
    this.#model = model
    this.#needs = needs
    this.#guard = new Guard(model.manifest)
    this.#usedAt = needs.clock.monotonic()
  }

  /** A call of it is at work or waits. */
  get isAsked(): boolean {
    return this.#calls > 0
  }

  get kind(): RuntimeKind {
    return this.#needs.runtime.kind
  }

  get isAtWork(): boolean {
    return this.#atWork > 0
  }

  /** It has a thread or process. */
  get isUp(): boolean {
    return this.#running !== undefined || this.#closing !== undefined
  }

  /** It runs, and its last call was answered. */
  get isKnown(): boolean {
    return this.#running?.alive === true && this.#wasAnswered
  }

  get idleMs(): number {
    return this.isAsked ? 0 : this.#needs.clock.monotonic() - this.#usedAt
  }

  /** Holds it for a call, from the time it is asked until it is answered. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#calls++
    try {
      return await work()
    } finally {
      this.#calls--
      this.#usedAt = this.#needs.clock.monotonic()
    }
  }

  /** What it says while it rests: what it was stopped for. */
  resting({ rows, parameters }: ModelCall): Promise<ModelAnswer> | undefined {
    const fault = this.#fault
    if (!fault || this.#needs.clock.monotonic() >= this.#restsUntil) return undefined
    return this.#refused(fault, rows, parameters)
  }

  /** One call after the other, but of formulas. Rejects as {@link ModelHost.run}. */
  async answer(call: ModelCall): Promise<ModelAnswer> {
    this.#atWork++
    try {
      return await this.#answer(call)
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !thrown.code.startsWith('model.') || ofTheCall.has(thrown.code)) throw thrown
      if (!this.#running?.alive) this.#stopped(thrown)
      return await this.#refused(thrown, call.rows, call.parameters)
    } finally {
      this.#atWork--
    }
  }

  async #answer({ rows, parameters, state }: ModelCall): Promise<ModelAnswer> {
    const running = await this.#begun(state)
    const results = await this.#guard.run(running, rows, parameters)
    if (results.fault) {
      if (!running.alive) this.#stopped(results.fault)
      return { results }
    }
    const answer = this.#isStateful ? { results, state: await running.save() } : { results }
    this.#stops = 0
    this.#fault = undefined
    this.#wasAnswered = true
    return answer
  }

  /** Ends what runs; it may be asked again. */
  close(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    this.#blank = undefined
    if (running)
      this.#closing = running.close().finally(() => {
        this.#closing = undefined
      })
    return this.#closing ?? Promise.resolve()
  }

  get #isStateful(): boolean {
    return this.#model.manifest.stateful === true
  }

  /** Running, and where the state is, or at the very beginning. */
  async #begun(state: Uint8Array | undefined): Promise<RunningModel> {
    const { id } = this.#model.manifest
    if (state && state.length > MOST_STATE)
      throw new Fault('model.state_foreign', { model: id, seen: `${state.length} bytes` })
    const wasUp = this.#running?.alive === true
    const running = await this.#started()
    if (!this.#isStateful) return running
    if (state) await running.restore(state)
    else if (wasUp) await running.restore(this.#blank!)
    return running
  }

  async #started(): Promise<RunningModel> {
    if (this.#running?.alive) return this.#running
    await this.close()
    const { runtime, places } = this.#needs
    await places.make(this)
    const running = await runtime.start(this.#model, this.limits)
    try {
      this.#blank = this.#isStateful ? await running.save() : undefined
    } catch (reason) {
      await running.close()
      throw reason
    }
    this.#running = running
    return running
  }

  #stopped(fault: Fault): void {
    const { clock, log } = this.#needs
    void this.close()
    this.#wasAnswered = false
    this.#fault = fault
    this.#stops++
    if (this.#stops < 2) return
    const pause = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (this.#stops - 2))
    this.#restsUntil = clock.monotonic() + pause
    const { id, version } = this.#model.manifest
    log.warn('a model rests', { model: id, version, stops: this.#stops, seconds: pause / 1_000, seen: fault.message })
  }

  /** Where it cannot be started, whoever asks is told so; all else is told of the rows. */
  async #refused(fault: Fault, rows: ModelCall['rows'], parameters: ModelCall['parameters']): Promise<ModelAnswer> {
    if (unstartable.has(fault.code)) throw fault
    return { results: await this.#guard.run(refusing(fault), rows, parameters) }
  }
}

const unstartable = new Set(['model.broken', 'model.unsupported'])
/** Faults of whoever asked, which say nothing of the model. */
const ofTheCall = new Set(['model.state_foreign', 'model.rows_unfit'])

/** Stands in for a model that cannot be asked. */
const refusing = (fault: Fault): RunningModel => ({
  alive: false,
  run: () => Promise.reject(fault),
  save: () => Promise.reject(fault),
  restore: () => Promise.reject(fault),
  close: () => Promise.resolve(),
})
