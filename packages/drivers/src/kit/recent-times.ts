/** Times of late, ms: how long something takes now, usually and at worst. */
export interface TimesSummary {
  readonly lastMs: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly mostMs: number
}

/** The last so many durations. Adding one costs a store: it happens with every request. */
export class RecentTimes {
  readonly #ring: Float64Array
  #count = 0

  constructor(size: number) {
    this.#ring = new Float64Array(size)
  }

  add(ms: number): void {
    this.#ring[this.#count % this.#ring.length] = ms
    this.#count++
  }

  /** Undefined as long as there was none. */
  summary(): TimesSummary | undefined {
    const held = Math.min(this.#count, this.#ring.length)
    if (held === 0) return undefined
    const sorted = this.#ring.slice(0, held).sort()
    const at = (share: number): number => sorted[Math.min(held - 1, Math.floor(share * held))]!
    return {
      lastMs: this.#ring[(this.#count - 1) % this.#ring.length]!,
      p50Ms: at(0.5),
      p95Ms: at(0.95),
      mostMs: sorted[held - 1]!,
    }
  }
}
