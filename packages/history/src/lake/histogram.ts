import type { Histogram, HistogramQuery } from '../analysis.ts'
import { lookBack } from './bounds.ts'
import { Curve } from './curve.ts'
import { type Reading, walkNumbers, walkRuns } from './walk.ts'

export async function readHistogram(reading: Reading, query: HistogramQuery): Promise<Histogram> {
  const { wanted } = reading
  const { from, to, weight = 'samples', gap = Number.POSITIVE_INFINITY, notGood = 'ends' } = query
  const edges = Float64Array.from(query.edges)
  const bins = edges.length - 1
  const counts = new Float64Array(wanted.size * bins)
  const below = new Float64Array(wanted.size)
  const above = new Float64Array(wanted.size)
  const any = new Uint8Array(wanted.size)
  const add = (i: number, number: number, amount: number): void => {
    any[i] = 1
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((edges[middle] as number) <= number) low = middle + 1
      else high = middle
    }
    if (low === 0) below[i]! += amount
    else if (low === edges.length) above[i]! += amount
    else counts[i * bins + low - 1]! += amount
  }
  const stretch = { series: wanted.list, from, to }
  if (weight === 'samples') {
    await walkRuns(reading, stretch, (i, _, numbers, from, to) => {
      for (let row = from; row < to; row++) {
        const number = numbers[row] as number
        if (!Number.isNaN(number)) add(i, number, 1)
      }
    })
  } else {
    const rules = { linear: false, gap, skip: notGood === 'skipped', from, to }
    const curve = new Curve(wanted.size, rules, (i, begin, end, value) => add(i, value, end - begin))
    const before = await lookBack(reading, {
      at: from,
      within: gap,
      ...(rules.skip ? { counts: (number: number) => !Number.isNaN(number) } : {}),
    })
    for (let i = 0; i < wanted.size; i++)
      if (before.has(i)) curve.sample(i, before.time[i] as number, before.number[i] as number)
    await walkNumbers(reading, stretch, (i, time, number) => curve.sample(i, time, number))
    for (let i = 0; i < wanted.size; i++) curve.end(i)
  }
  const found = wanted.list.flatMap((_, i) => (any[i] === 1 ? [i] : []))
  const whole = new Float64Array(found.length * bins)
  for (const [k, i] of found.entries()) whole.set(counts.subarray(i * bins, (i + 1) * bins), k * bins)
  return {
    length: found.length,
    series: Uint32Array.from(found, (i) => wanted.list[i] as number),
    bins: whole,
    below: Float64Array.from(found, (i) => below[i] as number),
    above: Float64Array.from(found, (i) => above[i] as number),
  }
}
