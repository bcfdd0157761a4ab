import type { RowTold } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import { LateRows } from './late-rows.ts'
import type { ModelNews } from './needs.ts'

const ROW = 0
const LATE = 1
/** Of a row, before what its inputs had. */
const HEAD = 4

/** News for models as doubles: `[what, number, …]`, what is late behind the rows. */
export class ModelRows extends LateRows implements RowTold {
  #doubles: number[] = []

  row(number: number, time: Micros, values: Float64Array, status: Uint32Array): void {
    this.#doubles.push(ROW, number, time, values.length)
    for (let slot = 0; slot < values.length; slot++) this.#doubles.push(values[slot]!, status[slot]!)
  }

  /** What was written since it was last taken; undefined without any. */
  take(): Float64Array<ArrayBuffer> | undefined {
    this.writeTo(this.#doubles, LATE)
    if (this.#doubles.length === 0) return undefined
    const rows = Float64Array.from(this.#doubles)
    this.#doubles = []
    return rows
  }
}

/** What {@link ModelRows} wrote, for whoever takes it. */
export function modelNewsOf(rows: Float64Array): ModelNews[] {
  const news: ModelNews[] = []
  let at = 0
  while (at < rows.length) {
    const [what, number, third, fourth] = rows.subarray(at, at + HEAD) as unknown as [number, number, number, number]
    at += HEAD
    if (what === LATE) {
      news.push({ is: 'late', number, series: third, from: fourth, last: rows[at]!, end: rows[at + 1]! })
      at += 2
      continue
    }
    const values = new Float64Array(fourth)
    const status = new Uint32Array(fourth)
    for (let slot = 0; slot < fourth; slot++) {
      values[slot] = rows[at++]!
      status[slot] = rows[at++]!
    }
    news.push({ is: 'row', number, time: third, values, status })
  }
  return news
}
