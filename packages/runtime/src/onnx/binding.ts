import { Fault } from '@millrace/core'
import type { InferenceSession } from 'onnxruntime-web'
import type { ModelManifest, OnnxSpec } from '../manifest/manifest.ts'
import { elementKind } from './elements.ts'
import '../faults.ts'

type Declared = InferenceSession.ValueMetadata

/** What the file and the manifest say of the same tensors, brought together. */
export interface Binding {
  /** Its batch is one row: a call goes in row by row. */
  readonly rowByRow: boolean
  readonly tensors: readonly BoundTensor[]
  readonly outputs: readonly BoundOutput[]
}

interface BoundTensor {
  readonly name: string
  readonly kind: NonNullable<ReturnType<typeof elementKind>>
  /** Sizes after the batch; their product is the number of columns. */
  readonly inner: readonly number[]
  /** Names of inputs and parameters. */
  readonly columns: readonly string[]
}

interface BoundOutput {
  readonly name: string
  readonly tensor: string
  readonly column: number
}

const refused = (seen: string): Fault => new Fault('model.broken', { seen })

/** Throws `model.broken` with what the manifest expects and the file says. */
export function bind(
  manifest: ModelManifest,
  session: Pick<InferenceSession, 'inputMetadata' | 'outputMetadata'>,
): Binding {
  const { tensors, outputs } = manifest.runtime as OnnxSpec
  if (manifest.stateful) throw refused('its manifest calls it stateful, and an ONNX model remembers nothing')
  const known = new Set([...manifest.inputs, ...(manifest.parameters ?? [])].map(({ name }) => name))
  const stranger = tensors.flatMap(({ columns }) => columns).find((name) => !known.has(name))
  if (stranger !== undefined) throw refused(`the column ${stranger} is no input and no parameter`)
  const unfed = session.inputMetadata.find(({ name }) => !tensors.some((tensor) => tensor.name === name))
  if (unfed) throw refused(`its file wants the tensor ${unfed.name}, which no columns make`)
  const bound = tensors.map((tensor) => boundTensor(tensor, declared('in', tensor.name, session.inputMetadata)))
  const rowByRow = bound.some(({ rows }) => rows === 1)
  return {
    rowByRow,
    tensors: bound.map(({ tensor }) => tensor),
    outputs: manifest.outputs.map(({ name }) => {
      const from = outputs[name]
      if (!from) throw refused(`the output ${name} is not taken from any tensor`)
      checkOutput(from, declared('out', from.tensor, session.outputMetadata), rowByRow)
      return { name, ...from }
    }),
  }
}

/** What the engine says of a size that the file leaves open without a name: −1 in 32 bits. */
const NO_SIZE = 0xffff_ffff
const isOpen = (size: number | string): boolean => typeof size !== 'number' || size < 0 || size === NO_SIZE

const saysShape = (shape: readonly (number | string)[]): string =>
  `[${shape.map((size) => (size === NO_SIZE ? '?' : size)).join(', ')}]`

function declared(way: 'in' | 'out', name: string, all: readonly Declared[]): InferenceSession.TensorValueMetadata {
  const found = all.find((one) => one.name === name)
  if (!found) {
    const seen = all.map((one) => one.name).join(', ')
    throw refused(`expected the tensor ${name} to go ${way}, saw ${seen === '' ? 'none' : seen}`)
  }
  if (!found.isTensor || !elementKind(found.type)) {
    throw refused(`expected numbers in the tensor ${name}, saw ${found.isTensor ? found.type : 'no tensor'}`)
  }
  return found
}

function boundTensor(
  { name, columns }: OnnxSpec['tensors'][number],
  { type, shape }: InferenceSession.TensorValueMetadata,
): { readonly tensor: BoundTensor; readonly rows: number | 'any' } {
  const [batch, ...inner] = shape
  const sizes = inner.length === 1 && isOpen(inner[0]!) ? [columns.length] : inner
  const width = sizes.reduce<number>((product, size) => (isOpen(size) ? Number.NaN : product * Number(size)), 1)
  if (batch === undefined || width !== columns.length) {
    throw refused(`expected the tensor ${name} to be rows of ${columns.length}, saw ${saysShape(shape)}`)
  }
  if (!isOpen(batch) && batch !== 1) {
    throw refused(`expected the rows of the tensor ${name} to be open or 1, saw ${saysShape(shape)}`)
  }
  const tensor = { name, columns, inner: sizes as number[], kind: elementKind(type)! }
  return { tensor, rows: isOpen(batch) ? 'any' : 1 }
}

function checkOutput(
  { tensor, column }: OnnxSpec['outputs'][string],
  { shape }: InferenceSession.TensorValueMetadata,
  rowByRow: boolean,
): void {
  const [batch, ...inner] = shape
  if (batch !== undefined && !isOpen(batch) && !(rowByRow && batch === 1)) {
    throw refused(`expected a row of the tensor ${tensor} for every row that goes in, saw ${saysShape(shape)}`)
  }
  const open = inner.some(isOpen)
  const width = inner.reduce<number>((product, size) => product * Number(size), 1)
  if (!Number.isInteger(column) || column < 0 || (!open && column >= width)) {
    throw refused(`expected a column ${column} of the tensor ${tensor}, saw ${saysShape(shape)}`)
  }
}
