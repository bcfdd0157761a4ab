import { ALL_INPUTS } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { Mark } from './work-store.ts'

const HOUR: Micros = 3_600_000_000
/** Rows of live computing that wait until it is known what a stateful model remembers. */
export const QUEUED = -2

/** Stretches that are to be worked out from the history, none from before since when each is. */
export class Marks {
  readonly #sinceOf: (number: number) => Micros
  readonly rows: Mark[] = []

  constructor(sinceOf: (number: number) => Micros) {
    this.#sinceOf = sinceOf
  }

  add(
    bound: number,
    series: number,
    { from, last = from, end }: { readonly from: Micros; readonly last?: Micros; readonly end: Micros },
  ): void {
    const at = Math.max(from, this.#sinceOf(bound), 0)
    if (at >= end) return
    this.rows.push({ bound, series, hour: Math.floor(at / HOUR), from: at, last: Math.max(at, last), end })
  }

  /** What is told of one instant. */
  addOne(bound: number, time: Micros, series = ALL_INPUTS): void {
    this.add(bound, series, { from: time, end: time + 1 })
  }
}
