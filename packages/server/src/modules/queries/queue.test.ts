import { ManualClock } from '@millrace/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { FairQueue } from './queue.ts'

const limits = { running: 2, waitingEach: 3, waitMs: 30_000 }
let clock: ManualClock
let queue: FairQueue
let order: string[]
let ends: Map<string, () => void>

beforeEach(() => {
  clock = new ManualClock()
  queue = new FairQueue(limits, clock)
  order = []
  ends = new Map()
})

/** Runs until it is ended by name. */
const ask = (tenant: string, account: string, signal = new AbortController().signal): Promise<void> =>
  queue.run({ tenant, account, signal }, () => {
    order.push(account)
    return new Promise<void>((resolve) => ends.set(account, resolve))
  })
const end = async (account: string): Promise<void> => {
  ends.get(account)?.()
  await new Promise((resolve) => setImmediate(resolve))
}

describe('queries take turns:', () => {
  it('so many run, and the next begins when one ends', async () => {
    const all = ['a1', 'a2', 'a3'].map((account) => ask('a', account))
    expect(order).toEqual(['a1', 'a2'])
    await end('a2')
    expect(order).toEqual(['a1', 'a2', 'a3'])
    await end('a1')
    await end('a3')
    await Promise.all(all)
  })

  it('an organisation that asks for little does not wait behind one that asks for much', async () => {
    for (const account of ['a1', 'a2', 'a3', 'a4', 'a5']) void ask('a', account)
    void ask('b', 'b1')
    void ask('c', 'c1')
    await end('a1')
    await end('a2')
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1'])
    void ask('b', 'b2')
    await end('b1')
    // Both have none running besides; a was served longer ago.
    expect(order.at(-1)).toBe('a3')
    await end('c1')
    expect(order.at(-1)).toBe('b2')
  })

  it('an account has one at a time, waiting or running', async () => {
    void ask('a', 'a1')
    await expect(ask('a', 'a1')).rejects.toMatchObject({ code: 'queries.one_at_a_time' })
    void ask('a', 'a2')
    void ask('a', 'a3')
    await expect(ask('a', 'a3')).rejects.toMatchObject({ code: 'queries.one_at_a_time' })
    await end('a1')
    await end('a3')
    void ask('a', 'a3')
    expect(order).toEqual(['a1', 'a2', 'a3', 'a3'])
  })

  it('those of one organisation that wait are bounded, and wait no longer than they must', async () => {
    for (const account of ['a1', 'a2']) void ask('a', account)
    const waiting = ['a3', 'a4', 'a5'].map((account) => ask('a', account))
    await expect(ask('a', 'a6')).rejects.toMatchObject({ code: 'queries.queue_full' })
    const told = Promise.allSettled(waiting)
    await clock.advance(30_000)
    expect((await told).map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
      Array.from({ length: 3 }, () => 'queries.waited_too_long'),
    )
    await end('a1')
    expect(order).toEqual(['a1', 'a2'])
  })

  it('whoever leaves while waiting is forgotten', async () => {
    for (const account of ['a1', 'a2']) void ask('a', account)
    const left = new AbortController()
    const gone = ask('a', 'a3', left.signal)
    left.abort(new DOMException('left', 'AbortError'))
    await expect(gone).rejects.toThrow('left')
    void ask('a', 'a3')
    await end('a1')
    expect(order).toEqual(['a1', 'a2', 'a3'])
  })
})
