import { expect, test } from 'vitest'
import { timeMarks, valueMarks, valueRange } from './axes.ts'
import { sparkPath } from './Sparkline.tsx'
import { statisticsOfBuckets, statisticsOfSamples } from './statistics.ts'
import { panned, zoomed } from './window-moves.ts'

test('panning keeps the length, zooming keeps what is under the pointer', () => {
  expect(panned({ from: 100, to: 200 }, -0.1)).toEqual({ from: 90, to: 190 })
  expect(zoomed({ from: 100, to: 200 }, 0.5, 0.25)).toEqual({ from: 112.5, to: 162.5 })
})

test('a window is never shorter than two seconds', () => {
  const span = zoomed({ from: 0, to: 4 }, 0.001)
  expect(span.to - span.from).toBe(2)
})

test('marks of the value axis carry the decimals their distance needs', () => {
  expect(valueMarks([9.8, 9.85, 9.9])).toEqual(['9.80', '9.85', '9.90'])
  expect(valueMarks([0, 50, 100])).toEqual(['0', '50', '100'])
})

test('the day is said at the first mark and where it changes', () => {
  const midnight = new Date(2026, 10, 24).getTime() / 1000
  const marks = timeMarks([midnight - 3600, midnight, midnight + 3600], 3600, 'en')
  expect(marks).toEqual(['23:00\n23 Nov', '00:00\n24 Nov', '01:00'])
})

test('a flat trend still has air above and below', () => {
  const [low, high] = valueRange(10, 10)
  expect(low).toBeLessThan(10)
  expect(high).toBeGreaterThan(10)
  expect(valueRange(null, null)).toEqual([0, 1])
})

test('the mean of buckets weighs each by its values', () => {
  const two = { first: [1, 9], last: [1, 9], width: 1, start: [0, 1] }
  const figures = statisticsOfBuckets({ ...two, min: [1, 9], max: [1, 9], mean: [1, 9], count: [3, 1], good: [3, 0] })
  expect(figures).toEqual({ count: 4, min: 1, max: 9, mean: 3, last: 9, goodShare: 0.75 })
})

test('figures over nothing are unknown, not nought', () => {
  expect(statisticsOfSamples([])).toEqual({ count: 0, min: null, max: null, mean: null, last: null, goodShare: null })
})

test('a small trend breaks at a gap and runs flat through the middle', () => {
  expect(sparkPath([1, null, 2])).toBe('M0.0 23.0M100.0 1.0')
  expect(sparkPath([5, 5])).toBe('M0.0 12.0L100.0 12.0')
})
