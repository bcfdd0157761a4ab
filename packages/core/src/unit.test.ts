import { expect, test } from 'vitest'
import { areCommensurable, checkUnit, convertUnit } from './unit.ts'

/** From the definitions of the SI brochure, UCUM's tables and NIST SP 811. */
test.each([
  [5, 'bar', 'kPa', 500],
  [100, '[psi]', 'bar', 6.894757293168],
  [25, 'Cel', '[degF]', 77],
  [77, '[degF]', 'Cel', 25],
  [-40, '[degF]', 'Cel', -40],
  [0, 'Cel', 'K', 273.15],
  [1, '[degR]', 'K', 5 / 9],
  [1, 'kW.h', 'MJ', 3.6],
  [1, 'kW.min/m3', 'kJ/m3', 60],
  [1, 'm3/min', 'm3/h', 60],
  [1, 'kg/h', 'g/s', 1 / 3.6],
  [1, '[in_i]', 'mm', 25.4],
  [1, '[gal_us]', 'L', 3.785411784],
  [1, '[Btu_IT]', 'kJ', 1.05505585262],
  [1, 'atm', 'Pa', 101_325],
  [1, 't', 'kg', 1_000],
  [12, '%', '1', 0.12],
  [60, '/min', 'Hz', 1],
  [180, 'deg', 'rad', Math.PI],
  [7, '[pH]', 'mol/L', 1e-7],
  [30, 'dB', '1', 1_000],
])('%d %s is %d %s', (value, from, to, expected) => {
  expect(convertUnit(value, from, to) / expected).toBeCloseTo(1, 12)
})

test('units of another dimension are refused by name', () => {
  expect(areCommensurable('bar', 'kPa')).toBe(true)
  expect(areCommensurable('bar', 'Cel')).toBe(false)
  expect(() => convertUnit(1, 'bar', 'Cel')).toThrow(expect.objectContaining({ code: 'core.unit_mismatch' }))
})

test.each(['Celx', 'kWh', 'barr', '', '°C'])('"%s" is no UCUM unit', (code) => {
  expect(() => checkUnit(code)).toThrow(expect.objectContaining({ code: 'core.unit_unknown' }))
})
