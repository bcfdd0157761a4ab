/** How far a parameter is moved, beside its size, where it has none of its own. */
const OF_SIZE = 1e-2

interface Within {
  readonly low: Float64Array
  readonly high: Float64Array
  readonly sizes: Float64Array
  readonly noise: number
}

/**
 * Slopes by differences (Nocedal and Wright, Numerical Optimization, 8.1): to one side by √ε of a parameter, or, dearer and to
 * twice the digits, to both by ∛ε. ε is the share of the residuals that is rounding. No bound is passed.
 */
export class Differences {
  areCentral = false
  readonly #within: Within
  readonly #at: (x: Float64Array) => Promise<Float64Array | undefined>

  constructor(within: Within, at: (x: Float64Array) => Promise<Float64Array | undefined>) {
    this.#within = within
    this.#at = at
  }

  /** One column a parameter; noughts where the model gives nothing beside x. */
  async at(x: Float64Array, here: Float64Array): Promise<Float64Array[]> {
    const columns: Float64Array[] = []
    for (let j = 0; j < x.length; j++) columns.push(await this.#along(x, j, here))
    return columns
  }

  async #along(x: Float64Array, j: number, here: Float64Array): Promise<Float64Array> {
    const { low, high, sizes, noise } = this.#within
    const share = this.areCentral ? Math.cbrt(noise) : Math.sqrt(noise)
    const step = share * Math.max(Math.abs(x[j]!), OF_SIZE * sizes[j]!)
    const upwards = await this.#beside(x, j, Math.min(high[j]!, x[j]! + step))
    const still = { x: x[j]!, residuals: here }
    if (upwards && !this.areCentral) return slope(upwards, still)
    const downwards = await this.#beside(x, j, Math.max(low[j]!, x[j]! - step))
    return upwards || downwards ? slope(upwards ?? still, downwards ?? still) : new Float64Array(here.length)
  }

  async #beside(x: Float64Array, j: number, value: number): Promise<Beside | undefined> {
    if (value === x[j]) return undefined
    const moved = x.slice()
    moved[j] = value
    const residuals = await this.#at(moved)
    return residuals && { x: value, residuals }
  }
}

interface Beside {
  readonly x: number
  readonly residuals: Float64Array
}

const slope = (above: Beside, below: Beside): Float64Array =>
  above.residuals.map((value, i) => (value - below.residuals[i]!) / (above.x - below.x))
