import type { Fault } from '@millrace/core'
import type { GivenInput } from './inputs.ts'
import type { GuardedOutput } from './outputs.ts'
import type { Reason } from './reasons.ts'

/** Rows as they come to a model: every value with its quality. */
export interface GuardedRows {
  readonly length: number
  /** µs since 1970-01-01 UTC; rising where the model is stateful. */
  readonly time: Float64Array
  /** By name of input. What is left out is not bound. */
  readonly inputs: Readonly<Record<string, GivenInput>>
}

export interface GuardedResults {
  readonly length: number
  /** Every output of the manifest, by name. */
  readonly outputs: Readonly<Record<string, GuardedOutput>>
  /** Outputs point at them from 1 on. */
  readonly reasons: readonly Reason[]
  /** The first fault of the model; the rows of its call are bad. Where the model is no longer alive, it is to be started again. */
  readonly fault?: Fault
}
