import { setImmediate as turn } from 'node:timers/promises'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import type { GivenInput } from '../guard/inputs.ts'
import { picked } from '../guard/outputs.ts'
import { modelled, type Selection } from './observations.ts'
import type { CalibrationRequest, Settled } from './request.ts'

/** Runs of a model with what is sought, counted; between two of them others have their turn. */
export class Runs {
  count = 0
  readonly #request: CalibrationRequest
  readonly #settled: Settled

  constructor(request: CalibrationRequest, settled: Settled) {
    this.#request = request
    this.#settled = settled
  }

  async run(rows: GuardedRows, x: Float64Array): Promise<GuardedResults> {
    const { run, signal } = this.#request
    const { sought, fixed } = this.#settled
    await turn()
    signal?.throwIfAborted()
    this.count++
    return await run(rows, { ...fixed, ...Object.fromEntries(sought.map(({ name }, j) => [name, x[j]!])) }, signal)
  }

  /** Rejects with what the model does wrong. */
  async mustRun(rows: GuardedRows, x: Float64Array): Promise<GuardedResults> {
    const results = await this.run(rows, x)
    if (results.fault) throw results.fault
    return results
  }
}

/** The rows that are fitted: of a model without a state those alone, of one with a state all before the part that is held back. */
export class FittedRows {
  readonly #rows: GuardedRows
  /** Of each output, places in {@link #rows} with what was measured there. */
  readonly #compared: readonly {
    readonly name: string
    readonly places: Uint32Array
    readonly measured: Float64Array
  }[]

  constructor(
    { model, rows, measured }: CalibrationRequest,
    outputs: readonly string[],
    { selections, split }: { readonly selections: readonly Selection[]; readonly split: number },
  ) {
    const isNeeded = (row: number): boolean => model.stateful === true || selections.some(({ isUsed }) => isUsed[row])
    const places = Uint32Array.from(Array.from({ length: split }, (_, row) => row).filter(isNeeded))
    const cut = ({ values, status }: GivenInput): GivenInput => ({
      values: picked(values, places),
      status: Uint32Array.from(places, (row) => status[row]!),
    })
    this.#rows = {
      length: places.length,
      time: Float64Array.from(places, (row) => rows.time[row]!),
      inputs: Object.fromEntries(Object.entries(rows.inputs).map(([name, given]) => [name, cut(given)])),
    }
    this.#compared = outputs.map((name, i) => {
      const own = Uint32Array.from(places.keys()).filter((place) => selections[i]!.isUsed[places[place]!])
      const values = measured[name]!.values as Float64Array
      return { name, places: own, measured: Float64Array.from(own, (place) => values[places[place]!]!) }
    })
  }

  /** Measured values, of all outputs. */
  get length(): number {
    return this.#compared.reduce((sum, { places }) => sum + places.length, 0)
  }

  /** Measured less modelled, one output after the other, each over its weight. Undefined where the model says nothing. */
  async residuals(runs: Runs, x: Float64Array, weights: readonly number[]): Promise<Float64Array | undefined> {
    const results = await runs.run(this.#rows, x)
    if (results.fault) return undefined
    const residuals = new Float64Array(this.length)
    let at = 0
    for (const [i, { name, places, measured }] of this.#compared.entries())
      for (let j = 0; j < places.length; j++) {
        const residual = (measured[j]! - modelled(results, name, places[j]!)) / weights[i]!
        if (!Number.isFinite(residual)) return undefined
        residuals[at++] = residual
      }
    return residuals
  }
}
