import { ManualClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { Bus } from './bus.ts'
import { Exchange } from './exchange.ts'
import type { LineEnds } from './line.ts'
import { noCounts } from './supervisor.ts'

test('an answer stays what it was when the next read overwrites the buffer of the line', async () => {
  const clock = new ManualClock()
  const buffer = Buffer.from([1, 2, 3])
  let ends: LineEnds | undefined
  const exchange = new Exchange({
    place: 'here',
    dial: (given) => {
      ends = given
      return Promise.resolve({ write: () => ends!.read(buffer), close: () => Promise.resolve() })
    },
    framing: (sink) => ({ push: (chunk) => sink(0, chunk.subarray(1)), partial: false }),
    ids: 1,
    timeoutMs: 100,
    clock,
    bus: new Bus(clock),
    counters: noCounts(),
    lost: () => undefined,
  })
  await exchange.connect(new AbortController().signal)
  const { frame } = await exchange.request('read', { name: 'it', encode: () => buffer, check: () => undefined })
  buffer.fill(9)
  expect([...frame]).toEqual([2, 3])
})
