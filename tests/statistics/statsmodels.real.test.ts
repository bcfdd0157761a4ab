import {
  coefficientIntervals,
  fitLinear,
  individualsChart,
  meansChart,
  pearson,
  predict,
  SUBGROUP,
  spearman,
  studentQuantile,
  studentTwoSided,
  testResiduals,
  upperChiSquare,
  upperF,
} from '@millrace/compute'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

/** statsmodels and scipy, which we did not write, asked the same. */
describe('beside statsmodels and scipy', () => {
  let peer: PythonPeer
  beforeAll(async () => {
    peer = await startPythonPeer(new URL('./peer.py', import.meta.url))
  })
  afterAll(() => peer.stop())

  const ask = async <T>(kind: string, question: object): Promise<T> =>
    JSON.parse(await peer.ask(JSON.stringify({ kind, ...question }))) as T

  /** Equal to `digits` digits of the greater. */
  const same = (seen: ArrayLike<number>, told: readonly number[], digits = 9): void => {
    expect(seen.length).toBe(told.length)
    for (const [i, value] of told.entries())
      expect(Math.abs(seen[i]! - value), `place ${i}: ${seen[i]} and ${value}`).toBeLessThanOrEqual(
        Math.abs(value) * 10 ** -digits + 1e-300,
      )
  }

  let seed = 7
  const uniform = (): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed / 2147483648
  }
  const draw = (n: number): number[] => Array.from({ length: n }, () => uniform() * 10 + uniform() ** 2)

  it.each([
    [1, 12, true],
    [2, 30, true],
    [4, 200, true],
    [3, 40, false],
  ])('%i variables over %i periods (intercept %s) give the same fit, tests and intervals', async (k, n, intercept) => {
    const x = Array.from({ length: k }, () => draw(n))
    const y = draw(n).map((error, i) => 40 + x.reduce((sum, one, j) => sum + (j + 1) * one[i]!, 0) + error)
    const at = [x.map(() => 3), x.map((_, j) => 5 + j)]
    const told = await ask<Record<string, never>>('regression', { x, y, at, intercept })
    const t = told as unknown as Record<string, number[]> & Record<string, number> & { interval: number[][] }
    const drivers = x.map((values, j) => ({ name: `x${j}`, values: Float64Array.from(values) }))
    const fit = fitLinear(Float64Array.from(y), drivers, { intercept })
    const tests = testResiduals(fit, drivers)
    const of = (what: 'estimate' | 'standardError' | 't' | 'p') => fit.coefficients.map((one) => one[what])
    same(of('estimate'), t['params']!)
    same(of('standardError'), t['bse']!)
    same(of('t'), t['t']!)
    same(of('p'), t['p']!, 7)
    same(
      [fit.rSquared, fit.adjustedRSquared, fit.f, fit.fP],
      [t['rSquared']!, t['adjusted']!, t['f']!, t['fP']!] as unknown as number[],
      7,
    )
    const intervals = coefficientIntervals(fit, 0.9)
    same(
      intervals.flatMap(({ low, high }) => [low, high]),
      t.interval.flat(),
      8,
    )
    const quantile = studentQuantile(0.9, fit.degreesOfFreedom)
    const seen = at.map((row) => predict(fit, row))
    same(
      seen.map(({ value }) => value),
      t['mean']!,
    )
    same(
      seen.map(({ value, periodError }) => value - quantile * periodError),
      t['low']!,
      8,
    )
    same(
      seen.map(({ value, meanError }) => value - quantile * meanError),
      t['meanLow']!,
      8,
    )
    same([tests.durbinWatson, tests.normalP], [t['durbinWatson']!, t['jarqueBera']!] as unknown as number[], 8)
    same(tests.cook, t['cook']!, 7)
    if (!intercept) return
    same([tests.evenScatterP], [t['breuschPagan']!] as unknown as number[], 7)
    same(tests.inflation, t['inflation']!, 7)
  })

  it('tails and quantiles agree, near and far out', async () => {
    const t = [0, 0.1, 1, 2.5, 8, 40, 1e4].flatMap((value) => [1, 2, 7, 30, 355, 9_000].map((df) => [value, df]))
    const f = [0.01, 0.5, 1, 3, 20, 900].flatMap((value) =>
      [1, 4, 17].flatMap((a) => [2, 11, 700].map((b) => [value, a, b])),
    )
    const chi = [0.01, 1, 5, 40, 300].flatMap((value) => [1, 2, 9, 80].map((df) => [value, df]))
    const quantile = [0.5, 0.8, 0.9, 0.95, 0.99, 0.9999].flatMap((c) => [1, 3, 12, 200].map((df) => [c, df]))
    const told = await ask<Record<'t' | 'f' | 'chi' | 'quantile', number[]>>('tails', { t, f, chi, quantile })
    same(
      t.map(([value, df]) => studentTwoSided(value!, df!)),
      told.t,
      10,
    )
    same(
      f.map(([value, a, b]) => upperF(value!, a!, b!)),
      told.f,
      10,
    )
    same(
      chi.map(([value, df]) => upperChiSquare(value!, df!)),
      told.chi,
      10,
    )
    same(
      quantile.map(([c, df]) => studentQuantile(c!, df!)),
      told.quantile,
      9,
    )
  })

  it('correlations agree, ties too', async () => {
    const a = draw(60).map((value) => Math.round(value))
    const b = draw(60).map((value, i) => Math.round(value + a[i]! / 2))
    const told = await ask<Record<'pearson' | 'spearman', number[]>>('correlation', { a, b })
    const [p, s] = [pearson, spearman].map((of) => of(Float64Array.from(a), Float64Array.from(b)))
    same([p!.r, p!.p], told.pearson, 9)
    same([s!.r, s!.p], told.spearman, 9)
  })

  it('the factors of control charts are what integration gives', async () => {
    const { factors } = await ask<{ factors: [number, number][] }>('ranges', {})
    for (const [k, [d2, d3]] of factors.entries()) {
      const n = SUBGROUP.least + k
      // Values whose every range is 1: the limits are the factors themselves.
      const values = Float64Array.from({ length: 2 * n }, (_, i) => (i % n === 0 ? 1 : 0))
      const chart = n === 2 ? individualsChart(Float64Array.of(0, 1, 0, 1)) : meansChart(values, n)
      expect(chart.sigma).toBeCloseTo(1 / d2, 5)
      expect(chart.rangeLimits.upper).toBeCloseTo(1 + (3 * d3) / d2, 4)
    }
  })
})
