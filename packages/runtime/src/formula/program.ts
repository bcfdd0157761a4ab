import { type CheckedExpression, type ColumnKernel, compileColumns, type Frame } from '@millrace/compute'
import { Fault } from '@millrace/core'
import type { Column, Results, Rows } from '../face.ts'
import '../faults.ts'
import { checkOutput, checkStep, namesOfModel } from '../manifest/formulas.ts'
import type { FormulaSpec, ModelManifest, ModelType } from '../manifest/manifest.ts'
import { CallTexts } from './texts.ts'

/** Columns are worked on so many rows at a time: those of steps stay in the cache of a core. */
const STRETCH = 8_192

interface Line {
  readonly kernel: ColumnKernel
  /** Where its result stands among the columns. */
  readonly slot: number
}

/** The formulas of a model, ready to run over columns: inputs, parameters, steps and outputs each have one. */
export class FormulaProgram {
  readonly #manifest: ModelManifest
  readonly #texts = new CallTexts()
  readonly #slots = new Map<string, number>()
  readonly #steps: readonly Line[]
  readonly #outputs: readonly (Line & { readonly name: string; readonly type: ModelType })[]
  /** By slot; of inputs and outputs they are those of the call. */
  readonly #frames: Frame[]
  /** What a parameter's column holds. */
  readonly #held = new Map<string, number>()
  readonly #good = new Uint32Array(STRETCH)
  readonly #spare = new Uint32Array(STRETCH)

  /** Throws as expressions do. */
  constructor(manifest: ModelManifest, { steps = [], outputs }: FormulaSpec) {
    this.#manifest = manifest
    const known = namesOfModel(manifest)
    for (const name of known.keys()) this.#slots.set(name, this.#slots.size)
    this.#steps = steps.map((step) => {
      const checked = checkStep(step, known)
      const kernel = this.#compile(checked)
      const slot = this.#slots.size
      this.#slots.set(step.name, slot)
      known.set(step.name, checked.type)
      return { kernel, slot }
    })
    let slot = this.#slots.size
    this.#outputs = manifest.outputs.map((output) => {
      const formula = Object.hasOwn(outputs, output.name) ? outputs[output.name] : undefined
      if (formula === undefined)
        throw new Fault('model.broken', { model: manifest.id, seen: `the output ${output.name} has no formula` })
      const kernel = this.#compile(checkOutput(formula, output, known))
      return { kernel, slot: slot++, name: output.name, type: output.type }
    })
    this.#frames = Array.from({ length: slot }, () => ({
      value: new Float64Array(STRETCH),
      status: new Uint32Array(STRETCH),
    }))
    this.#texts.keep()
  }

  #compile(checked: CheckedExpression): ColumnKernel {
    return compileColumns(checked, (name) => this.#slots.get(name), this.#texts)
  }

  run({ length, values }: Rows, parameters: Readonly<Record<string, number>>): Results {
    for (const { name, default: usual } of this.#manifest.parameters ?? [])
      this.#hold(name, Object.hasOwn(parameters, name) ? parameters[name]! : usual)
    const given = this.#manifest.inputs.map((input) => this.#columnOf(input.name, values))
    const results = this.#outputs.map(() => new Float64Array(length))
    for (let from = 0; from < length; from += STRETCH) {
      const until = Math.min(length, from + STRETCH)
      given.forEach((column, slot) => {
        this.#frames[slot] = { value: column.subarray(from, until), status: this.#good }
      })
      for (const { kernel, slot } of this.#steps) kernel.evaluate(this.#frames, until - from, this.#frames[slot]!)
      this.#outputs.forEach(({ kernel }, i) => {
        kernel.evaluate(this.#frames, until - from, {
          value: results[i]!.subarray(from, until),
          status: this.#spare,
        })
      })
    }
    const told = this.#outputs.map(({ name, type }, i): [string, Column] => [
      name,
      type === 'text' ? Array.from(results[i]!, (number) => this.#texts.textOf(number) ?? '') : results[i]!,
    ])
    this.#texts.forget()
    return { length, values: Object.fromEntries(told) }
  }

  /** A parameter is a column as inputs are, that is the same in every row. */
  #hold(name: string, value: number): void {
    if (this.#held.get(name) === value) return
    this.#held.set(name, value)
    this.#frames[this.#slots.get(name)!]!.value.fill(value)
  }

  #columnOf(name: string, values: Rows['values']): Float64Array {
    const column = values[name]!
    return column instanceof Float64Array ? column : Float64Array.from(column, (text) => this.#texts.numberOf(text))
  }
}
