import { ManualClock } from '@millrace/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { AliasTable } from './alias-table.ts'
import { encodePayload } from './encode-payload.ts'
import { HostNode } from './host-session.ts'
import { type Metric, SparkplugType } from './payload.ts'

let clock: ManualClock
let host: HostNode

const value = (name: string, alias: number): Metric => ({ name, alias, datatype: SparkplugType.Int32, value: 1 })
const birth = (metrics: Metric[], seq = 0): void => {
  const bdSeq: Metric = { name: 'bdSeq', datatype: SparkplugType.Int64, value: 4n }
  host.receive('NBIRTH', undefined, encodePayload({ timestamp: 1, seq, metrics: [bdSeq, ...metrics] }))
}
const data = (seq: number, alias = 1): { inOrder: boolean; unknown: number } => {
  const payload = encodePayload({ timestamp: 1, seq, metrics: [{ alias, datatype: SparkplugType.Int32, value: 7 }] })
  const event = host.receive('NDATA', undefined, payload)
  if (event.is !== 'data') throw new TypeError(event.is)
  return event
}
const orders = (...seqs: number[]): boolean[] => seqs.map((seq) => data(seq).inOrder)

beforeEach(() => {
  clock = new ManualClock()
  host = new HostNode(clock)
  birth([value('a', 1)])
})

describe('messages that overtake each other', () => {
  test('operational-behavior-host-reordering-success: fill their gap and nothing is asked for', async () => {
    expect(orders(1, 4, 2, 3, 5)).toEqual([true, false, true, true, true])
    await clock.advance(10_000)
    expect(host.takeRebirthRequest()).toBe(false)
  })

  test('operational-behavior-host-reordering-rebirth: what does not come in time is asked for, once', async () => {
    expect(orders(1, 3, 4)).toEqual([true, false, true])
    await clock.advance(1_999)
    expect(host.takeRebirthRequest()).toBe(false)
    await clock.advance(1)
    expect(host.takeRebirthRequest()).toBe(true)
    await clock.advance(60_000)
    expect(host.takeRebirthRequest()).toBe(false)
  })

  test('do so over the end of the numbers too', () => {
    birth([value('a', 1)], 254)
    expect(orders(255, 1, 0, 2)).toEqual([true, false, true, true])
  })

  test('are given up when the numbers come round before the time is over', () => {
    orders(1, 3)
    for (let seq = 4; seq < 256 + 2; seq++) data(seq % 256)
    expect(host.takeRebirthRequest()).toBe(false)
    expect(data(2).inOrder).toBe(true)
    expect(host.takeRebirthRequest()).toBe(true)
  })

  test('of which one came twice are no gap, but a reason to ask', () => {
    expect(orders(1, 2, 3, 2)).toEqual([true, true, true, false])
    expect(host.takeRebirthRequest()).toBe(true)
  })

  test('are forgotten with the next birth', async () => {
    orders(1, 5)
    birth([value('a', 1)])
    await clock.advance(10_000)
    expect(host.takeRebirthRequest()).toBe(false)
  })
})

test('operational-behavior-edge-node-termination-host-action-ndeath-*: the death of the node is that of its devices', () => {
  const metrics = [value('b', 2)]
  host.receive('DBIRTH', 'pump', encodePayload({ timestamp: 1, seq: 1, metrics }))
  expect([...host.devices]).toEqual(['pump'])
  const bdSeq: Metric = { name: 'bdSeq', datatype: SparkplugType.Int64, value: 4n }
  expect(host.receive('NDEATH', undefined, encodePayload({ metrics: [bdSeq] })).is).toBe('death')
  expect([host.born, host.devices.size]).toEqual([false, 0])
  expect(host.receive('DDATA', 'pump', encodePayload({ seq: 2, metrics }))).toEqual({
    is: 'ignored',
    reason: 'not_born',
  })
})

test('an alias of an earlier birth of the node names nothing', () => {
  birth([value('b', 2)])
  expect(data(1, 2).unknown).toBe(0)
  expect(data(2, 1).unknown).toBe(1)
  expect(host.takeRebirthRequest()).toBe(true)
})

test('a metric keeps its slot through births, whatever its alias', () => {
  const table = new AliasTable()
  const [first] = table.define(undefined, [value('a', 1)])
  const slots = table.define(undefined, [value('b', 1), value('a', 2)])
  expect([slots[1], table.slotOfAlias(2), table.slotOfAlias(1)]).toEqual([first, first, slots[0]])
})

test('names without end are refused, and what was known stays', () => {
  const table = new AliasTable()
  const names = (count: number, from: number): Metric[] =>
    Array.from({ length: count }, (_, i) => ({ name: `n${from + i}`, alias: from + i, datatype: SparkplugType.Int32 }))
  table.define(undefined, names(1 << 20, 0))
  expect(() => table.define(undefined, names(1, 1 << 20))).toThrow(
    expect.objectContaining({ code: 'wire.too_many_names' }),
  )
  expect(table.slotOfAlias(5)).toBe(5)
  expect(table.define('d', []).length).toBe(0)
  expect([...table.define(undefined, names(2, 7))]).toEqual([7, 8])
})
