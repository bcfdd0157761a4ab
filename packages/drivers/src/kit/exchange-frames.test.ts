import { systemClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { Bus } from './bus.ts'
import { Exchange, type FrameSink, type Framing } from './exchange.ts'
import type { LineEnds } from './line.ts'
import { noCounts } from './supervisor.ts'

/** Frames of two bytes, number and content, that are put together in one buffer. */
class Pairs implements Framing {
  readonly partial = false
  readonly #sink: FrameSink
  readonly #frame = Buffer.alloc(2)

  constructor(sink: FrameSink) {
    this.#sink = sink
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += 2) {
      this.#frame.set(chunk.subarray(at, at + 2))
      this.#sink(chunk[at]!, this.#frame)
    }
  }
}

test('two answers in one packet keep their own bytes, whatever buffer the framing uses', async () => {
  let ends: LineEnds | undefined
  const exchange = new Exchange({
    place: 'here',
    dial: async (of) => {
      ends = of
      return { write: () => {}, close: async () => {} }
    },
    framing: (sink) => new Pairs(sink),
    ids: 256,
    timeoutMs: 1_000,
    clock: systemClock,
    bus: new Bus(systemClock, { inFlight: 2, turnaroundMs: 0 }),
    counters: noCounts(),
    lost: () => {},
  })
  await exchange.connect(AbortSignal.timeout(1_000))
  const ask = { name: 'a pair', encode: (id: number) => Uint8Array.of(id), check: () => {} }
  const both = Promise.all([exchange.request('read', ask), exchange.request('read', ask)])
  ends!.read(Buffer.from([1, 11, 2, 22]))
  expect((await both).map(({ frame }) => [...frame])).toEqual([
    [1, 11],
    [2, 22],
  ])
  await exchange.close()
})
