import { contractPackage } from '../contract/packages.ts'
import type { ModelPackage } from '../face.ts'
import type { ModelParameter, OnnxSpec } from '../manifest/manifest.ts'
import { type GraphParts, onnxFile, type Value } from './file.ts'

/** A tensor of any number of rows. */
export const open = (name: string, width: number, type: Value['type'] = 'float32'): Value => ({
  name,
  type,
  shape: ['rows', width],
})

interface Binds {
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly parameters?: readonly ModelParameter[]
  /** All inputs make the tensor `x` unless told. */
  readonly tensors?: OnnxSpec['tensors']
  /** Of the tensor `y`, which every output is taken from: 0 unless told. */
  readonly column?: number
}

/** A package of a file, or of a graph that is written as one. */
export function onnxPackage(
  name: string,
  file: GraphParts | Uint8Array,
  { inputs = ['a'], outputs = [name], parameters = [], tensors, column = 0 }: Binds = {},
): ModelPackage {
  const runtime: OnnxSpec = {
    kind: 'onnx',
    file: 'model.onnx',
    tensors: tensors ?? [{ name: 'x', columns: inputs }],
    outputs: Object.fromEntries(outputs.map((output) => [output, { tensor: 'y', column }])),
  }
  const bytes = file instanceof Uint8Array ? file : onnxFile(file)
  return contractPackage(name, runtime, { 'model.onnx': bytes }, { inputs, outputs, parameters })
}
