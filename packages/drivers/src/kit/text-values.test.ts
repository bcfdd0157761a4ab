import { expect, test } from 'vitest'
import { valueOfText } from './text-values.ts'

test.each([
  ['12.5', 'float64', 12.5],
  ['-1E3', 'float32', -1000],
  [' 7 ', 'int16', 7n],
  ['+7', 'uint8', 7n],
  ['9223372036854775807', 'int64', 9_223_372_036_854_775_807n],
  ['7.0', 'int32', 7],
  ['TRUE', 'bool', true],
  ['0', 'bool', false],
  ['', 'string', ''],
  ['0x10', 'int32', undefined],
  ['1,5', 'float64', undefined],
  ['', 'float64', undefined],
  ['NaN', 'float64', undefined],
  ['2', 'bool', undefined],
] as const)('%j as %s is %s', (text, type, value) => {
  expect(valueOfText(text, type)).toBe(value)
})
