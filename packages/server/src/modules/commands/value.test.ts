import { Fault } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import type { Point } from '../assets/index.ts'
import { isSame, valueFor } from './value.ts'

const point = (more: Partial<Point>): Point => ({
  id: 'p',
  name: 'Setpoint',
  assetId: 'a',
  path: [],
  deviceId: 'd',
  type: 'double',
  writable: true,
  ...more,
})
const codeOf = (more: Partial<Point>, value: number | boolean | string): string => {
  try {
    valueFor(point(more), value)
    return 'taken'
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.code : String(thrown)
  }
}

describe('a value to be written', () => {
  it('is of the type of the point, whole numbers to the last of 64 bits', () => {
    expect(valueFor(point({ type: 'double' }), 8.5)).toBe(8.5)
    expect(valueFor(point({ type: 'int64' }), '9223372036854775807')).toBe(9223372036854775807n)
    expect(valueFor(point({ type: 'int64' }), -3)).toBe(-3n)
    expect(valueFor(point({ type: 'boolean' }), false)).toBe(false)
    expect(valueFor(point({ type: 'string' }), '')).toBe('')
  })

  it('of another type is refused, and never turned into something like it', () => {
    const wrong: readonly [Point['type'], number | boolean | string][] = [
      ['double', '8.5'],
      ['double', true],
      ['double', Number.NaN],
      ['double', Number.POSITIVE_INFINITY],
      ['int64', 1.5],
      ['int64', 2 ** 53],
      ['int64', '9223372036854775808'],
      ['int64', '-9223372036854775809'],
      ['int64', '1e3'],
      ['int64', ''],
      ['int64', ' 1'],
      ['int64', true],
      ['boolean', 1],
      ['boolean', 'true'],
      ['string', 1],
      ['string', 'a\0b'],
    ]
    for (const [type, value] of wrong)
      expect([type, value, codeOf({ type }, value)]).toEqual([type, value, 'commands.value_type'])
  })

  it('stays within the engineering range, its ends included', () => {
    const range = { low: 0, high: 12 }
    for (const value of [0, 12, 6]) expect(codeOf(range, value)).toBe('taken')
    for (const value of [-0.001, 12.001, 1e300]) expect(codeOf(range, value)).toBe('commands.out_of_range')
    expect(codeOf({ ...range, type: 'int64' }, 13)).toBe('commands.out_of_range')
    expect(codeOf({ low: 3 }, 2)).toBe('commands.out_of_range')
  })

  it('never goes to a point that its device only shows', () => {
    expect(codeOf({ writable: false }, 1)).toBe('commands.not_writable')
  })
})

describe('what is read back', () => {
  it('is the same through 32-bit floating point and through text, and another where it differs', () => {
    expect(isSame(8.1, Math.fround(8.1))).toBe(true)
    expect(isSame(8.1, 8.2)).toBe(false)
    expect(isSame(9223372036854775807n, '9223372036854775807')).toBe(true)
    expect(isSame(true, true)).toBe(true)
    expect(isSame(true, false)).toBe(false)
    expect(isSame(1, null)).toBe(false)
  })
})
