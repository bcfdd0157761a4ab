import { open } from './examples.ts'
import type { GraphParts } from './file.ts'

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
const columns = { name: 'columns', type: 'int64', values: [1] } as const
const withColumns = (parts: GraphParts): GraphParts => ({
  ...parts,
  constants: [...(parts.constants ?? []), columns],
})

export const endless = withColumns(looping('Neg', ['held']))
export const doubling = withColumns(looping('Concat', ['held', 'held'], { axis: 1 }))

export const tooLarge: GraphParts = {
  inputs: [a],
  outputs: [open('y', 1)],
  constants: [{ name: 'wide', type: 'int64', values: [1, 100_000_000] }, columns],
  nodes: [
    { operator: 'Tile', from: ['x', 'wide'], to: ['tiled'] },
    { operator: 'ReduceSum', from: ['tiled', 'columns'], to: ['y'] },
  ],
}

export const twiceAsMany: GraphParts = {
  inputs: [a],
  outputs: [{ name: 'y', type: 'float32', shape: ['other', 1] }],
  nodes: [{ operator: 'Concat', from: ['x', 'x'], to: ['y'], attributes: { axis: 0 } }],
}

export const fewerColumns: GraphParts = {
  inputs: [a],
  outputs: [{ name: 'y', type: 'float32', shape: ['rows', 'any'] }],
  constants: [{ name: 'one', type: 'bool', values: [1] }],
  // How many columns are kept is not known before it runs.
  nodes: [{ operator: 'Compress', from: ['x', 'one'], to: ['y'], attributes: { axis: 1 } }],
}

/** Of one operator on its input. */
export const oneNode = (operator: string): GraphParts => ({
  inputs: [a],
  outputs: [open('y', 1)],
  nodes: [{ operator, from: ['x'], to: ['y'] }],
})
