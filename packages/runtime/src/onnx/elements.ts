import { Fault } from '@millrace/core'
import type { Tensor } from 'onnxruntime-web'
import '../faults.ts'

/** Numbers of a tensor as the engine holds them. */
type Elements = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array

interface ElementKind {
  /** As the engine calls it. */
  readonly type: Tensor.Type
  make(length: number): Elements
  /** Whether it can hold this number as it is, but for the digits of floats. */
  holds(value: number): boolean
  /** What it holds, in words. */
  readonly words: string
}

const kinds = new Map<string, ElementKind>(
  (
    [
      { type: 'float32', make: (length) => new Float32Array(length), holds: () => true, words: 'numbers' },
      { type: 'float64', make: (length) => new Float64Array(length), holds: () => true, words: 'numbers' },
      {
        type: 'int32',
        make: (length) => new Int32Array(length),
        holds: (value) => (value | 0) === value,
        words: 'whole numbers of 32 bits',
      },
      {
        type: 'int64',
        make: (length) => new BigInt64Array(length),
        holds: Number.isSafeInteger,
        words: 'whole numbers',
      },
      {
        type: 'bool',
        make: (length) => new Uint8Array(length),
        holds: (value) => value === 0 || value === 1,
        words: 'conditions',
      },
    ] satisfies ElementKind[]
  ).map((kind) => [kind.type, kind]),
)

/** Undefined of a type that no column can be: texts, numbers of 8 and 16 bits, and those without a sign. */
export const elementKind = (type: string): ElementKind | undefined => kinds.get(type)

/** Lays columns beside one another, row after row. Throws `model.failed` where a number is none of its kind. */
export function elementsOf(kind: ElementKind, columns: readonly Float64Array[], names: readonly string[]): Elements {
  const rows = columns[0]?.length ?? 0
  const elements = kind.make(rows * columns.length)
  for (const [c, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      const value = column[row]!
      if (!kind.holds(value)) {
        throw new Fault('model.failed', { seen: `${names[c]} takes ${kind.words}, and is ${value} in row ${row + 1}` })
      }
      elements[row * columns.length + c] = kind.type === 'int64' ? BigInt(value) : value
    }
  }
  return elements
}

/** One number of every row, `width` apart. Throws `model.lied` where a whole number has more digits than a number has here. */
export function columnOf(
  data: Tensor.DataType,
  { rows, width, column }: { rows: number; width: number; column: number },
): Float64Array {
  const values = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const value = data[row * width + column]!
    values[row] = Number(value)
    if (typeof value === 'bigint' && !Number.isSafeInteger(values[row])) {
      throw new Fault('model.lied', { expected: 'whole numbers up to 2^53', seen: String(value) })
    }
  }
  return values
}
