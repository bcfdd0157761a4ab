import { batchOf, Fault, type Micros } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { TextNumbers } from '../expression/index.ts'
import { compileKpi, type KpiDefinition, type KpiResult } from './definition.ts'
import { KpiEvaluator } from './evaluator.ts'
import { tellWindow } from './from-history.ts'
import { goldenAt, goldenSamples, goldenSeries, goldenUnit } from './golden-shift.ts'
import { iso22400 } from './iso22400.ts'
import { subjectOf, tellKpi, type WorkUnit } from './production.ts'

const texts = new TextNumbers()
const specific: KpiDefinition = {
  id: 'specific_energy',
  name: { en: 'Energy per item', zh: '单件能耗' },
  unit: 'kW.h',
  formula: 'integral(power) / delta(items)',
  inputs: {
    power: { type: 'number', unit: 'kW', gap: 3600 },
    items: { type: 'number' },
    mode: { type: 'text' },
    rated: { kind: 'constant', type: 'number', unit: 'kW' },
  },
  windows: ['hour', 'shift'],
  better: 'lower',
}
const POWER = 20
const MODE = 21
const bindings = { points: { power: POWER, items: goldenSeries.PQ, mode: MODE }, constants: { rated: 80 } }

function told(formula: string, change: Partial<KpiDefinition> = {}): KpiResult {
  const program = compileKpi({ ...specific, formula, ...change }, texts)
  const bound = { program, ...bindings }
  const spec = subjectOf({ ...goldenUnit([]), kpis: [bound] })
  const rows: [number, Micros, string | number, number][] = [
    [goldenSeries.PQ, goldenAt('05:59'), 100, 0],
    [goldenSeries.PQ, goldenAt('06:59'), 140, 0],
    [POWER, goldenAt('05:30'), 60, 0],
    [POWER, goldenAt('06:15'), 20, 0],
    [POWER, goldenAt('06:45'), 40, 0],
    [MODE, goldenAt('05:00'), 'eco', 0],
    [MODE, goldenAt('06:30'), 'full', 0],
  ]
  const page = tellWindow(spec, spec.windows.at('hour', goldenAt('06:00')), batchOf(rows))
  return tellKpi(bound, spec, page)
}

describe('a KPI over points', () => {
  it('is worked out in its unit, of aggregates over the window, and tells what went in', () => {
    // 15 min of 60 kW, 30 of 20, 15 of 40: 35 kWh for 40 items.
    const result = told('integral(power) / delta(items)')
    expect(result.value).toBeCloseTo(35 / 40, 12)
    expect(result.inputs).toMatchObject({ 'delta(items)': 40 })
    expect(result).toMatchObject({ coverage: 1, implausible: false })
    expect(told('avg(power) / rated', { unit: '%' }).value).toBeCloseTo((100 * 35) / 80, 12)
  })

  it('looks at conditions over several points, and at texts', () => {
    const minutes = { unit: 'min' }
    expect(told('duration(power > 30[kW] and mode == "full")', minutes).value).toBeCloseTo(15, 12)
    expect(told('duration(mode == "eco")', minutes).value).toBeCloseTo(30, 12)
    expect(told('count(power > 30[kW])', { unit: '1' }).value).toBe(1)
    expect(told('max_of(power) - min_of(power)', { unit: 'kW' }).value).toBe(40)
    expect(told('window() - duration(power > 30[kW])', minutes).value).toBeCloseTo(30, 12)
  })

  it('is refused where units, names or ids do not fit, with what was expected', () => {
    const refuse = (change: Partial<KpiDefinition>): string => {
      try {
        compileKpi({ ...specific, ...change }, texts)
      } catch (thrown) {
        return thrown instanceof Fault ? thrown.code : String(thrown)
      }
      return 'nothing'
    }
    expect(refuse({ unit: 'm' })).toBe('expression.unit_mismatch')
    expect(refuse({ formula: 'power / 2' })).toBe('expression.aggregate_missing')
    expect(refuse({ formula: 'avg(pressure)' })).toBe('expression.name_unknown')
    expect(refuse({ formula: 'avg(PBT)', unit: 's' })).toBe('kpi.name_unknown')
    expect(refuse({ inputs: { ...specific.inputs, PBT: { type: 'number' } } })).toBe('kpi.definition_malformed')
    expect(refuse({ id: 'Energy' })).toBe('kpi.definition_malformed')
    expect(refuse({ windows: [] })).toBe('kpi.definition_malformed')
    expect(refuse({ plausible: { from: 1, to: 1 } })).toBe('kpi.definition_malformed')
    const program = compileKpi(specific, texts)
    const unbound: WorkUnit = { ...goldenUnit([]), kpis: [{ program, points: { power: 1 }, constants: {} }] }
    expect(() => subjectOf(unbound)).toThrow(/for the input "items" of "specific_energy"/)
  })

  it('of ISO 22400-2 compiles, every one', () => {
    for (const definition of iso22400) expect(compileKpi(definition, texts).definition.id).toBe(definition.id)
  })
})

describe('the evaluator', () => {
  const spec = subjectOf(goldenUnit([]))
  const samples = goldenSamples()

  it('tells a window once it has ended and its grace is over, as the history has it, and takes up what was saved', () => {
    const grace = 60_000_000
    const fresh = (): KpiEvaluator => {
      const evaluator = new KpiEvaluator(grace)
      evaluator.put(spec, goldenAt('05:00'), { before: batchOf([]) })
      return evaluator
    }
    const first = fresh()
    expect([...first.wanted]).toEqual([1, 2, 3, 4, 5, 6, 7])
    const rows = Array.from({ length: samples.length }, (_, i) => i).sort((a, b) => samples.time[a]! - samples.time[b]!)
    const part = (from: number, to: number) =>
      batchOf(
        rows
          .filter((i) => samples.time[i]! >= from && samples.time[i]! < to)
          .map((i) => [
            samples.series[i]!,
            samples.time[i]!,
            samples.series[i] === goldenSeries.state ? samples.text[Number(samples.int64[i])]! : samples.double[i]!,
          ]),
      )
    first.feed(part(0, goldenAt('09:00')))
    expect(first.tick(goldenAt('06:00') + grace - 1).told).toEqual([])
    const second = fresh()
    // A Buffer may be a part of others, at any alignment.
    second.load(Buffer.concat([Buffer.from([0]), first.save()]).subarray(1))
    second.feed(part(goldenAt('09:00'), goldenAt('15:00')))
    expect(second.open('press', goldenAt('14:00')).map(({ window }) => window.kind)).toContain('shift')
    const { told, stale } = second.tick(goldenAt('14:00') + grace)
    expect(told.find(({ window }) => window.name === 'early')).toBeDefined()
    for (const { window, cells } of told) expect([...cells]).toEqual([...tellWindow(spec, window, samples).cells])
    // What ended at 06:00 had begun before 05:00, and was not seen whole.
    expect(stale.map(({ window }) => [window.kind, window.to])).toEqual(
      ['shift', 'day', 'week'].map((kind) => [kind, goldenAt('06:00')]),
    )
    expect(second.tick(goldenAt('14:00') + grace).told).toEqual([])
  })

  it('begins anew under another fingerprint, and refuses bytes that are not its own', () => {
    const first = new KpiEvaluator(0)
    first.put(spec, goldenAt('06:00'))
    const bytes = first.save()
    const other = new KpiEvaluator(0)
    other.put({ ...spec, fingerprint: 'other' }, goldenAt('06:30'))
    other.load(bytes)
    expect(other.tick(goldenAt('07:00')).stale.map(({ window }) => window.kind)).toEqual(['hour'])
    expect(() => other.load(bytes.subarray(1))).toThrow(/saw \d+ bytes/)
    expect(() => other.load(bytes.subarray(0, bytes.length - 8))).toThrow(/saw \d+ bytes/)
    other.remove('press')
    expect([...other.wanted]).toEqual([])
  })
})
