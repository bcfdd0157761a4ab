import { expect, test } from 'vitest'
import { quotaAmount, quotaShare, quotaStanding } from './quota.ts'

test.each([
  [null, 50, 'unlimited'],
  [100, 79, 'free'],
  [100, 80, 'near'],
  [100, 100, 'full'],
  [100, 140, 'full'],
  [0, 0, 'full'],
] as const)('a limit of %s with %s used is %s', (most, used, standing) => {
  expect(quotaStanding({ kind: 'points', most, used })).toBe(standing)
})

test('a bar is never longer than its track', () => {
  expect(quotaShare({ kind: 'points', most: 10, used: 25 })).toBe(1)
})

test('amounts read as what they are', () => {
  expect(quotaAmount('storage_bytes', 5 * 1024 ** 3)).toBe('5.0 GiB')
  expect(quotaAmount('values_per_second', 2.34)).toBe('2.3')
  expect(quotaAmount('calls_per_minute', 12_000)).toBe('12,000')
})
