import type { Closable } from '@millrace/core'
import type { CaseResult } from '../cases/cases.ts'
import type { ModelPackage } from '../face.ts'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'

/** Rows for a model, and what it goes on from. */
export interface ModelCall {
  readonly rows: GuardedRows
  readonly parameters?: Readonly<Record<string, number>>
  /** Of a stateful model what an earlier answer gave; without it, it begins. */
  readonly state?: Uint8Array
  /** Whose call it is: those of one share wait for each other before they hold up another's, and what runs for one runs for no other. */
  readonly share: string
}

export interface ModelAnswer {
  readonly results: GuardedResults
  /** Of a stateful model, to go on from; absent where the call failed: what it was before holds. */
  readonly state?: Uint8Array
}

/**
 * Runs models of all kinds for whoever asks: one call brings what it needs and takes all that comes of it, so that any thread or
 * process may have it, and a call that comes again gives the same.
 */
export interface ModelHost extends Closable {
  /**
   * What the model does wrong is told of its rows, and of the fault of the results.
   * Rejects with `model.broken`, `model.unsupported` where it cannot be started, `model.rows_unfit`,
   * `model.state_foreign`, `model.busy`.
   */
  run(model: ModelPackage, call: ModelCall): Promise<ModelAnswer>
  /** Runs its reference cases here. Rejects as {@link ModelHost.run}. */
  cases(model: ModelPackage, share: string): Promise<readonly CaseResult[]>
}
