import { batchOf, Status } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { TextNumbers } from '../expression/index.ts'
import { compileKpi, type KpiResult, workOutTogether } from './definition.ts'
import { changedWindows, tellWindow } from './from-history.ts'
import {
  goldenAt,
  goldenBreakdown,
  goldenMaintenance,
  goldenSamples,
  goldenSeries,
  goldenUnit,
} from './golden-shift.ts'
import { iso22400 } from './iso22400.ts'
import { type LateInput, type Page, readingOf } from './page.ts'
import { subjectOf, tellKpi, type WorkUnit } from './production.ts'
import { Subject } from './subject.ts'
import { timeElements } from './time-model.ts'
import { type Window, Windows } from './windows.ts'

const texts = new TextNumbers()
const programs = new Map(iso22400.map((definition) => [definition.id, compileKpi(definition, texts)]))
const all = [goldenBreakdown, goldenMaintenance]

function tellAll(unit: WorkUnit, window: Window, samples = goldenSamples()): Record<string, KpiResult> {
  const spec = subjectOf(unit)
  const page = tellWindow(spec, window, samples)
  return Object.fromEntries(
    [...programs].map(([id, program]) => [id, tellKpi({ program, points: {}, constants: {} }, spec, page)]),
  )
}
const shiftOf = (unit: WorkUnit): Window => unit.windows.at('shift', goldenAt('12:00'))
const minutes = (count: number): number => count * 60

describe('the golden shift', () => {
  it('has every time element of the table in docs/kpis.md, to the second', () => {
    const spec = subjectOf(goldenUnit(all))
    const page = tellWindow(spec, shiftOf(goldenUnit(all)), goldenSamples())
    expect(timeElements(page.cells)).toEqual({
      POT: minutes(480),
      PDOT: minutes(45),
      PBT: minutes(435),
      AUBT: minutes(417),
      AUPT: minutes(369),
      APT: minutes(339),
      AUST: minutes(30),
      ADET: minutes(48),
      ADOT: minutes(18),
      TBF: minutes(369),
      TTR: minutes(36),
      TTF: minutes(333),
      FE: 1,
      CMT: minutes(36),
      PMT: minutes(15),
      unknown: 0,
      outside: 0,
    })
  })

  it('has every KPI of the table', () => {
    const results = tellAll(goldenUnit(all), shiftOf(goldenUnit(all)))
    const expected: Record<string, number> = {
      availability: (100 * 339) / 435,
      effectiveness: (100 * 18_000) / (339 * 60),
      quality_ratio: 92,
      oee: (100 * 18_000 * 460) / (435 * 60 * 500),
      nee: (100 * 369 * 18_000 * 460) / (435 * 339 * 60 * 500),
      allocation_efficiency: (100 * 417) / 435,
      utilization_efficiency: (100 * 339) / 417,
      technical_efficiency: (100 * 339) / 387,
      setup_ratio: (100 * 30) / 369,
      throughput_rate: (500 * 60) / 462,
      scrap_ratio: 5,
      rework_ratio: 3,
      first_pass_yield: 93.75,
      mtbf: 3.075,
      mttr: 0.3,
      mttf: 2.775,
      corrective_maintenance_ratio: (100 * 36) / 51,
    }
    expect(Object.keys(results)).toEqual(Object.keys(expected))
    for (const [id, result] of Object.entries(results)) {
      // Relative: what is left is the rounding of doubles.
      expect(Math.abs(result.value! / expected[id]! - 1), id).toBeLessThan(1e-15)
      expect(result.implausible, id).toBe(false)
    }
    expect(results['oee']!.inputs).toEqual({ APT: 20_340, PBT: 26_100, PRT: 18_000, GQ: 460, PQ: 500 })
  })

  it('changes with a new reason in the windows that it touches alone, and there as a full recomputation has it', () => {
    const before = subjectOf(goldenUnit([goldenMaintenance]))
    const after = subjectOf(goldenUnit(all))
    const pages = (spec: typeof before): Map<string, string> =>
      new Map(
        before.kinds.flatMap((kind) =>
          [...before.windows.between(kind, goldenAt('06:00'), goldenAt('14:00'))].map((window): [string, string] => [
            `${kind} ${new Date(window.from / 1000).toISOString()}`,
            [...tellWindow(spec, window, goldenSamples()).cells].join(' '),
          ]),
        ),
      )
    const old = pages(before)
    const changed = [...pages(after)].filter(([name, cells]) => old.get(name) !== cells).map(([name]) => name)
    expect(changed).toEqual([
      'hour 2026-11-23T03:00:00.000Z',
      'shift 2026-11-22T22:00:00.000Z',
      'day 2026-11-22T22:00:00.000Z',
      'week 2026-11-22T22:00:00.000Z',
      'month 2026-10-31T22:00:00.000Z',
    ])
    // Before, the breakdown was a delay like any other.
    expect(timeElements(tellWindow(before, shiftOf(goldenUnit([])), goldenSamples()).cells)).toMatchObject({
      FE: 0,
      TTR: 0,
      ADET: 2_880,
    })
  })

  it('that came in late is told as if it had come in time, in the windows it touches', () => {
    const spec = subjectOf({ ...goldenUnit(all), kinds: ['hour', 'shift', 'day'] })
    const samples = goldenSamples()
    const { series, time, status } = samples
    const inOrder = Array.from({ length: samples.length }, (_, i) => i).sort((a, b) => time[a]! - time[b]!)
    const isLate = (i: number): boolean =>
      series[i] === goldenSeries.state && time[i]! > goldenAt('07:00') && time[i]! < goldenAt('09:00')
    const subject = new Subject(spec, goldenAt('05:00'), goldenAt('05:00'), batchOf([]))
    const offer = (i: number): void =>
      spec.measures.forEach((measure, m) => {
        if (measure.series[0] === series[i]) subject.offer(m, 0, time[i]!, readingOf(samples, i), status[i]!)
      })
    const told = new Map<string, Page>()
    const keep = (page: Page): unknown => told.set(`${page.window.kind} ${page.window.from}`, page)
    for (const i of inOrder) if (!isLate(i)) offer(i)
    subject.close(goldenAt('14:00')).forEach(keep)
    subject.takeStale()
    expect(timeElements(told.get(`shift ${goldenAt('06:00')}`)!.cells).APT).toBe(minutes(339 + 12))

    for (const i of inOrder) if (isLate(i)) offer(i)
    const next = ({ time: after }: LateInput): number =>
      after < goldenAt('08:12') ? goldenAt('08:12') : goldenAt('09:30')
    const changed = subject.takeStale().flatMap((stale) => changedWindows(spec.windows, stale, next, goldenAt('14:00')))
    // The production day has not ended: it is told when it does.
    expect(new Set(changed.map(({ kind, from }) => `${kind} ${from}`))).toEqual(
      new Set([`hour ${goldenAt('08:00')}`, `hour ${goldenAt('09:00')}`, `shift ${goldenAt('06:00')}`]),
    )
    for (const window of changed) keep(tellWindow(spec, window, samples))
    expect(timeElements(told.get(`shift ${goldenAt('06:00')}`)!.cells).APT).toBe(minutes(339))
    for (const page of told.values()) {
      if (page.window.from < goldenAt('06:00')) continue
      expect([...page.cells]).toEqual([...tellWindow(spec, page.window, samples).cells])
    }
  })

  it('with no planned busy time has no availability, and says why', () => {
    const unit = goldenUnit([])
    const night = tellAll(unit, unit.windows.at('hour', goldenAt('20:00')))
    expect(night['availability']).toMatchObject({ unavailable: { why: 'zero', divisor: 'PBT' } })
    expect(night['availability']!.value).toBeUndefined()
    expect(night['technical_efficiency']).toMatchObject({ unavailable: { why: 'zero', divisor: 'APT + ADET' } })
    const { counters: _, ...uncounted } = unit
    expect(tellAll({ ...uncounted, counters: {} }, shiftOf(unit))['quality_ratio']).toMatchObject({
      unavailable: { why: 'unknown', inputs: ['GQ', 'PQ'] },
      coverage: 0,
    })
  })

  it('with a planned run time that is too long is told, and flagged as implausible', () => {
    const unit = goldenUnit(all)
    const slow = unit.windows.orders.map((order) => ({ ...order, secondsPerItem: 60 }))
    const windows = new Windows(unit.windows.schedule, slow)
    const { effectiveness } = tellAll({ ...unit, windows }, shiftOf(unit))
    expect(effectiveness!.value).toBeCloseTo((100 * 30_000) / 20_340, 9)
    expect(effectiveness!.implausible).toBe(true)
  })

  it('of which a part is not known says how much was', () => {
    const samples = goldenSamples()
    const rows = Array.from({ length: samples.length }, (_, i): [number, number, string | number, number] => [
      samples.series[i]!,
      samples.time[i]!,
      samples.series[i] === goldenSeries.state ? samples.text[Number(samples.int64[i])]! : samples.double[i]!,
      0,
    ])
    rows.push([goldenSeries.state, goldenAt('07:00'), 'RUN', Status.BadNoCommunication])
    const unit = goldenUnit(all)
    const { availability } = tellAll(unit, shiftOf(unit), batchOf(rows))
    expect(availability!.coverage).toBe(1 - 60 / 435)
    expect(availability!.inputs).toEqual({ APT: minutes(279), PBT: minutes(435) })
  })

  it('of several lines is summed, never averaged', () => {
    const unit = goldenUnit(all)
    const one = tellAll(unit, shiftOf(unit))['oee']!
    const small: KpiResult = { coverage: 1, implausible: false, inputs: { APT: 60, PBT: 600, PRT: 60, GQ: 1, PQ: 2 } }
    const both = workOutTogether(programs.get('oee')!, [one, small])
    expect(both.value).toBeCloseTo(100 * ((20_340 + 60) / 26_700) * (18_060 / 20_400) * (461 / 502), 9)
    const lacking: KpiResult = { coverage: 1, implausible: false, inputs: { APT: 60, PBT: 600, PRT: 60, PQ: 2 } }
    expect(workOutTogether(programs.get('oee')!, [one, lacking])).toMatchObject({
      unavailable: { why: 'unknown', inputs: ['GQ'] },
    })
  })
})
