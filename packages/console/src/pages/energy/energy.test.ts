import { describe, expect, it } from 'vitest'
import { extent, pathOf, scaleOf, ticks } from '../../charts/plot.ts'
import { dayText, midnight } from './days.ts'
import { type Draft, definitionOf } from './parts/DefinitionForm.tsx'
import { parseEnergySearch } from './search.ts'

describe('axes', () => {
  it('have round marks', () => {
    expect(ticks(1430, 1970, 5)).toEqual([1500, 1600, 1700, 1800, 1900])
    expect(ticks(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3])
    expect(ticks(5, 5, 4)).toEqual([5])
  })

  it('place a value between two ends, and one value alone in the middle', () => {
    expect(scaleOf([0, 10], 100, 200)(5)).toBe(150)
    expect(scaleOf([3, 3], 0, 10)(3)).toBe(5)
  })

  it('are of what is known', () => {
    expect(extent([null, 3, -2])).toEqual([-2, 3])
    expect(extent([null])).toEqual([null, null])
  })
})

it('a line is broken where nothing is known', () => {
  expect(pathOf([[0, 1], [1, 2], null, [3, 4]])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0')
})

it('a day of a field is the one from its local midnight', () => {
  const noon = new Date(2026, 2, 29, 12).getTime()
  expect(dayText(noon)).toBe('2026-03-29')
  expect(midnight('2026-03-29', 1)).toBe(new Date(2026, 2, 30).toISOString())
  expect(midnight('')).toBeUndefined()
})

describe('a definition', () => {
  const point = { id: 'p', name: 'Output', path: ['Works'] }
  const draft: Draft = {
    meter: 'm',
    from: '2026-01-01',
    to: '2026-01-31',
    width: 'day',
    shape: 'linear',
    drivers: [{ key: 1, point, as: 'heating_degree_days', base: 15 }],
  }

  it('holds its last day whole', () => {
    expect(definitionOf(draft)).toMatchObject({
      from: new Date(2026, 0, 1).toISOString(),
      to: new Date(2026, 1, 1).toISOString(),
      width: 86_400_000_000,
      drivers: [{ point: 'p', name: 'Output', as: 'heating_degree_days', base: 15 }],
    })
  })

  it('is none while something is missing, or its days are the wrong way round', () => {
    expect(definitionOf({ ...draft, meter: null })).toBeUndefined()
    expect(definitionOf({ ...draft, from: '2026-02-01' })).toBeUndefined()
    expect(definitionOf({ ...draft, drivers: [] })).toBeUndefined()
    expect(definitionOf({ ...draft, drivers: [{ key: 1, point: null, as: 'mean', base: '' }] })).toBeUndefined()
  })

  it('of a mean has no variable', () => {
    expect(definitionOf({ ...draft, shape: 'mean' })).toMatchObject({ drivers: [] })
  })
})

it('an address keeps a known tab alone', () => {
  expect(parseEnergySearch({ tab: 'meters' })).toEqual({ tab: 'meters' })
  expect(parseEnergySearch({ tab: 'x' })).toEqual({})
})
