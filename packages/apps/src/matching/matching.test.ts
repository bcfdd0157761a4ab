import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { behaviourOf, matchesOf, matchNeed, type OfferedPoint, type WantedProperty } from './matching.ts'

const number = (name: string, unit?: string, more: Partial<OfferedPoint> = {}): OfferedPoint => ({
  id: name,
  name,
  type: 'number',
  ...(unit === undefined ? {} : { unit }),
  ...more,
})
const compressor: readonly WantedProperty[] = [
  { name: 'power', title: { en: 'Electric power', zh: '输入电功率' }, type: 'number', unit: 'kW' },
  { name: 'flow', title: { en: 'Free air delivered', zh: '容积流量' }, type: 'number', unit: 'm3/min' },
  { name: 'discharge_pressure', title: { en: 'Discharge pressure', zh: '排气压力' }, type: 'number', unit: 'bar' },
  { name: 'suction_temperature', title: { en: 'Suction temperature', zh: '吸气温度' }, type: 'number', unit: 'Cel' },
  {
    name: 'discharge_temperature',
    title: { en: 'Discharge temperature', zh: '排气温度' },
    type: 'number',
    unit: 'Cel',
  },
  { name: 'energy', title: { en: 'Energy meter', zh: '电能' }, type: 'number', unit: 'kW.h', counter: true },
]

describe('points are found as people name them', () => {
  const right = (names: Readonly<Record<string, readonly [name: string, unit: string]>>) => {
    const points = Object.values(names).map(([name, unit]) => number(name, unit))
    const { proposed } = matchNeed(compressor, [...points, number('Ambient humidity', '%'), number('Spare')])
    expect(proposed).toEqual(Object.fromEntries(Object.entries(names).map(([property, [name]]) => [property, name])))
  }

  it('in English, with abbreviations and other units of the dimension', () => {
    right({
      power: ['K101_PWR', 'W'],
      flow: ['K101_Flow', 'm3/h'],
      discharge_pressure: ['K101_DischargePress', 'MPa'],
      suction_temperature: ['K101_InletTemp', 'Cel'],
      discharge_temperature: ['K101_OutletTemp', 'Cel'],
      energy: ['K101_kWh', 'kW.h'],
    })
  })

  it('in Chinese, without spaces', () => {
    right({
      power: ['1号空压机有功功率', 'kW'],
      flow: ['1号空压机流量', 'm3/min'],
      discharge_pressure: ['1号空压机排气压力', 'bar'],
      suction_temperature: ['1号空压机进气温度', 'Cel'],
      discharge_temperature: ['1号空压机排气温度', 'Cel'],
      energy: ['1号空压机用电量', 'kW.h'],
    })
  })
})

it('two that may be it alike are told, and neither is proposed', () => {
  const { matches, proposed } = matchNeed(compressor.slice(0, 1), [number('Power A', 'kW'), number('Power B', 'kW')])
  expect(matches['power']!.map(({ point }) => point)).toEqual(['Power A', 'Power B'])
  expect(proposed).toEqual({})
})

it('a letter that means several things is told apart by its unit', () => {
  const points = [number('P', 'kW'), { ...number('P', 'bar'), id: 'pressure' }]
  expect(matchesOf(compressor[0]!, points).map(({ point }) => point)).toEqual(['P'])
})

it('reasons tell why, and why not', () => {
  const energy: WantedProperty = { ...compressor[5]!, low: 0, high: 100 }
  const [match] = matchesOf(energy, [number('Energie', 'MW.h', { low: 200, high: 300, behaviour: 'noisy' })])
  expect(match!.reasons).toEqual([
    { kind: 'similar', seen: 'Energie' },
    { kind: 'other_unit', seen: 'MW.h' },
    { kind: 'range', against: true, seen: '200…300' },
    { kind: 'behaviour', against: true, seen: 'noisy' },
  ])
})

it.each([
  [[1, 1, 1, 1], 'constant'],
  [[1, 2, 2, 5, 9], 'counter'],
  [[900, 950, 3, 20, 40], 'counter'],
  [[0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1], 'cyclic'],
  [[5, 6, 4, 7, 3, 6, 5, 6], 'noisy'],
  [[1, 2], undefined],
] as const)('values %j are %s', (values, behaviour) => {
  expect(behaviourOf(values)).toBe(behaviour)
})

describe('whatever points there are', () => {
  const units = ['kW', 'W', 'bar', 'kPa', 'Cel', 'K', 'm3/min', 'm3/h', 'kW.h', '1', 'nonsense']
  const offered: fc.Arbitrary<OfferedPoint> = fc.record(
    {
      id: fc.uuid(),
      name: fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('Power', '排气压力', 'temp_out', 'Q', 'P', 'kWh')),
      type: fc.constantFrom('number', 'boolean', 'text'),
      unit: fc.constantFrom(...units),
      low: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      high: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      behaviour: fc.constantFrom('constant', 'counter', 'cyclic', 'noisy'),
    },
    { requiredKeys: ['id', 'name', 'type'] },
  )
  const points = fc.uniqueArray(offered, { selector: ({ id }) => id, maxLength: 12 })

  it('scores lie within 0 and 1 and fall, and neither order nor signs between words change them', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(...compressor), (given, property) => {
        const matches = matchesOf(property, given)
        for (const [i, { score }] of matches.entries()) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
          if (i > 0) expect(score).toBeLessThanOrEqual(matches[i - 1]!.score)
        }
        expect(matchesOf(property, given.toReversed())).toEqual(matches)
        const spaced = { ...property, name: property.name.replaceAll('_', ' ').toUpperCase() }
        expect(matchesOf(spaced, given).map(({ point }) => point)).toEqual(matches.map(({ point }) => point))
      }),
    )
  })

  it('one of another kind or dimension is none, and none is before its own name with its own unit', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(...compressor), (given, property) => {
        const own = number(property.name, property.unit, { id: 'own' })
        // What is known of how a point behaves may put it before one of which nothing is.
        const others = given.map(({ id, name, type, unit }) => ({
          id,
          name,
          type,
          ...(unit === undefined ? {} : { unit }),
        }))
        const matches = matchesOf(property, [...others, own])
        expect(matches.find(({ point }) => point === 'own')!.score).toBe(matches[0]!.score)
        for (const { point } of matches) expect([...given, own].find(({ id }) => id === point)!.type).toBe('number')
        const strange = number(property.name, 'lx')
        expect(matchesOf(property, [strange])).toEqual([])
      }),
    )
  })

  it('no point is proposed for two properties', () => {
    fc.assert(
      fc.property(points, (given) => {
        const proposed = Object.values(matchNeed(compressor, given).proposed)
        expect(new Set(proposed).size).toBe(proposed.length)
      }),
    )
  })
})
