import { systemClock } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { RecentTimes } from './recent-times.ts'
import { countError, countLate, countTimeout, Trace } from './trace.ts'

const counted = (trace: Trace) => ({ timeouts: 0, errors: 0, lateReplies: 0, roundTripMs: 0, trace })

describe('the trace of a device', () => {
  it('keeps the last twenty frames, the oldest first, and copies of their bytes', () => {
    const trace = new Trace(systemClock)
    const line = new Uint8Array(2)
    for (let i = 0; i < 33; i++) {
      line[0] = i
      trace.frame(i % 2 === 0 ? 'out' : 'in', line)
    }
    const frames = trace.frames()
    expect(frames.map(({ bytes }) => bytes[0])).toEqual(Array.from({ length: 20 }, (_, i) => i + 13))
    expect(frames[0]!.direction).toBe('in')
    expect(frames[0]!.time).toBeGreaterThan(0)
  })

  it('keeps 512 bytes of a longer frame and says how long it was', () => {
    const trace = new Trace(systemClock)
    trace.frame('in', new Uint8Array(4_096).fill(7))
    const [frame] = trace.frames()
    expect([frame!.length, frame!.bytes.length]).toEqual([4_096, 512])
  })

  it('puts together what the line brought in pieces, and parts it from what went out between', () => {
    const trace = new Trace(systemClock)
    trace.frame('out', Uint8Array.of(9))
    for (let i = 0; i < 600; i++) trace.frame('in', Uint8Array.of(i), true)
    trace.frame('out', Uint8Array.of(8))
    trace.frame('in', Uint8Array.of(1), true)
    expect(trace.frames().map(({ direction, length, bytes }) => [direction, length, bytes.length])).toEqual([
      ['out', 1, 1],
      ['in', 600, 512],
      ['out', 1, 1],
      ['in', 1, 1],
    ])
  })

  it('counts failures by kind with when the last one was, and no more kinds than it has room for', () => {
    const trace = new Trace(systemClock)
    const counters = counted(trace)
    for (let i = 0; i < 3; i++) countTimeout(counters)
    countError(counters, 'modbus.exception', '2 illegal data address')
    countLate(counters)
    expect(trace.failuresByKind()[0]).toMatchObject({ code: 'driver.timeout', detail: '', count: 3 })
    expect(counters).toMatchObject({ timeouts: 3, errors: 1, lateReplies: 1 })
    for (let i = 0; i < 1_000; i++) countError(counters, 'mqtt.payload', `topic ${i}`)
    expect(trace.failuresByKind().length).toBeLessThanOrEqual(66)
    expect(trace.failuresByKind().reduce((sum, { count }) => sum + count, 0)).toBe(1_005)
  })

  it('holds round trips of late, not of long ago', () => {
    const times = new RecentTimes(100)
    expect(times.summary()).toBeUndefined()
    for (let i = 0; i < 1_000; i++) times.add(900)
    for (let i = 1; i <= 100; i++) times.add(i)
    expect(times.summary()).toEqual({ lastMs: 100, p50Ms: 51, p95Ms: 96, mostMs: 100 })
  })
})
