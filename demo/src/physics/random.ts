/** Seeded randomness, so that the demo plant lives the same life each time. Mulberry32 by Tommy Ettinger (public domain). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** Normal, by Box and Muller. */
  normal(mean = 0, deviation = 1): number {
    const u = Math.max(this.uniform(), 1e-12)
    return mean + deviation * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.uniform())
  }

  /** Time to the next event of a Poisson process, in the unit of `mean`. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform())
  }
}

/** A slow wander around zero: an Ornstein–Uhlenbeck process, stepped exactly for any dt. */
export class Wander {
  value = 0
  readonly #random: Random
  readonly #deviation: number
  readonly #seconds: number

  constructor(random: Random, deviation: number, seconds: number) {
    this.#random = random
    this.#deviation = deviation
    this.#seconds = seconds
  }

  step(dt: number): number {
    const keep = Math.exp(-dt / this.#seconds)
    this.value = this.value * keep + this.#deviation * Math.sqrt(1 - keep * keep) * this.#random.normal()
    return this.value
  }
}

/** Moves `value` towards `target` with the time constant `seconds`. */
export function lag(value: number, target: number, dt: number, seconds: number): number {
  return target + (value - target) * Math.exp(-dt / seconds)
}
