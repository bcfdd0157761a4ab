import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areCommensurable, checkUnit, convertUnit } from './unit.ts'

/** From the definitions of the SI brochure, UCUM's tables and NIST SP 811. */
test.each([
  [5, 'bar', 'kPa', 500],
  [100, '[psi]', 'bar', 6.894757293168],
  [1, 'kW.h', 'MJ', 3.6],
  [1, 'kW.min/m3', 'kJ/m3', 60],
  [1, 'm3/min', 'm3/h', 60],
  [1, 'kg/h', 'g/s', 1 / 3.6],
  [1, '[in_i]', 'mm', 25.4],
  [1, '[gal_us]', 'L', 3.785411784],
  [1, '[Btu_IT]', 'kJ', 1.05505585262],
  [1, '[lbf_av]', 'N', 4.4482216152605],
  [1, 'm[H2O]', 'kPa', 9.80665],
  [1, 'kgf', 'N', 9.80665],
  [1, 'atm', 'Pa', 101_325],
  [1, 't', 'kg', 1_000],
  [12, '%', '1', 0.12],
  [60, '/min', 'Hz', 1],
  [180, 'deg', 'rad', Math.PI],
  [1, 'A.h', 'C', 3_600],
  [1, 'kg{steam}/h', 'kg/h', 1],
  [1, '[degR]', 'K', 5 / 9],
  [5, '[iU]/mL', '[iU]/L', 5_000],
])('%d %s to %s is %d', (value, from, to, expected) => {
  expect(convertUnit(value, from, to) / expected).toBeCloseTo(1, 12)
  expect(convertUnit(expected, to, from) / value).toBeCloseTo(1, 12)
})

describe('a special unit, by its function and not by a factor:', () => {
  test.each([
    [25, 'Cel', '[degF]', 77],
    [-40, '[degF]', 'Cel', -40],
    [0, 'Cel', 'K', 273.15],
    [25, 'Cel', 'mK', 298_150],
    [25, 'Cel', '[degR]', 536.67],
    [5, 'mCel', 'Cel', 0.005],
    [80, '[degRe]', 'Cel', 100],
    [7, '[pH]', 'mol/L', 1e-7],
    [7, '[pH]', 'nmol/L', 100],
    [30, 'dB', '1', 1_000],
    [10, 'dB', '%', 1_000],
    [20, 'dB', 'B', 2],
    [1, 'Np', 'dB', 10 * Math.log10(Math.E)],
    [94, 'dB[SPL]', 'Pa', 2e-5 * 10 ** 4.7],
    [60, 'dB[SPL]', 'mPa', 20],
    [3, 'B[W]', 'kW', 1],
    [30, 'dB[W]', 'B[kW]', 0],
    [20, 'dB[V]', 'mV', 10_000],
    [100, '%[slope]', 'deg', 45],
    [10, 'bit_s', '1', 1_024],
  ])('%d %s to %s is %d', (value, from, to, expected) => {
    expect(convertUnit(value, from, to)).toBeCloseTo(expected, expected > 1_000 ? 6 : 9)
    expect(convertUnit(expected, to, from)).toBeCloseTo(value, 9)
  })

  test.each(['W/(m2.Cel)', 'Cel/h', 'Cel2', '/[degF]', 'dB/m', 'mol.[pH]'])(
    'in the compound "%s" it is refused, because nobody can say what it means',
    (code) => {
      expect(() => checkUnit(code)).toThrow(expect.objectContaining({ code: 'core.unit_special' }))
    },
  )

  test('a temperature keeps its tenth of a millikelvin through every scale and back', () => {
    const scale = fc.constantFrom('K', 'mK', 'Cel', 'mCel', '[degF]', '[degR]', '[degRe]')
    fc.assert(
      fc.property(fc.double({ min: -273.15, max: 3_000, noNaN: true }), scale, scale, (value, one, other) => {
        const there = convertUnit(convertUnit(value, 'Cel', one), one, other)
        expect(convertUnit(there, other, 'Cel')).toBeCloseTo(value, 4)
      }),
    )
  })
})

test('units of another dimension are refused by name', () => {
  expect(areCommensurable('bar', 'kPa')).toBe(true)
  expect(areCommensurable('bar', 'Cel')).toBe(false)
  expect(areCommensurable('[degF]', 'mK')).toBe(true)
  expect(() => convertUnit(1, 'bar', 'Cel')).toThrow(expect.objectContaining({ code: 'core.unit_mismatch' }))
})

test('an arbitrary unit is told in no other, not even in another arbitrary one', () => {
  expect(areCommensurable('[iU]', "[arb'U]")).toBe(false)
  expect(areCommensurable('[iU]', '1')).toBe(false)
  expect(areCommensurable('([iU])/L', '1/L')).toBe(false)
  expect(areCommensurable('[iU]', '[iU]')).toBe(true)
})

test.each([
  'Celx',
  'kWh',
  'barr',
  '',
  '°C',
  "[hp'_X]",
  'm**2',
  ' m',
  'm m',
  '__proto__',
  '_',
  'constructor',
  'm.toString',
])('"%s" is no UCUM unit', (code) => {
  expect(() => checkUnit(code)).toThrow(expect.objectContaining({ code: 'core.unit_unknown' }))
})
