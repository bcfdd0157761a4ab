import { batchOf, type Micros, type SampleBatch, type Value } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'

export type Row = readonly [series: number, time: Micros, value: Value, status: number]

/** The newest of each series and time, as the history has them; in memory, for tests that bring samples themselves. */
export class NearHistory implements Pick<HistoryStore, 'raw' | 'latest'> {
  readonly #kept = new Map<string, Row>()

  add(row: Row): void {
    this.#kept.set(`${row[0]} ${row[1]}`, row)
  }

  of(one: number): Row[] {
    return [...this.#kept.values()].filter(([of]) => of === one).sort((x, y) => x[1] - y[1])
  }

  async raw({ series: wanted, from, to, limit }: Parameters<HistoryStore['raw']>[0]): Promise<SampleBatch> {
    const rows = wanted.flatMap((one) =>
      this.of(one)
        .filter(([, time]) => time >= from && time < to)
        .slice(0, limit),
    )
    return batchOf(rows)
  }

  async latest(_tenant: string, wanted: readonly number[], at = Number.POSITIVE_INFINITY): Promise<SampleBatch> {
    return batchOf(
      wanted.flatMap((one) => {
        const row = this.of(one).findLast(([, time]) => time <= at)
        return row ? [row] : []
      }),
    )
  }
}
