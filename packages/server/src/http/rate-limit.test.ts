import { ManualClock } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { Buckets, RateLimits } from './rate-limit.ts'

const many = (n: number, take: () => boolean): number => Array.from({ length: n }, take).filter(Boolean).length
const policy = { name: 'p', who: 'address', perSecond: 10, burst: 30 }

describe('a bucket', () => {
  it('gives its burst at once, then as much as refills', async () => {
    const clock = new ManualClock()
    const buckets = new Buckets(clock, policy)
    expect(many(40, () => buckets.take('a').ok)).toBe(30)
    await clock.advance(500)
    expect(many(40, () => buckets.take('a').ok)).toBe(5)
    await clock.advance(3_600_000)
    expect(many(40, () => buckets.take('a').ok)).toBe(30)
  })

  it('tells what is left and when there is more, or when refused when to come again', async () => {
    const clock = new ManualClock()
    const buckets = new Buckets(clock, policy)
    expect(buckets.take('a')).toEqual({ ok: true, remaining: 29, resetS: 1 })
    expect(buckets.take('a', 29)).toEqual({ ok: true, remaining: 0, resetS: 1 })
    expect(buckets.take('a', 15)).toEqual({ ok: false, remaining: 0, resetS: 2 })
    await clock.advance(1_000)
    expect(buckets.take('a', 0)).toMatchObject({ remaining: 10 })
    expect(buckets.take('a', 31)).toMatchObject({ ok: false, remaining: 10 })
  })

  it('of one key is none of another key', () => {
    const buckets = new Buckets(new ManualClock(), policy)
    expect(buckets.take('a', 30).ok).toBe(true)
    expect(buckets.take('a').ok).toBe(false)
    expect(buckets.take('b').ok).toBe(true)
  })

  it('is forgotten when 50,000 others came since, and not when it was used meanwhile', () => {
    const buckets = new Buckets(new ManualClock(), policy)
    buckets.take('idle', 30)
    buckets.take('busy', 30)
    for (let i = 0; i < 60_000; i++) {
      buckets.take(`other ${i}`)
      if (i % 1_000 === 0) buckets.take('busy')
    }
    expect(buckets.size).toBe(50_000)
    expect(buckets.take('busy').ok).toBe(false)
    expect(buckets.take('idle').ok).toBe(true)
  })
})

describe('the limits', () => {
  const stranger = { address: '192.0.2.1', strict: false }

  it('let an address without a session ask 60 times at once', () => {
    const limits = new RateLimits(new ManualClock())
    expect(many(100, () => !limits.take(stranger).fault)).toBe(60)
    expect(limits.take({ ...stranger, address: '192.0.2.2' }).fault).toBeUndefined()
  })

  it('let a principal ask 1,000 times, from wherever, also where strangers of the same address may not', () => {
    const limits = new RateLimits(new ManualClock())
    many(100, () => !limits.take(stranger).fault)
    const principal = 'person ann'
    const asked = (): boolean =>
      !limits.take({ address: `192.0.2.${Math.floor(Math.random() * 9)}`, strict: false, principal }).fault
    expect(many(1_500, asked)).toBe(1_000)
    expect(limits.take({ ...stranger, principal: 'person ben' }).fault).toBeUndefined()
  })

  it('let an address try 20 secrets, whoever asks', async () => {
    const clock = new ManualClock()
    const limits = new RateLimits(clock)
    let n = 0
    const tried = (): boolean =>
      !limits.take({ address: '192.0.2.1', strict: true, principal: n++ % 2 ? 'person ann' : undefined }).fault
    expect(many(100, tried)).toBe(20)
    await clock.advance(1_000)
    expect(many(100, tried)).toBe(5)
  })

  it('count the addresses of one IPv6 network as one, and IPv4 inside IPv6 as IPv4', () => {
    const limits = new RateLimits(new ManualClock())
    let n = 0
    expect(many(200, () => !limits.take({ address: `2001:db8::${(n++).toString(16)}`, strict: false }).fault)).toBe(60)
    expect(limits.take({ address: '2001:db8:0:1::1', strict: false }).fault).toBeUndefined()
    many(100, () => !limits.take({ address: '192.0.2.9', strict: false }).fault)
    expect(limits.take({ address: '::ffff:192.0.2.9', strict: false }).fault).toBeDefined()
    expect(limits.take({ address: '::ffff:192.0.2.10', strict: false }).fault).toBeUndefined()
  })

  it('tell themselves in structured fields (RFC 9651), and when to come again', () => {
    const limits = new RateLimits(new ManualClock())
    expect(limits.take(stranger)).toEqual({
      headers: { 'ratelimit-policy': '"address";q=60;w=3', ratelimit: '"address";r=59;t=1' },
      fault: undefined,
    })
    many(59, () => !limits.take(stranger).fault)
    const { headers, fault } = limits.take(stranger)
    expect(headers['ratelimit']).toBe('"address";r=0;t=1')
    expect(fault).toMatchObject({ code: 'http.too_many_requests', facts: { retryAfter: 1 } })
    expect(fault?.row.status).toBe(429)
    expect(limits.take({ ...stranger, principal: 'x' }).headers['ratelimit-policy']).toBe('"principal";q=1000;w=5')
    expect(limits.take({ ...stranger, strict: true }).headers['ratelimit-policy']).toBe('"door";q=20;w=4')
  })
})
