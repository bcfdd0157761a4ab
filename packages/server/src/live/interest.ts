import { SeriesIndex } from '@millrace/compute'
import { BatchBuilder, encodeBatch, type SampleBatch } from '@millrace/core'

export interface Encoded {
  readonly tenant: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Which series of which tenant anything looks at, so that no others cross to the thread. */
export class Interest {
  readonly #wanted = new Map<string, SeriesIndex>()

  set(tenant: string, series: Iterable<number>): void {
    this.#wanted.set(tenant, new SeriesIndex(series))
  }

  /** The rows of interest, encoded, and how many they are. */
  of(shares: readonly { readonly tenant: string; readonly batch: SampleBatch }[]): {
    readonly shares: readonly Encoded[]
    readonly rows: number
  } {
    const encoded: Encoded[] = []
    let rows = 0
    for (const { tenant, batch } of shares) {
      const index = this.#wanted.get(tenant)
      const count = index ? countOf(index, batch) : 0
      if (!index || count === 0) continue
      rows += count
      encoded.push({ tenant, bytes: encodeBatch(count === batch.length ? batch : picked(index, batch, count)) })
    }
    return { shares: encoded, rows }
  }
}

function countOf(index: SeriesIndex, { series, length }: SampleBatch): number {
  let count = 0
  for (let row = 0; row < length; row++) if (index.placeOf(series[row] as number) >= 0) count++
  return count
}

function picked(index: SeriesIndex, batch: SampleBatch, count: number): SampleBatch {
  const rows = new BatchBuilder(count)
  for (let row = 0; row < batch.length; row++) {
    const series = batch.series[row] as number
    if (index.placeOf(series) >= 0) rows.addRow(series, batch, row)
  }
  return rows.take()
}
