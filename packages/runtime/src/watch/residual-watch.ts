import { type CusumLimits, type CusumSums, cusumStep } from '@millrace/compute'
import { type BlockState, BlockSums } from './blocks.ts'
import { type WatchFigure, watchLimits } from './conditions.ts'
import type { ResidualReference } from './reference.ts'

/** The same after JSON. */
export interface ResidualState extends CusumSums {
  readonly window: BlockState
  /** Of the mean that is open. */
  readonly sum: number
  readonly rows: number
}

/** What lies farther away counts as this far: one wild value is no change, and many of them are all the same. */
const FARTHEST = 5

/** The residual of one output beside that of the reference, row by row. */
export class ResidualWatch {
  readonly #name: string
  readonly #reference: ResidualReference
  readonly #limits: CusumLimits
  readonly #window: BlockSums
  #sums: CusumSums
  #sum: number
  #rows: number

  constructor(
    name: string,
    {
      reference,
      limits,
      window,
    }: { readonly reference: ResidualReference; readonly limits: CusumLimits; readonly window: number },
    state?: ResidualState,
  ) {
    this.#name = name
    this.#reference = reference
    this.#limits = limits
    this.#window = new BlockSums(2, window, state?.window)
    this.#sums = { above: state?.above ?? 0, below: state?.below ?? 0 }
    this.#sum = state?.sum ?? 0
    this.#rows = state?.rows ?? 0
  }

  /** Figures that a residual changes; a residual that is none changes nothing. */
  add(residual: number): WatchFigure[] {
    if (!Number.isFinite(residual)) return []
    const { mean, deviation } = this.#reference
    const z = Math.max(-FARTHEST, Math.min(FARTHEST, (residual - mean) / deviation))
    this.#window.add(0, z)
    this.#window.add(1, z * z)
    return [...(this.#drifts(z) ? this.drift() : []), ...(this.#window.end() ? this.spread() : [])]
  }

  /** True where a mean of rows is whole, and counts. */
  #drifts(z: number): boolean {
    const { every, meansDeviation } = this.#reference
    this.#sum += z
    if (++this.#rows < every) return false
    const { k, h } = this.#limits
    const next = cusumStep(this.#sums, this.#sum / every / meansDeviation, k)
    // Twice the limit is told already; more would only take as long to be forgotten.
    this.#sums = { above: Math.min(2 * h, next.above), below: Math.min(2 * h, next.below) }
    this.#sum = 0
    this.#rows = 0
    return true
  }

  drift(): WatchFigure[] {
    const { above, below } = this.#sums
    const value = above >= below ? above : -below
    return [{ kind: 'residual_drift', name: this.#name, value, raise: this.#limits.h, clear: 0 }]
  }

  spread(): WatchFigure[] {
    const { sums, window } = this.#window
    if (!sums) return []
    const mean = sums[0]! / window
    const deviation = Math.sqrt(Math.max(0, sums[1]! / window - mean ** 2))
    return [
      { kind: 'residual_mean', name: this.#name, value: mean, ...watchLimits.residual_mean },
      { kind: 'residual_spread', name: this.#name, value: deviation, ...watchLimits.residual_spread },
    ]
  }

  save(): ResidualState {
    return { ...this.#sums, window: this.#window.save(), sum: this.#sum, rows: this.#rows }
  }
}
