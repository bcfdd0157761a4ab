import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normals } from '../calibration/random-for-tests.ts'
import { type Bins, binCount, binOf, binsOf, stabilityIndex } from './bins.ts'

const counted = (bins: Bins, values: Iterable<number | string>): number[] => {
  const counts = new Array<number>(binCount(bins)).fill(0)
  for (const value of values) counts[binOf(bins, value)]!++
  return counts
}
const normal = (n: number, seed: number, mean = 0): Float64Array => {
  const next = normals(seed)
  return Float64Array.from({ length: n }, () => mean + next())
}

describe('bins of numbers', () => {
  it('are ten of equal shares', () => {
    const bins = binsOf(normal(1_000, 1))
    expect(bins.shares).toHaveLength(10)
    for (const share of bins.shares) expect(share).toBeCloseTo(0.1, 10)
  })

  it('give a value of its own bin where it fills more than one', () => {
    const values = Float64Array.of(...new Array<number>(600).fill(0), ...normal(400, 2, 100))
    const bins = binsOf(values)
    expect(bins.shares[binOf(bins, 0)]).toBe(0.6)
    for (const other of [-1e-300, 1e-300]) expect(bins.shares[binOf(bins, other)]).toBeLessThan(0.11)
    const one = binsOf(new Float64Array(50).fill(-7.5))
    expect(one.shares).toEqual([0, 1, 0])
    expect([-7.500000001, -7.5, -7.499999999].map((value) => binOf(one, value))).toEqual([0, 1, 2])
  })

  it('hold every value once, in its order', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(double, { minLength: 50, maxLength: 200 }), double, double, (values, a, b) => {
        const bins = binsOf(Float64Array.from(values))
        expect(bins.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
        expect(bins.shares).toHaveLength(binCount(bins))
        if (a <= b) expect(binOf(bins, a)).toBeLessThanOrEqual(binOf(bins, b))
      }),
      { seed: 3 },
    )
  })
})

describe('the stability index', () => {
  it('is 0 where values are spread as before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 50, maxLength: 300 }), (values) => {
        const bins = binsOf(Float64Array.from(values))
        expect(stabilityIndex(bins, counted(bins, values))).toBeCloseTo(0, 12)
        expect(stabilityIndex(bins, counted(bins, [...values, ...values]))).toBeCloseTo(0, 12)
      }),
      { seed: 4 },
    )
  })

  it('is what it is by hand', () => {
    const bins: Bins = { edges: [0], shares: [0.5, 0.5] }
    expect(stabilityIndex(bins, [30, 10])).toBeCloseTo(0.25 * Math.log(1.5) - 0.25 * Math.log(0.5), 12)
  })

  it('of rows that are spread alike is about (bins − 1)·(1/n + 1/m), and above 0.25 of a shift by 0.6 σ', () => {
    const bins = binsOf(normal(2_000, 5))
    const many = 200
    let sum = 0
    for (let seed = 0; seed < many; seed++) sum += stabilityIndex(bins, counted(bins, normal(500, 100 + seed)))
    const expected = 9 * (1 / 2_000 + 1 / 500)
    expect(sum / many / expected).toBeGreaterThan(0.8)
    expect(sum / many / expected).toBeLessThan(1.2)
    for (let seed = 0; seed < 20; seed++)
      expect(stabilityIndex(bins, counted(bins, normal(500, 500 + seed, seed % 2 ? 0.7 : -0.7)))).toBeGreaterThan(0.25)
  })

  it('of texts knows the frequent ones, and counts all others as one', () => {
    const bins = binsOf(['a', 'a', 'b', ...Array.from({ length: 40 }, (_, i) => `rare ${i}`)])
    expect(bins.shares).toHaveLength(21)
    expect(bins.shares[0]).toBeCloseTo(2 / 43, 12)
    expect(binOf(bins, 'never seen')).toBe(20)
    expect(stabilityIndex(bins, counted(bins, new Array<string>(43).fill('b')))).toBeGreaterThan(0.25)
  })
})
