import { BatchBuilder, type SampleBatch, type Value } from '@millrace/core'

/** What the folder `fixtures/lake-1` was filled with, batch by batch: the lake as it wrote before it had a writer of its own. */
export const OLD_START = Date.UTC(2025, 4, 1) * 1_000
export const OLD_SERIES = [1, 2, 3, 4, 70_000] as const

function valueAt(series: number, beat: number): Value {
  switch (series) {
    case 1:
      return Math.round(500 + 100 * Math.sin(beat / 9)) / 10
    case 2:
      return BigInt(beat) * 3n
    case 3:
      return beat % 40 < 20
    case 4:
      return [1 / 3, -0, Number.NaN, `text ${beat % 7}`, null][beat % 5] as Value
    default:
      return beat / 4
  }
}

/** Ten batches of two days at a value a minute, then one that writes some of them anew. */
export function* oldBatches(): Generator<SampleBatch> {
  const builder = new BatchBuilder()
  for (let batch = 0; batch < 10; batch++) {
    for (const series of OLD_SERIES)
      for (let beat = batch * 288; beat < (batch + 1) * 288; beat++)
        builder.add(series, OLD_START + beat * 60e6, valueAt(series, beat), beat % 50 === 0 ? 0x80310000 : 0)
    yield builder.take()
  }
  for (let beat = 100; beat < 130; beat++) builder.add(1, OLD_START + beat * 60e6, 1_000 + beat)
  yield builder.take()
}
