import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studentQuantile, studentTwoSided, upperChiSquare, upperF } from './distributions.ts'
import { normals } from './random-for-tests.ts'
import { coefficientIntervals, errorOfSum, fitLinear, meanBias, predict } from './regression.ts'
import { independentPeriods, testResiduals } from './residual-tests.ts'

const of = (...values: number[]): Float64Array => Float64Array.from(values)
const code = (code: string) => expect.objectContaining({ code })

describe('a line through periods', () => {
  const x = of(1, 2, 3, 4, 5, 6)
  const y = of(2.1, 3.9, 6.2, 7.8, 10.1, 11.9)

  it('is the one that a hand finds: slope Sxy/Sxx', () => {
    const fit = fitLinear(y, [{ name: 'x', values: x }])
    expect(fit.slopes[0]).toBeCloseTo(34.6 / 17.5, 12)
    expect(fit.intercept).toBeCloseTo(42 / 6 - (34.6 / 17.5) * 3.5, 12)
  })

  it('tells of a period within what it saw more surely than of one outside', () => {
    const fit = fitLinear(y, [{ name: 'x', values: x }])
    expect(predict(fit, [3.5]).meanError).toBeCloseTo(fit.residualDeviation / Math.sqrt(6), 12)
    expect(predict(fit, [20]).periodError).toBeGreaterThan(2 * predict(fit, [3.5]).periodError)
  })

  it('is as sure of a sum of one period as of that period', () => {
    const fit = fitLinear(y, [{ name: 'x', values: x }])
    expect(errorOfSum(fit, [[8]])).toBeCloseTo(predict(fit, [8]).periodError, 12)
  })

  it('covers the true slope at about the confidence that was asked for', () => {
    const normal = normals(1)
    let covered = 0
    for (let run = 0; run < 1_000; run++) {
      const values = Float64Array.from({ length: 12 }, (_, i) => i)
      const fit = fitLinear(
        values.map((value) => 5 + 3 * value + normal()),
        [{ name: 'x', values }],
      )
      const interval = coefficientIntervals(fit, 0.9)[1]!
      if (interval.low <= 3 && 3 <= interval.high) covered++
    }
    expect(covered).toBeGreaterThan(870)
    expect(covered).toBeLessThan(930)
  })

  it('does not depend on the units of its drivers', () => {
    const large = fitLinear(y, [{ name: 'x', values: x.map((value) => value * 1e9) }])
    const small = fitLinear(y, [{ name: 'x', values: x }])
    expect(large.slopes[0]! * 1e9).toBeCloseTo(small.slopes[0]!, 10)
    expect(large.fP).toBeCloseTo(small.fP, 12)
  })

  it('leaves rests that no driver explains: they stand upright on each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 })), {
          minLength: 5,
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 1_000 }),
        (rows, seed) => {
          const values = Float64Array.from(rows, ([a]) => a)
          fc.pre(new Set(values).size > 2)
          const own = Float64Array.from(rows, ([, b], i) => b + ((i * seed) % 7))
          const { residuals } = fitLinear(own, [{ name: 'x', values }])
          const dot = residuals.reduce((sum, residual, i) => sum + residual * values[i]!, 0)
          expect(Math.abs(dot)).toBeLessThan(1e-5)
          expect(Math.abs(residuals.reduce((sum, one) => sum + one, 0))).toBeLessThan(1e-7)
        },
      ),
    )
  })

  it('refuses what it cannot be made of, by name', () => {
    const driver = { name: 'output', values: x }
    expect(() => fitLinear(y, [{ name: 'output', values: of(1, 2) }])).toThrow(code('statistics.lengths_differ'))
    expect(() => fitLinear(of(1, 2), [{ name: 'output', values: of(1, 2) }])).toThrow(code('statistics.too_few'))
    expect(() => fitLinear(y, [{ name: 'output', values: x.fill(4, 0, 0).map(() => 4) }])).toThrow(
      code('statistics.constant'),
    )
    expect(() => fitLinear(y, [driver, { name: 'twice', values: x.map((value) => 2 * value + 7) }])).toThrow(/twice/)
    expect(() =>
      fitLinear(
        y.map((value, i) => (i === 2 ? Number.NaN : value)),
        [driver],
      ),
    ).toThrow(/place 2/)
  })
})

describe('residual tests', () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => i)
  const wave = (i: number): number => Math.sin(i * 12.9898) * 43758.5453
  const noise = x.map((i) => wave(i) - Math.floor(wave(i)) - 0.5)

  it('find neighbours that hang together', () => {
    const fit = fitLinear(
      x.map((value) => value + 3 * Math.sin(value / 4)),
      [{ name: 'x', values: x }],
    )
    const tests = testResiduals(fit, [{ name: 'x', values: x }])
    expect(tests.durbinWatson).toBeLessThan(0.5)
    expect(tests.autocorrelation).toBeGreaterThan(0.7)
  })

  it('find a scatter that grows', () => {
    const growing = fitLinear(
      x.map((value, i) => value + noise[i]! * value),
      [{ name: 'x', values: x }],
    )
    const even = fitLinear(
      x.map((value, i) => value + noise[i]! * 20),
      [{ name: 'x', values: x }],
    )
    expect(testResiduals(growing, [{ name: 'x', values: x }]).evenScatterP).toBeLessThan(0.01)
    expect(testResiduals(even, [{ name: 'x', values: x }]).evenScatterP).toBeGreaterThan(0.1)
  })

  it('find one period that alone moves the line', () => {
    const y = x.map((value, i) => value + noise[i]!)
    y[39] = 200
    const { cook } = testResiduals(fitLinear(y, [{ name: 'x', values: x }]), [{ name: 'x', values: x }])
    expect(cook.indexOf(Math.max(...cook))).toBe(39)
    expect(cook[39]).toBeGreaterThan(1)
  })

  it('find drivers that say nearly the same', () => {
    const drivers = [
      { name: 'a', values: x },
      { name: 'b', values: x.map((value, i) => value + noise[i]!) },
    ]
    const { inflation } = testResiduals(
      fitLinear(
        x.map((value, i) => value + wave(i) / 1e4),
        drivers,
      ),
      drivers,
    )
    expect(inflation[0]).toBeGreaterThan(100)
  })

  it('count fewer periods where these hang together', () => {
    expect(independentPeriods(300, 0.5)).toBe(100)
    expect(independentPeriods(300, -0.5)).toBe(300)
    expect(() => independentPeriods(300, 1)).toThrow(code('statistics.out_of_range'))
  })
})

describe('distributions', () => {
  it('give the values of the tables', () => {
    // NIST/SEMATECH Handbook 1.3.6.7.2 and .3: t 0.975 of 10 is 2.228, F 0.95 of 3 and 10 is 3.708, χ² 0.95 of 4 is 9.488.
    expect(studentQuantile(0.95, 10)).toBeCloseTo(2.228, 3)
    expect(upperF(3.708, 3, 10)).toBeCloseTo(0.05, 4)
    expect(upperChiSquare(9.488, 4)).toBeCloseTo(0.05, 4)
  })

  it('keep their digits far out', () => {
    // By hand: of one degree of freedom P = 2/π·arctan(1/t), of two P = 1 − t/√(2 + t²).
    expect(studentTwoSided(1e8, 1) / ((2 / Math.PI) * Math.atan(1e-8))).toBeCloseTo(1, 12)
    expect(studentTwoSided(1.5, 2)).toBeCloseTo(1 - 1.5 / Math.sqrt(4.25), 14)
  })

  it('refuse a confidence that is none', () => {
    expect(() => studentQuantile(1, 3)).toThrow(code('statistics.out_of_range'))
  })
})

it('a mean bias is above nought where too little was predicted', () => {
  expect(meanBias(of(10, 12, 14), of(9, 11, 13))).toBeCloseTo(3 / 2 / 12, 12)
  expect(() => meanBias(of(10), of(9))).toThrow(code('statistics.too_few'))
})
