import { expect, test } from 'vitest'
import type { Sample } from '../../platform.ts'
import { cautionsOf, isHeld, readDraft, stepOf } from './draft.ts'

const number = { type: 'double', low: 4, high: 12 } as const
const whole = { type: 'int64' } as const
const held = (value: Sample['value'], quality: Sample['quality'] = 'good'): Sample => ({
  time: '2026-11-23T08:00:00Z',
  value,
  status: 0,
  quality,
  statusName: quality === 'good' ? 'Good' : 'BadTimeout',
})

test.each([
  [number, 8.5, { is: 'value', value: 8.5 }],
  [number, '8.', { is: 'value', value: 8 }],
  [number, '', { is: 'missing' }],
  [number, null, { is: 'missing' }],
  [number, '-', { is: 'wrong', why: 'number' }],
  [number, '8,5', { is: 'wrong', why: 'number' }],
  [number, 12.01, { is: 'wrong', why: 'range' }],
  [number, 3.99, { is: 'wrong', why: 'range' }],
  [{ type: 'double' }, '1e400', { is: 'wrong', why: 'number' }],
  [{ type: 'double', low: 0 }, -1, { is: 'wrong', why: 'range' }],
  [whole, '7', { is: 'value', value: 7 }],
  [whole, '9223372036854775807', { is: 'value', value: '9223372036854775807' }],
  [whole, '9223372036854775808', { is: 'wrong', why: 'whole' }],
  [whole, '1.5', { is: 'wrong', why: 'whole' }],
  [{ type: 'boolean' }, false, { is: 'value', value: false }],
  [{ type: 'boolean' }, null, { is: 'missing' }],
  [{ type: 'string' }, '', { is: 'value', value: '' }],
  [{ type: 'string' }, null, { is: 'missing' }],
] as const)('a draft for %o of %o reads as %o', (of, draft, read) => {
  expect(readDraft(of, draft)).toEqual(read)
})

test('a change of more than a quarter of the engineering range is looked at again', () => {
  const now = { sample: held(8), lost: false }
  expect(cautionsOf(number, 10, now)).toEqual([])
  expect(cautionsOf(number, 10.1, now)).toEqual([{ is: 'large', percent: 26 }])
  expect(cautionsOf({ type: 'double' }, 1_000, now)).toEqual([])
})

test('so is a write over a value that nobody can trust, or that stands still', () => {
  expect(cautionsOf(number, 8, { sample: held(null, 'bad'), lost: false })).toEqual([
    { is: 'bad', status: 'BadTimeout' },
  ])
  expect(cautionsOf(number, 8, { sample: undefined, lost: false })).toEqual([{ is: 'none' }])
  expect(cautionsOf(number, 8.1, { sample: held(8), lost: true })).toEqual([{ is: 'lost' }])
})

test('what went through 32-bit floating point is the same value, a bad value is none', () => {
  expect(isHeld(8.1, held(Math.fround(8.1)))).toBe(true)
  expect(isHeld(8.1, held(8.2))).toBe(false)
  expect(isHeld(8.1, held(8.1, 'bad'))).toBe(false)
  expect(isHeld('9223372036854775807', held('9223372036854775807'))).toBe(true)
  expect(isHeld(true, held(true))).toBe(true)
})

test('the arrows move by a power of ten that fits the range', () => {
  expect(stepOf(number)).toBe(0.1)
  expect(stepOf({ type: 'double', low: 0, high: 12_000 })).toBe(100)
  expect(stepOf({ type: 'int64', low: 0, high: 10 })).toBe(1)
  expect(stepOf({ type: 'double' })).toBe(1)
})
