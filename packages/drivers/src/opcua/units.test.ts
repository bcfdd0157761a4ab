import { checkUnit } from '@millrace/core'
import { expect, test } from 'vitest'
import { UCUM, unitOf } from './units.ts'

const number = (code: string): number => [...code].reduce((bits, letter) => bits * 256 + letter.charCodeAt(0), 0)

test('every unit of the table is UCUM', () => {
  for (const unit of Object.values(UCUM)) checkUnit(unit)
})

test('a UNECE code gives its UCUM unit; an unknown one its symbol if that is UCUM, else none', () => {
  expect(unitOf(number('CEL'), '°C')).toBe('Cel')
  expect(unitOf(number('E93'), 'kg/h')).toBe('kg/h')
  expect(unitOf(number('ZZZ'), 'mol/L')).toBe('mol/L')
  expect(unitOf(number('ZZZ'), 'Umdrehungen')).toBeUndefined()
  expect(unitOf(0, '')).toBeUndefined()
})
