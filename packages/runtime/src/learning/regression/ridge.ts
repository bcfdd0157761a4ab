import { leastSquares } from '@millrace/compute'
import { deviationOf, meanOf } from '../scores.ts'

export interface Line {
  readonly intercept: number
  readonly slopes: Float64Array
}

/**
 * Ridge regression (Hoerl and Kennard, 1970): least squares over columns of mean 0 and deviation 1 with one more row a column,
 * √(penalty·n) there and 0 in y. With a penalty near nought it is ordinary least squares that bears columns which follow from
 * each other. What does not vary has no slope.
 */
export function ridge(columns: readonly Float64Array[], y: Float64Array, penalty: number): Line {
  const n = y.length
  const level = meanOf(y)
  const means = columns.map(meanOf)
  const deviations = columns.map(deviationOf)
  const used = columns.flatMap((_, j) => (deviations[j]! > 0 ? [j] : []))
  const weight = Math.sqrt(penalty * n)
  const standard = used.map((j, place) => {
    const column = new Float64Array(n + used.length)
    const own = columns[j]!
    for (let i = 0; i < n; i++) column[i] = (own[i]! - means[j]!) / deviations[j]!
    column[n + place] = weight
    return column
  })
  const right = new Float64Array(n + used.length)
  for (let i = 0; i < n; i++) right[i] = y[i]! - level
  const { solution } = leastSquares(standard, right, String)
  const slopes = new Float64Array(columns.length)
  used.forEach((j, place) => {
    slopes[j] = solution[place]! / deviations[j]!
  })
  return { intercept: slopes.reduce((rest, slope, j) => rest - slope * means[j]!, level), slopes }
}

export function valuesOf({ intercept, slopes }: Line, columns: readonly Float64Array[], length: number): Float64Array {
  const values = new Float64Array(length).fill(intercept)
  columns.forEach((column, j) => {
    for (let i = 0; i < length; i++) values[i]! += slopes[j]! * column[i]!
  })
  return values
}
