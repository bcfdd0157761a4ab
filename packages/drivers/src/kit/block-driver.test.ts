import { Status, systemClock, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import { BlockDriver } from './block-driver.ts'
import type { BlockProtocol, BlockTag } from './block-protocol.ts'
import type { TagSpec } from './driver.ts'
import { noCounts } from './supervisor.ts'

/** A device of `size` bytes; the address is `start/length`, the value its first byte. */
function protocol(size: number): BlockProtocol<BlockTag> {
  return {
    connect: async () => {},
    close: async () => {},
    open: true,
    limits: () => ({ maxUnits: () => 100, maxGap: 4 }),
    inFlight: 1,
    plan: (spec) => {
      const [start, length] = spec.address.split('/').map(Number) as [number, number]
      return { spec, space: 0, start, length }
    },
    station: () => 0,
    read: async (_, { start, length }) =>
      start + length > size
        ? { time: 0, status: Status.BadOutOfRange, perhapsInPart: true, bytes: new Uint8Array() }
        : { time: 0, status: Status.Good, bytes: Uint8Array.from({ length }, (__, i) => start + i) },
    decode: (_, { bytes, offset, row }, rows, into) => rows.number(row, bytes[offset]!, into),
    write: async () => undefined,
  }
}

test('tags that overlap and of which one ends beyond the device do not blind each other', async () => {
  const driver = new BlockDriver(protocol(10), { clock: systemClock, counters: noCounts() })
  const tags = ['4/2', '8/2', '8/4', '9/1', '9/2'].map(
    (address, id): TagSpec => ({ id, address, type: 'uint8', access: 'r', periodMs: 100 }),
  )
  const { groups } = await driver.setTags(tags)
  for (let scan = 0; scan < 3; scan++) {
    const batch = await driver.poll(groups[0]!, new AbortController().signal)
    const seen = Object.fromEntries(
      Array.from({ length: batch.length }, (_, i) => [batch.series[i]!, batch.status[i] || valueAt(batch, i)]),
    )
    expect(seen).toEqual({ 0: 4n, 1: 8n, 2: Status.BadOutOfRange, 3: 9n, 4: Status.BadOutOfRange })
  }
})
