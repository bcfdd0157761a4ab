import { isoOf, type SampleBatch, severityOf, statusName, valueAt } from '@millrace/core'
import type { Sample } from './schema.ts'

/** Row `i` of a batch as the API tells it: JSON has no 64-bit integers, no NaN and no infinities, so these become text. */
export function sampleAt(batch: SampleBatch, i: number): Sample {
  const value = valueAt(batch, i)
  const status = batch.status[i] as number
  return {
    time: isoOf(batch.time[i] as number),
    value:
      typeof value === 'bigint'
        ? jsonInteger(value)
        : typeof value === 'number' && !Number.isFinite(value)
          ? String(value)
          : value,
    status,
    quality: severityOf(status),
    statusName: statusName(status),
  }
}

const jsonInteger = (value: bigint): number | string => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}
