import { describe, expect, it } from 'vitest'
import { contentOf, draftOf, firstDraft } from './definition-draft.ts'
import { stepsOf } from './oee.ts'
import { isToldOf, meantOf } from './queries.ts'
import { parseKpiSearch } from './search.ts'
import { isMeant, windowText } from './window-text.ts'

describe('the steps of OEE', () => {
  it('lead from planned busy time to the product of the three factors', () => {
    const steps = stepsOf({ availability: 80, effectiveness: 90, quality: 95 })
    expect(steps.map(({ is, from, to }) => [is, Number(from.toFixed(6)), Number(to.toFixed(6))])).toEqual([
      ['busy', 0, 100],
      ['availabilityLoss', 80, 100],
      ['available', 0, 80],
      ['effectivenessLoss', 72, 80],
      ['qualityLoss', 68.4, 72],
      ['oee', 0, 68.4],
    ])
    // The losses and what is left are the whole.
    const lost = steps.filter(({ is }) => is.endsWith('Loss')).reduce((sum, { from, to }) => sum + to - from, 0)
    expect(lost + 68.4).toBeCloseTo(100, 9)
  })

  it('tell an effectiveness above 100 % as a gain', () => {
    const [, , , effectiveness] = stepsOf({ availability: 50, effectiveness: 120, quality: 100 })
    expect(effectiveness).toMatchObject({ from: 50, to: 60, isGain: true })
  })
})

describe('KPIs of a work unit', () => {
  const definition = (key: string, bindings: string[], inputs: object) =>
    ({ key, bindings: Object.fromEntries(bindings.map((id) => [id, { points: {} }])), content: { inputs } }) as never

  it('are those of all units and those that are bound to it', () => {
    expect(isToldOf(definition('oee', [], {}), 'u1')).toBe(true)
    expect(isToldOf(definition('own', ['u1'], { p: {} }), 'u1')).toBe(true)
    expect(isToldOf(definition('of another class', ['u2'], { p: {} }), 'u1')).toBe(false)
    expect(isToldOf(definition('of none yet', [], { p: {} }), 'u1')).toBe(false)
  })

  it('say nothing of windows in which nothing was recorded', () => {
    const told = {
      kind: 'hour' as const,
      begin: '',
      end: '',
      assets: [],
      value: 0,
      coverage: 0,
      implausible: false,
      inputs: {},
    }
    expect(meantOf(told)).toMatchObject({ unavailable: { why: 'unknown' } })
    expect(meantOf(told).value).toBeUndefined()
    expect(meantOf({ ...told, coverage: 0.5 }).value).toBe(0)
  })
})

describe('windows', () => {
  it('are called by their shift, their first date, their month or their order', () => {
    const window = { begin: '2026-11-23T22:00:00.000Z', name: '2026-11-24' }
    const to = { language: 'en' } as const
    expect(windowText(window, 'day', to)).toBe('24 Nov')
    expect(windowText({ ...window, name: '2026-11-01' }, 'month', to)).toBe('Nov 2026')
    const orders = new Map([['id', '4711']])
    expect(windowText({ ...window, name: 'id' }, 'order', { ...to, orders })).toBe('4711')
    expect(isMeant({ begin: window.begin }, 'shift')).toBe(false)
    expect(isMeant({ begin: window.begin }, 'hour')).toBe(true)
  })

  it('are kept in the address, and nothing else', () => {
    const kept = { asset: 'a', kind: 'day', kpi: 'oee', at: '2026-11-24T06:00:00Z' }
    expect(parseKpiSearch({ ...kept, until: 'tomorrow', other: 1 })).toEqual(kept)
    expect(parseKpiSearch({ kind: 'year' })).toEqual({})
  })
})

describe('a definition as it is typed', () => {
  it('becomes what the platform takes, and reads back', () => {
    const draft = {
      ...firstDraft(),
      key: 'energy_per_item',
      zh: '单件能耗',
      en: '',
      unit: 'kW.h',
      formula: 'integral(power) / PQ',
      inputs: [
        { name: 'power', kind: 'point', type: 'number', unit: 'kW', gap: '' },
        { name: ' ', kind: 'point', type: 'number', unit: '', gap: '' },
      ],
      windows: ['shift', 'day'],
      better: 'lower',
      from: 0,
    } as const
    const content = contentOf(draft)
    expect(content).toEqual({
      id: 'energy_per_item',
      name: { zh: '单件能耗', en: '单件能耗' },
      unit: 'kW.h',
      formula: 'integral(power) / PQ',
      inputs: { power: { kind: 'point', type: 'number', unit: 'kW' } },
      windows: ['shift', 'day'],
      plausible: { from: 0 },
      better: 'lower',
    })
    expect(contentOf(draftOf({ key: 'energy_per_item', version: 1, content }))).toEqual(content)
  })
})
