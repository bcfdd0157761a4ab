import type { Clock, Closable } from '@millrace/core'

const SAMPLE_MS = 1_000
const WINDOW = 10

/** How fast a counter grows, over the last ten seconds. */
export class Rate implements Closable {
  readonly #clock: Clock
  readonly #read: () => number
  readonly #marks: { at: number; count: number }[] = []
  readonly #timer: { cancel(): void }

  constructor(clock: Clock, read: () => number) {
    this.#clock = clock
    this.#read = read
    this.#mark()
    this.#timer = clock.every(SAMPLE_MS, () => this.#mark())
  }

  perSecond(): number {
    const oldest = this.#marks[0] as { at: number; count: number }
    const seconds = (this.#clock.monotonic() - oldest.at) / 1_000
    return seconds <= 0 ? 0 : Math.round(((this.#read() - oldest.count) / seconds) * 10) / 10
  }

  close(): void {
    this.#timer.cancel()
  }

  #mark(): void {
    this.#marks.push({ at: this.#clock.monotonic(), count: this.#read() })
    if (this.#marks.length > WINDOW) this.#marks.shift()
  }
}
