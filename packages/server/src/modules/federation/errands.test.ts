import { ManualClock, type UserId } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { Errands } from './errands.ts'

const user = '01900000-0000-7000-8000-000000000001' as UserId

describe('an errand', () => {
  it('comes back as it began, within ten minutes, with whose account it is for', async () => {
    const clock = new ManualClock()
    const errands = new Errands(clock)
    const { cookie, ...errand } = errands.begin('p', user)
    expect(errands.resume('p', cookie, errand.state)).toEqual(errand)
    await clock.advance(600_000 - 1)
    expect(errands.resume('p', cookie, errand.state)).toEqual(errand)
    await clock.advance(1)
    expect(errands.resume('p', cookie, errand.state)).toBeUndefined()
  })

  it('comes back with its own cookie, state and provider alone, and to the process that began it', () => {
    const clock = new ManualClock()
    const errands = new Errands(clock)
    const { cookie, state } = errands.begin('p', undefined)
    const other = errands.begin('p', undefined)
    const [secret, until] = cookie.split('.')
    for (const [provider, shown, told] of [
      ['q', cookie, state],
      ['p', other.cookie, state],
      ['p', cookie, other.state],
      ['p', cookie, ''],
      ['p', '', state],
      ['p', `${secret}.${until}.${user}`, state],
      ['p', `${secret}.${Number(until) + 1}.`, state],
    ] as const)
      expect(errands.resume(provider, shown, told)).toBeUndefined()
    expect(new Errands(clock).resume('p', cookie, state)).toBeUndefined()
    expect(errands.resume('p', cookie, state)?.user).toBeUndefined()
  })

  it('shows the provider nothing from which the rest could be made, and a verifier of the length that PKCE asks', () => {
    const { state, nonce, verifier, cookie } = new Errands(new ManualClock()).begin('p', undefined)
    expect(new Set([state, nonce, verifier, cookie]).size).toBe(4)
    expect(verifier).toMatch(/^[\w-]{43}$/)
  })
})
