import type { Micros, SampleBatch } from '@millrace/core'
import type { InputSample } from '../rows/definition.ts'
import { runOver } from '../rows/over-history.ts'
import type { DerivedDefinition } from './definition.ts'
import { DerivedPoint } from './point.ts'

export interface DerivedSample {
  readonly time: Micros
  /** NaN where the status is bad. */
  readonly value: number
  readonly status: number
}

/**
 * A stretch of a derived point from the history: `before` what each input had last before it, null where nothing; `samples` those
 * of all inputs within it, in any order, of two of one series and time the later row.
 */
export function tellDerived(
  definition: DerivedDefinition,
  before: readonly (InputSample | null)[],
  samples: SampleBatch,
): DerivedSample[] {
  const all: DerivedSample[] = []
  runOver(new DerivedPoint({ ...definition, start: before }), samples, {
    value: (_, time, value, status) => all.push({ time, value, status }),
    // Nothing is late, for samples come in order.
    late: () => undefined,
  })
  return all
}
