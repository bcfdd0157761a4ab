import { SeriesIndex } from '@millrace/compute'
import { BatchBuilder, encodeBatch, type SampleBatch } from '@millrace/core'
import type { EvaluatorKind } from './evaluator.ts'

export interface Encoded {
  readonly tenant: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface Wanted {
  readonly ofKind: Map<EvaluatorKind, Iterable<number>>
  index: SeriesIndex
}

/** Which series of which tenant anything looks at, so that no others cross to the thread. */
export class Interest {
  readonly #wanted = new Map<string, Wanted>()

  /** Series that evaluators of a kind want, instead of those of before. */
  set(tenant: string, kind: EvaluatorKind, series: Iterable<number>): void {
    const wanted: Wanted = this.#wanted.get(tenant) ?? { ofKind: new Map(), index: new SeriesIndex([]) }
    wanted.ofKind.set(kind, series)
    wanted.index = new SeriesIndex([...wanted.ofKind.values()].flatMap((some) => [...some]))
    this.#wanted.set(tenant, wanted)
  }

  /** Series that are wanted beside those of before, from the next group on. */
  add(tenant: string, kind: EvaluatorKind, series: Iterable<number>): void {
    this.set(tenant, kind, [...(this.#wanted.get(tenant)?.ofKind.get(kind) ?? []), ...series])
  }

  /** The rows of interest, encoded, and how many they are. */
  of(shares: readonly { readonly tenant: string; readonly batch: SampleBatch }[]): {
    readonly shares: readonly Encoded[]
    readonly rows: number
  } {
    const encoded: Encoded[] = []
    let rows = 0
    for (const { tenant, batch } of shares) {
      const index = this.#wanted.get(tenant)?.index
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
