import type { M4, M4Query } from '../analysis.ts'
import { type Reading, walkNumbers } from './walk.ts'
import { Rows } from './windows.ts'

const measured = ['firstTime', 'first', 'minTime', 'min', 'maxTime', 'max', 'lastTime', 'last'] as const

export async function readM4(reading: Reading, query: M4Query): Promise<M4> {
  const { wanted } = reading
  const { from, to, columns } = query
  const rows = new Rows(wanted.size, ['column', 'count', 'good', ...measured])
  await walkNumbers(reading, { series: wanted.list, from, to }, (i, time, number) => {
    const column = Math.min(columns - 1, Math.floor(((time - from) * columns) / (to - from)))
    let row = rows.last(i)
    if (row < 0 || rows.columns.column[row] !== column) {
      row = rows.add(i)
      rows.columns.column[row] = column
    }
    const c = rows.columns
    c.count[row]!++
    if (Number.isNaN(number)) return
    // In the order of time: a later equal value is neither the least nor the greatest.
    const first = c.good[row]!++ === 0
    if (first) {
      c.firstTime[row] = time
      c.first[row] = number
    }
    if (first || number < (c.min[row] as number)) {
      c.minTime[row] = time
      c.min[row] = number
    }
    if (first || number > (c.max[row] as number)) {
      c.maxTime[row] = time
      c.max[row] = number
    }
    c.lastTime[row] = time
    c.last[row] = number
  })
  const { rows: order, index } = rows.ordered()
  const good = rows.pick('good', order)
  const doubles = Object.fromEntries(
    measured.map((name) => [name, rows.pick(name, order).map((value, k) => (good[k] === 0 ? Number.NaN : value))]),
  ) as Record<(typeof measured)[number], Float64Array>
  return {
    length: order.length,
    series: Uint32Array.from(index, (i) => wanted.list[i] as number),
    column: Uint32Array.from(rows.pick('column', order)),
    count: Uint32Array.from(rows.pick('count', order)),
    good: Uint32Array.from(good),
    ...doubles,
  }
}
