/** Modules of tests, written instruction by instruction: WebAssembly core specification, Binary Format. */
export interface ModuleParts {
  /** Pages; `maximum` is left out where it is to be missing. 1 to 256 unless told. */
  readonly memory?: { readonly initial: number; readonly maximum?: number }
  readonly functions: Readonly<Record<string, FunctionParts>>
  /** Bytes laid into the memory to begin with, by their place. */
  readonly data?: Readonly<Record<number, string>>
  /** Further sections as they are, by number. */
  readonly sections?: Readonly<Record<number, readonly number[]>>
}

interface FunctionParts {
  /** How many i32 it takes; it gives one. */
  readonly takes: number
  /** Further i32 that it works with. */
  readonly locals?: number
  readonly body: readonly Code[]
}

/** Bytes of an instruction, or of several. */
export type Code = number | readonly Code[]

const I32 = 0x7f
const VOID = 0x40

const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

const signed = (value: number): number[] => {
  const low = value & 0x7f
  const rest = value >> 7
  const last = (rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40)
  return last ? [low] : [low | 0x80, ...signed(rest)]
}

const text = (of: string): number[] => [...unsigned(of.length), ...Buffer.from(of, 'latin1')]
const several = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()]
const flat = (code: Code): number[] => (typeof code === 'number' ? [code] : code.flatMap(flat))

export const op = {
  unreachable: 0x00,
  end: 0x0b,
  drop: 0x1a,
  block: [0x02, VOID],
  loop: [0x03, VOID],
  if: [0x04, VOID],
  ifI32: [0x04, I32],
  else: 0x05,
  branch: (depth: number): Code => [0x0c, depth],
  branchIf: (depth: number): Code => [0x0d, depth],
  return: 0x0f,
  call: (index: number): Code => [0x10, ...unsigned(index)],
  get: (local: number): Code => [0x20, local],
  set: (local: number): Code => [0x21, local],
  tee: (local: number): Code => [0x22, local],
  f64Load: [0x2b, 3, 0],
  f64Store: [0x39, 3, 0],
  memorySize: [0x3f, 0],
  memoryGrow: [0x40, 0],
  i32: (value: number): Code => [0x41, ...signed(value)],
  f64: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  i32Equal: 0x46,
  i32LessUnsigned: 0x49,
  i32AtLeastUnsigned: 0x4f,
  f64Less: 0x63,
  i32Add: 0x6a,
  i32Multiply: 0x6c,
  i32Divide: 0x6d,
  i32ShiftLeft: 0x74,
  i32ShiftRight: 0x76,
  f64Root: 0x9f,
  f64Add: 0xa0,
  f64Multiply: 0xa2,
}

export function assemble({
  memory = { initial: 1, maximum: 256 },
  functions,
  data = {},
  sections = {},
}: ModuleParts): Uint8Array {
  const all = Object.entries(functions)
  const limits =
    memory.maximum === undefined
      ? [0, ...unsigned(memory.initial)]
      : [1, ...unsigned(memory.initial), ...unsigned(memory.maximum)]
  const parts: Readonly<Record<number, readonly number[]>> = {
    1: several(all.map(([, { takes }]) => [0x60, ...unsigned(takes), ...Array<number>(takes).fill(I32), 1, I32])),
    3: several(all.map((_, i) => unsigned(i))),
    5: several([limits]),
    7: several([[...text('memory'), 2, 0], ...all.map(([name], i) => [...text(name), 0, ...unsigned(i)])]),
    10: several(
      all.map(([, { locals = 0, body }]) => {
        const code = [1, ...unsigned(locals), I32, ...flat(body), op.end]
        return [...unsigned(code.length), ...code]
      }),
    ),
    11: several(Object.entries(data).map(([at, of]) => [0, ...flat([op.i32(Number(at))]), op.end, ...text(of)])),
    ...sections,
  }
  // By the number of the section, as the engine wants them: names that are numbers come in their order.
  const body = Object.entries(parts).flatMap(([id, part]) => [Number(id), ...unsigned(part.length), ...part])
  return new Uint8Array([0, ...Buffer.from('asm'), 1, 0, 0, 0, ...body])
}
