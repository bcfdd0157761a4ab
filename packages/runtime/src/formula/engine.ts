import { type ColumnCode, moduleOf } from './wasm.ts'

/** Fills a column; `end` is how many bytes of it, a multiple of 16. */
export type ColumnLoop = (end: number) => void

/** Rows that are worked on at a time: their columns stay in the cache of a core. */
export const STRETCH = 2_048
const COLUMN_BYTES = STRETCH * Float64Array.BYTES_PER_ELEMENT
const PAGE = 65_536

/** One memory for all formulas of a process, which run one after the other: each memory takes gigabytes of address space. */
const memory = new WebAssembly.Memory({ initial: 16 })

/** Byte at which a column begins. */
export const columnAt = (slot: number): number => slot * COLUMN_BYTES

/** The columns as they lie in the memory now; room is made for so many. */
export function columnsOf(slots: number): Float64Array[] {
  const missing = Math.ceil((columnAt(slots) - memory.buffer.byteLength) / PAGE)
  if (missing > 0) memory.grow(missing)
  return Array.from({ length: slots }, (_, slot) => new Float64Array(memory.buffer, columnAt(slot), STRETCH))
}

/** Whether columns lie in the memory still: when it grows it moves. */
export const areThere = ([first]: readonly Float64Array[]): boolean => first?.buffer === memory.buffer

/** Compiles loops; this is no evaluation of text, and they can touch nothing but columns. */
export function compile(functions: readonly ColumnCode[]): readonly ColumnLoop[] {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleOf(functions)), { m: { m: memory } })
  return functions.map((_, i) => exports[`f${i}`] as ColumnLoop)
}
