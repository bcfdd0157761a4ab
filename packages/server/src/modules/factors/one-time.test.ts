import { ManualClock } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { Challenges } from './challenges.ts'
import { newRecoveryCodes, plainRecoveryCode } from './recovery.ts'
import { checkRelyingParty } from './relying-party.ts'

describe('a question to a passkey', () => {
  it('takes one answer, of whom it was put to', () => {
    const challenges = new Challenges(new ManualClock())
    const asked = challenges.ask('ann')
    expect(['bob', 'ann', 'ann'].map((of) => challenges.answer(asked, of))).toEqual([false, true, false])
  })

  it('ends after five minutes', async () => {
    const clock = new ManualClock()
    const challenges = new Challenges(clock)
    const asked = challenges.ask('ann')
    await clock.advance(300_001)
    expect(challenges.answer(asked, 'ann')).toBe(false)
  })

  it('is forgotten when ten thousand others came after it', () => {
    const challenges = new Challenges(new ManualClock())
    const [first, ...others] = Array.from({ length: 10_001 }, () => challenges.ask('ann'))
    expect([first!, others[0]!].map((asked) => challenges.answer(asked, 'ann'))).toEqual([false, true])
  })
})

describe('recovery codes', () => {
  it('are ten, each its own, without signs that look alike', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    expect(codes.every((code) => /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/.test(code))).toBe(true)
  })

  it('are read however they are typed', () => {
    expect(plainRecoveryCode(' 0A1B c2d3-EFGH OIlj')).toBe(plainRecoveryCode('0a1b-c2d3-efgh-011j'))
  })
})

describe('the address that passkeys are bound to', () => {
  const at = (id: string, origin: string) => () => checkRelyingParty({ id, origin: [origin], name: 'x' })
  it('is a name over https, or this machine', () => {
    expect(at('plant.example', 'https://plant.example')).not.toThrow()
    expect(at('localhost', 'http://localhost:8080')).not.toThrow()
  })
  it.each([
    ['192.0.2.7', 'https://192.0.2.7'],
    ['::1', 'https://[::1]:8443'],
    ['[2001:db8::1]', 'https://[2001:db8::1]'],
    ['plant.example', 'http://plant.example'],
    ['', 'https://plant.example'],
  ])('is not %s at %s', (id, origin) => {
    expect(at(id, origin)).toThrow(/Expected the public address .* to be a name over https/)
  })
})
