import { Status, statusName, type Value } from '@millrace/core'
import type { DataType } from '@millrace/drivers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { makeFolder, type Plant, probe, startPlant, tag } from './plant.ts'

const table = new PeerTable('opcua', 'asyncua 2.1.0')
let plant: Plant
let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  plant = await startPlant()
  folder = await makeFolder()
})
afterAll(async () => {
  await plant.stop()
  await folder.remove()
  await table.check()
})

const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('base64')
const held: readonly [node: string, type: DataType, value: Value, status?: number][] = [
  ['Boolean', 'bool', true],
  ['SByte', 'int8', -128n],
  ['Byte', 'uint8', 255n],
  ['Int16', 'int16', -32_768n],
  ['UInt16', 'uint16', 65_535n],
  ['Int32', 'int32', -2_147_483_648n],
  ['UInt32', 'uint32', 4_294_967_295n],
  ['Int64', 'int64', -9_223_372_036_854_775_807n],
  ['UInt64', 'uint64', 9_223_372_036_854_775_807n],
  ['Float', 'float32', -1234.56787109375],
  ['Double', 'float64', -2.718281828459e-200],
  ['String', 'string', 'Kessel 7 °C — 锅炉'],
  ['Guid', 'string', '72962b91-fa75-4ae6-8d28-b404dc7daf63'],
  ['ByteString', 'string', bytes],
  ['LocalizedText', 'string', 'Dampfdruck'],
  ['QualifiedName', 'string', 'Steam'],
  ['NodeId', 'string', 'ns=2;s=Boiler'],
  ['StatusCode', 'string', 'BadNodeIdUnknown'],
  ['StatusCode', 'int64', 0x80340000n],
  ['DateTime', 'string', '2026-11-23T08:00:00.123456Z'],
  ['DateTime', 'int64', 1_795_420_800_123_456n],
  ['Enum', 'int32', 2n],
  ['Int64', 'float64', -(2 ** 63)],
  ['Huge', 'uint64', null, Status.BadOutOfRange],
  ['NaN', 'float64', null, Status.BadOutOfRange],
  ['Null', 'float64', null, Status.BadWaitingForInitialData],
  ['Array', 'float64', null, Status.BadTypeMismatch],
  ['Double', 'int32', null, Status.BadTypeMismatch],
  ['Int32', 'bool', null, Status.BadTypeMismatch],
  ['Missing', 'int32', null, Status.BadNodeIdUnknown],
]

test('what asyncua serves is read with the value and the status of the table', async () => {
  const tags = held.map(([node, type], i) => tag(i, `Types.${node}`, type))
  const seen = probe({ url: plant.url }, tags, folder.path)
  try {
    const known = held.filter(([node]) => node !== 'Missing').length
    await seen.until(() => seen.supervisor.counters.reads >= known && seen.latest.size === tags.length)
    for (const [i, [node, type, value, status = Status.Good]] of held.entries()) {
      const found = seen.latest.get(i)!
      expect([node, type, found.value, statusName(found.status)]).toEqual([node, type, value, statusName(status)])
      table.add(
        status === Status.Good ? 'read' : 'read, no value',
        type,
        `Types.${node}`,
        found.value,
        statusName(found.status),
      )
    }
  } finally {
    await seen.close()
  }
})

test('a status of the server comes with all its bits; a bad one takes the value away', async () => {
  const seen = probe({ url: plant.url }, [tag(0, 'Writable.Double', 'float64')], folder.path)
  try {
    await seen.read([tag(0, 'Writable.Double', 'float64')])
    for (const [i, status] of [0x00960000, 0x408f0000, 0x40940000, 0x808c0000, 0x808b0000, 0].entries()) {
      await plant.set('Writable.Double', 'Double', i + 0.5, { status })
      await seen.until(() => seen.latest.get(0)?.status === status)
      const { value } = seen.latest.get(0)!
      expect(value).toBe(status >>> 31 ? null : i + 0.5)
      table.add('status', 'float64', `0x${status.toString(16).padStart(8, '0')}`, value, statusName(status))
    }
  } finally {
    await seen.close()
  }
})

test('a write is read back; what does not fit or may not be written is refused', async () => {
  const tags = [
    tag(0, 'Writable.Double', 'float64', { access: 'rw' }),
    tag(1, 'Writable.Int32', 'int32', { access: 'rw' }),
    tag(2, 'Types.Int32', 'int32', { access: 'rw' }),
  ]
  const seen = probe({ url: plant.url }, tags, folder.path)
  try {
    await seen.read(tags)
    const writes: readonly [number, Value, number][] = [
      [0, 21.5, Status.Good],
      [1, -7n, Status.Good],
      [1, 2 ** 40, Status.BadOutOfRange],
      [1, 'x', Status.BadTypeMismatch],
      // BadUserAccessDenied, the server's own word.
      [2, 1n, 0x801f0000],
    ]
    for (const [i, [id, value, status]] of writes.entries()) {
      const [result] = await seen.supervisor.write([{ tag: id, value, operation: `w${i}` }])
      expect([i, statusName(result!.status)]).toEqual([i, statusName(status)])
      const { type, address } = tags[id]!
      const place = `${address.replace(/^.*s=/, '')} := ${value}`
      table.add(
        status === Status.Good ? 'write' : 'write refused',
        type,
        place,
        result!.readBack ?? null,
        statusName(status),
      )
    }
  } finally {
    await seen.close()
  }
})
