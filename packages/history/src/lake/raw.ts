import { Fault, type SampleBatch } from '@millrace/core'
import { Samples } from '../segment/index.ts'
import type { Breath } from './breath.ts'
import './faults.ts'
import type { Pieces } from './pieces.ts'

/** Rows of one answer at most: about 300 MB. */
const ROWS = 10_000_000

export interface RawOrder {
  /** Rows a series at most. */
  readonly limit: number
  readonly descending: boolean
}

/** Appends the samples of some series, one after the other, each key once. */
export async function readRaw(
  pieces: Pieces,
  series: readonly number[],
  { limit, descending }: RawOrder,
  out: Samples,
  breath: Breath,
): Promise<void> {
  const part = new Samples()
  for (const [i, one] of series.entries()) {
    const begun = out.length
    // The others are mostly as long as the first: growing by and by would copy all of them.
    if (i === 1) out.reserve(Math.min(ROWS, Math.ceil((out.length / i) * series.length)))
    const groups = pieces.groups(one)
    if (descending) groups.reverse()
    for (const group of groups) {
      const left = limit - (out.length - begun)
      if (left <= 0) break
      if (descending) {
        part.clear()
        pieces.load(one, group, part)
        const rows = Uint32Array.from({ length: Math.min(left, part.length) }, (_, i) => part.length - 1 - i)
        out.gather(part, rows, 0, rows.length)
      } else {
        pieces.load(one, group, out)
        if (out.length - begun > limit) out.length = begun + limit
      }
      if (out.length > ROWS) throw new Fault('history.query_too_large', { limit: ROWS, unit: 'samples' })
      if (breath.isDue) await breath.take()
    }
  }
}

/** What was collected, for another thread: no more than its rows. */
export function batchOfSamples(samples: Samples): SampleBatch {
  const batch = samples.take()
  if (batch.series.length <= batch.length * 2 + 64) return batch
  const small = new Samples(batch.length)
  small.append(
    {
      ...batch,
      words: new Int32Array(batch.double.buffer),
      textAt: (row) => batch.text[Number(batch.int64[row])] as string,
    },
    0,
    batch.length,
  )
  return small.take()
}
