import { BatchBuilder, type SampleBatch } from '@millrace/core'

/** What a flow told already after its checkpoint: worked out again it is the same, and is not told twice. */
export class Told {
  readonly #times = new Map<number, Set<number>>()

  /** A record that the flow's device has in the buffer. */
  add({ length, series, time }: SampleBatch): void {
    for (let i = 0; i < length; i++) {
      const times = this.#times.get(series[i]!) ?? new Set()
      this.#times.set(series[i]!, times.add(time[i]!))
    }
  }

  /** What of it is new. */
  fresh(batch: SampleBatch): SampleBatch {
    if (this.#times.size === 0) return batch
    const builder = new BatchBuilder(batch.length)
    for (let i = 0; i < batch.length; i++) {
      const tag = batch.series[i]!
      const times = this.#times.get(tag)
      if (!times?.delete(batch.time[i]!)) builder.addRow(tag, batch, i)
      else if (times.size === 0) this.#times.delete(tag)
    }
    return builder.take()
  }
}
