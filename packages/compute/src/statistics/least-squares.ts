import { Fault } from '@millrace/core'
import './faults.ts'

/** A least-squares problem solved by Householder's reflections (Golub and Van Loan, Matrix Computations, 5.3.2). */
export interface Solved {
  /** One a column. */
  readonly solution: Float64Array
  /** (XᵀX)⁻¹, row by row. */
  readonly inverse: Float64Array
}

/** A column of which no more is left beside the others says nothing of its own: some digits above rounding. */
const NOTHING_LEFT = 1e-13

/**
 * Least squares of y over columns, each brought to length one first, so that units do not decide about digits.
 * Columns and y are not changed. Throws `statistics.dependent` with the name of a column that follows from those before it.
 */
export function leastSquares(
  columns: readonly Float64Array[],
  y: Float64Array,
  nameOf: (column: number) => string,
): Solved {
  const k = columns.length
  const n = y.length
  const scale = columns.map((column) => Math.hypot(...blockNorms(column)))
  const q = columns.map((column, j) => column.map((value) => value / ((scale[j] as number) || 1)))
  const right = Float64Array.from(y)
  const r = new Float64Array(k * k)
  for (let j = 0; j < k; j++) {
    const own = q[j] as Float64Array
    let square = 0
    for (let i = j; i < n; i++) square += (own[i] as number) ** 2
    const length = Math.sqrt(square)
    if (!(length > NOTHING_LEFT)) throw new Fault('statistics.dependent', { name: nameOf(j) })
    const head = own[j] as number
    const diagonal = head > 0 ? -length : length
    // The reflection's vector takes the column's place; its length squared is 2·length·(length + |head|).
    own[j] = head - diagonal
    const half = length * (length + Math.abs(head))
    for (const [at, other] of [...q.slice(j + 1), right].entries()) {
      let dot = 0
      for (let i = j; i < n; i++) dot += (own[i] as number) * (other[i] as number)
      const share = dot / half
      for (let i = j; i < n; i++) other[i] = (other[i] as number) - share * (own[i] as number)
      if (other !== right) r[j * k + j + 1 + at] = other[j] as number
    }
    r[j * k + j] = diagonal
  }
  const upright = invertUpper(r, k)
  const solution = new Float64Array(k)
  for (let i = k - 1; i >= 0; i--) {
    let rest = right[i] as number
    for (let j = i + 1; j < k; j++) rest -= (r[i * k + j] as number) * (solution[j] as number)
    solution[i] = rest / (r[i * k + i] as number)
  }
  const inverse = new Float64Array(k * k)
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let m = i; m < k; m++) sum += (upright[i * k + m] as number) * (upright[j * k + m] as number)
      const value = sum / ((scale[i] as number) * (scale[j] as number))
      inverse[i * k + j] = value
      inverse[j * k + i] = value
    }
  for (let j = 0; j < k; j++) solution[j] = (solution[j] as number) / (scale[j] as number)
  return { solution, inverse }
}

/** Lengths of parts: a call takes only so many arguments. */
function blockNorms(values: Float64Array): number[] {
  const norms: number[] = []
  for (let from = 0; from < values.length; from += 1_000) norms.push(Math.hypot(...values.subarray(from, from + 1_000)))
  return norms
}

function invertUpper(r: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k)
  for (let j = 0; j < k; j++) {
    inverse[j * k + j] = 1 / (r[j * k + j] as number)
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0
      for (let m = i + 1; m <= j; m++) sum += (r[i * k + m] as number) * (inverse[m * k + j] as number)
      inverse[i * k + j] = -sum / (r[i * k + i] as number)
    }
  }
  return inverse
}
