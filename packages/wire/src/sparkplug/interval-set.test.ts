import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IntervalSet } from './interval-set.ts'

const MOST = 60
const step = fc.oneof(
  fc.tuple(fc.constant('add'), fc.nat({ max: MOST }), fc.nat({ max: 12 })),
  fc.tuple(fc.constant('drop'), fc.nat({ max: MOST }), fc.constant(0)),
)

test('it holds what was added and not dropped, as the fewest intervals', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat({ max: MOST }), fc.nat({ max: MOST }), (steps, a, b) => {
      const set = new IntervalSet()
      const naive = new Set<number>()
      for (const [what, from, length] of steps) {
        if (what === 'add') {
          set.add(from, from + length)
          for (let n = from; n < from + length; n++) naive.add(n)
        } else {
          set.dropBelow(from)
          for (const n of naive) if (n < from) naive.delete(n)
        }
      }
      const all = Array.from({ length: MOST + 20 }, (_, n) => n)
      expect(all.filter((n) => set.has(n))).toEqual(all.filter((n) => naive.has(n)))
      const intervals = [...set]
      expect(intervals.length).toBe(set.size)
      for (const [i, { from, to }] of intervals.entries()) {
        expect(from).toBeLessThan(to)
        if (i > 0) expect(from).toBeGreaterThan(intervals[i - 1]!.to)
      }
      expect(set.nextMissing(a)).toBe(all.concat(MOST + 20).find((n) => n >= a && !naive.has(n)))
      const [first, last] = [Math.min(a, b), Math.max(a, b)]
      expect(set.count(first, last)).toBe(all.filter((n) => n >= first && n <= last && naive.has(n)).length)
    }),
    { numRuns: 500 },
  )
})

test('positions of two boots stay apart however far they are', () => {
  const set = new IntervalSet()
  set.add(2 ** 32, 2 ** 32 + 3)
  set.add(2 ** 33, 2 ** 33 + 1)
  expect(set.size).toBe(2)
  expect(set.nextMissing(2 ** 32)).toBe(2 ** 32 + 3)
  expect(set.count(0, Number.MAX_SAFE_INTEGER - 1)).toBe(4)
})
