import { contractPackage } from '../contract/packages.ts'
import type { ModelPackage } from '../face.ts'
import { assemble, type Code, type ModuleParts, op } from './assembler.ts'

/** Places of the parameters of `run`, and of the two that {@link eachRow} works with. */
export const at = { rows: 0, time: 1, inputs: 2, outputs: 3, parameters: 4, offset: 5, bytes: 6 }
export const WORKED_WITH = 2

/** Takes a place for whoever calls from the end of the memory; none where it does not grow any more. */
export const reserve: ModuleParts['functions'][string] = {
  takes: 1,
  locals: 1,
  body: [
    [op.get(0), op.i32(65_535), op.i32Add, op.i32(16), op.i32ShiftRight, op.memoryGrow],
    [op.tee(1), op.i32(-1), op.i32Equal],
    [op.ifI32, op.i32(0), op.else, op.get(1), op.i32(16), op.i32ShiftLeft, op.end],
  ],
}

/** The place of this row in column `k` from `base` on. */
const place = (base: number, k: number): Code => [
  [op.get(base), op.get(at.bytes), op.i32(k), op.i32Multiply, op.i32Add],
  [op.get(at.offset), op.i32Add],
]
export const input = (k: number): Code => [place(at.inputs, k), op.f64Load]
export const output = (k: number, value: Code): Code => [place(at.outputs, k), value, op.f64Store]

/** Works on one row after the other, then says that all is well. */
export const eachRow = (body: Code): Code[] => [
  [op.get(at.rows), op.i32(8), op.i32Multiply, op.set(at.bytes)],
  [op.block, op.loop],
  [op.get(at.offset), op.get(at.bytes), op.i32AtLeastUnsigned, op.branchIf(1)],
  body,
  [op.get(at.offset), op.i32(8), op.i32Add, op.set(at.offset)],
  [op.branch(0), op.end, op.end],
  op.i32(0),
]

/** A module whose `run` is this code. */
export const moduleOf = (run: readonly Code[], { functions = {}, ...more }: Partial<ModuleParts> = {}): Uint8Array =>
  assemble({ functions: { reserve, run: { takes: 5, locals: WORKED_WITH, body: run }, ...functions }, ...more })

/** A package of a module. */
export const wasmPackage = (
  name: string,
  file: Uint8Array,
  more: Parameters<typeof contractPackage>[3] = {},
): ModelPackage => contractPackage(name, { kind: 'wasm', file: 'model.wasm' }, { 'model.wasm': file }, more)
