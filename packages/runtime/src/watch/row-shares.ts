import { isBad, isGood } from '@millrace/core'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import { type BlockState, BlockSums } from './blocks.ts'
import { type WatchConditionKind, type WatchFigure, watchLimits } from './conditions.ts'
import { isUsable } from './reference.ts'

type ShareKind = Extract<
  WatchConditionKind,
  'input_out_of_range' | 'input_uncertain' | 'input_bad' | 'output_bad' | 'validity'
>

type Looked = Pick<ModelManifest, 'inputs' | 'outputs' | 'validity'>

/** Shares of rows in a window that are not as they should be, by what they are. */
export class RowShares {
  readonly #model: Looked
  readonly #counted: readonly { readonly kind: ShareKind; readonly name?: string }[]
  readonly #sums: BlockSums

  constructor(model: Looked, window: number, state?: BlockState) {
    this.#model = model
    this.#counted = [
      ...model.inputs.flatMap(({ name }) => [
        { kind: 'input_out_of_range' as const, name },
        { kind: 'input_uncertain' as const, name },
        { kind: 'input_bad' as const, name },
      ]),
      ...model.outputs.map(({ name }) => ({ kind: 'output_bad' as const, name })),
      { kind: 'validity' },
    ]
    this.#sums = new BlockSums(this.#counted.length, window, state)
  }

  /** Figures that a row changes. */
  add(row: number, { rows, results }: { readonly rows: GuardedRows; readonly results: GuardedResults }): WatchFigure[] {
    let figure = 0
    for (const { name, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } of this.#model.inputs) {
      const given = Object.hasOwn(rows.inputs, name) ? rows.inputs[name] : undefined
      if (given) {
        const [value, status] = [given.values[row], given.status[row]!]
        if (!isUsable(value, status)) this.#sums.add(figure + 2, 1)
        else if (typeof value === 'number' && (value < low || value > high)) this.#sums.add(figure, 1)
        if (!isGood(status) && !isBad(status)) this.#sums.add(figure + 1, 1)
      }
      figure += 3
    }
    let isValid = true
    for (const { name } of this.#model.outputs) {
      const kind = results.reasons[(results.outputs[name]?.reason[row] ?? 0) - 1]?.kind
      if (kind?.startsWith('output_')) this.#sums.add(figure, 1)
      if (kind === 'rule') isValid = false
      figure++
    }
    if (!isValid) this.#sums.add(figure, 1)
    return this.#sums.end() ? this.figures() : []
  }

  figures(): WatchFigure[] {
    const { sums, window } = this.#sums
    if (!sums) return []
    return this.#counted.map((counted, i) => ({ ...counted, value: sums[i]! / window, ...watchLimits[counted.kind] }))
  }

  save(): BlockState {
    return this.#sums.save()
  }
}
