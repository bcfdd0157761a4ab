import { SeriesIndex } from '@millrace/compute'
import { BatchBuilder, encodeBatch, type SampleBatch } from '@millrace/core'
import type { EvaluatorKind } from './evaluator.ts'

export interface Encoded {
  readonly tenant: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface OfKind {
  readonly series: ReadonlySet<number>
  /** Definitions on their way to the thread. */
  readonly defines: number
}

interface Wanted {
  readonly ofKind: Map<EvaluatorKind, OfKind>
  index: SeriesIndex
}

/** Which series of which tenant anything looks at, so that no others cross to the thread. */
export class Interest {
  readonly #wanted = new Map<string, Wanted>()

  /**
   * Definitions that look at these are on their way to the thread: what comes from now on reaches it after them, and is wanted
   * before it says so itself.
   */
  expect(tenant: string, kind: EvaluatorKind, series: readonly number[]): void {
    const { ofKind } = this.#of(tenant)
    const before = ofKind.get(kind)
    ofKind.set(kind, { series: new Set([...(before?.series ?? []), ...series]), defines: (before?.defines ?? 0) + 1 })
    this.#index(tenant)
  }

  /** What evaluators of a kind want, said once after each time that they were told definitions. */
  set(tenant: string, kind: EvaluatorKind, series: Iterable<number>): void {
    const { ofKind } = this.#of(tenant)
    const defines = Math.max(0, (ofKind.get(kind)?.defines ?? 0) - 1)
    // More are on their way: what they look at is known here alone.
    if (defines > 0) ofKind.set(kind, { series: ofKind.get(kind)?.series ?? new Set(), defines })
    else ofKind.set(kind, { series: new Set(series), defines })
    this.#index(tenant)
  }

  #of(tenant: string): Wanted {
    const wanted = this.#wanted.get(tenant) ?? { ofKind: new Map(), index: new SeriesIndex([]) }
    this.#wanted.set(tenant, wanted)
    return wanted
  }

  #index(tenant: string): void {
    const wanted = this.#of(tenant)
    wanted.index = new SeriesIndex([...wanted.ofKind.values()].flatMap(({ series }) => [...series]))
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
