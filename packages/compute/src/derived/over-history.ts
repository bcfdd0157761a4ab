import type { Micros, SampleBatch } from '@millrace/core'
import { inOrder, readingOf } from '../kpi/page.ts'
import type { DerivedDefinition, InputSample } from './definition.ts'
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
  const point = new DerivedPoint({ ...definition, start: before })
  const told = {
    value: (_: number, time: Micros, value: number, status: number) => all.push({ time, value, status }),
    // Nothing is late, for rows come in order.
    late: () => undefined,
  }
  point.pending = false
  const slots = new Map(definition.inputs.map(({ series }, slot) => [series, slot]))
  for (const row of inOrder(samples)) {
    const slot = slots.get(samples.series[row]!)
    if (slot !== undefined) point.put(slot, samples.time[row]!, readingOf(samples, row), samples.status[row]!, told)
  }
  point.settle(told)
  return all
}
