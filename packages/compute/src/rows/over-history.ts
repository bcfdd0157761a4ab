import type { Micros, SampleBatch } from '@millrace/core'
import { inOrder, readingOf } from '../kpi/page.ts'
import type { InputSample, InstantDefinition, RowDefinition } from './definition.ts'
import type { InstantPoint, LateTold } from './instant.ts'
import { RowPoint } from './point.ts'

export interface ToldRow {
  readonly time: Micros
  /** Of each input; NaN where its status is bad. */
  readonly values: Float64Array
  readonly status: Uint32Array
}

/** Drives a point over samples of its inputs, in any order; of two of one series and time the later row counts. */
export function runOver<Told extends LateTold>(
  point: InstantPoint<Told, InstantDefinition>,
  samples: SampleBatch,
  told: Told,
): void {
  // What stood before was told then.
  point.pending = false
  const slots = new Map(point.definition.inputs.map(({ series }, slot) => [series, slot]))
  for (const row of inOrder(samples)) {
    const slot = slots.get(samples.series[row]!)
    if (slot !== undefined) point.put(slot, samples.time[row]!, readingOf(samples, row), samples.status[row]!, told)
  }
  point.settle(told)
}

/** Rows from the history: `before` what each input had last before it, null where nothing; `samples` those of all inputs within it. */
export function tellRows(
  definition: RowDefinition,
  before: readonly (InputSample | null)[],
  samples: SampleBatch,
): ToldRow[] {
  const all: ToldRow[] = []
  runOver(new RowPoint({ ...definition, start: before }), samples, {
    row: (_, time, values, status) => all.push({ time, values: values.slice(), status: status.slice() }),
    // Nothing is late, for samples come in order.
    late: () => undefined,
  })
  return all
}
