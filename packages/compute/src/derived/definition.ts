import type { Micros } from '@millrace/core'
import type { ValueType } from '../expression/face.ts'

/** A point that is worked out of others, as data. Who makes one has checked types and units, and that no point rests on itself. */
export interface DerivedDefinition {
  /** Number of the series that its results are of. */
  readonly number: number
  /** What it rests on in the end, each once. */
  readonly inputs: readonly DerivedInput[]
  /** Derived points that it is worked out of, each after those that it rests on itself; the point is the last. */
  readonly steps: readonly DerivedStep[]
  /** What each input had when the definition was read, null where nothing; absent where nobody has asked. */
  readonly start?: readonly (InputSample | null)[]
  /** How often {@link start} was read: it is looked at again with another number, whatever it says. */
  readonly read?: number
}

export interface DerivedInput {
  /** Number of the series. */
  readonly series: number
  readonly type: ValueType['type']
}

export interface InputSample {
  readonly time: Micros
  /** Null where the sample has none. */
  readonly value: number | string | null
  readonly status: number
}

/** One formula. */
export interface DerivedStep extends ValueType {
  /** In the expression language of the house. */
  readonly formula: string
  readonly names: readonly DerivedName[]
  /** An input stands at most so long, µs; older, it counts as bad for want of data. Absent: until its next sample. */
  readonly gap?: Micros
}

/** What a name in a formula stands for. */
export interface DerivedName extends ValueType {
  readonly name: string
  /** Place among the inputs; behind those, among the steps. */
  readonly from: number
}

/** Series that a derived point looks at. */
export const derivedSeriesOf = ({ inputs }: Pick<DerivedDefinition, 'inputs'>): number[] =>
  inputs.map(({ series }) => series)
