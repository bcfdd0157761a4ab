import type { DerivedTold } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { DerivedNews } from './needs.ts'

const HOUR: Micros = 3_600_000_000
const VALUE = 0
const LATE = 1

interface Late {
  readonly number: number
  readonly series: number
  from: Micros
  last: Micros
  end: Micros
}

/** News of derived points as rows of doubles: `[what, point, …]`. What is late of one series and hour is one row, behind the values. */
export class DerivedRows implements DerivedTold {
  #doubles: number[] = []
  readonly #late = new Map<string, Late>()

  value(number: number, time: Micros, value: number, status: number): void {
    this.#doubles.push(VALUE, number, time, value, status)
  }

  late(number: number, series: number, at: Micros, end: Micros): void {
    const key = `${number} ${series} ${Math.floor(at / HOUR)}`
    const known = this.#late.get(key)
    if (!known) {
      this.#late.set(key, { number, series, from: at, last: at, end })
      return
    }
    known.from = Math.min(known.from, at)
    known.last = Math.max(known.last, at)
    known.end = Math.max(known.end, end)
  }

  /** What was written since it was last taken; undefined without any. */
  take(): Float64Array<ArrayBuffer> | undefined {
    for (const { number, series, from, last, end } of this.#late.values())
      this.#doubles.push(LATE, number, series, from, last, end)
    this.#late.clear()
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
