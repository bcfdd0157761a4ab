import { isBad, type Micros, Status } from '@millrace/core'
import type { RowDefinition } from './definition.ts'
import { InstantPoint, type LateTold } from './instant.ts'

/** Where rows go. */
export interface RowTold extends LateTold {
  /** What each input had at that instant; NaN where its status is bad. Both hold until the call returns. */
  row(number: number, time: Micros, values: Float64Array, status: Uint32Array): void
}

/** A row at every instant at which an input has a sample. */
export class RowPoint extends InstantPoint<RowTold, RowDefinition> {
  readonly #values: Float64Array
  readonly #status: Uint32Array

  constructor(definition: RowDefinition) {
    const { length } = definition.inputs
    super(definition, length)
    this.#values = new Float64Array(length)
    this.#status = new Uint32Array(length)
  }

  protected override tell(at: Micros, told: RowTold): void {
    const { number, gap = Number.POSITIVE_INFINITY } = this.definition
    const { time, value, status } = this.places
    for (let slot = 0; slot < value.length; slot++) {
      const isOld = at - time[slot]! > gap && !isBad(status[slot]!)
      this.#values[slot] = isOld ? Number.NaN : value[slot]!
      this.#status[slot] = isOld ? Status.BadNoData : status[slot]!
    }
    told.row(number, at, this.#values, this.#status)
  }
}
