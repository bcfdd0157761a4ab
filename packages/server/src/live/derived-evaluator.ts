import { type DerivedDefinition, DerivedSet } from '@millrace/compute'
import type { Fault } from '@millrace/core'
import { DerivedRows } from './derived-rows.ts'
import { InstantEvaluator } from './instant-evaluator.ts'

/** Derived points of one tenant; its results are their samples, and what came late of their inputs. */
export class DerivedEvaluator extends InstantEvaluator<DerivedDefinition, DerivedRows> {
  constructor(suspended: (number: number, fault: Fault) => void, monotonic: () => number) {
    super(new DerivedSet({ suspended, monotonic }), new DerivedRows())
  }
}
