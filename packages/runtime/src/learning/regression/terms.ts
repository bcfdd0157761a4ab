import type { RegressionForm } from '../face.ts'

/** A product of one or two inputs, each less its centre, by their places. */
export type Term = readonly [number] | readonly [number, number]

/** Terms of a form over that many inputs; a larger form begins with those of a smaller one. */
export function termsOf(form: RegressionForm, inputs: number): Term[] {
  const each = Array.from({ length: inputs }, (_, i) => i)
  return [
    ...each.map((i): Term => [i]),
    ...(form === 'linear' ? [] : each.map((i): Term => [i, i])),
    ...(form === 'interactions' ? each.flatMap((i) => each.slice(i + 1).map((k): Term => [i, k])) : []),
  ]
}

/** How an input goes into terms: (value − centre)·step. */
export interface Centred {
  readonly centre: number
  /** Of the unit of a difference, as 5/9 K of a [degF]. */
  readonly step: number
}

export function termColumn(term: Term, columns: readonly Float64Array[], centred: readonly Centred[]): Float64Array {
  const { length } = columns[0]!
  const column = new Float64Array(length).fill(1)
  for (const input of term) {
    const { centre, step } = centred[input]!
    const values = columns[input]!
    for (let i = 0; i < length; i++) column[i]! *= (values[i]! - centre) * step
  }
  return column
}
