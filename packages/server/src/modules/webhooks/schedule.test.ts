import { expect, it } from 'vitest'
import { nextAttempt } from './schedule.ts'

const now = 1_000_000_000_000
const HOUR = 3_600_000
const at = (attempts: number, failedFor: number, random = 0.5, retryAfterMs = 0) =>
  nextAttempt({ attempts, failingSince: now - failedFor, now }, { retryAfterMs, random })

it('waits longer and longer, spread by a fifth either way, and gives up after a day', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((attempts) => (at(attempts, 0) ?? 0) - now)).toEqual(
    [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 14_400, 14_400].map((seconds) => seconds * 1_000),
  )
  expect([0, 1].map((random) => (at(2, 0, random) ?? 0) - now)).toEqual([24_000, 36_000])
  expect(at(9, 24 * HOUR - 1)).toBeDefined()
  expect(at(9, 24 * HOUR)).toBeUndefined()
})

it('waits as long as the other side asks for', () => {
  expect((at(1, 0, 0.5, 60_000) ?? 0) - now).toBe(60_000)
  expect((at(6, 0, 0.5, 60_000) ?? 0) - now).toBe(HOUR)
})
