/** Files of tests, written field by field: onnx.proto3 of ONNX 1.16, protocol buffers' wire format. */
export interface GraphParts {
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly nodes: readonly Node[]
  readonly constants?: readonly Constant[]
}

export interface Value {
  readonly name: string
  readonly type: keyof typeof elementType
  /** A text is a size that is open. */
  readonly shape: readonly (number | string)[]
}

export interface Node {
  readonly operator: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly name?: string
  readonly attributes?: Readonly<Record<string, number | GraphParts>>
}

/** Numbers in one dimension, or a single one. */
export interface Constant {
  readonly name: string
  readonly type: 'float32' | 'int64' | 'bool'
  readonly values: readonly number[]
  readonly single?: boolean
  /** The file that its numbers lie in; they lie within unless told. */
  readonly file?: string
}

export const elementType = { float32: 1, int64: 7, bool: 9, float64: 11 } as const
const EXTERNAL = 1
const ATTRIBUTE = { int: 2, graph: 5 } as const

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))]
const number = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)]
const bytes = (field: number, of: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(of.length),
  ...of,
]
const text = (field: number, of: string): number[] => bytes(field, [...Buffer.from(of)])

const value = (field: number, { name, type, shape }: Value): number[] => {
  const sizes = shape.flatMap((size) => bytes(1, typeof size === 'number' ? number(1, size) : text(2, size)))
  return bytes(field, [...text(1, name), ...bytes(2, bytes(1, [...number(1, elementType[type]), ...bytes(2, sizes)]))])
}

const raw = {
  float32: (values: readonly number[]) => new Float32Array(values),
  int64: (values: readonly number[]) => new BigInt64Array(values.map(BigInt)),
  bool: (values: readonly number[]) => new Uint8Array(values),
}

const constant = ({ name, type, values, single = false, file }: Constant): number[] => [
  ...(single ? [] : number(1, values.length)),
  ...number(2, elementType[type]),
  ...text(8, name),
  ...(file === undefined
    ? bytes(9, [...new Uint8Array(raw[type](values).buffer)])
    : [...bytes(13, [...text(1, 'location'), ...text(2, file)]), ...number(14, EXTERNAL)]),
]

const node = ({ operator, from, to, name = '', attributes = {} }: Node): number[] => [
  ...from.flatMap((of) => text(1, of)),
  ...to.flatMap((of) => text(2, of)),
  ...text(3, name),
  ...text(4, operator),
  ...Object.entries(attributes).flatMap(([key, of]) =>
    bytes(5, [
      ...text(1, key),
      ...(typeof of === 'number'
        ? [...number(3, of), ...number(20, ATTRIBUTE.int)]
        : [...bytes(6, graph(of)), ...number(20, ATTRIBUTE.graph)]),
    ]),
  ),
]

const graph = ({ inputs, outputs, nodes, constants = [] }: GraphParts): number[] => [
  ...nodes.flatMap((of) => bytes(1, node(of))),
  ...text(2, 'graph'),
  ...constants.flatMap((of) => bytes(5, constant(of))),
  ...inputs.flatMap((of) => value(11, of)),
  ...outputs.flatMap((of) => value(12, of)),
]

const FORMAT = 8
const OPERATORS = 17

export const onnxFile = (parts: GraphParts): Uint8Array =>
  new Uint8Array([
    ...number(1, FORMAT),
    ...bytes(7, graph(parts)),
    ...bytes(8, [...text(1, ''), ...number(2, OPERATORS)]),
  ])
