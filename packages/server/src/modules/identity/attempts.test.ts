import { ManualClock } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { Attempts, Familiar } from './attempts.ts'
import { Remembered } from './remembered.ts'
import { newPassword } from './secret.ts'

describe('attempts to sign in', () => {
  const failed = (attempts: Attempts, times: number) => {
    for (let i = 0; i < times; i++) attempts.failed('ann')
  }
  const waits = (attempts: Attempts): unknown => {
    try {
      attempts.check('ann')
      return 0
    } catch (thrown) {
      return (thrown as { facts: { retryAfter: number } }).facts.retryAfter
    }
  }

  it('cost nothing at first, then twice as long each time, up to a quarter of an hour', () => {
    const seen = [4, 1, 1, 1, 30].map(
      ((attempts) => (times: number) => {
        failed(attempts, times)
        return waits(attempts)
      })(new Attempts(new ManualClock(), 5)),
    )
    expect(seen).toEqual([0, 1, 2, 4, 900])
  })

  it('are free again after the wait, and after a success', async () => {
    const clock = new ManualClock()
    const attempts = new Attempts(clock, 5)
    failed(attempts, 7)
    await clock.advance(4_000)
    expect(waits(attempts)).toBe(0)
    failed(attempts, 1)
    attempts.succeeded('ann')
    expect(waits(attempts)).toBe(0)
  })

  it('of one name do not slow another', () => {
    const attempts = new Attempts(new ManualClock(), 5)
    failed(attempts, 9)
    expect(() => attempts.check('bob')).not.toThrow()
  })
})

describe('a remembered answer', () => {
  it('is asked for once in its time, also by many at once', async () => {
    const clock = new ManualClock()
    const remembered = new Remembered<number>(clock, 1_000)
    let asked = 0
    const ask = async () => ++asked
    expect(await Promise.all([remembered.get('a', ask), remembered.get('a', ask)])).toEqual([1, 1])
    await clock.advance(1_001)
    expect(await remembered.get('a', ask)).toBe(2)
    remembered.forget('a')
    expect(await remembered.get('a', ask)).toBe(3)
  })

  it('that failed is asked for again', async () => {
    const remembered = new Remembered<number>(new ManualClock(), 1_000)
    await expect(remembered.get('a', () => Promise.reject(new TypeError('away')))).rejects.toThrow('away')
    expect(await remembered.get('a', async () => 5)).toBe(5)
  })
})

describe('a generated password', () => {
  it('has twenty signs that nobody mistakes for one another', () => {
    const passwords = Array.from({ length: 200 }, newPassword)
    expect(passwords.every((password) => /^[a-zA-Z2-9]{20}$/.test(password) && !/[ilIoO01]/.test(password))).toBe(true)
    expect(new Set(passwords).size).toBe(200)
  })
})

it('remembers where a name signed in, the newest ten thousand', () => {
  const familiar = new Familiar()
  familiar.add('ann 10.0.0.1')
  for (let i = 0; i < 9_999; i++) familiar.add(`bob ${i}`)
  familiar.add('ann 10.0.0.1')
  familiar.add('cho 10.0.0.2')
  expect([familiar.has('ann 10.0.0.1'), familiar.has('bob 0'), familiar.has('bob 1')]).toEqual([true, false, true])
})
