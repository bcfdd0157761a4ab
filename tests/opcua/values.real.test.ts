import { Status, type Value } from '@millrace/core'
import type { DataType, TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, NAMESPACE, type Plant, type Probe, probe, startPlant, tag } from './plant.ts'

let plant: Plant
let folder: Awaited<ReturnType<typeof makeFolder>>
let device: Probe | undefined
beforeAll(async () => {
  plant = await startPlant()
  folder = await makeFolder()
})
afterEach(async () => {
  await device?.close()
  device = undefined
})
afterAll(async () => {
  await plant.stop()
  await folder.remove()
})

async function read(tags: readonly TagSpec[]): Promise<Probe> {
  device = probe({ url: plant.url }, tags, folder.path)
  await device.read(tags)
  return device
}

const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('base64')
const types: readonly [node: string, type: DataType, value: Value][] = [
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
]

describe('values that asyncua serves arrive exactly', () => {
  test('every built-in type', async () => {
    const tags = types.map(([node, type], i) => tag(i, `Types.${node}`, type))
    const { latest } = await read(tags)
    for (const [i, [node, type, value]] of types.entries())
      expect([node, type, latest.get(i)]).toMatchObject([node, type, { value, status: Status.Good }])
  })

  test('scaled values are doubles in the unit of the tag', async () => {
    const tags = [
      tag(0, 'Types.Int16', 'int16', { scale: { factor: 0.1, offset: 5 } }),
      tag(1, 'Types.Huge', 'uint64', { scale: { factor: 1, offset: 0 } }),
    ]
    const { latest } = await read(tags)
    expect(latest.get(0)).toMatchObject({ value: -3271.8, status: Status.Good })
    expect(latest.get(1)).toMatchObject({ value: 2 ** 64, status: Status.Good })
  })

  test('what has no place in the tag has no value, and its status says why', async () => {
    const cases: readonly [string, DataType, number][] = [
      ['Types.Huge', 'uint64', Status.BadOutOfRange],
      ['Types.NaN', 'float64', Status.BadOutOfRange],
      ['Types.Null', 'float64', Status.BadWaitingForInitialData],
      ['Types.Array', 'float64', Status.BadTypeMismatch],
      ['Types.Double', 'int32', Status.BadTypeMismatch],
      ['Types.String', 'float64', Status.BadTypeMismatch],
      ['Types.Int32', 'bool', Status.BadTypeMismatch],
      ['Types.Int32', 'string', Status.BadTypeMismatch],
    ]
    const tags = cases.map(([node, type], i) => tag(i, node, type))
    device = probe({ url: plant.url }, tags, folder.path)
    await device.until(() => device!.supervisor.counters.reads >= cases.length)
    for (const [i, [node, type, status]] of cases.entries())
      expect([node, type, device.latest.get(i)]).toMatchObject([node, type, { value: null, status }])
  })

  test('every kind of node identifier, and one element of an array', async () => {
    const guid = '72962b91-fa75-4ae6-8d28-b404dc7daf63'
    const tags = [
      tag(0, 'ns=2;i=1001', 'int32'),
      tag(1, `nsu=${NAMESPACE};g=${guid}`, 'int32'),
      tag(2, 'ns=2;b=AQL/', 'int32'),
      tag(3, 'ns=2;s="DB 1"."a;b"[3]', 'int32'),
      tag(4, 'index=1;ns=2;s=Types.Array', 'float64'),
    ]
    const { latest } = await read(tags)
    expect([0, 1, 2, 3, 4].map((id) => latest.get(id)?.value)).toEqual([42n, 42n, 42n, 7n, 2.5])
  })

  test('the status code, with all its bits; a bad one takes the value away', async () => {
    const { latest, until, supervisor } = await read([tag(0, 'Writable.Double', 'float64')])
    const codes = [0x00960000, 0x408f0000, 0x40940000, 0x808c0000, 0x808b0000, 0x80310000, 0x00000480, 0]
    for (const [i, status] of codes.entries()) {
      await plant.set('Writable.Double', 'Double', i + 0.5, { status })
      await until(() => latest.get(0)?.status === status)
      expect(latest.get(0)).toMatchObject({ status, value: status >>> 31 ? null : i + 0.5 })
    }
    // One of them says that the server threw values away.
    expect(supervisor.counters.errors).toBe(1)
  })

  test('the source time to the microsecond, rounded down; the server’s time if there is none', async () => {
    const { latest, until } = await read([tag(0, 'Writable.Int32', 'int32')])
    const source = 1_795_420_800_123_457
    await plant.set('Writable.Int32', 'Int32', 1, { source, tens: 9_999 })
    await until(() => latest.get(0)?.value === 1n)
    expect(latest.get(0)!.time).toBe(source)
    await plant.set('Writable.Int32', 'Int32', 2, { source: 946_684_799_999_999 })
    await until(() => latest.get(0)?.value === 2n)
    expect(latest.get(0)!.time).toBe(946_684_799_999_999)
    await plant.set('Writable.Int32', 'Int32', 3, { source: null, server: source + 1 })
    await until(() => latest.get(0)?.value === 3n)
    expect(latest.get(0)!.time).toBe(source + 1)
  })

  test('a node that the server does not have, a namespace it does not know and a malformed address blind no neighbour', async () => {
    const good = tag(0, 'Types.Double', 'float64')
    const tags = [good, tag(1, 'Types.None', 'float64'), tag(2, 'nsu=urn:other;i=1', 'int32'), tag(3, 'DB1=4', 'int32')]
    const { latest } = await read(tags)
    expect(latest.get(0)!.status).toBe(Status.Good)
    expect(latest.get(1)!.status).toBe(Status.BadNodeIdUnknown)
    expect(latest.get(2)!.status).toBe(Status.BadNodeIdUnknown)
    expect(latest.get(3)!.status).toBe(Status.BadConfigurationError)
  })

  test('changes within the deadband are not reported', async () => {
    const wide = tag(0, 'Writable.Float', 'float32', { deadband: 10, scale: { factor: 2, offset: 0 } })
    const every = tag(1, 'Writable.Float', 'float32')
    await plant.set('Writable.Float', 'Float', 100)
    const { of, until, latest } = await read([wide, every])
    for (const value of [104, 100, 106]) {
      await plant.set('Writable.Float', 'Float', value)
      await until(() => latest.get(1)?.value === value)
    }
    await until(() => latest.get(0)?.value === 212)
    expect(of(0).flatMap(({ value, status }) => (status === Status.Good ? [value] : []))).toEqual([200, 212])
  })

  test('tags that come and go with the configuration, while the others stay as they are', async () => {
    const first = tag(0, 'Types.Double', 'float64')
    const second = tag(1, 'Types.Int32', 'int32')
    const { supervisor, of, until, latest, states } = await read([first, second])
    await supervisor.setTags([first, tag(2, 'Writable.UInt32', 'uint32')])
    await until(() => latest.get(2)?.status === Status.Good)
    await supervisor.setTags([tag(2, 'Writable.UInt32', 'uint32')])
    await plant.set('Writable.UInt32', 'UInt32', 5)
    await until(() => latest.get(2)?.value === 5n)
    expect(of(0).filter(({ status }) => status === Status.Good)).toHaveLength(1)
    expect(states.map(({ state }) => state)).toEqual(['connecting', 'online'])
  })
})

const written: readonly [node: string, type: DataType, value: Value, held?: unknown][] = [
  ['Boolean', 'bool', false],
  ['SByte', 'int8', 127n],
  ['Byte', 'uint8', 0n],
  ['Int16', 'int16', 32_767n],
  ['UInt16', 'uint16', 1n],
  ['Int32', 'int32', 2_147_483_647n],
  ['UInt32', 'uint32', 3_000_000_000n],
  ['Int64', 'int64', -9_223_372_036_854_775_808n],
  ['UInt64', 'uint64', 9_223_372_036_854_775_806n],
  ['Float', 'float32', 0.5],
  ['Double', 'float64', 1.7976931348623157e308],
  ['String', 'string', '压力 µ'],
  ['Guid', 'string', '00000000-0000-4000-8000-0000000000ff'],
  ['ByteString', 'string', 'AAH/'],
  ['LocalizedText', 'string', 'Füllstand'],
  ['DateTime', 'int64', 1_700_000_000_123_457n],
]

describe('writes', () => {
  test('reach the node in its own type, and are read back', async () => {
    const tags = written.map(([node, type], i) => tag(i, `Writable.${node}`, type, { access: 'rw' }))
    const { supervisor } = await read(tags)
    const results = await supervisor.write(written.map(([, , value], i) => ({ tag: i, value, operation: `op ${i}` })))
    for (const [i, [node, , value]] of written.entries()) {
      expect([node, results[i]]).toEqual([node, { operation: `op ${i}`, status: Status.Good, readBack: value }])
      const { value: held, type } = await plant.get(`Writable.${node}`)
      expect([node, type]).toEqual([node, node])
      // JSON has no 64-bit integers: the last digits are held by the value read back.
      expect(held).toEqual(typeof value === 'bigint' ? Number(value) : value)
    }
  })

  test('undo the scale', async () => {
    const scaled = tag(0, 'Writable.Int16', 'int16', { access: 'rw', scale: { factor: 0.1, offset: -5 } })
    const { supervisor } = await read([scaled])
    const [result] = await supervisor.write([{ tag: 0, value: 20, operation: 'a' }])
    expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 20 })
    expect((await plant.get('Writable.Int16')).value).toBe(250)
  })

  test('that do not fit are refused before anything is sent; what the server refuses has its status', async () => {
    const tags = [
      tag(0, 'Writable.SByte', 'int8', { access: 'rw' }),
      tag(1, 'Writable.Boolean', 'bool', { access: 'rw' }),
      tag(2, 'Types.Int32', 'int32', { access: 'rw' }),
      tag(3, 'Writable.Double', 'float64'),
      tag(4, 'index=1;ns=2;s=Types.Array', 'float64', { access: 'rw' }),
    ]
    const { supervisor } = await read(tags)
    const before = await plant.get('Types.Array')
    const results = await supervisor.write([
      { tag: 0, value: 128n, operation: 'range' },
      { tag: 1, value: 1, operation: 'type' },
      { tag: 2, value: 1n, operation: 'server' },
      { tag: 3, value: 1, operation: 'access' },
      { tag: 4, value: 1, operation: 'index' },
      { tag: 99, value: 1, operation: 'unknown' },
    ])
    expect(results.map(({ operation, status }) => [operation, status])).toEqual([
      ['range', Status.BadOutOfRange],
      ['type', Status.BadTypeMismatch],
      ['server', 0x801f0000],
      ['access', Status.BadNotWritable],
      ['index', Status.BadNotSupported],
      ['unknown', Status.BadNodeIdUnknown],
    ])
    expect(await plant.get('Types.Array')).toEqual(before)
  })
})

describe('browsing', () => {
  test('shows folders, tags with type, access and unit, and methods, by addresses that can be read', async () => {
    const { supervisor } = await read([tag(0, 'Types.Double', 'float64')])
    const top = await supervisor.browse(undefined, { limit: 100 })
    const boiler = top.nodes.find(({ name }) => name === 'Boiler')
    expect(boiler).toEqual({ address: `nsu=${NAMESPACE};s=Boiler`, name: 'Boiler', kind: 'folder', hasChildren: true })
    const { nodes } = await supervisor.browse(boiler!.address, { limit: 100 })
    expect(nodes.slice(0, 2)).toEqual([
      {
        address: `nsu=${NAMESPACE};s=Boiler.Pressure`,
        name: 'Pressure',
        kind: 'tag',
        type: 'float64',
        access: 'rw',
        unit: 'bar',
        hasChildren: true,
      },
      {
        address: `call;nsu=${NAMESPACE};s=Boiler;nsu=${NAMESPACE};s=Boiler.Stop`,
        name: 'Stop',
        kind: 'method',
        hasChildren: false,
      },
    ])
  })

  test('goes page by page, even where the server knows no pages', async () => {
    const { supervisor } = await read([tag(0, 'Types.Double', 'float64')])
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await supervisor.browse(`nsu=${NAMESPACE};s=Many`, { limit: 50, ...(cursor ? { cursor } : {}) })
      expect(page.nodes.length).toBeLessThanOrEqual(50)
      names.push(...page.nodes.map(({ name }) => name))
      cursor = page.cursor
    } while (cursor !== undefined)
    expect(names).toHaveLength(120)
    expect(new Set(names).size).toBe(120)
    await expect(supervisor.browse(undefined, { limit: 50, cursor: 'gone' })).rejects.toMatchObject({
      code: 'opcua.cursor_unknown',
    })
  })

  test('of a node that is not there says so', async () => {
    const { supervisor } = await read([tag(0, 'Types.Double', 'float64')])
    await expect(supervisor.browse('ns=2;s=Nowhere', { limit: 5 })).rejects.toMatchObject({
      code: 'opcua.request_failed',
    })
  })
})
