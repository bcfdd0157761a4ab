import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Fault } from '@millrace/core'
import { afterEach, describe, expect, it } from 'vitest'
import { rowsOf } from '../contract/contract.ts'
import { limitsUnlessTold, type ModelPackage, type RunningModel } from '../face.ts'
import { onnxRuntime } from '../index.ts'
import type { Limits, OnnxSpec } from '../manifest/manifest.ts'
import { onnxPackage, open } from './examples.ts'

const ROOMY: Limits = { ...limitsUnlessTold, timeMs: 20_000 }

let running: RunningModel | undefined
afterEach(() => running?.close())

const start = async (model: ModelPackage, limits = ROOMY): Promise<RunningModel> => {
  running = await onnxRuntime.start(model, limits)
  return running
}
const column = async (model: RunningModel, values: Readonly<Record<string, readonly number[]>>, name = 'tried') => [
  ...((await model.run(rowsOf(values), {})).values[name] as Float64Array),
]
const faultOf = async (work: Promise<unknown>): Promise<Fault> => {
  const thrown = await work.then(
    () => 'nothing',
    (reason: unknown) => reason,
  )
  if (thrown instanceof Fault) return thrown
  throw new TypeError(`expected a fault, saw ${String(thrown)}`)
}

describe('models of scikit-learn give what it gives', () => {
  const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'scikit-learn', name))
  const expected = JSON.parse(read('expected.json').toString()) as Record<string, number[]>
  const { flow = [], pressure = [], intake = [] } = expected
  const inputs = ['flow', 'pressure', 'intake']
  const learnt = (name: string, outputs: OnnxSpec['outputs']): ModelPackage => {
    const { manifest, files } = onnxPackage(name, new Uint8Array(read(`${name}.onnx`)), {
      inputs,
      outputs: Object.keys(outputs),
      tensors: [{ name: 'X', columns: inputs }],
    })
    return { manifest: { ...manifest, runtime: { ...(manifest.runtime as OnnxSpec), outputs } }, files, digest: '' }
  }

  it('a regression by boosted trees', async () => {
    const model = await start(learnt('power', { power: { tensor: 'variable', column: 0 } }))
    const power = await column(model, { flow, pressure, intake }, 'power')
    expect(power.length).toBe(20)
    for (const [i, of] of power.entries()) expect(Math.abs(of / expected['power']![i]! - 1)).toBeLessThan(1e-5)
  })

  it('a network that tells classes: the class, and how likely the last one is', async () => {
    const outputs = { duty: { tensor: 'label', column: 0 }, overloaded: { tensor: 'probabilities', column: 2 } }
    const model = await start(learnt('duty', outputs))
    const { values } = await model.run(rowsOf({ flow, pressure, intake }), {})
    expect([...(values['duty'] as Float64Array)]).toEqual(expected['duty'])
    expect(new Set(expected['duty']).size).toBe(3)
    for (const [i, of] of (values['overloaded'] as Float64Array).entries()) {
      expect(Math.abs(of - expected['overloaded']![i]!)).toBeLessThan(1e-5)
    }
  })
})

describe('numbers of a tensor', () => {
  it('of 64 bits keep all their digits', async () => {
    const model = await start(
      onnxPackage('tried', {
        inputs: [open('x', 1, 'float64')],
        outputs: [open('y', 1, 'float64')],
        nodes: [{ operator: 'Neg', from: ['x'], to: ['y'] }],
      }),
    )
    expect(await column(model, { a: [Math.PI, 0.1] })).toEqual([-Math.PI, -0.1])
  })

  it('that are whole take whole numbers alone, and it goes on', async () => {
    const model = await start(
      onnxPackage('tried', {
        inputs: [open('x', 1, 'int64')],
        outputs: [open('y', 1, 'int64')],
        nodes: [{ operator: 'Neg', from: ['x'], to: ['y'] }],
      }),
    )
    expect(await column(model, { a: [3, -5e12] })).toEqual([-3, 5e12])
    const fault = await faultOf(model.run(rowsOf({ a: [1, 1.5] }), {}))
    expect([fault.code, fault.facts['seen']]).toEqual(['model.failed', 'a takes whole numbers, and is 1.5 in row 2'])
    expect(await column(model, { a: [1] })).toEqual([-1])
  })

  it('that are conditions come as 0 and 1', async () => {
    const model = await start(
      onnxPackage(
        'tried',
        {
          inputs: [open('x', 2)],
          outputs: [open('y', 1, 'bool')],
          constants: [{ name: 'halves', type: 'int64', values: [1, 1] }],
          nodes: [
            { operator: 'Split', from: ['x', 'halves'], to: ['p', 'q'], attributes: { axis: 1 } },
            { operator: 'Less', from: ['p', 'q'], to: ['y'] },
          ],
        },
        { inputs: ['a', 'b'] },
      ),
    )
    expect(await column(model, { a: [1, 2], b: [2, 1] })).toEqual([1, 0])
  })
})

it('a file made for one row is run row by row', async () => {
  const model = await start(
    onnxPackage(
      'tried',
      {
        inputs: [{ name: 'x', type: 'float32', shape: [1, 2] }],
        outputs: [{ name: 'y', type: 'float32', shape: [1, 1] }],
        constants: [{ name: 'columns', type: 'int64', values: [1] }],
        nodes: [{ operator: 'ReduceSum', from: ['x', 'columns'], to: ['y'] }],
      },
      { inputs: ['a', 'b'] },
    ),
  )
  expect(await column(model, { a: [1, 2, 3], b: [10, 20, 30] })).toEqual([11, 22, 33])
})

describe('a model that does not start', () => {
  /** Folded while it is loaded, as nothing in it depends on what goes in. */
  const constantly = (width: number): ModelPackage =>
    onnxPackage('tried', {
      inputs: [open('x', 1)],
      outputs: [open('y', 1)],
      constants: [
        { name: 'square', type: 'int64', values: [width, width] },
        { name: 'both', type: 'int64', values: [0, 1] },
        { name: 'half', type: 'float32', values: [0.5] },
      ],
      nodes: [
        { operator: 'Expand', from: ['half', 'square'], to: ['wide'] },
        { operator: 'MatMul', from: ['wide', 'wide'], to: ['product'] },
        { operator: 'ReduceSum', from: ['product', 'both'], to: ['all'] },
        { operator: 'Add', from: ['x', 'all'], to: ['y'] },
      ],
    })

  it('for it takes more memory than it may', async () => {
    expect((await faultOf(start(constantly(8_000)))).code).toBe('model.greedy')
  })

  it('for it takes more time than it may', async () => {
    const limits = { ...ROOMY, memory: 1024 * 1024 * 1024, timeMs: 30 }
    expect((await faultOf(start(constantly(6_000), limits))).code).toBe('model.slow')
  })

  it('for the engine does not fit into its memory', async () => {
    expect((await faultOf(start(constantly(8), { ...ROOMY, memory: 1024 * 1024 }))).code).toBe('model.greedy')
  })

  it('for the engine has no such operator for its numbers', async () => {
    const fault = await faultOf(
      start(
        onnxPackage('tried', {
          inputs: [open('x', 1, 'float64')],
          outputs: [open('y', 1, 'float64')],
          nodes: [{ operator: 'Asinh', from: ['x'], to: ['y'] }],
        }),
      ),
    )
    expect(fault.code).toBe('model.unsupported')
  })

  it('for its numbers lie in a file of the machine, which stays unread', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onnx-'))
    const file = join(folder, 'numbers')
    writeFileSync(file, new Float32Array([7]))
    const model = onnxPackage('tried', {
      inputs: [open('x', 1)],
      outputs: [open('y', 1)],
      constants: [{ name: 'seven', type: 'float32', values: [7], file: relative(process.cwd(), file) }],
      nodes: [{ operator: 'Add', from: ['x', 'seven'], to: ['y'] }],
    })
    const fault = await faultOf(start(model))
    expect(fault.code).toBe('model.broken')
    expect(fault.facts['seen']).toMatch(/^Failed to load external data/)
    rmSync(folder, { recursive: true })
  })

  it('for its file is left out of the package', async () => {
    const fault = await faultOf(start({ ...constantly(8), files: new Map() }))
    expect([fault.code, fault.facts['seen']]).toEqual(['model.broken', 'it has no file model.onnx'])
  })
})
