import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fingerprintOf, hashText } from './hash.ts'
import { TimeOrder } from './order.ts'
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
