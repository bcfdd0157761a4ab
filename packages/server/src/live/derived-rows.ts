import type { DerivedTold } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import { LateRows } from './late-rows.ts'
import type { DerivedNews } from './needs.ts'

const VALUE = 0
const LATE = 1

/** News of derived points as rows of doubles: `[what, point, …]`, what is late behind the values. */
export class DerivedRows extends LateRows implements DerivedTold {
  #doubles: number[] = []

  value(number: number, time: Micros, value: number, status: number): void {
    this.#doubles.push(VALUE, number, time, value, status)
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

/** What {@link DerivedRows} wrote, for whoever takes it. */
export function derivedNewsOf(rows: Float64Array): DerivedNews[] {
  const news: DerivedNews[] = []
  let at = 0
  const next = (): number => rows[at++] as number
  while (at < rows.length) {
    const is = next()
    const number = next()
    if (is === VALUE) news.push({ is: 'value', number, time: next(), value: next(), status: next() })
    else news.push({ is: 'late', number, series: next(), from: next(), last: next(), end: next() })
  }
  return news
}
