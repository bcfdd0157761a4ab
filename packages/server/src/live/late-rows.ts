import type { LateTold } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { LateNews } from './needs.ts'

const HOUR: Micros = 3_600_000_000

type Late = { -readonly [Key in keyof LateNews]: LateNews[Key] }

/** What came late: all of one number, series and hour is one. */
export class LateRows implements LateTold {
  readonly #late = new Map<string, Late>()

  late(number: number, series: number, at: Micros, end: Micros): void {
    const key = `${number} ${series} ${Math.floor(at / HOUR)}`
    const known = this.#late.get(key)
    if (!known) {
      this.#late.set(key, { is: 'late', number, series, from: at, last: at, end })
      return
    }
    known.from = Math.min(known.from, at)
    known.last = Math.max(known.last, at)
    known.end = Math.max(known.end, end)
  }

  /** Behind others, each begun with `what`; forgotten here. */
  writeTo(doubles: number[], what: number): void {
    for (const { number, series, from, last, end } of this.#late.values())
      doubles.push(what, number, series, from, last, end)
    this.#late.clear()
  }
}
