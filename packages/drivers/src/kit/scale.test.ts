import { expect, test } from 'vitest'
import { scaled } from './scale.ts'

test.each([
  [816, 0.1, 0, 81.6],
  [-7, 0.01, 0, -0.07],
  [3, 1 / 3, 0, 1],
  [12, 2.5, -4, 26],
  [5, -0.1, 0, -0.5],
  [9, 0, 1, 1],
])('%d scaled by %d and %d is %d', (raw, factor, offset, value) => {
  expect(scaled(raw, { factor, offset })).toBe(value)
})
