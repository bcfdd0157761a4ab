import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveListener, PointSample } from '../platform.ts'
import { LiveValues } from './live-values.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

class Streams {
  opened: { points: readonly string[]; listener: LiveListener; closed: boolean }[] = []
  open = (points: readonly string[], listener: LiveListener) => {
    const stream = { points, listener, closed: false }
    this.opened.push(stream)
    return {
      close: () => {
        stream.closed = true
      },
    }
  }
  get last() {
    return this.opened.at(-1)!
  }
}

const sample = (point: string, time: string, value: number): PointSample => ({
  point,
  time,
  value,
  status: 0,
  quality: 'good',
  statusName: 'Good',
})

test('all that a page shows comes through one stream', () => {
  const streams = new Streams()
  const live = new LiveValues(streams.open)
  live.watch('b', () => {})
  live.watch('a', () => {})
  vi.advanceTimersByTime(1000)
  expect(streams.opened.map((stream) => stream.points)).toEqual([['a', 'b']])
})

test('a point is told to whom it concerns, and an older sample never replaces a newer one', () => {
  const streams = new Streams()
  const live = new LiveValues(streams.open)
  const heard = vi.fn()
  const other = vi.fn()
  live.watch('a', heard)
  live.watch('b', other)
  vi.advanceTimersByTime(1000)
  streams.last.listener.samples([sample('a', '2026-11-23T08:00:00.5Z', 2)])
  streams.last.listener.samples([sample('a', '2026-11-23T08:00:00Z', 1)])
  expect(heard).toHaveBeenCalledTimes(1)
  expect(other).not.toHaveBeenCalled()
  expect(live.latest('a')?.value).toBe(2)
  expect(live.tail('a').map((kept) => kept.value)).toEqual([2])
})

test('going to another page and back at once keeps the stream', () => {
  const streams = new Streams()
  const live = new LiveValues(streams.open)
  const leave = live.watch('a', () => {})
  vi.advanceTimersByTime(1000)
  leave()
  vi.advanceTimersByTime(500)
  live.watch('a', () => {})
  vi.advanceTimersByTime(10_000)
  expect(streams.opened).toHaveLength(1)
  expect(streams.last.closed).toBe(false)
})

test('what nobody watches any longer is let go', () => {
  const streams = new Streams()
  const live = new LiveValues(streams.open)
  const leave = live.watch('a', () => {})
  vi.advanceTimersByTime(1000)
  streams.last.listener.samples([sample('a', '2026-11-23T08:00:00Z', 1)])
  leave()
  vi.advanceTimersByTime(10_000)
  expect(streams.last.closed).toBe(true)
  expect(live.latest('a')).toBeUndefined()
  expect(live.state().is).toBe('idle')
})

test('a stream that broke is told as lost until it is open again', () => {
  const streams = new Streams()
  const live = new LiveValues(streams.open)
  live.watch('a', () => {})
  vi.advanceTimersByTime(1000)
  streams.last.listener.open?.(true)
  expect(live.state().is).toBe('open')
  streams.last.listener.open?.(false)
  expect(live.state().is).toBe('lost')
  streams.last.listener.open?.(true)
  expect(live.state().is).toBe('open')
})

test('a stream that brings nothing for a minute is opened anew', () => {
  const streams = new Streams()
  const live = new LiveValues(streams.open)
  live.watch('a', () => {})
  vi.advanceTimersByTime(1000)
  vi.advanceTimersByTime(50_000)
  streams.last.listener.samples([sample('a', '2026-11-23T08:00:00Z', 1)])
  vi.advanceTimersByTime(50_000)
  expect(streams.opened).toHaveLength(1)
  vi.advanceTimersByTime(20_000)
  expect(streams.opened.map((stream) => stream.closed)).toEqual([true, false])
  live.close()
})
