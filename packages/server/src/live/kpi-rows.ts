import { type ToldPage, windowKinds } from '@millrace/compute'
import type { Micros } from '@millrace/core'
import type { KpiNews } from './needs.ts'

const LATE = 0
const PAGE = 1
const CLOSED = 2

/** News of work units as rows of doubles: `[what, unit, …]`, a page with its cells behind their number. */
export class KpiRows {
  #doubles: number[] = []

  late(unit: number, series: number, from: Micros, to: Micros): void {
    this.#doubles.push(LATE, unit, series, from, to)
  }

  page(unit: number, { window, cells }: ToldPage): void {
    this.#doubles.push(PAGE, unit, windowKinds.indexOf(window.kind), window.from, window.to, cells.length)
    for (const cell of cells) this.#doubles.push(cell)
  }

  closed(unit: number, until: Micros): void {
    this.#doubles.push(CLOSED, unit, until)
  }

  /** What was written since it was last taken; undefined without any. */
  take(): Float64Array<ArrayBuffer> | undefined {
    if (this.#doubles.length === 0) return undefined
    const rows = Float64Array.from(this.#doubles)
    this.#doubles = []
    return rows
  }
}

/** What {@link KpiRows} wrote, for whoever takes it. */
export function kpiNewsOf(rows: Float64Array): KpiNews[] {
  const news: KpiNews[] = []
  let at = 0
  const next = (): number => rows[at++] as number
  while (at < rows.length) {
    const is = next()
    const number = next()
    if (is === LATE) news.push({ is: 'late', number, series: next(), from: next(), to: next() })
    else if (is === CLOSED) news.push({ is: 'closed', number, until: next() })
    else {
      const [kind, from, to, length] = [windowKinds[next()]!, next(), next(), next()]
      news.push({ is: 'page', number, kind, from, to, cells: rows.slice(at, at + length) })
      at += length
    }
  }
  return news
}
