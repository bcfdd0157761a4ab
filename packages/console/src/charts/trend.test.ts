import { expect, test } from 'vitest'
import type { Sample } from '../platform.ts'
import { cadence, heldUntil, numberOf, stretches, trendOfBuckets, trendOfSamples, withTail } from './trend.ts'

const at = (seconds: number) => new Date(seconds * 1000).toISOString()
const good = (seconds: number, value: Sample['value']): Sample => ({
  time: at(seconds),
  value,
  status: 0,
  quality: 'good',
  statusName: 'Good',
})
const bad = (seconds: number): Sample => ({
  time: at(seconds),
  value: null,
  status: 0x80050000,
  quality: 'bad',
  statusName: 'BadCommunicationError',
})
const everySecond = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => good(from + n, from + n))

test('a steady cadence that is interrupted leaves a gap', () => {
  const trend = trendOfSamples([...everySecond(0, 20), ...everySecond(60, 80)], false)
  expect(trend.holds).toBe(false)
  expect(trend.mid.filter((value) => value === null)).toHaveLength(1)
  expect(trend.time[20]).toBe(20)
})

test('a series without a cadence reports by exception: its values hold, and nothing is a gap', () => {
  const trend = trendOfSamples(
    [0, 1, 2, 400, 401, 3000, 3001, 9000, 9002, 20_000].map((seconds) => good(seconds, 1)),
    false,
  )
  expect(trend.holds).toBe(true)
  expect(trend.mid).not.toContain(null)
})

test('a value without a number is a gap where it stands', () => {
  const trend = trendOfSamples([good(0, 5), bad(1), good(2, 6)], true)
  expect(trend.mid).toEqual([5, null, 6])
  expect(trend.rank).toEqual([0, 2, 0])
})

test('what was bad before a silence stays bad until the next value', () => {
  const samples = [...everySecond(0, 20), bad(20), ...everySecond(60, 80)]
  expect(stretches(trendOfSamples(samples, false), 80)).toEqual([{ from: 20, to: 60, rank: 2 }])
})

test('what is bad at the end is bad until now', () => {
  expect(stretches(trendOfSamples([good(0, 1), bad(10)], true), 25)).toEqual([{ from: 10, to: 25, rank: 2 }])
})

test('a held value goes on until now, one with a cadence does not', () => {
  const held = heldUntil(trendOfSamples([good(0, 1), good(5, 2)], true), 9)
  expect(held.time).toEqual([0, 5, 9])
  expect(held.mid).toEqual([1, 2, 2])
  const steady = trendOfSamples(everySecond(0, 20), false)
  expect(heldUntil(steady, 40)).toBe(steady)
})

test('what was pushed is added once, whatever the history brought already', () => {
  const trend = withTail(trendOfSamples([good(0, 1), good(1, 2)], true), [good(1, 2), good(2, 3)])
  expect(trend.time).toEqual([0, 1, 2])
  expect(trend.mid).toEqual([1, 2, 3])
})

test('two samples of one millisecond are told apart by their microseconds', () => {
  const sample = { ...good(0, 1), time: '2026-11-23T08:00:00.000100Z' }
  const later = { ...good(0, 2), time: '2026-11-23T08:00:00.000200Z' }
  expect(withTail(trendOfSamples([sample], true), [sample, later]).mid).toEqual([1, 2])
})

const second = 1e6
const buckets = (starts: number[], goods: number[]) => ({
  width: second,
  start: starts.map((start) => start * second),
  min: goods.map((count) => (count ? 1 : null)),
  max: goods.map((count) => (count ? 3 : null)),
  mean: goods.map((count) => (count ? 2 : null)),
  first: goods.map(() => null),
  last: goods.map(() => null),
  count: goods.map(() => 4),
  good: goods,
})

test('a bucket stands at its middle with its envelope, and tells how much of it was good', () => {
  const trend = trendOfBuckets(buckets([0, 1, 2], [4, 2, 0]))
  expect(trend.time).toEqual([0.5, 1.5, 2.5])
  expect(trend.rank).toEqual([0, 1, 2])
  expect(trend.max).toEqual([3, 3, null])
})

test('buckets the platform left out are a gap where the others follow each other', () => {
  const starts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 30, 31, 32]
  const trend = trendOfBuckets(
    buckets(
      starts,
      starts.map(() => 4),
    ),
  )
  expect(trend.mid.filter((value) => value === null)).toHaveLength(1)
})

test('a cadence needs most steps near the median', () => {
  expect(cadence([0, 1, 2, 3, 4, 5, 6, 7, 60])).toBe(1)
  expect(cadence([0, 1, 20, 21, 90, 91, 300, 301, 900])).toBeNull()
  expect(cadence([0, 1, 2])).toBeNull()
})

test('a switch is one or nought, a long integer is read from its digits, a word is no number', () => {
  expect([true, false, '9007199254740993', 'NaN', 'RUN', '', null].map(numberOf)).toEqual([
    1,
    0,
    9007199254740992,
    null,
    null,
    null,
    null,
  ])
})
