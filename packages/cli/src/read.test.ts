import { expect, it } from 'vitest'
import { shownValue } from './read.ts'

it('prints numbers without the noise of their arithmetic, and all else as it is', () => {
  expect(shownValue(-3.4e-13, 'float64')).toBe('0')
  expect(shownValue(Math.fround(7.1), 'float32')).toBe('7.1')
  expect(shownValue(0.1 + 0.2, 'float64')).toBe('0.3')
  expect(shownValue(1.5e-6, 'float64')).toBe('0.0000015')
  expect(shownValue(9007199254740993n, 'int64')).toBe('9007199254740993')
  expect(shownValue('run', 'string')).toBe('run')
  expect(shownValue(null, 'float32')).toBe('-')
})
