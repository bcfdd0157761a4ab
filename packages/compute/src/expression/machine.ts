import { Status } from '@millrace/core'
import type { Frame } from './face.ts'
import type { FunctionRow } from './functions.ts'
import { isAtMost, isEqual, isLess, isOther, raised } from './operations.ts'

/** The instructions: each of five numbers, its code, the cell that it writes, and up to three cells, slots, places or tables' rows. */
export const Op = {
  End: 0,
  /** out ← slot a of the frame */
  Input: 1,
  Move: 2,
  Add: 3,
  Subtract: 4,
  Multiply: 5,
  Divide: 6,
  Power: 7,
  Less: 8,
  AtMost: 9,
  Equal: 10,
  Other: 11,
  Negate: 12,
  Not: 13,
  /** out ← conversion b of a */
  Convert: 14,
  /** out ← function c of the b cells from a on */
  Call: 15,
  /** to a */
  Jump: 16,
  /** a holds: go on; it does not: to b; nobody knows: out ← NaN, to c */
  Branch: 17,
  /** out ← status so far, which begins anew */
  Begin: 18,
  /** status ← worst of a and the status since; out ← value of b */
  Finish: 19,
  /** status ← a */
  Drop: 20,
  /** where out is the deciding a: status ← worst of out + 1 and the status since, to c */
  Decide: 21,
  /** out ← out + 3 where that is the deciding a, or out is known; status ← worst of out + 1, out + 2 unless a decided, and the status since */
  Both: 22,
  /** out ← whether the status since is good; status ← out */
  IsGood: 23,
  IsBad: 24,
  /** where the status since is not bad: status ← worst of out and it, out ← out + 1, to c; else status ← out */
  Keep: 25,
  /** where a equals b: out ← 1, status ← worst of out + 1 and the status since, to c; else out + 2 ← worst of it and the status since */
  Among: 26,
} as const

/** So many numbers are one instruction. */
export const WIDTH = 5

/** What runs: instructions over cells. */
export interface Program {
  readonly code: Int32Array
  /** Constants and what comes between. */
  readonly cells: Float64Array
  readonly conversions: readonly ((value: number) => number)[]
  readonly functions: readonly { readonly row: FunctionRow }[]
}

/** Cells of the result, set by {@link run}. */
export const RESULT = 0
export const RESULT_STATUS = 1
/** The first cell that is free to use. */
export const FIRST_CELL = 2

const OUT_OF_RANGE = Status.BadOutOfRange | 0

/** Core's `worst`, of statuses as signed numbers: those stay small integers to the engine, and make no object. */
function worse(a: number, b: number): number {
  return b >>> 30 > a >>> 30 ? b : a
}

/** Runs a program on a frame. Makes no object; what it gives stands in its cells. */
export function run({ code, cells, conversions, functions }: Program, frame: Frame): void {
  const { value, status: statuses } = frame
  let status = 0
  let at = 0
  for (;;) {
    const out = code[at + 1]!
    let a = code[at + 2]!
    const b = code[at + 3]!
    const c = code[at + 4]!
    const op = code[at]!
    at += WIDTH
    let result: number
    switch (op) {
      case Op.Input: {
        const given = statuses[a]!
        result = value[a]!
        if (given !== 0) {
          status = worse(status, given | 0)
          // What is bad has no number, whatever stands there.
          if (given >>> 30 >= 2) {
            cells[out] = Number.NaN
            continue
          }
        }
        break
      }
      case Op.Add:
        result = cells[a]! + cells[b]!
        break
      case Op.Subtract:
        result = cells[a]! - cells[b]!
        break
      case Op.Multiply:
        result = cells[a]! * cells[b]!
        break
      case Op.Divide:
        result = cells[a]! / cells[b]!
        break
      case Op.Power:
        result = raised(cells[a]!, cells[b]!)
        break
      case Op.Convert:
        result = conversions[b]!(cells[a]!)
        break
      case Op.Call:
        result = call(functions[c]!.row, cells, a, b)
        break
      case Op.Move:
        cells[out] = cells[a]!
        continue
      case Op.Negate:
        cells[out] = -cells[a]!
        continue
      case Op.Not:
        cells[out] = 1 - cells[a]!
        continue
      case Op.Less:
        cells[out] = isLess(cells[a]!, cells[b]!)
        continue
      case Op.AtMost:
        cells[out] = isAtMost(cells[a]!, cells[b]!)
        continue
      case Op.Equal:
        cells[out] = isEqual(cells[a]!, cells[b]!)
        continue
      case Op.Other:
        cells[out] = isOther(cells[a]!, cells[b]!)
        continue
      case Op.Jump:
        at = a
        continue
      case Op.Branch:
        if (cells[a] === 1) continue
        at = b
        if (cells[a] === 0) continue
        cells[out] = Number.NaN
        at = c
        continue
      case Op.Begin:
        cells[out] = status
        status = 0
        continue
      case Op.Finish:
        status = worse(cells[a]! | 0, status)
        cells[out] = cells[b]!
        continue
      case Op.Drop:
        status = cells[a]! | 0
        continue
      case Op.Decide:
        if (cells[out] !== a) continue
        status = worse(cells[out + 1]! | 0, status)
        at = c
        continue
      case Op.Both: {
        const right = cells[out + 3]!
        const before = cells[out + 1]! | 0
        if (right === a || !Number.isNaN(cells[out]!)) cells[out] = right
        status = worse(right === a ? before : worse(before, cells[out + 2]! | 0), status)
        continue
      }
      case Op.IsGood:
        a = cells[out]! | 0
        cells[out] = status >>> 30 === 0 ? 1 : 0
        status = a
        continue
      case Op.IsBad:
        a = cells[out]! | 0
        cells[out] = status >>> 30 >= 2 ? 1 : 0
        status = a
        continue
      case Op.Keep:
        a = cells[out]! | 0
        if (status >>> 30 >= 2) status = a
        else {
          status = worse(a, status)
          cells[out] = cells[out + 1]!
          at = c
        }
        continue
      case Op.Among: {
        const seen = cells[b]!
        if (cells[a] === seen) {
          cells[out] = 1
          status = worse(cells[out + 1]! | 0, status)
          at = c
          continue
        }
        if (Number.isNaN(seen)) cells[out] = seen
        cells[out + 2] = worse(cells[out + 2]! | 0, status)
        status = 0
        continue
      }
      default:
        cells[RESULT] = status >>> 30 >= 2 ? Number.NaN : cells[a]!
        cells[RESULT_STATUS] = status >>> 0
        return
    }
    if (result - result !== 0) {
      // What is no finite number has none; of something bad it was bad before.
      result = Number.NaN
      status = worse(status, OUT_OF_RANGE)
    }
    cells[out] = result
  }
}

function call({ kernel, repeats, finish }: FunctionRow, cells: Float64Array, from: number, count: number): number {
  if (repeats) {
    let gathered = cells[from]!
    for (let at = from + 1; at < from + count; at++) {
      if (Number.isNaN(gathered + cells[at]!)) return Number.NaN
      gathered = kernel(gathered, cells[at]!, 0, 0, 0, 0)
    }
    return finish === undefined ? gathered : finish(gathered, count)
  }
  for (let at = from; at < from + count; at++) if (Number.isNaN(cells[at]!)) return Number.NaN
  // Cells beyond those of its parameters it does not look at.
  return kernel(cells[from]!, cells[from + 1]!, cells[from + 2]!, cells[from + 3]!, cells[from + 4]!, cells[from + 5]!)
}
