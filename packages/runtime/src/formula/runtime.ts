import { Fault, sayFault } from '@millrace/core'
import type { ModelPackage, Results, Rows, RunningModel, Runtime } from '../face.ts'
import '../faults.ts'
import { FormulaProgram } from './program.ts'

/** Formulas of the house. They cannot loop, reach nothing, and run where they are asked. */
export const formulaRuntime: Runtime & { start(model: ModelPackage): Promise<RunningFormula> } = {
  kind: 'formula',
  async start({ manifest }) {
    const { id, runtime } = manifest
    if (runtime.kind !== 'formula')
      throw new Fault('model.broken', { model: id, seen: `its runtime is ${runtime.kind}, not formula` })
    try {
      return new RunningFormula(id, new FormulaProgram(manifest, runtime))
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code === 'model.broken') throw thrown
      throw new Fault('model.broken', { model: id, seen: sayFault(thrown) }, thrown)
    }
  },
}

class RunningFormula implements RunningModel {
  readonly #id: ModelPackage['manifest']['id']
  readonly #program: FormulaProgram
  #alive = true

  constructor(id: string, program: FormulaProgram) {
    this.#id = id
    this.#program = program
  }

  get alive(): boolean {
    return this.#alive
  }

  /** @param into columns for numbers and conditions by name of output, of as many rows; what is left out is made */
  async run(
    rows: Rows,
    parameters: Readonly<Record<string, number>>,
    into?: Readonly<Record<string, Float64Array>>,
  ): Promise<Results> {
    if (!this.#alive) throw new Fault('model.died', { model: this.#id, seen: 'it was closed' })
    return this.#program.run(rows, parameters, into)
  }

  async save(): Promise<Uint8Array> {
    return new Uint8Array()
  }

  async restore(state: Uint8Array): Promise<void> {
    if (state.length > 0)
      throw new Fault('model.state_foreign', { model: this.#id, seen: `${state.length} bytes for one that has none` })
  }

  async close(): Promise<void> {
    this.#alive = false
  }
}
