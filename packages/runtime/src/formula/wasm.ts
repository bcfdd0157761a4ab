/** What is needed of WebAssembly's binary format (Core Specification 2.0, chapter 5) and its instructions on two numbers at once. */
const u32 = (value: number): number[] => {
  const bytes: number[] = []
  let rest = value >>> 0
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

const simd = (code: number): number[] => [0xfd, ...u32(code)]

const I32 = 0x7f
const V128 = 0x7b
const EMPTY = 0x40

const f64x2 = (value: number): number[] => {
  const bytes = [...new Uint8Array(Float64Array.of(value).buffer)]
  return [...simd(0x0c), ...bytes, ...bytes]
}

export const get = (local: number): number[] => [0x20, ...u32(local)]
export const set = (local: number): number[] => [0x21, ...u32(local)]
export const tee = (local: number): number[] => [0x22, ...u32(local)]
export const ops = {
  add: simd(0xf0),
  subtract: simd(0xf1),
  multiply: simd(0xf2),
  divide: simd(0xf3),
  absolute: simd(0xec),
  negate: simd(0xed),
  root: simd(0xef),
  equal: simd(0x47),
  /** The bits of the first where those of the third are set, else of the second. */
  select: simd(0x52),
} as const

/** Two numbers at the offset of the loop in the column that begins there. */
export const load = (column: number): number[] => [...get(OFFSET), ...simd(0x00), 3, ...u32(column)]

/** The parameter: bytes of a column that are worked on, a multiple of 16. */
const END = 0
const OFFSET = 1
/** Locals of two numbers that code may use. */
export const SUSPECT = 2
export const SPARE = 3
/** Locals that hold constants, in their order. */
export const CONSTANTS = 4

/** Two rows after two rows of code that leaves two numbers, which are stored in the column that begins at `into`. */
function loopOf({ code, constants, into }: ColumnCode): number[] {
  const body = [
    // Locals: offset, then pairs of numbers. Constants are made once, not for every row.
    ...[2, 1, I32, ...u32(2 + constants.length), V128],
    ...constants.flatMap((value, i) => [...f64x2(value), ...set(CONSTANTS + i)]),
    ...[0x03, EMPTY],
    ...[...f64x2(0), ...set(SUSPECT)],
    ...get(OFFSET),
    ...code,
    ...[...simd(0x0b), 3, ...u32(into)],
    // Sixteen bytes on, and again while that is before the end.
    ...[...get(OFFSET), 0x41, 16, 0x6a, ...tee(OFFSET), ...get(END), 0x49, 0x0d, 0],
    ...[0x0b, 0x0b],
  ]
  return [...u32(body.length), ...body]
}

/** Code of one function, and the column that it fills. */
export interface ColumnCode {
  readonly code: readonly number[]
  /** What stands in the locals from {@link CONSTANTS} on. */
  readonly constants: readonly number[]
  /** Byte at which the column begins. */
  readonly into: number
}

const section = (id: number, entries: readonly (readonly number[])[]): number[] => {
  const content = [...u32(entries.length), ...entries.flat()]
  return [id, ...u32(content.length), ...content]
}
const text = (of: string): number[] => [...u32(of.length), ...[...of].map((letter) => letter.charCodeAt(0))]

/** A module whose functions `f0`, `f1` … each fill a column of the memory `m.m`. */
export function moduleOf(functions: readonly ColumnCode[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[0x60, 1, I32, 0]]),
    ...section(2, [[...text('m'), ...text('m'), 0x02, 0x00, 1]]),
    ...section(
      3,
      functions.map(() => [0]),
    ),
    ...section(
      7,
      functions.map((_, i) => [...text(`f${i}`), 0x00, ...u32(i)]),
    ),
    ...section(10, functions.map(loopOf)),
  ])
}
