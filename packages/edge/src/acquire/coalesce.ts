import { BatchBuilder, type Clock, type Closable, type SampleBatch, type Timer } from '@millrace/core'

/** How long a value may wait for company, ms. */
const TICK_MS = 100
/** A batch of so many goes at once if none of its device waits. */
const COMPANY_ENOUGH = 256
/** Most values of one message: about 100 kB on the wire. */
export const MOST_VALUES = 5_000

/**
 * Gathers what a device's drivers deliver within a tenth of a second into one batch, in the order it came. A big batch
 * passes through untouched.
 */
export class Coalescer implements Closable {
  readonly #emit: (device: number, batch: SampleBatch) => void
  readonly #waiting = new Map<number, BatchBuilder>()
  readonly #clock: Clock
  #timer: Timer | undefined

  constructor(clock: Clock, emit: (device: number, batch: SampleBatch) => void) {
    this.#clock = clock
    this.#emit = emit
  }

  add(device: number, batch: SampleBatch): void {
    const waiting = this.#waiting.get(device)
    if ((!waiting || waiting.length === 0) && batch.length >= COMPANY_ENOUGH && batch.length <= MOST_VALUES) {
      this.#emit(device, batch)
      return
    }
    const builder = waiting ?? new BatchBuilder(64)
    if (!waiting) this.#waiting.set(device, builder)
    for (let i = 0; i < batch.length; i++) {
      builder.addRow(batch.series[i]!, batch, i)
      if (builder.length === MOST_VALUES) this.#emit(device, builder.take())
    }
    this.#timer ??= this.#clock.after(TICK_MS, () => this.flush())
  }

  /** Hands on everything that waits. */
  flush(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    for (const [device, builder] of this.#waiting) if (builder.length > 0) this.#emit(device, builder.take())
  }

  close(): void {
    this.flush()
  }
}
