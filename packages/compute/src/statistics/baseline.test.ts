import { describe, expect, it } from 'vitest'
import { expectedEnergy, fitBaseline, savingsOf } from './baseline.ts'
import { fitChangePoint } from './change-point.ts'
import { cusumRunLength, shiftsOf } from './cusum.ts'
import { degreeDays } from './degree-days.ts'
import { normals } from './random-for-tests.ts'

const code = (code: string) => expect.objectContaining({ code })
const series = (n: number, of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i))

/** The same errors in every run, between −0.5 and 0.5, with no order in them. */
const noise = (i: number): number => {
  const wave = Math.sin((i + 1) * 12.9898) * 43758.5453
  return wave - Math.floor(wave) - 0.5
}
/** A year of days in a place with winter and summer, °C. */
const temperature = series(365, (i) => 14 - 16 * Math.cos((2 * Math.PI * (i - 15)) / 365) + 4 * noise(i + 500))

describe('a change-point model', () => {
  it('finds where cooling begins and what a degree costs', () => {
    const energy = temperature.map((t, i) => 500 + 12 * Math.max(0, t - 18.3) + 5 * noise(i))
    const { changePoints, fit } = fitChangePoint(energy, temperature, '3PC')
    expect(changePoints[0]).toBeCloseTo(18.3, 0)
    expect(fit.slopes[0]).toBeCloseTo(12, 0)
    expect(fit.degreesOfFreedom).toBe(365 - 3)
  })

  it('finds where heating ends', () => {
    const energy = temperature.map((t, i) => 300 + 20 * Math.max(0, 15 - t) + 5 * noise(i))
    const { changePoints, fit } = fitChangePoint(energy, temperature, '3PH')
    expect(changePoints[0]).toBeCloseTo(15, 0)
    expect(fit.slopes[0]).toBeCloseTo(20, 0)
  })

  it('finds a slope on each side of one point', () => {
    const energy = temperature.map((t, i) => 400 + 3 * Math.max(0, 12 - t) + 9 * Math.max(0, t - 12) + 4 * noise(i))
    const { changePoints, fit } = fitChangePoint(energy, temperature, '4P')
    expect(changePoints[0]).toBeCloseTo(12, 0)
    expect(fit.slopes[0]).toBeCloseTo(3, 0)
    expect(fit.slopes[1]).toBeCloseTo(9, 0)
    expect(fit.degreesOfFreedom).toBe(365 - 4)
  })

  it('finds heating below one temperature and cooling above another', () => {
    const energy = temperature.map((t, i) => 400 + 15 * Math.max(0, 10 - t) + 9 * Math.max(0, t - 20) + 5 * noise(i))
    const { changePoints, fit } = fitChangePoint(energy, temperature, '5P')
    expect(changePoints[0]).toBeCloseTo(10, 0)
    expect(changePoints[1]).toBeCloseTo(20, 0)
    expect(fit.slopes[0]).toBeCloseTo(15, 0)
    expect(fit.slopes[1]).toBeCloseTo(9, 0)
    expect(fit.degreesOfFreedom).toBe(365 - 5)
  })

  it('takes what was made beside the temperature', () => {
    const output = series(365, (i) => 100 + 40 * noise(i + 77))
    const energy = temperature.map((t, i) => 200 + 12 * Math.max(0, t - 18) + 3 * output[i]! + 5 * noise(i))
    const { fit } = fitChangePoint(energy, temperature, '3PC', [{ name: 'output', values: output }])
    expect(fit.slopes[1]).toBeCloseTo(3, 1)
  })

  it('is refused where the temperature does not change, or is not known', () => {
    const flat = temperature.map(() => 20)
    expect(() => fitChangePoint(flat, flat, '3PC')).toThrow(code('statistics.constant'))
    const cut = Float64Array.from(temperature)
    cut[7] = Number.NaN
    expect(() => fitChangePoint(flat, cut, '3PC')).toThrow(code('statistics.not_finite'))
    expect(() => fitChangePoint(flat.subarray(0, 5), temperature.subarray(0, 5), '3PC')).toThrow(
      code('statistics.too_few'),
    )
  })
})

describe('an energy baseline', () => {
  const output = series(60, (i) => 100 + 50 * noise(i + 9))
  const energy = output.map((tons, i) => 1_000 + 8 * tons + 20 * noise(i))
  const { model } = fitBaseline(energy, [{ name: 'output', values: output }], 'linear')

  it('is the same after JSON: frozen, it says for ever what it said', () => {
    const frozen = JSON.parse(JSON.stringify(model)) as typeof model
    expect(frozen).toEqual(model)
    expect(expectedEnergy(frozen, [123])).toEqual(expectedEnergy(model, [123]))
  })

  const later = series(30, (i) => 100 + 30 * noise(i + 300))
  const saving = later.map((tons, i) => 1_000 + 8 * tons - 60 + 20 * noise(i + 400))

  it('tells what was saved, with how sure that is', () => {
    const saved = savingsOf(model, { energy: saving, drivers: [later] })
    expect(saved.known).toBe(30)
    expect(Math.abs(saved.total - 30 * 60)).toBeLessThan(saved.uncertainty)
    expect(saved.isSignificant).toBe(true)
    expect(saved.cumulative.at(-1)).toBeCloseTo(saved.total, 6)
  })

  it('does not call a saving what is within its uncertainty', () => {
    const same = later.map((tons, i) => 1_000 + 8 * tons + 20 * noise(i + 400))
    expect(savingsOf(model, { energy: same, drivers: [later] }).isSignificant).toBe(false)
  })

  it('leaves periods with a gap out of every sum, and shows them', () => {
    const cut = Float64Array.from(saving)
    cut[3] = Number.NaN
    const short = Float64Array.from(later)
    short[4] = Number.NaN
    const saved = savingsOf(model, { energy: cut, drivers: [short] })
    expect(saved.known).toBe(28)
    expect([saved.saved[3], saved.saved[4], saved.cumulative[3]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect(saved.cumulative[5]).not.toBeNaN()
  })

  it('counts periods in which a driver lies outside of what the baseline saw', () => {
    const far = Float64Array.from(later)
    far[0] = 500
    expect(savingsOf(model, { energy: saving, drivers: [far] }).outside).toBe(1)
  })

  it('is adjusted by what is no driver, for the periods that it is of', () => {
    const plain = savingsOf(model, { energy: saving, drivers: [later] })
    const adjusted = savingsOf(model, {
      energy: saving,
      drivers: [later],
      adjustments: (place) => (place >= 20 ? [{ amount: 15, reason: 'second shift in the paint shop' }] : []),
    })
    expect(adjusted.total - plain.total).toBeCloseTo(150, 8)
  })

  it('is less sure where its residuals hang together', () => {
    const sure = savingsOf({ ...model, autocorrelation: 0 }, { energy: saving, drivers: [later] })
    const unsure = savingsOf({ ...model, autocorrelation: 0.6 }, { energy: saving, drivers: [later] })
    expect(unsure.uncertainty / sure.uncertainty).toBeGreaterThan(1.9)
  })

  it('without a variable is the mean', () => {
    const flat = fitBaseline(energy, [], 'mean').model
    expect(expectedEnergy(flat, []).value).toBeCloseTo(energy.reduce((a, b) => a + b) / 60, 8)
  })
})

describe('degree days', () => {
  it('are counted on each side of their own base', () => {
    expect(degreeDays(Float64Array.of(10, 18, 30, Number.NaN), { heating: 18, cooling: 26 })).toEqual({
      heating: 8,
      cooling: 4,
    })
  })

  it('of hours are a twenty-fourth each', () => {
    expect(degreeDays(new Float64Array(24).fill(8), { heating: 18, cooling: 26 }, 1).heating).toBeCloseTo(10, 12)
  })
})

describe('a CUSUM', () => {
  it('finds a small lasting change, where it began', () => {
    const course = series(60, (i) => (i < 40 ? 0 : 1.5) + noise(i))
    const [first, ...more] = shiftsOf(course, 1)
    expect(first).toMatchObject({ side: 'above' })
    expect(first!.began).toBeGreaterThanOrEqual(38)
    expect(first!.began).toBeLessThanOrEqual(41)
    expect(more.every(({ side }) => side === 'above')).toBe(true)
  })

  it('cries wolf about once in 465 periods, as k = 0.5 and h = 5 promise', () => {
    const normal = normals(4)
    const found = shiftsOf(
      series(200_000, () => normal()),
      1,
    )
    expect(200_000 / found.length).toBeGreaterThan(420)
    expect(200_000 / found.length).toBeLessThan(510)
  })

  it.each([
    [0, 465],
    [0.5, 38],
    [1, 10.4],
    [-1, 10.4],
    [2, 4.01],
  ])('finds a shift of %d σ after about %d periods (Montgomery, table 9.3)', (shift, periods) => {
    expect(cusumRunLength({ k: 0.5, h: 5 }, shift) / periods).toBeCloseTo(1, 1)
  })
})
