import { describe, it } from 'vitest'
import { runtimeContract } from '../contract/contract.ts'
import { onnxRuntime } from '../index.ts'
import { onnxPackage, open } from './examples.ts'
import { elementType, type GraphParts } from './file.ts'

const a = open('x', 1)
/** Cond of a loop, which says `yes` whatever it is. */
const always: GraphParts['constants'] = [{ name: 'yes', type: 'bool', values: [1], single: true }]
const bodyInputs: GraphParts['inputs'] = [
  { name: 'turn', type: 'int64', shape: [] },
  { name: 'on', type: 'bool', shape: [] },
]
const bodyOn = { operator: 'Identity', from: ['on'], to: ['onward'] }
const onward: GraphParts['outputs'][number] = { name: 'onward', type: 'bool', shape: [] }

/** Turns for ever, each turn made of this operator. */
const looping = (
  operator: string,
  from: readonly string[],
  attributes: Readonly<Record<string, number>> = {},
): GraphParts => ({
  inputs: [a],
  outputs: [open('y', 1)],
  constants: always,
  nodes: [
    {
      operator: 'Loop',
      from: ['', 'yes', 'x'],
      to: ['turned'],
      attributes: {
        body: {
          inputs: [...bodyInputs, { name: 'held', type: 'float32', shape: ['rows', 'any'] }],
          outputs: [onward, { name: 'next', type: 'float32', shape: ['rows', 'any'] }],
          nodes: [bodyOn, { operator, from, to: ['next'], attributes }],
        },
      },
    },
    { operator: 'ReduceSum', from: ['turned', 'columns'], to: ['y'] },
  ],
})
const columns: GraphParts['constants'] = [{ name: 'columns', type: 'int64', values: [1] }]
const withColumns = (parts: GraphParts): GraphParts => ({
  ...parts,
  constants: [...(parts.constants ?? []), ...columns!],
})

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
  endless: () => onnxPackage('endless', withColumns(looping('Neg', ['held']))),
  greedy: {
    'doubles what it holds': () => onnxPackage('greedy', withColumns(looping('Concat', ['held', 'held'], { axis: 1 }))),
    'one tensor that is too large': () =>
      onnxPackage('greedy', {
        inputs: [a],
        outputs: [open('y', 1)],
        constants: [{ name: 'wide', type: 'int64', values: [1, 100_000_000] }, ...columns!],
        nodes: [
          { operator: 'Tile', from: ['x', 'wide'], to: ['tiled'] },
          { operator: 'ReduceSum', from: ['tiled', 'columns'], to: ['y'] },
        ],
      }),
  },
  lying: {
    'twice as many rows': () =>
      onnxPackage('lying', {
        inputs: [a],
        outputs: [{ name: 'y', type: 'float32', shape: ['other', 1] }],
        nodes: [{ operator: 'Concat', from: ['x', 'x'], to: ['y'], attributes: { axis: 0 } }],
      }),
    'fewer columns than are taken': () =>
      onnxPackage(
        'lying',
        {
          inputs: [a],
          outputs: [{ name: 'y', type: 'float32', shape: ['rows', 'any'] }],
          constants: [{ name: 'one', type: 'bool', values: [1] }],
          // How many columns are kept is not known before it runs.
          nodes: [{ operator: 'Compress', from: ['x', 'one'], to: ['y'], attributes: { axis: 1 } }],
        },
        { column: 1 },
      ),
  },
  broken: () => onnxPackage('broken', new TextEncoder().encode('no model')),
})

describe('the contract of runtimes: ONNX', () => {
  for (const { says, run } of sentences) it(says, run)
})
