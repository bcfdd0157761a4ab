import { type Fault, ManualClock } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { Bus, Buses } from './bus.ts'

/** Turns that end when the test says so. */
function stage(bus: Bus) {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const take = (kind: 'read' | 'write', name: string, signal?: AbortSignal): Promise<void> =>
    bus.turn(
      kind,
      () => {
        began.push(name)
        return new Promise<void>((resolve) => ends.set(name, resolve))
      },
      signal,
    )
  const end = async (name: string): Promise<void> => {
    ends.get(name)!()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { began, take, end }
}

describe('the queue of a medium', () => {
  test('lets one request on the wire, writes before reads, else in order', async () => {
    const { began, take, end } = stage(new Bus(new ManualClock()))
    const all = [take('read', 'a'), take('read', 'b'), take('write', 'w1'), take('read', 'c'), take('write', 'w2')]
    for (const name of ['a', 'w1', 'w2', 'b', 'c']) await end(name)
    await Promise.all(all)
    expect(began).toEqual(['a', 'w1', 'w2', 'b', 'c'])
  })

  test('lets as many on the wire as the medium bears', async () => {
    const { began, take, end } = stage(new Bus(new ManualClock(), { inFlight: 2, turnaroundMs: 0 }))
    const all = [take('read', 'a'), take('read', 'b'), take('read', 'c')]
    expect(began).toEqual(['a', 'b'])
    for (const name of ['b', 'a', 'c']) await end(name)
    await Promise.all(all)
  })

  test('keeps the turnaround gap', async () => {
    const clock = new ManualClock()
    const { began, take, end } = stage(new Bus(clock, { inFlight: 1, turnaroundMs: 20 }))
    const all = [take('read', 'a'), take('read', 'b')]
    await end('a')
    await clock.advance(19)
    expect(began).toEqual(['a'])
    await clock.advance(1)
    expect(began).toEqual(['a', 'b'])
    await end('b')
    await Promise.all(all)
    const late = take('read', 'c')
    expect(began).toEqual(['a', 'b'])
    await clock.advance(20)
    await end('c')
    await late
  })

  test('goes on after a turn that failed', async () => {
    const bus = new Bus(new ManualClock())
    await expect(bus.turn('read', () => Promise.reject(new RangeError('broken')))).rejects.toThrow('broken')
    await expect(bus.turn('read', () => Promise.resolve(7))).resolves.toBe(7)
  })

  test('never begins a turn that was given up while it waited', async () => {
    const { began, take, end } = stage(new Bus(new ManualClock()))
    const first = take('read', 'a')
    const abort = new AbortController()
    const second = take('write', 'w', abort.signal)
    abort.abort(new RangeError('too late'))
    await expect(second).rejects.toThrow('too late')
    await end('a')
    await first
    expect(began).toEqual(['a'])
  })

  test('holds 256 writes and refuses the next by name', async () => {
    const bus = new Bus(new ManualClock())
    const { take, end } = stage(bus)
    const abort = new AbortController()
    const first = take('read', 'a')
    const waiting = Array.from({ length: 256 }, (_, i) => take('write', `w${i}`, abort.signal))
    expect(bus.waiting.writes).toBe(256)
    const refused = (await take('write', 'one more').catch((fault: unknown) => fault)) as Fault
    expect(refused.code).toBe('driver.bus_full')
    const settled = Promise.allSettled(waiting)
    abort.abort()
    await settled
    expect(bus.waiting.writes).toBe(0)
    await end('a')
    await first
  })

  test('is one for all devices behind the same key, with the strictest limits', () => {
    const buses = new Buses(new ManualClock())
    const bus = buses.of('tcp:gateway:502', { inFlight: 8, turnaroundMs: 0 })
    expect(buses.of('tcp:gateway:502', { inFlight: 1, turnaroundMs: 5 })).toBe(bus)
    expect(buses.of('tcp:other:502')).not.toBe(bus)
    const { began, take } = stage(bus)
    void take('read', 'a')
    void take('read', 'b')
    expect(began).toEqual(['a'])
  })
})
