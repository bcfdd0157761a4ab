import type { Micros } from '@millrace/core'

const MOST_ENTRIES = 8_192
const REMEMBERED = 4_096

/** When groups became durable that are not evaluated yet, and how long the last ones took. */
export class Ledger {
  #positions: number[] = []
  #times: Micros[] = []
  #first = 0
  readonly #lags = new Float64Array(REMEMBERED)
  #count = 0

  add(position: number, at: Micros): void {
    this.#positions.push(position)
    this.#times.push(at)
    if (this.#positions.length - this.#first > MOST_ENTRIES) this.#thin()
  }

  /** Everything up to a position is evaluated. */
  done(position: number, now: Micros): void {
    while (this.#first < this.#positions.length && (this.#positions[this.#first] as number) <= position) {
      this.#lags[this.#count++ % REMEMBERED] = now - (this.#times[this.#first] as Micros)
      this.#first++
    }
    if (this.#first < MOST_ENTRIES) return
    this.#positions = this.#positions.slice(this.#first)
    this.#times = this.#times.slice(this.#first)
    this.#first = 0
  }

  /** µs since the oldest group that is not evaluated became durable; 0 without any. */
  lag(now: Micros): Micros {
    const oldest = this.#times[this.#first]
    return oldest === undefined ? 0 : Math.max(0, now - oldest)
  }

  /** µs under which a share (0 to 1) of the newest groups was evaluated; 0 before the first. */
  percentile(share: number): Micros {
    const lags = this.#lags.slice(0, Math.min(this.#count, REMEMBERED)).sort()
    return lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0
  }

  /** Every other one: of a thread that is far behind it is enough to know about when. */
  #thin(): void {
    const keep = (_one: number, i: number): boolean => i >= this.#first && (i - this.#first) % 2 === 0
    this.#positions = this.#positions.filter(keep)
    this.#times = this.#times.filter(keep)
    this.#first = 0
  }
}
