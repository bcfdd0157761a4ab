import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areCommensurable, convertUnit, differenceUnit, properUnit, unitConversion } from './unit.ts'
import { coherentUnit, productUnit } from './unit-product.ts'

test.each([
  [
    [
      ['kW.h', 1],
      ['t', -1],
    ],
    'kW.h/t',
  ],
  [
    [
      ['kW.h', 1],
      ['kW', -1],
    ],
    'h',
  ],
  [
    [
      ['W', 1],
      ['s', 1],
    ],
    'W.s',
  ],
  [
    [
      ['m3/h', 1],
      ['h', 1],
    ],
    'm3',
  ],
  [
    [
      ['m3/h', 1],
      ['min', 1],
    ],
    'm3.min/h',
  ],
  [
    [
      ['kW', 1],
      ['kW', -1],
    ],
    '1',
  ],
  [[['/min', 1]], '/min'],
  [[['m2/s2', 0.5]], 'm/s'],
  [[['m3', 1 / 3]], 'm'],
  [
    [
      ['%', 1],
      ['kW', 1],
    ],
    '%.kW',
  ],
  [
    [
      ['W/(m2.K)', 1],
      ['m2', 1],
      ['Cel', 1],
    ],
    'W',
  ],
  [[['kg{steam}/h', 2]], 'kg2{steam}/h2'],
  [
    [
      ['{piece}', 1],
      ['h', -1],
    ],
    '{piece}/h',
  ],
  [[['2.m', -2]], '1/4/m2'],
  [
    [
      ['10*3/uL', 1],
      ['uL', 1],
    ],
    '10*3',
  ],
] as const)('the product of %j is %s', (powers, unit) => {
  expect(productUnit(powers)).toBe(unit)
})

test.each([
  ['a broken exponent', [['kW.h', 0.5]]],
  ['an exponent of three figures', [['m', 100]]],
  ['a number beyond all bounds', [['1000.m', 9]]],
  [
    'more factors than any quantity has',
    [...'bcdefghjlmno'].flatMap(
      (note) =>
        [
          [`m{${note}}`, 1],
          [`s{${note}}`, 1],
          [`g{${note}}`, 1],
        ] as [string, number][],
    ),
  ],
] as readonly [string, (readonly [string, number])[]][])('%s is refused', (_, powers) => {
  expect(() => productUnit(powers)).toThrow(expect.objectContaining({ code: 'core.unit_compound' }))
})

const units = fc.constantFrom(
  'kW.h',
  'kW',
  't',
  'kg/h',
  'm3/h',
  'min',
  'bar',
  '%',
  '/min',
  'kJ/(kg.K)',
  'm2',
  'A',
  '[degF]',
  '10*3/uL',
)

test('a product converts as the product of its factors does', () => {
  fc.assert(
    fc.property(units, units, fc.constantFrom(1, -1, 2, -2), (one, other, power) => {
      const product = productUnit([
        [one, 1],
        [other, power],
      ])
      const base = coherentUnit(product)
      const factor = (unit: string): number => convertUnit(1, properUnit(unit), coherentUnit(unit))
      expect(convertUnit(1, product, base) / (factor(one) * factor(other) ** power)).toBeCloseTo(1, 12)
      expect(areCommensurable(product, base)).toBe(true)
    }),
  )
})

test.each([
  ['J', 'kg.m2/s2'],
  ['Pa', 'kg/m/s2'],
  ['kW.h/t', 'm2/s2'],
  ['Cel', 'K'],
  ['V', 'kg.m2/C/s2'],
  ['%', '1'],
])('%s is %s in coherent units of the SI', (code, unit) => {
  expect(coherentUnit(code)).toBe(unit)
})

describe('the difference of two values', () => {
  test.each([
    ['Cel', 'K', 1],
    ['mCel', 'K', 0.001],
    ['[degF]', 'K', 5 / 9],
    ['[degRe]', 'K', 5 / 4],
    ['bar', 'bar', 1],
  ])('in %s is told in %s', (code, unit, step) => {
    expect(differenceUnit(code)).toEqual({ unit, step })
    const told = convertUnit(30, code, properUnit(code)) - convertUnit(10, code, properUnit(code))
    expect(convertUnit(told, properUnit(code), unit)).toBeCloseTo(20 * step, 9)
  })

  test.each(['[pH]', 'dB', 'dB[SPL]', '%[slope]'])('in %s has no unit: its steps are not alike', (code) => {
    expect(differenceUnit(code)).toBeUndefined()
  })
})

test('a conversion tells its factor where it has one', () => {
  expect(unitConversion('bar', 'kPa').factor).toBeCloseTo(100, 12)
  expect(unitConversion('bar', 'bar').factor).toBe(1)
  expect(unitConversion('Cel', 'K').factor).toBeUndefined()
  expect(unitConversion('Cel', '[degF]').convert(100)).toBeCloseTo(212, 9)
})

test('an arbitrary unit in numerator and denominator is none', () => {
  expect(areCommensurable('[iU]/[iU]', '1')).toBe(true)
  expect(areCommensurable('[iU].[iU]', '[iU]2')).toBe(true)
})
