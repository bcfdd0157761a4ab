import type { RegressionForm } from '../face.ts'
import { valuesOf } from './ridge.ts'
import { type Centred, type Term, termColumn } from './terms.ts'

export interface LearntLine {
  readonly form: RegressionForm
  readonly penalty: number
  /** Places of the inputs that vary; all else speaks of these alone. */
  readonly used: readonly number[]
  readonly centred: readonly Centred[]
  readonly terms: readonly Term[]
  /** Of the slopes, by term; undefined of dimension one. */
  readonly units: readonly (string | undefined)[]
  /** In the unit of the target. */
  readonly base: number
  /** By term, in the unit of the target by those of the inputs' differences. */
  readonly slopes: Float64Array
  /** Of the target's differences; its unit is `step` of them. */
  readonly difference: { readonly unit: string; readonly step: number }
  /** Half the width of the interval, in the unit of the target. */
  readonly margin: number
}

/** In the unit of the target. @param columns of the inputs that are used */
export const predictLine = (line: LearntLine, columns: readonly Float64Array[]): Float64Array =>
  valuesOf(
    { intercept: line.base, slopes: line.slopes },
    line.terms.map((term) => termColumn(term, columns, line.centred)),
    columns[0]!.length,
  )
