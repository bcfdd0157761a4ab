import { type RowDefinition, RowSet } from '@millrace/compute'
import type { Fault } from '@millrace/core'
import { InstantEvaluator } from './instant-evaluator.ts'
import { ModelRows } from './model-rows.ts'

/** Rows for the models of one tenant; they run elsewhere, and its results are the rows, and what came late of their inputs. */
export class ModelEvaluator extends InstantEvaluator<RowDefinition, ModelRows> {
  constructor(suspended: (number: number, fault: Fault) => void) {
    super(new RowSet(suspended), new ModelRows())
  }
}
