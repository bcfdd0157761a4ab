import { leastSquares } from '@millrace/compute'
import { squares } from './agreement.ts'
import { Differences } from './differences.ts'
import { type PivotedQr, pivotedQr } from './pivoted-qr.ts'

/** Squares to be made least, of residuals that come from elsewhere: one call of `residualsAt` is one run of a model. */
export interface Problem {
  /** Undefined where the model gives nothing: no such place is gone to. */
  residualsAt(x: Float64Array): Promise<Float64Array | undefined>
  readonly start: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** Size that a parameter is thought to have, where it is 0 itself. */
  readonly sizes: Float64Array
  /** Share of a residual that is rounding: 2⁻⁵² of doubles, 2⁻²³ of single precision. */
  readonly noise: number
  /** Calls of `residualsAt` after which it ends. */
  readonly mostRuns: number
  told?(progress: { readonly rounds: number; readonly runs: number; readonly sumOfSquares: number }): void
}

export interface Solution {
  readonly x: Float64Array
  readonly residuals: Float64Array
  /** ∂residual/∂x by differences to both sides, one column a parameter. */
  readonly jacobian: readonly Float64Array[]
  readonly sumOfSquares: number
  readonly rounds: number
  readonly runs: number
  /** Whether no step makes it better, as far as the residuals can tell. */
  readonly converged: boolean
}

/** Where a step is so short beside what it should bring, it is the rounding that speaks. */
const LEAST_GAIN = 1e-4
const FIRST_DAMPING = 1e-3
const LEAST_DAMPING = 1e-20

/**
 * Levenberg's and Marquardt's method within bounds. The step is that of Moré (1978; Nocedal and Wright, Numerical Optimization,
 * 10.3), damped in the scale of the columns and by Nielsen's rule (1999). Parameters at a bound whose gradient leads outwards stay
 * there, the step of the others is projected into the bounds (Bertsekas, 1982; Kanzow, Yamashita and Fukushima, 2004), and it is
 * believed by what it brings. Undefined where the model gives nothing at the start.
 */
export async function solve(problem: Problem): Promise<Solution | undefined> {
  const first = await problem.residualsAt(problem.start)
  return first && (await new Search(problem, first).run())
}

class Search {
  readonly #problem: Problem
  readonly #differences: Differences
  readonly #scale: Float64Array
  #x: Float64Array
  #residuals: Float64Array
  #jacobian: readonly Float64Array[] = []
  #damping = FIRST_DAMPING
  #growth = 2
  #runs = 1
  #rounds = 0

  constructor(problem: Problem, first: Float64Array) {
    this.#problem = problem
    this.#x = problem.start
    this.#residuals = first
    this.#scale = new Float64Array(problem.start.length)
    this.#differences = new Differences(problem, (x) => this.#at(x))
  }

  async #at(x: Float64Array): Promise<Float64Array | undefined> {
    this.#runs++
    return await this.#problem.residualsAt(x)
  }

  get #isSpent(): boolean {
    return this.#runs >= this.#problem.mostRuns
  }

  async run(): Promise<Solution> {
    let converged = false
    while (!this.#isSpent) {
      this.#rounds++
      this.#jacobian = await this.#differences.at(this.#x, this.#residuals)
      const found = await this.#step()
      this.#problem.told?.({ rounds: this.#rounds, runs: this.#runs, sumOfSquares: squares(this.#residuals) })
      if (found === 'better') continue
      // What differences to one side call the end is looked at again by differences to both.
      converged = this.#differences.areCentral
      if (converged) break
      this.#differences.areCentral = true
      this.#damping = Math.min(this.#damping, FIRST_DAMPING)
    }
    if (!converged) {
      this.#differences.areCentral = true
      this.#jacobian = await this.#differences.at(this.#x, this.#residuals)
    }
    return {
      x: this.#x,
      residuals: this.#residuals,
      jacobian: this.#jacobian,
      sumOfSquares: squares(this.#residuals),
      rounds: this.#rounds,
      runs: this.#runs,
      converged,
    }
  }

  /** One step that is better, or that there is none. */
  async #step(): Promise<'better' | 'end'> {
    const { low, high, noise } = this.#problem
    const gradient = this.#jacobian.map((column) => dot(column, this.#residuals))
    const free = gradient.flatMap((slope, j) => {
      const isHeld = (this.#x[j]! <= low[j]! && slope > 0) || (this.#x[j]! >= high[j]! && slope < 0)
      return isHeld ? [] : [j]
    })
    const columns = free.map((j) => this.#jacobian[j]!)
    const lengths = columns.map((column) => Math.sqrt(squares(column)))
    free.forEach((j, at) => {
      this.#scale[j] = Math.max(this.#scale[j]!, lengths[at]!)
    })
    const before = squares(this.#residuals)
    const size = Math.sqrt(before)
    const precise = Math.sqrt(noise)
    if (free.every((j, at) => Math.abs(gradient[j]!) <= precise * 1e-2 * lengths[at]! * size)) return 'end'
    const qr = pivotedQr(columns, this.#residuals, Number.MIN_VALUE)
    while (!this.#isSpent) {
      const step = this.#dampedStep(qr, free)
      const trial = this.#x.map((value, j) => Math.min(high[j]!, Math.max(low[j]!, value + step[j]!)))
      const moved = trial.map((value, j) => value - this.#x[j]!)
      if (this.#lengthOf(moved) <= precise * (this.#lengthOf(this.#x) + precise)) return 'end'
      const residuals = await this.#at(trial)
      const after = residuals ? squares(residuals) : Number.POSITIVE_INFINITY
      const expected = before - squares(this.#residuals.map((value, i) => value + alongRow(this.#jacobian, moved, i)))
      const gain = expected > 0 ? (before - after) / expected : Number.NEGATIVE_INFINITY
      if (residuals && gain > LEAST_GAIN) {
        this.#x = trial
        this.#residuals = residuals
        this.#damping = Math.max(LEAST_DAMPING, this.#damping * Math.max(1 / 3, 1 - (2 * Math.min(gain, 1) - 1) ** 3))
        this.#growth = 2
        return before - after <= noise * before && expected <= noise * before ? 'end' : 'better'
      }
      this.#damping *= this.#growth
      this.#growth *= 2
    }
    return 'better'
  }

  /** The least of |r + J·p|² + λ·|D·p|², of the columns' triangle alone. */
  #dampedStep({ order, lengths, r, right }: PivotedQr, free: readonly number[]): Float64Array {
    const k = free.length
    const columns = free.map((j, at) => {
      const column = new Float64Array(2 * k)
      const place = order.indexOf(at)
      for (let row = 0; row <= place; row++) column[row] = r[row * k + place]! * lengths[at]!
      column[k + at] = Math.sqrt(this.#damping) * (this.#scale[j]! || 1)
      return column
    })
    const y = new Float64Array(2 * k)
    right.forEach((value, row) => {
      y[row] = -value
    })
    const { solution } = leastSquares(columns, y, String)
    const step = new Float64Array(this.#x.length)
    free.forEach((j, at) => {
      step[j] = solution[at]!
    })
    return step
  }

  #lengthOf(x: Float64Array): number {
    return Math.hypot(...x.map((value, j) => value * this.#scale[j]!))
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function alongRow(columns: readonly Float64Array[], step: Float64Array, row: number): number {
  let sum = 0
  for (let j = 0; j < step.length; j++) sum += columns[j]![row]! * step[j]!
  return sum
}
