import fc from 'fast-check'
import { expect, test } from 'vitest'
import { widthFor } from './width.ts'

const SECOND = 1_000_000
const HOUR = 3_600 * SECOND

test('a range has no more windows of the width than points were asked for, and not many fewer', () => {
  const time = fc.integer({ min: -4e15, max: 4e15 })
  const length = fc.double({ min: 0, max: 15, noNaN: true }).map((power) => Math.ceil(10 ** power))
  fc.assert(
    fc.property(time, length, fc.integer({ min: 2, max: 10_000 }), (from, long, points) => {
      const to = from + long
      const width = widthFor({ from, to }, points)
      const windows = Math.floor((to - 1) / width) - Math.floor(from / width) + 1
      expect(windows).toBeLessThanOrEqual(points)
      // Steps are at most threefold apart; an edge may cost one more.
      if (width > 1) expect(windows + 1).toBeGreaterThanOrEqual(Math.floor((points + 1) / 3))
    }),
    { numRuns: 2_000 },
  )
})

test('widths are round, and from an hour on whole hours, so that kept sums answer them', () => {
  for (const [range, points, width] of [
    [HOUR, 1_000, 5 * SECOND],
    [24 * HOUR, 288, 300 * SECOND],
    [30 * 24 * HOUR, 500, 2 * HOUR],
    [365 * 24 * HOUR, 100, 96 * HOUR],
    [SECOND, 2, SECOND / 2],
    [10, 10, 1],
  ] as const)
    expect(widthFor({ from: 0, to: range }, points)).toBe(width)
})
