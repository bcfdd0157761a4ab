import { Fault } from '@millrace/core'
import type * as Engine from 'onnxruntime-web'
import type { Results, Rows } from '../face.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { numbersOf, onlyNumbers } from '../worker/numbers.ts'
import type { Parameters, ToLoad } from '../worker/protocol.ts'
import { type LoadedModel, sayBriefly } from '../worker/serve.ts'
import { type Binding, bind } from './binding.ts'
import { columnOf, elementsOf } from './elements.ts'
import { loadEngine } from './engine.ts'
import { boundMemory, type MemoryBound } from './memory.ts'
import '../faults.ts'

/** The engine's words where it knows an operator, but not for these types. */
const NOT_IMPLEMENTED = /ERROR_CODE: 9\b/
/** What it says is thrown as well: it need not write it beside. */
const FATAL = 4
const options: Engine.InferenceSession.SessionOptions = {
  executionProviders: ['wasm'],
  // Memory goes back after every call: what a model holds is what its largest call took.
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: FATAL,
}

export async function prepareEngine(memory: number): Promise<(given: ToLoad) => Promise<LoadedModel>> {
  const bound = boundMemory(memory)
  const engine = await loadEngine().catch((reason: unknown) => {
    throw bound.reached ? new Fault('model.greedy', { most: memory }) : reason
  })
  return async ({ manifest, file }) => {
    onlyNumbers(manifest)
    bound.watch()
    const session = await engine.InferenceSession.create(file, options).catch((reason: unknown) => {
      if (bound.reached) throw new Fault('model.greedy', { most: memory })
      const here = !NOT_IMPLEMENTED.test(sayBriefly(reason))
      throw new Fault(here ? 'model.broken' : 'model.unsupported', { seen: wordsOf(reason) })
    })
    return new OnnxModel({ engine, session, manifest, binding: bind(manifest, session), bound, memory })
  }
}

/** The engine's words without its numbers, and without places in its source. */
const wordsOf = (reason: unknown): string =>
  sayBriefly(reason)
    .replace(/^.*?ERROR_MESSAGE: /, '')
    .replace(/^.*\[ONNXRuntimeError\] : \d+ : \w+ : /, '')

interface Parts {
  readonly engine: typeof Engine
  readonly session: Engine.InferenceSession
  readonly manifest: ModelManifest
  readonly binding: Binding
  readonly bound: MemoryBound
  readonly memory: number
}

/** One ONNX model: rows become tensors, and columns of tensors results. It remembers nothing. */
class OnnxModel implements LoadedModel {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async run(rows: Rows, parameters: Parameters): Promise<Results> {
    const { binding, manifest } = this.#parts
    const { length } = rows
    const values = Object.fromEntries(manifest.outputs.map(({ name }) => [name, new Float64Array(length)]))
    const columns = this.#columns(rows, parameters)
    const step = binding.rowByRow ? 1 : length
    for (let from = 0; from < length; from += step) {
      const part = await this.#batch(columns, from, from + step)
      for (const [name, column] of Object.entries(part)) values[name]!.set(column, from)
    }
    return { length, values }
  }

  save(): Uint8Array {
    return new Uint8Array()
  }

  restore(state: Uint8Array): void {
    if (state.length > 0) throw new Fault('model.state_foreign', { seen: 'one, though it remembers nothing' })
  }

  #columns(rows: Rows, given: Parameters): ReadonlyMap<string, Float64Array> {
    const { inputs, parameters = [] } = this.#parts.manifest
    return new Map([
      ...inputs.map(({ name }) => [name, numbersOf(rows, name)] as const),
      ...parameters.map(
        ({ name, default: unlessTold }) =>
          [name, new Float64Array(rows.length).fill(given[name] ?? unlessTold)] as const,
      ),
    ])
  }

  async #batch(
    columns: ReadonlyMap<string, Float64Array>,
    from: number,
    to: number,
  ): Promise<Readonly<Record<string, Float64Array>>> {
    const { engine, binding } = this.#parts
    const rows = to - from
    const feeds = binding.tensors.map(({ name, kind, inner, columns: names }) => {
      const elements = elementsOf(
        kind,
        names.map((of) => columns.get(of)!.subarray(from, to)),
        names,
      )
      return [name, new engine.Tensor(kind.type, elements, [rows, ...inner])] as const
    })
    const given = await this.#given(Object.fromEntries(feeds))
    return Object.fromEntries(binding.outputs.map((of) => [of.name, taken(given[of.tensor]!, of, rows)]))
  }

  async #given(feeds: Engine.InferenceSession.FeedsType): Promise<Engine.InferenceSession.ReturnType> {
    const { session, binding, bound, memory } = this.#parts
    bound.watch()
    try {
      const tensors = [...new Set(binding.outputs.map(({ tensor }) => tensor))]
      return await session.run(feeds, tensors, { logSeverityLevel: FATAL })
    } catch (reason) {
      if (bound.reached) throw new Fault('model.greedy', { most: memory })
      // A trap leaves the engine as it is; an error of an operator is an answer.
      const trap = reason instanceof WebAssembly.RuntimeError || reason instanceof RangeError
      throw new Fault(trap ? 'model.died' : 'model.failed', { seen: wordsOf(reason) })
    }
  }
}

function taken(
  { dims, data }: Engine.Tensor,
  { tensor, column }: Binding['outputs'][number],
  rows: number,
): Float64Array {
  const [batch = 1, ...inner] = dims
  const width = inner.reduce((product, size) => product * size, 1)
  if (batch === rows && column < width) return columnOf(data, { rows, width, column })
  const expected = `${rows} rows with a column ${column} in the tensor ${tensor}`
  throw new Fault('model.lied', { expected, seen: `[${dims.join(', ')}]` })
}
