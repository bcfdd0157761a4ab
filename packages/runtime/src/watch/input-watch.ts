import type { GivenInput } from '../guard/inputs.ts'
import { type Bins, binCount, binOf, stabilityIndex } from './bins.ts'
import { type BlockState, BlockSums } from './blocks.ts'
import { type WatchFigure, watchLimits } from './conditions.ts'
import { isUsable } from './reference.ts'

/** How the values of one input are spread beside the reference. */
export class InputWatch {
  readonly #name: string
  readonly #bins: Bins
  readonly #sums: BlockSums

  constructor(name: string, { bins, window }: { readonly bins: Bins; readonly window: number }, state?: BlockState) {
    this.#name = name
    this.#bins = bins
    this.#sums = new BlockSums(binCount(bins), window, state)
  }

  /** Figures that a value changes; one that is bad, or of another type, changes nothing. */
  add({ values, status }: GivenInput, row: number): WatchFigure[] {
    const value = values[row]
    if (value === undefined || !isUsable(value, status[row]!) || (typeof value === 'string') === 'edges' in this.#bins)
      return []
    this.#sums.add(binOf(this.#bins, value), 1)
    return this.#sums.end() ? this.figures() : []
  }

  figures(): WatchFigure[] {
    const { sums } = this.#sums
    if (!sums) return []
    return [
      { kind: 'input_shift', name: this.#name, value: stabilityIndex(this.#bins, sums), ...watchLimits.input_shift },
    ]
  }

  save(): BlockState {
    return this.#sums.save()
  }
}
