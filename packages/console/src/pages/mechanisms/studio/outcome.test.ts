import { expect, it } from 'vitest'
import { errorsOf, knownOf, reasonsOf, tallyOf } from './outcome.ts'

it('counts rows by the severity of their status', () => {
  expect(tallyOf([0, 0x40000000, 0x80000000, 0xffffffff, 0x408f0000])).toEqual({ good: 1, uncertain: 2, bad: 2 })
})

it('counts reasons, the most frequent first, and none for what is good', () => {
  expect(reasonsOf([-1, 1, 0, 1], ['low', 'missing'])).toEqual([
    { says: 'missing', count: 2 },
    { says: 'low', count: 1 },
  ])
})

it('compares rows that have both alone', () => {
  expect(errorsOf([1, null, 5], [2, 3, 3])).toEqual({ bias: 0.5, rmse: Math.sqrt(2.5) })
  expect(errorsOf([null], [1])).toBeUndefined()
})

it('draws switches as nought and one, and no text', () => {
  expect([2, true, 'run', null].map(knownOf)).toEqual([2, 1, null, null])
})
