/** A bucket that fills at a rate and may be overdrawn: who overdraws waits until it is full enough again. */
export class Bucket {
  #perSecond: number
  #level: number
  #at: number

  /** Starts full, with what one second brings. `now`: monotonic ms. */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond
    this.#level = perSecond
    this.#at = now
  }

  set perSecond(rate: number) {
    this.#perSecond = rate
    this.#level = Math.min(this.#level, rate)
  }

  /** Takes so much; the ms until it is no longer overdrawn, 0 if it is not. */
  take(amount: number, now: number): number {
    this.#fill(now)
    this.#level -= amount
    return this.wait(now)
  }

  wait(now: number): number {
    this.#fill(now)
    if (this.#level >= 0) return 0
    return this.#perSecond > 0 ? Math.ceil((-this.#level / this.#perSecond) * 1_000) : Number.POSITIVE_INFINITY
  }

  #fill(now: number): void {
    this.#level = Math.min(this.#perSecond, this.#level + ((now - this.#at) / 1_000) * this.#perSecond)
    this.#at = now
  }
}
