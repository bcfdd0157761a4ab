import { onnxPackage } from '../onnx/examples.ts'
import type { GraphParts } from '../onnx/file.ts'
import { doubling, endless, fewerColumns, oneNode, tooLarge, twiceAsMany } from '../onnx/unruly.ts'
import { type Attack, asSent, broken, lied, slugOf, starved, stopped, TOLD } from './attack.ts'

const graphs: readonly (readonly [string, GraphParts | Uint8Array, readonly string[], number?])[] = [
  ['a loop without end', endless, stopped],
  ['tensors that double', doubling, starved],
  ['a tensor that is too large', tooLarge, starved],
  ['more rows than it was given', twiceAsMany, lied],
  ['fewer columns than are taken', fewerColumns, lied, 1],
  ['an operator that there is not', oneNode('Escape'), broken],
  ['nothing at all', new TextEncoder().encode('no model'), broken],
  ['a number that is none', oneNode('Asin'), [TOLD]],
]

export const onnxAttacks: readonly Attack[] = graphs.map(([name, graph, ends, column = 0]) => ({
  kind: 'onnx',
  name,
  ends,
  model: () => asSent(onnxPackage(slugOf('onnx', name), graph, { outputs: ['out'], column })),
}))
