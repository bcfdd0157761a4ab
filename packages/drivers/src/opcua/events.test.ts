import { BatchBuilder, systemClock, valueAt } from '@millrace/core'
import { DataType, NodeId, StatusCodes, Variant } from 'node-opcua-client'
import { expect, test } from 'vitest'
import { EventTeller, fieldsOf, filterOf } from './events.ts'
import { type EventItem, itemOf } from './items.ts'
import { isFilterRefused, requestOf } from './monitored.ts'

const START = Date.UTC(2026, 10, 27, 8)
const item = (address: string): EventItem => {
  const made = itemOf({ id: 1, address, type: 'string', access: 'r', periodMs: 100 }, 7, ['', 'urn:a']) as EventItem
  return Object.assign(made, { fields: fieldsOf(made, true) })
}
const standard = (number: number): NodeId => new NodeId(NodeId.NodeIdType.NUMERIC, number, 0)

interface Given {
  readonly id: string
  readonly type?: number
  readonly severity?: number
  readonly time?: number
}
/** EventId, EventType, Time, Severity, as they are asked for. */
const fields = ({ id, type = 2041, severity = 100, time = START }: Given): Variant[] => [
  new Variant({ dataType: DataType.ByteString, value: Buffer.from(id) }),
  new Variant({ dataType: DataType.NodeId, value: standard(type) }),
  new Variant({ dataType: DataType.DateTime, value: new Date(time) }),
  new Variant({ dataType: DataType.UInt16, value: severity }),
]

function tell(of: EventItem, events: readonly Given[]) {
  const called: string[] = []
  const teller = new EventTeller({
    clock: systemClock,
    namespaces: [],
    overflowed: () => called.push('overflowed'),
    refresh: () => called.push('refresh'),
  })
  const builder = new BatchBuilder()
  for (const event of events) teller.add(builder, of, fields(event))
  const batch = builder.take()
  const told = Array.from({ length: batch.length }, (_, i) => {
    const { EventId } = JSON.parse(String(valueAt(batch, i))) as { EventId: string }
    return [Buffer.from(EventId, 'hex').toString(), batch.time[i]! - START * 1_000]
  })
  return { told, called }
}

test('events of one time are a microsecond apart, and one that was told is not told again', () => {
  const { told } = tell(item('event;i=2253'), [{ id: 'a' }, { id: 'b' }, { id: 'a' }, { id: 'c' }, { id: 'b' }])
  expect(told).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ])
})

test('a time of the far future, which would be the newest for ever, is now', () => {
  const end = Date.UTC(9999, 11, 31, 23, 59, 59)
  const { told } = tell(item('event;i=2253'), [
    { id: 'a', time: end },
    { id: 'b', time: end },
  ])
  expect(told.map(([id]) => id)).toEqual(['a', 'b'])
  for (const [, after] of told) expect(START * 1_000 + Number(after)).toBeLessThanOrEqual(systemClock.now() + 1_000)
})

test('after more events of one microsecond than are remembered, none takes the place of another', () => {
  const { told } = tell(
    item('event;i=2253'),
    Array.from({ length: 5_010 }, (_, i) => ({ id: `e${i}` })),
  )
  expect(new Set(told.map(([, after]) => after)).size).toBe(5_010)
})

test('what begins and ends a refresh is no event; that one is needed asks for it; an overflow is told and counted', () => {
  const events = [2787, 2788, 2789, 3035].map((type) => ({ id: String(type), type }))
  const { told, called } = tell(item('event;i=2253'), events)
  expect(told.map(([id]) => id)).toEqual(['3035'])
  expect(called).toEqual(['refresh', 'overflowed'])
})

test('the severity is compared here, too: not every server can', () => {
  const { told } = tell(item('event;severity=500;i=2253'), [
    { id: 'mild', severity: 499 },
    { id: 'grave', severity: 500 },
  ])
  expect(told.map(([id]) => id)).toEqual(['grave'])
})

test('a server that refuses the filter is asked for what every server knows', () => {
  const one = item('event;type=nsu=urn:a;i=5;severity=500;select=Batch;i=2253')
  const full = filterOf(one, fieldsOf(one, true), true)
  expect(full.whereClause.elements).toHaveLength(3)
  const batch = full.selectClauses!.at(-1)!
  expect([batch.browsePath![0]!.name, batch.browsePath![0]!.namespaceIndex, String(batch.typeDefinitionId)]).toEqual([
    'Batch',
    1,
    'ns=1;i=5',
  ])
  expect(isFilterRefused(one, StatusCodes.BadEventFilterInvalid.value)).toBe(true)
  expect(isFilterRefused(one, StatusCodes.BadNodeIdUnknown.value)).toBe(false)
  requestOf(one, 100, false)
  expect(one.fields.map(({ key }) => key)).toEqual([
    'EventId',
    'EventType',
    'Time',
    'Severity',
    'SourceName',
    'Message',
  ])
  const plain = filterOf(one, one.fields, false)
  expect(plain.whereClause.elements).toHaveLength(1)
  expect(plain.selectClauses).toHaveLength(6)
})
