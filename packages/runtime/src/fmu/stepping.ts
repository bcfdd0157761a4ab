import { FmuFailure, type FmuLibrary, loadLibrary } from './library.ts'
import type { FmuJob, FmuRows, FmuState } from './messages.ts'
import { FmuVariables } from './variables.ts'

const MICROS = 1e6
/** A longer gap between two rows begins anew: to catch up would take longer than what comes of it is worth. */
const MOST_STEPS = 10_000
/** Of a step: what is nearer to a whole one is whole. */
const NEAR = 1e-6

/** One FMU on its way through time. What its rows depend on is told in README.md. */
export class FmuStepping {
  readonly #job: FmuJob
  readonly #library: FmuLibrary
  readonly #inputs: FmuVariables
  readonly #outputs: FmuVariables
  readonly #parameters: FmuVariables
  #stands: 'nowhere' | 'instantiated' | 'stepping' = 'nowhere'
  #values: readonly number[] = []
  /** µs of rows: when it began, and its last; s of its own. */
  #began = 0
  #last = 0
  #at = 0

  /** Throws {@link FmuFailure}, as all here. */
  constructor(job: FmuJob) {
    this.#job = job
    this.#inputs = new FmuVariables(job.inputs, job.version)
    this.#outputs = new FmuVariables(job.outputs, job.version)
    this.#parameters = new FmuVariables(job.parameters, job.version)
    this.#library = loadLibrary(job)
    this.#instantiate()
    this.#parameters.set(this.#library, (place) => job.values[place]!)
  }

  run({ length, time, inputs, parameters }: FmuRows): readonly Float64Array[] {
    const results = this.#job.outputs.map(() => new Float64Array(length))
    try {
      for (let row = 0; row < length; row += 1) {
        const inputOf = (place: number): number => inputs[place]![row]!
        if (this.#job.stateful) this.#follow(time[row]!, parameters, inputOf)
        else this.#repeat(parameters, inputOf)
        this.#outputs.get(this.#library, (place, value) => {
          results[place]![row] = value
        })
      }
      return results
    } catch (failure) {
      this.#leave(failure)
      throw failure
    }
  }

  save(): FmuState | undefined {
    if (this.#stands !== 'stepping') return undefined
    const bytes = this.#library.save()
    return { bytes, began: this.#began, last: this.#last, at: this.#at, parameters: this.#values }
  }

  restore(state: FmuState | undefined): void {
    try {
      this.#instantiate()
      if (!state) return
      this.#begin(state.parameters, () => 0)
      this.#library.restore(state.bytes)
      this.#began = state.began
      this.#last = state.last
      this.#at = state.at
    } catch (failure) {
      this.#leave(failure)
      throw failure
    }
  }

  /** A row of one that remembers: from the row before to this one. */
  #follow(time: number, parameters: readonly number[], inputOf: (place: number) => number): void {
    const { step, anyStep } = this.#job
    const to = (time - this.#began) / MICROS
    const goesOn =
      this.#stands === 'stepping' &&
      time >= this.#last &&
      to - this.#at <= MOST_STEPS * step &&
      isSame(parameters, this.#values)
    this.#last = time
    if (!goesOn) {
      this.#began = time
      this.#begin(parameters, inputOf)
      return
    }
    this.#inputs.set(this.#library, inputOf)
    const from = this.#at
    const steps = anyStep ? Math.ceil((to - from) / step - NEAR) : Math.floor((to - from) / step + NEAR)
    const size = anyStep ? (to - from) / Math.max(1, steps) : step
    for (let i = 1; i <= steps; i += 1) {
      this.#library.step(this.#at, size)
      this.#at = from + i * size
    }
  }

  /** A row of one that does not: one step with its inputs. */
  #repeat(parameters: readonly number[], inputOf: (place: number) => number): void {
    if (this.#stands !== 'stepping' || !isSame(parameters, this.#values)) this.#begin(parameters, inputOf)
    this.#inputs.set(this.#library, inputOf)
    this.#library.step(this.#at, this.#job.step)
    this.#at += this.#job.step
  }

  #begin(parameters: readonly number[], inputOf: (place: number) => number): void {
    if (this.#stands !== 'instantiated') this.#instantiate()
    const library = this.#library
    this.#parameters.set(library, (place) => parameters[place]!)
    library.enterInitialization()
    this.#inputs.set(library, inputOf)
    library.exitInitialization()
    this.#stands = 'stepping'
    this.#values = [...parameters]
    this.#at = 0
  }

  #instantiate(): void {
    if (this.#stands === 'instantiated') return
    if (this.#stands === 'stepping' && this.#job.onceAProcess) this.#library.reset()
    else {
      this.#library.free()
      this.#library.instantiate()
    }
    this.#stands = 'instantiated'
  }

  /** After an error an instance may only be reset or thrown away, after a fatal one not even that. */
  #leave(failure: unknown): void {
    const hasInstance = this.#stands !== 'nowhere'
    this.#stands = 'nowhere'
    if (failure instanceof FmuFailure && failure.fatal) return
    if (!this.#job.onceAProcess || !hasInstance) {
      this.#library.free()
      return
    }
    try {
      this.#library.reset()
      this.#stands = 'instantiated'
    } catch {
      // What is told is why it had to be reset.
    }
  }
}

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, i) => value === other[i])
