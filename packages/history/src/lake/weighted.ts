import type { Weighted, WeightedQuery } from '../analysis.ts'
import { lookAhead, lookBack } from './bounds.ts'
import { between, Curve } from './curve.ts'
import { type Reading, walkNumbers } from './walk.ts'
import { Rows, Windows } from './windows.ts'

export async function readWeighted(reading: Reading, query: WeightedQuery): Promise<Weighted> {
  const { wanted } = reading
  const { from, to, gap = Number.POSITIVE_INFINITY, interpolation = 'step', notGood = 'ends', width } = query
  const rows = new Rows(wanted.size, ['start', 'area', 'carry', 'covered'])
  const windows = new Windows(query, width)
  const add = (row: number, area: number, time: number): void => {
    const c = rows.columns
    // Neumaier's summation: the mean of a month must not depend on how it was cut.
    const sum = c.area[row] as number
    const next = sum + area
    if (Number.isFinite(next)) c.carry[row]! += Math.abs(sum) >= Math.abs(area) ? sum - next + area : area - next + sum
    c.area[row] = next
    c.covered[row]! += time
  }
  const curve = new Curve(
    wanted.size,
    { linear: interpolation === 'linear', gap, skip: notGood === 'skipped', from, to },
    (i, begin, end, first, last) => {
      for (let at = begin; at < end; ) {
        let row = rows.last(i)
        if (row < 0 || at >= windows.endOf(rows.columns.start[row] as number)) {
          row = rows.add(i)
          rows.columns.start[row] = windows.startOf(at)
        }
        const until = Math.min(end, windows.endOf(rows.columns.start[row] as number))
        const height =
          first === last ? first : (between(begin, first, end, last, at) + between(begin, first, end, last, until)) / 2
        add(row, height * (until - at), until - at)
        at = until
      }
    },
  )
  const usable = (number: number): boolean => !Number.isNaN(number)
  const counts = notGood === 'skipped' ? { counts: usable } : {}
  const before = await lookBack(reading, { at: from, within: gap, ...counts })
  for (let i = 0; i < wanted.size; i++)
    if (before.has(i)) curve.sample(i, before.time[i] as number, before.number[i] as number)
  await walkNumbers(reading, { series: wanted.list, from, to }, (i, time, number) => curve.sample(i, time, number))
  if (interpolation === 'linear') {
    const after = await lookAhead(reading, { at: to, within: gap, ...counts })
    for (let i = 0; i < wanted.size; i++)
      if (after.has(i)) curve.sample(i, after.time[i] as number, after.number[i] as number)
  }
  for (let i = 0; i < wanted.size; i++) curve.end(i)

  const { rows: order, index } = rows.ordered()
  const c = rows.columns
  return {
    length: order.length,
    series: Uint32Array.from(index, (i) => wanted.list[i] as number),
    start: rows.pick('start', order),
    mean: Float64Array.from(order, (row) => ((c.area[row] as number) + (c.carry[row] as number)) / c.covered[row]!),
    covered: rows.pick('covered', order),
  }
}
