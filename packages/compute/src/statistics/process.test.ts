import { describe, expect, it } from 'vitest'
import { anomalyScores, HOURS_OF_WEEK, hourOfWeek, seasonalBand } from './anomaly.ts'
import { capability, individualsChart, meansChart } from './control-charts.ts'
import { laggedCorrelations, pearson, ranksOf, spearman } from './correlation.ts'
import { envelopeOf, scoreBatch } from './envelope.ts'
import { pareto } from './pareto.ts'
import { type RunRule, ruleSets, signalsOf } from './run-rules.ts'

const of = (...values: number[]): Float64Array => Float64Array.from(values)
const code = (code: string) => expect.objectContaining({ code })

describe('a control chart', () => {
  it('of single values takes its limits from what lies between neighbours: x̄ ± 2.66·MR̄', () => {
    const { limits, rangeLimits, sigma } = individualsChart(of(10, 12, 11, 13, 12, 14))
    expect(sigma).toBeCloseTo(1.6 / 1.128, 3)
    expect(limits.upper).toBeCloseTo(12 + 2.66 * 1.6, 2)
    expect(rangeLimits.upper).toBeCloseTo(3.267 * 1.6, 2)
    expect(rangeLimits.lower).toBe(0)
  })

  it('of means has the limits A₂ = 0.577 and D₄ = 2.114 for five', () => {
    const { points, limits, rangeLimits } = meansChart(of(1, 2, 3, 4, 5, 2, 3, 4, 5, 6, 9), 5)
    expect([...points]).toEqual([3, 4])
    expect(limits.upper - limits.centre).toBeCloseTo(0.577 * 4, 2)
    expect(rangeLimits.upper).toBeCloseTo(2.114 * 4, 2)
  })

  it('refuses a subgroup that its factors do not reach, and too few values', () => {
    expect(() => meansChart(new Float64Array(40), 11)).toThrow(code('statistics.out_of_range'))
    expect(() => meansChart(of(1, 2, 3), 2)).toThrow(code('statistics.too_few'))
    expect(() => individualsChart(of(1, Number.NaN))).toThrow(code('statistics.not_finite'))
  })

  it('tells how a process fits within what is allowed', () => {
    const values = of(9, 10, 11, 10, 9, 10, 11, 10)
    const told = capability(values, 0.5, { lower: 7, upper: 12 })
    expect(told.cp).toBeCloseTo(5 / 3, 12)
    expect(told.cpk).toBeCloseTo(2 / 1.5, 12)
    expect(told.sigmaOverall).toBeCloseTo(Math.sqrt(4 / 7), 12)
    expect(told.ppk).toBeCloseTo(2 / (3 * Math.sqrt(4 / 7)), 12)
    expect(capability(values, 0.5, { upper: 12 }).cp).toBeNaN()
    expect(() => capability(values, 0.5, {})).toThrow(code('statistics.out_of_range'))
    expect(() => capability(values, 0.5, { lower: 3, upper: 2 })).toThrow(code('statistics.out_of_range'))
  })
})

describe('each rule is tripped by its own pattern, and by it alone', () => {
  const limits = { lower: -3, centre: 0, upper: 3 }
  const patterns: Readonly<Record<RunRule, readonly number[]>> = {
    nelson1: [0.5, -0.5, 3.1],
    nelson2: [0.5, 0.4, 1.2, 0.3, 0.6, 0.2, 1.1, 0.3, 0.7],
    nelson3: [-1.2, -0.8, -0.3, 0.2, 0.5, 1.3],
    nelson4: [0.5, -1.2, 0.6, -0.4, 0.7, -0.3, 1.1, -0.6, 0.4, -1.3, 0.5, -0.2, 0.8, -0.7],
    nelson5: [0.2, 2.1, 0.3, 2.2],
    nelson6: [1.2, 1.3, 0.2, 1.1, 1.4],
    nelson7: [0.5, 0.2, -0.3, -0.6, 0.1, 0.4, -0.2, -0.5, 0.3, 0.6, 0.8, -0.4, -0.1, 0.2, 0.5],
    nelson8: [1.2, -1.3, -1.5, 1.4, 1.2, -1.1, 1.6, -1.2],
    western1: [0.5, -0.5, -3.1],
    western2: [0.2, -2.1, 0.3, -2.2],
    western3: [-1.2, -1.3, 0.2, -1.1, -1.4],
    western4: [0.5, 0.4, 1.2, 0.3, 0.6, 0.2, 1.1, 0.3],
  }
  const setOf = (rule: RunRule): readonly RunRule[] => (rule.startsWith('nelson') ? ruleSets.nelson : ruleSets.western)

  it.each(Object.entries(patterns) as [RunRule, number[]][])('%s', (rule, points) => {
    const signals = signalsOf(Float64Array.from(points), limits, setOf(rule))
    expect(new Set(signals.map((one) => one.rule))).toEqual(new Set([rule]))
    expect(signals.at(-1)!.at).toBe(points.length - 1)
    // Without its last point the pattern is none yet.
    const before = signalsOf(Float64Array.from(points.slice(0, -1)), limits, [rule])
    expect(before).toEqual([])
  })

  it('but for a gap: what is not known breaks a row', () => {
    const points = Float64Array.from(patterns.western4)
    points[4] = Number.NaN
    expect(signalsOf(points, limits, ruleSets.western)).toEqual([])
  })
})

describe('correlation', () => {
  const a = of(1, 2, 3, 4, 5, 6)

  it('of a line is one, and of one that falls minus one', () => {
    expect(
      pearson(
        a,
        a.map((value) => 3 * value + 1),
      ).r,
    ).toBeCloseTo(1, 12)
    expect(
      pearson(
        a,
        a.map((value) => -value),
      ).p,
    ).toBe(0)
  })

  it('of ranks sees what rises in any way', () => {
    const bent = a.map((value) => value ** 9)
    expect(spearman(a, bent).r).toBe(1)
    expect(pearson(a, bent).r).toBeLessThan(0.9)
    expect([...ranksOf(of(5, 1, 5, 9))]).toEqual([2.5, 1, 2.5, 4])
  })

  it('leaves pairs out of which one is not known, and says nothing of too few', () => {
    expect(pearson(of(1, 2, Number.NaN, 4, 5), of(1, 2, 3, Number.NaN, 5)).n).toBe(3)
    expect(pearson(of(1, 2), of(1, 2)).r).toBeNaN()
    expect(
      pearson(
        a,
        a.map(() => 1),
      ).r,
    ).toBeNaN()
    expect(() => pearson(a, of(1))).toThrow(code('statistics.lengths_differ'))
  })

  it('finds by how much one comes after the other', () => {
    const wave = Float64Array.from({ length: 80 }, (_, i) => Math.sin(i / 3) + Math.cos(i / 1.7))
    const later = wave.map((_, i) => wave[Math.max(0, i - 4)]!)
    const best = laggedCorrelations(wave, later, { most: 6 }).reduce((x, y) => (y.r > x.r ? y : x))
    expect(best.lag).toBe(4)
    expect(best.r).toBeCloseTo(1, 10)
  })
})

describe('a Pareto', () => {
  it('puts the greatest first and names the vital few', () => {
    const bars = pareto(['jam', 'tool', 'jam', 'wait', 'none'], [50, 30, 30, 10, 0])
    expect(bars.map(({ reason, total, isVital }) => [reason, total, isVital])).toEqual([
      ['jam', 80, true],
      ['tool', 30, true],
      ['wait', 10, false],
    ])
    expect(bars.at(-1)!.cumulative).toBeCloseTo(1, 12)
    expect(bars[0]).toMatchObject({ count: 2, share: 80 / 120 })
  })
})

describe('anomaly bands', () => {
  const HOUR = 3_600_000_000

  it('know which hour of the week it is', () => {
    // 2026-11-23 is a Monday.
    const monday = Date.UTC(2026, 10, 23) * 1_000
    expect(hourOfWeek(monday, 0)).toBe(0)
    expect(hourOfWeek(monday - 1, 0)).toBe(167)
    expect(hourOfWeek(monday - 8 * HOUR, 8 * HOUR)).toBe(0)
    expect(hourOfWeek(-4 * 24 * HOUR + 5, 0)).toBe(144)
  })

  it('find what is high at night though it is usual by day, and are not moved by it', () => {
    const hours = Array.from({ length: 8 * HOURS_OF_WEEK }, (_, i) => i)
    const values = Float64Array.from(hours, (i) => (i % 24 < 8 ? 10 : 100) + Math.sin(i * 1.3))
    values[7 * HOURS_OF_WEEK + 3] = 60
    values[20] = Number.NaN
    const season = (i: number): number => i % HOURS_OF_WEEK
    const scores = anomalyScores(values, season, seasonalBand(values, season, HOURS_OF_WEEK))
    const far = hours.filter((i) => Math.abs(scores[i]!) > 8)
    expect(far).toEqual([7 * HOURS_OF_WEEK + 3])
    expect(scores[20]).toBeNaN()
  })

  it('say nothing of an hour that they never saw', () => {
    const band = seasonalBand(of(1, 1), () => 0, 2)
    expect(band.median[1]).toBeNaN()
    expect([...anomalyScores(of(1, 2), () => 0, band)]).toEqual([0, Infinity])
  })
})

describe('a golden-batch envelope', () => {
  const run = (heat: Float64Array, hold: Float64Array) => ({
    phases: [
      { name: 'heat', values: heat },
      { name: 'hold', values: hold },
    ],
  })
  const ramp = (length: number, to: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => (to * i) / (length - 1))
  const good = [
    run(ramp(10, 80), new Float64Array(5).fill(80)),
    run(ramp(20, 82), new Float64Array(9).fill(82)),
    run(ramp(14, 81), new Float64Array(7).fill(81)),
  ]

  it('compares phase by phase, however long each took', () => {
    const envelope = envelopeOf(good, 11)
    expect(envelope.phases[0]!.mean[5]).toBeCloseTo(40.5, 10)
    expect(envelope.phases[1]!.deviation[0]).toBeCloseTo(1, 10)
    const [heat, hold] = scoreBatch(envelope, run(ramp(33, 81), new Float64Array(3).fill(90)), 3)
    expect(heat!.outside).toBe(0)
    expect(hold!.outside).toBe(1)
    expect(hold!.worst).toBeCloseTo(9, 8)
  })

  it('does not guess in a gap', () => {
    const cut = new Float64Array(11).fill(81)
    cut[4] = Number.NaN
    const [, hold] = scoreBatch(envelopeOf(good, 11), run(ramp(33, 81), cut), 3)
    expect(hold!.values[4]).toBeNaN()
    expect(hold!.outside).toBe(0)
  })

  it('refuses batches of other phases, and one batch alone', () => {
    expect(() => envelopeOf(good.slice(1, 2), 5)).toThrow(code('statistics.too_few'))
    const other = { phases: [{ name: 'cool', values: of(1, 2) }] }
    expect(() => scoreBatch(envelopeOf(good, 5), other, 3)).toThrow(code('statistics.lengths_differ'))
  })
})
