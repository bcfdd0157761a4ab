import type { ArithmeticOperator, ComparisonOperator } from './ast.ts'
import { BLOCK } from './column-part.ts'
import type { FunctionDefinition } from './functions.ts'
import { isAtLeast, isAtMost, isEqual, isLess, isMore, isOther, raised } from './operations.ts'

/** Each row of two columns to one of a third. */
export type Loop = (a: Float64Array, b: Float64Array, out: Float64Array, rows: number) => void

// One loop each: a loop that takes the operation as an argument calls it for every row.
export const arithmeticLoops: Readonly<Record<ArithmeticOperator, Loop>> = {
  '+': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! + b[row]!
  },
  '-': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! - b[row]!
  },
  '*': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! * b[row]!
  },
  '/': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = a[row]! / b[row]!
  },
  '^': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = raised(a[row]!, b[row]!)
  },
}

export const comparisonLoops: Readonly<Record<ComparisonOperator, Loop>> = {
  '<': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = isLess(a[row]!, b[row]!)
  },
  '<=': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = isAtMost(a[row]!, b[row]!)
  },
  '>': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = isMore(a[row]!, b[row]!)
  },
  '>=': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = isAtLeast(a[row]!, b[row]!)
  },
  '==': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = isEqual(a[row]!, b[row]!)
  },
  '!=': (a, b, out, rows) => {
    for (let row = 0; row < rows; row++) out[row] = isOther(a[row]!, b[row]!)
  },
}

const none = new Float64Array(BLOCK)

/** A function over the rows of so many columns; its kernel sees finite numbers alone. */
export function functionLoop(
  { kernel, finish, repeats }: FunctionDefinition,
  count: number,
): (values: readonly Float64Array[], out: Float64Array, rows: number) => void {
  if (repeats)
    return (values, out, rows) => {
      for (let row = 0; row < rows; row++) {
        let gathered = values[0]![row]!
        for (let at = 1; at < count; at++) {
          const next = values[at]![row]!
          gathered = Number.isNaN(gathered + next) ? Number.NaN : kernel(gathered, next, 0, 0, 0, 0)
        }
        out[row] = finish === undefined ? gathered : finish(gathered, count)
      }
    }
  return ([a = none, b = none, c = none, d = none, e = none, f = none], out, rows) => {
    for (let row = 0; row < rows; row++) {
      const at0 = a[row]!
      const at1 = b[row]!
      const at2 = c[row]!
      const at3 = d[row]!
      const at4 = e[row]!
      const at5 = f[row]!
      const unknown = Number.isNaN(at0 * 0 + at1 * 0 + at2 * 0 + at3 * 0 + at4 * 0 + at5 * 0)
      out[row] = unknown ? Number.NaN : kernel(at0, at1, at2, at3, at4, at5)
    }
  }
}
