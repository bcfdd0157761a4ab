import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintOf, hashText } from './hash.ts'
import { TimeOrder } from './order.ts'
import { Rates } from './rates.ts'
import { SeriesIndex } from './series-index.ts'

test('rows come by rising time, those of one time as they came, whatever runs a batch has', () => {
  const order = new TimeOrder()
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 40 }), { maxLength: 20 }), (runs) => {
      const times = runs.flatMap((run) => run.toSorted((a, b) => a - b))
      // Columns may be longer than the batch.
      const column = Float64Array.from([...times, -1, -1])
      const expected = times.map((_, row) => row).toSorted((a, b) => (times[a] as number) - (times[b] as number))
      expect([...order.of(column, times.length).subarray(0, times.length)]).toEqual(expected)
    }),
  )
})

test('every series has a place of its own, and others have none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 2 })), {
        maxLength: 500,
      }),
      fc.integer({ min: 0, max: 2 ** 32 - 2 }),
      (series, other) => {
        const index = new SeriesIndex(series)
        const unique = [...new Set(series)]
        expect(unique.map((one) => index.placeOf(one))).toEqual(unique.map((_, place) => place))
        expect([...index.series]).toEqual(unique)
        if (!unique.includes(other)) expect(index.placeOf(other)).toBe(-1)
      },
    ),
  )
})

test('a hundred thousand texts that differ little have hashes that differ, whole numbers a double holds', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, i) => hashText(`line ${i % 317}/state ${i}`)))
  expect(hashes.size).toBe(100_000)
  expect([...hashes].every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true)
})

test('definitions are the same in whatever order their keys stand', () => {
  expect(fingerprintOf({ a: 1, b: { c: [1, 2], d: 2 } })).toBe(fingerprintOf({ b: { d: 2, c: [1, 2] }, a: 1 }))
  expect(fingerprintOf({ a: [1, 2] })).not.toBe(fingerprintOf({ a: [2, 1] }))
})

test('a rate in a fixed room is that over all samples: since what was held when a sixteenth began, a window ago', () => {
  const rates = new Rates()
  rates.grow(2)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -9, max: 9 })), { minLength: 1 }),
      fc.integer({ min: 0, max: 120 }),
      (steps, later) => {
        const window = 16 * 16
        rates.begin(1, window)
        let time = 1_000_000
        const samples = steps.map(([after, value]) => {
          time += after * 4
          return { time, value }
        })
        const naive = (at: number, seen: readonly { readonly time: number; readonly value: number }[]): number => {
          const boundary = (Math.floor(at / 16) - 16) * 16
          const first = seen[0] as { readonly time: number }
          if ((Math.floor(first.time / 16) + 1) * 16 > boundary) return Number.NaN
          const held = seen.findLast((one) => Math.floor(one.time / 16) * 16 < boundary)
          return ((seen.at(-1)?.value ?? 0) - (held?.value ?? 0)) / ((at - boundary) / 1e6)
        }
        for (const [i, { time: at, value }] of samples.entries())
          expect(rates.add(1, at, value)).toBe(naive(at, samples.slice(0, i + 1)))
        const at = time + later * 4
        expect(rates.at(1, at)).toBe(naive(at, samples))
      },
    ),
    { numRuns: 1_000 },
  )
})
