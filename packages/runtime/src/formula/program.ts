import { type CheckedExpression, type ColumnKernel, compileColumns, type Frame, TextNumbers } from '@millrace/compute'
import { Fault, Status } from '@millrace/core'
import type { Column, Results, Rows } from '../face.ts'
import '../faults.ts'
import { checkOutput, checkStep, namesOfModel } from '../manifest/formulas.ts'
import type { FormulaSpec, ModelManifest, ModelType } from '../manifest/manifest.ts'
import { areThere, type ColumnLoop, columnAt, columnsOf, compile, STRETCH } from './engine.ts'
import { fuse, isFusable } from './fuse.ts'
import type { ColumnCode } from './wasm.ts'

/** One thing to do for a stretch of rows: fill the column of a slot. */
interface Work {
  readonly slot: number
  /** By compute's kernel, with the quality of what it reads; otherwise by the loop of this number. */
  readonly how: ColumnKernel | number
}

const BYTES = Float64Array.BYTES_PER_ELEMENT

/** The formulas of a model, ready to run over columns: inputs, parameters, steps and outputs each have a slot. */
export class FormulaProgram {
  readonly #manifest: ModelManifest
  readonly #texts = new TextNumbers()
  /** How many of them are of the formulas: what callers send is forgotten after their call. */
  readonly #ownTexts: number
  readonly #slots = new Map<string, number>()
  readonly #work: Work[] = []
  readonly #loops: readonly ColumnLoop[]
  readonly #outputs: readonly { readonly name: string; readonly type: ModelType; readonly slot: number }[]
  /** Slots whose status somebody asks for. */
  readonly #weighed = new Set<number>()
  readonly #statuses: readonly Uint32Array[]
  #free = 0
  #frames: readonly Frame[] = []
  #columns: readonly Float64Array[] = []

  /** Throws as expressions do. */
  constructor(manifest: ModelManifest, { steps = [], outputs }: FormulaSpec) {
    this.#manifest = manifest
    const known = namesOfModel(manifest)
    const loops: ColumnCode[] = []
    for (const name of known.keys()) this.#slots.set(name, this.#free++)
    for (const step of steps) {
      const checked = checkStep(step, known)
      this.#slots.set(step.name, this.#plan(checked, loops))
      known.set(step.name, checked.type)
    }
    this.#outputs = manifest.outputs.map((output) => {
      const formula = Object.hasOwn(outputs, output.name) ? outputs[output.name] : undefined
      if (formula === undefined)
        throw new Fault('model.broken', { model: manifest.id, seen: `the output ${output.name} has no formula` })
      return { name: output.name, type: output.type, slot: this.#plan(checkOutput(formula, output, known), loops) }
    })
    this.#loops = compile(loops)
    const good = new Uint32Array(STRETCH)
    const given = known.size - steps.length
    this.#statuses = Array.from({ length: this.#free }, (_, slot) => (slot < given ? good : new Uint32Array(STRETCH)))
    this.#ownTexts = this.#texts.count
  }

  /** Where the result will stand. */
  #plan(checked: CheckedExpression, loops: ColumnCode[]): number {
    if (!isFusable(checked.root)) return this.#kernel(checked)
    const loop = fuse(checked.root, {
      columnOf: (name) => columnAt(this.#slots.get(name)!),
      foreign: (root) => columnAt(this.#kernel({ ...checked, root, type: root.gives })),
    })
    const slot = this.#free++
    this.#work.push({ slot, how: loops.push({ ...loop, into: columnAt(slot) }) - 1 })
    return slot
  }

  #kernel(checked: CheckedExpression): number {
    const slotOf = (name: string): number | undefined => {
      const slot = this.#slots.get(name)
      if (slot !== undefined) this.#weighed.add(slot)
      return slot
    }
    const how = compileColumns(checked, slotOf, this.#texts)
    const slot = this.#free++
    this.#work.push({ slot, how })
    return slot
  }

  /** @param into columns for outputs by name, of as many rows: fresh memory costs as much as the arithmetic of a short formula */
  run(
    { length, values }: Rows,
    parameters: Readonly<Record<string, number>>,
    into: Readonly<Record<string, Float64Array>> = {},
  ): Results {
    if (!areThere(this.#columns)) {
      this.#columns = columnsOf(this.#free)
      this.#frames = this.#columns.map((value, slot) => ({ value, status: this.#statuses[slot]! }))
    }
    const given = this.#manifest.inputs.map(({ name }) => this.#columnOf(name, values))
    const most = Math.min(length, STRETCH)
    for (const { name, default: usual } of this.#manifest.parameters ?? []) {
      const value = Object.hasOwn(parameters, name) ? parameters[name]! : usual
      this.#columns[this.#slots.get(name)!]!.fill(value, 0, most)
    }
    // Every row is written: nothing is spent on zeros, nor shown of what was in the memory before.
    const results = this.#outputs.map(
      ({ name }) =>
        (Object.hasOwn(into, name) ? into[name] : undefined) ??
        new Float64Array(Buffer.allocUnsafeSlow(length * BYTES).buffer),
    )
    for (let from = 0; from < length; from += STRETCH) {
      const until = Math.min(length, from + STRETCH)
      for (let slot = 0; slot < given.length; slot++) this.#columns[slot]!.set(given[slot]!.subarray(from, until))
      for (const work of this.#work) this.#do(work, until - from)
      this.#outputs.forEach(({ slot }, i) => {
        results[i]!.set(this.#columns[slot]!.subarray(0, until - from), from)
      })
    }
    const told = this.#outputs.map(({ name, type }, i): [string, Column] => [
      name,
      type === 'text' ? Array.from(results[i]!, (number) => this.#texts.textOf(number) ?? '') : results[i]!,
    ])
    this.#texts.forgetAfter(this.#ownTexts)
    return { length, values: Object.fromEntries(told) }
  }

  #do({ slot, how }: Work, rows: number): void {
    if (typeof how === 'object') {
      how.evaluate(this.#frames, rows, this.#frames[slot]!)
      return
    }
    // Two rows go at a time: what stands behind the last is worked on too, and nobody looks at it.
    this.#loops[how]!(Math.ceil(rows / 2) * 2 * BYTES)
    if (!this.#weighed.has(slot)) return
    const { value, status } = this.#frames[slot]!
    for (let row = 0; row < rows; row++) status[row] = Number.isNaN(value[row]!) ? Status.BadOutOfRange : Status.Good
  }

  #columnOf(name: string, values: Rows['values']): Float64Array {
    const column = values[name]!
    return column instanceof Float64Array ? column : Float64Array.from(column, (text) => this.#texts.numberOf(text))
  }
}
