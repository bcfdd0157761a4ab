import type { InputSample } from '@millrace/compute'
import { type SampleBatch, valueAt } from '@millrace/core'
import type { LatestValues } from './latest.ts'

/** The sample of a row as a definition has it. */
export function inputSampleOf(batch: SampleBatch, row: number): InputSample {
  const value = valueAt(batch, row)
  const plain = typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value
  return { time: batch.time[row]!, value: plain, status: batch.status[row]! }
}

/** What each of some series has now, as definitions have it. */
export function standingIn(
  latest: Pick<LatestValues, 'read'>,
  tenant: string,
  series: readonly number[],
): Map<number, InputSample> {
  const held = latest.read(tenant, series)
  return new Map(Array.from({ length: held.length }, (_, i) => [held.series[i]!, inputSampleOf(held, i)]))
}
