import { Fault } from '@millrace/core'
import type { Results, Rows } from '../face.ts'
import type { ModelManifest, ModelOutput } from '../manifest/manifest.ts'
import { StateFrame } from '../state/frame.ts'
import { numbersOf, onlyNumbers } from '../worker/numbers.ts'
import type { Parameters, ToLoad } from '../worker/protocol.ts'
import { type LoadedModel, sayBriefly } from '../worker/serve.ts'
import { checkInterface, type Exports, PAGE, ranOut, textAt } from './abi.ts'
import { type ModuleShape, readShape } from './sections.ts'
import '../faults.ts'

const F64 = 8

export async function loadModule({ manifest, file, memory }: ToLoad): Promise<LoadedModel> {
  onlyNumbers(manifest)
  const module = await WebAssembly.compile(file).catch((reason: unknown) => {
    throw new Fault('model.broken', { seen: sayBriefly(reason) })
  })
  const shape = readShape(file)
  checkInterface(shape, manifest, memory)
  try {
    return new WasmModel(manifest, module, shape, new StateFrame(manifest.id, file))
  } catch (trap) {
    throw new Fault('model.broken', { seen: sayBriefly(trap) })
  }
}

/**
 * One module. What a call that fails has changed is undone: it begins anew where it trapped, and what it remembers is what it
 * remembered before that call.
 */
class WasmModel implements LoadedModel {
  readonly #manifest: ModelManifest
  readonly #module: WebAssembly.Module
  readonly #shape: ModuleShape
  readonly #frame: StateFrame
  #exports: Exports
  #place = { pointer: 0, bytes: 0 }
  /** What it remembered before the call that is on its way. */
  #before = new Uint8Array()

  constructor(manifest: ModelManifest, module: WebAssembly.Module, shape: ModuleShape, frame: StateFrame) {
    this.#manifest = manifest
    this.#module = module
    this.#shape = shape
    this.#frame = frame
    this.#exports = this.#instance()
  }

  run(rows: Rows, given: Parameters): Results {
    const { inputs, outputs, parameters = [] } = this.#manifest
    const { length } = rows
    if (length === 0) return resultsOf(outputs, length, () => new Float64Array())
    if (this.#manifest.stateful) this.#before = this.#state().slice()
    const column = length * F64
    const time = this.#reserved((1 + inputs.length + outputs.length) * column + parameters.length * F64)
    const at = { inputs: time + column, outputs: time + (1 + inputs.length) * column, parameters: 0 }
    at.parameters = at.outputs + outputs.length * column
    this.#view(time, length).set(rows.time)
    for (const [i, { name }] of inputs.entries()) this.#view(at.inputs + i * column, length).set(numbersOf(rows, name))
    // A row that is not written is none, whatever was there before.
    this.#view(at.outputs, outputs.length * length).fill(Number.NaN)
    const plate = this.#view(at.parameters, parameters.length)
    for (const [i, { name, default: unlessTold }] of parameters.entries())
      plate[i] = Object.hasOwn(given, name) ? given[name]! : unlessTold
    const code = this.#guarded(({ run }) => run(length, time, at.inputs, at.outputs, at.parameters))
    if (code !== 0) {
      const seen = this.#reason(code)
      this.#remember()
      throw new Fault('model.failed', { seen })
    }
    return resultsOf(outputs, length, (i) => this.#view(at.outputs + i * column, length).slice())
  }

  save(): Uint8Array {
    return this.#manifest.stateful ? this.#frame.wrap(this.#state().slice()) : new Uint8Array()
  }

  restore(framed: Uint8Array): void {
    if (this.#manifest.stateful) {
      const state = this.#state()
      const saved = this.#frame.unwrap(framed)
      if (saved.length !== state.length) throw this.#frame.foreign(`${saved.length} bytes instead of ${state.length}`)
      state.set(saved)
    } else if (framed.length > 0) {
      throw new Fault('model.state_foreign', { seen: 'one, though it remembers nothing' })
    }
  }

  #instance(): Exports {
    return new WebAssembly.Instance(this.#module).exports as unknown as Exports
  }

  /**
   * A place of so many bytes in the module's memory. It is asked for again only when a call needs more than any before, and
   * then for plenty, while there is: a module may never get back what it gave.
   */
  #reserved(bytes: number): number {
    if (bytes <= this.#place.bytes) return this.#place.pointer
    const most = this.#shape.memory.maximum * PAGE
    const generous = 2 ** Math.ceil(Math.log2(Math.max(PAGE, bytes)))
    const asked = generous > most / 2 ? Math.ceil(bytes / PAGE) * PAGE : generous
    if (asked > most) throw this.#greedy()
    const pointer = this.#guarded(({ reserve }) => reserve(asked)) >>> 0
    if (pointer === 0) throw this.#greedy()
    this.#hold(pointer, asked, F64)
    this.#place = { pointer, bytes: asked }
    return pointer
  }

  /** Throws `model.lied` where a place that the module named is none. */
  #hold(pointer: number, bytes: number, alignment: number): void {
    const size = this.#exports.memory.buffer.byteLength
    if (pointer % alignment === 0 && pointer + bytes <= size) return
    const expected = `a place of ${bytes} bytes${alignment > 1 ? ` at a multiple of ${alignment}` : ''} within its ${size}`
    throw new Fault('model.lied', { expected, seen: `one at ${pointer}` })
  }

  /** Throws what a trap in these is: they read two numbers, and there is nothing to go back to. */
  #state(): Uint8Array {
    try {
      const bytes = this.#exports.state_bytes!() >>> 0
      const pointer = this.#exports.state_pointer!() >>> 0
      this.#hold(pointer, bytes, 1)
      return new Uint8Array(this.#exports.memory.buffer, pointer, bytes)
    } catch (reason) {
      throw reason instanceof Fault ? reason : new Fault('model.died', { seen: `trap: ${sayBriefly(reason)}` })
    }
  }

  #remember(): void {
    if (this.#before.length > 0) this.#state().set(this.#before)
  }

  #view(pointer: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#exports.memory.buffer, pointer, length)
  }

  #reason(code: number): string {
    if (!this.#exports.reason) return `its code ${code}`
    return textAt(
      this.#exports.memory,
      this.#guarded(({ reason }) => reason!(code)),
    )
  }

  #guarded(call: (exports: Exports) => number): number {
    const { memory } = this.#exports
    const before = memory.buffer.byteLength
    try {
      return call(this.#exports)
    } catch (trap) {
      if (ranOut(trap, this.#shape.memory, { before, after: memory.buffer.byteLength })) throw this.#greedy()
      this.#exports = this.#instance()
      this.#place = { pointer: 0, bytes: 0 }
      this.#remember()
      throw new Fault('model.failed', { seen: `trap: ${sayBriefly(trap)}` })
    }
  }

  #greedy(): Fault {
    return new Fault('model.greedy', { most: this.#shape.memory.maximum * PAGE })
  }
}

const resultsOf = (
  outputs: readonly ModelOutput[],
  length: number,
  column: (index: number) => Float64Array,
): Results => ({
  length,
  values: Object.fromEntries(outputs.map(({ name }, i) => [name, column(i)])),
})
