import {
  BatchBuilder,
  type Clock,
  type Closable,
  type SampleBatch,
  Status,
  type Timer,
  ValueKind,
} from '@millrace/core'
import { isTextTooLong } from '@millrace/wire'

/** How long a value may wait for company, ms. */
const TICK_MS = 100
/** A batch of so many goes at once if none of its device waits. */
const COMPANY_ENOUGH = 256
/** Most values of one message: about 100 kB on the wire without its texts. */
export const MOST_VALUES = 5_000
/** A message goes once it holds so many characters of text: with the longest one more it stays far below what a broker takes. */
const TEXT_ENOUGH = 256 * 1_024

interface Waiting {
  readonly builder: BatchBuilder
  /** Characters of its texts. */
  text: number
}

/**
 * Gathers what a device's drivers deliver within a tenth of a second into one batch, in the order it came. A big batch
 * without texts passes through untouched. A text that the platform would not take has no value, and a status that says so.
 */
export class Coalescer implements Closable {
  readonly #emit: (device: number, batch: SampleBatch) => void
  readonly #waiting = new Map<number, Waiting>()
  readonly #clock: Clock
  #timer: Timer | undefined

  constructor(clock: Clock, emit: (device: number, batch: SampleBatch) => void) {
    this.#clock = clock
    this.#emit = emit
  }

  add(device: number, batch: SampleBatch): void {
    const waiting = this.#waiting.get(device) ?? { builder: new BatchBuilder(64), text: 0 }
    const { builder } = waiting
    const isBig = batch.length >= COMPANY_ENOUGH && batch.length <= MOST_VALUES && batch.text.length === 0
    if (builder.length === 0 && isBig) {
      this.#emit(device, batch)
      return
    }
    this.#waiting.set(device, waiting)
    for (let i = 0; i < batch.length; i++) {
      waiting.text += addRow(builder, batch, i)
      if (builder.length < MOST_VALUES && waiting.text < TEXT_ENOUGH) continue
      waiting.text = 0
      this.#emit(device, builder.take())
    }
    this.#timer ??= this.#clock.after(TICK_MS, () => this.flush())
  }

  /** Hands on everything that waits. */
  flush(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    for (const [device, waiting] of this.#waiting) {
      waiting.text = 0
      if (waiting.builder.length > 0) this.#emit(device, waiting.builder.take())
    }
  }

  close(): void {
    this.flush()
  }
}

/** Returns how many characters of text were added. */
function addRow(builder: BatchBuilder, batch: SampleBatch, i: number): number {
  const series = batch.series[i]!
  const text = batch.kind[i] === ValueKind.string ? batch.text[Number(batch.int64[i])]! : ''
  if (isTextTooLong(text)) {
    builder.addNone(series, batch.time[i]!, Status.BadEncodingLimitsExceeded)
    return 0
  }
  builder.addRow(series, batch, i)
  return text.length
}
