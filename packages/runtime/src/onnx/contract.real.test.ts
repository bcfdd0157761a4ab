import { describe, it } from 'vitest'
import { runtimeContract } from '../contract/contract.ts'
import { onnxRuntime } from '../index.ts'
import { onnxPackage, open } from './examples.ts'
import { elementType } from './file.ts'
import { doubling, endless, fewerColumns, tooLarge, twiceAsMany } from './unruly.ts'

const a = open('x', 1)
const sentences = runtimeContract({
  runtime: onnxRuntime,
  sum: () =>
    onnxPackage(
      'sum',
      {
        inputs: [open('x', 2), open('gain', 1)],
        outputs: [open('y', 1)],
        constants: [{ name: 'halves', type: 'int64', values: [1, 1] }],
        nodes: [
          { operator: 'Split', from: ['x', 'halves'], to: ['a', 'b'], attributes: { axis: 1 } },
          { operator: 'Mul', from: ['b', 'gain'], to: ['turned'] },
          { operator: 'Add', from: ['a', 'turned'], to: ['y'] },
        ],
      },
      {
        inputs: ['a', 'b'],
        tensors: [
          { name: 'x', columns: ['a', 'b'] },
          { name: 'gain', columns: ['gain'] },
        ],
        parameters: [{ name: 'gain', en: 'Gain', zh: '增益', default: 1 }],
      },
    ),
  root: () =>
    onnxPackage('root', {
      inputs: [a],
      outputs: [open('y', 1)],
      nodes: [{ operator: 'Sqrt', from: ['x'], to: ['y'] }],
    }),
  // An operator that fails is named by the engine: the name of its node is where a model has words of its own.
  failing: () =>
    onnxPackage(
      'failing',
      {
        inputs: [a],
        outputs: [open('y', 1)],
        constants: [
          { name: 'zero', type: 'float32', values: [0] },
          { name: 'nothing', type: 'float32', values: [0] },
        ],
        nodes: [
          { operator: 'Less', from: ['x', 'zero'], to: ['negative'] },
          { operator: 'Cast', from: ['negative'], to: ['place'], attributes: { to: elementType.int64 } },
          { operator: 'Gather', from: ['nothing', 'place'], to: ['none'], name: 'no such luck' },
          { operator: 'Add', from: ['x', 'none'], to: ['y'] },
        ],
      },
      { outputs: ['same'] },
    ),
  endless: () => onnxPackage('endless', endless),
  greedy: {
    'doubles what it holds': () => onnxPackage('greedy', doubling),
    'one tensor that is too large': () => onnxPackage('greedy', tooLarge),
  },
  lying: {
    'twice as many rows': () => onnxPackage('lying', twiceAsMany),
    'fewer columns than are taken': () => onnxPackage('lying', fewerColumns, { column: 1 }),
  },
  broken: () => onnxPackage('broken', new TextEncoder().encode('no model')),
})

describe('the contract of runtimes: ONNX', () => {
  for (const { says, run } of sentences) it(says, run)
})
