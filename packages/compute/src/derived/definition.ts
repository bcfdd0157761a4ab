import type { Micros } from '@millrace/core'
import type { ValueType } from '../expression/face.ts'
import type { InstantDefinition } from '../rows/definition.ts'

/**
 * A point that is worked out of others, as data; `number` is the series that its results are of. Who makes one has checked types and
 * units, and that no point rests on itself.
 */
export interface DerivedDefinition extends InstantDefinition {
  /** Derived points that it is worked out of, each after those that it rests on itself; the point is the last. */
  readonly steps: readonly DerivedStep[]
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
