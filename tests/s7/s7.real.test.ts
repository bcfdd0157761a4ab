import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, S7Memory, S7Simulator, s7, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./server.py', import.meta.url)
const table = new PeerTable('s7', 'python-snap7 3.3.0')
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 50,
  ...more,
})
const rw = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec =>
  tag(id, address, type, { access: 'rw', ...more })

let peer: PythonPeer
let device: Probe | undefined
beforeAll(async () => {
  peer = await startPythonPeer(script, ['0'])
})
afterEach(() => device?.close())
afterAll(async () => {
  await peer.stop()
  await table.check()
})

/** Connects and waits until each tag has been read once. */
async function read(tags: readonly TagSpec[], config: object = {}): Promise<Probe> {
  device = probe(s7, { host: '127.0.0.1', port: peer.port, ...config }, tags)
  const seen = device
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

const held: readonly [DataType, string, Value][] = [
  ['int8', 'DB1.DBB0', -61n],
  ['uint8', 'DB1.DBB1', 195n],
  ['int16', 'DB1.DBW2', -12_345n],
  ['uint16', 'DB1.DBW4', 54_321n],
  ['int32', 'DB1.DBD6', -1_234_567_890n],
  ['uint32', 'DB1.DBD10', 4_023_456_789n],
  ['int64', 'DB1.DBD14', -1_234_567_890_123_456_789n],
  ['uint64', 'DB1.DBB22', 9_123_456_789_012_345_678n],
  ['float32', 'DB1.DBD30', -1234.56787109375],
  ['float64', 'DB1.DBD34', -2.718281828459e-200],
  ['bool', 'DB1.DBX42.1', true],
  ['bool', 'DB1.DBX42.3', false],
  ['bool', 'DB1.DBX42.7', true],
  ['string', 'DB1.DBB50/20', 'Kessel 7'],
  ['string', 'DB1.DBB80/W20', 'Kessel 七 °C'],
  ['string', 'DB1.DBB130/C10', 'Pump 12'],
  ['string', 'DB1.DBB150/DT', '2026-11-27T04:30:12.345'],
  ['string', 'DB1.DBB160/DTL', '2026-11-27T04:30:12.345678901'],
  ['string', 'DB1.DBB180/210', 'n'.repeat(200)],
  ['int16', 'MW10', -777n],
  ['bool', 'I0.3', true],
  ['bool', 'E0.4', false],
  ['uint8', 'QB4', 0x5an],
  ['bool', 'A4.6', true],
  ['uint32', 'T5', 12_300n],
  ['uint16', 'C7', 456n],
  ['int32', 'Z7', 456n],
]

describe('values that python-snap7 serves arrive exactly', () => {
  test('of every type, in every area', async () => {
    const tags = held.map(([type, address], i) => tag(i, address, type))
    const { latest } = await read(tags)
    for (const [i, [type, address, value]] of held.entries()) {
      expect([address, latest.get(i)]).toMatchObject([address, { value, status: Status.Good }])
      table.add('read', type, address, value, 'Good')
    }
  })

  test('in PDUs of 240 bytes, a string longer than that included', async () => {
    const tags = held.map(([type, address], i) => tag(i, address, type))
    const { latest } = await read(tags, { pduSize: 240 })
    for (const [i, [, , value]] of held.entries()) expect(latest.get(i)).toMatchObject({ value, status: Status.Good })
  })

  test('scaled numbers are doubles, and what fits no value is bad without one', async () => {
    const { latest } = await read([
      tag(1, 'DB1.DBW2', 'int16', { scale: { factor: 0.1, offset: 5 } }),
      tag(2, 'DB1.DBD142', 'uint64'),
      tag(3, 'DB1.DBD142', 'float32'),
      tag(4, 'DB1.DBB0/20', 'string'),
    ])
    expect(latest.get(1)!.value).toBeCloseTo(-1229.5, 9)
    expect(latest.get(2)).toMatchObject({ value: null, status: Status.BadOutOfRange })
    expect(latest.get(3)).toMatchObject({ value: null, status: Status.BadOutOfRange })
    expect(latest.get(4)).toMatchObject({ value: null, status: Status.BadDecodingError })
  })

  test('of forty data blocks in a few jobs a scan', async () => {
    const tags = Array.from({ length: 40 }, (_, i) => tag(i, `DB${20 + i}.DBW2`, 'uint16'))
    const seen = await read(tags)
    for (const [id, { value }] of seen.latest) expect(value).toBe(BigInt((20 + id) * 3))
    const { bytesOut } = seen.supervisor.counters
    const before = seen.all.length
    await seen.until(() => seen.all.length >= before + 5 * tags.length)
    // Four jobs of ten items each would need more; one job an item would be 31 bytes each.
    const aScan = (seen.supervisor.counters.bytesOut - bytesOut) / Math.floor((seen.all.length - before) / tags.length)
    expect(aScan).toBeLessThan(40 * 15)
  })
})

describe('what the CPU refuses', () => {
  test('does not blind the tags beside it', async () => {
    const tags = [
      tag(1, 'DB7.DBW196', 'uint16'),
      tag(2, 'DB7.DBW198', 'uint16'),
      tag(3, 'DB7.DBW200', 'uint16'),
      tag(4, 'DB7.DBW199', 'uint16'),
      tag(5, 'DB9.DBW0', 'uint16'),
      tag(6, 'MW62', 'int16'),
      tag(7, 'MW64', 'int16'),
      tag(8, 'PIW0', 'uint16'),
      tag(9, 'PQW0', 'uint16'),
      tag(10, 'DB1.DBW2', 'int16'),
    ]
    const { latest } = await read(tags)
    const expected: readonly [number, Value, number][] = [
      [1, 98n, Status.Good],
      [2, 99n, Status.Good],
      [3, null, Status.BadOutOfRange],
      [4, null, Status.BadOutOfRange],
      [5, null, Status.BadNodeIdUnknown],
      [6, 0n, Status.Good],
      [7, null, Status.BadOutOfRange],
      // The server takes a request for an area that it does not know for one of 4 bytes of DB1.
      [8, null, Status.BadDecodingError],
      [9, null, Status.BadNotReadable],
      [10, -12_345n, Status.Good],
    ]
    for (const [id, value, status] of expected) {
      expect([id, latest.get(id)]).toMatchObject([id, { value, status }])
      const { address, type } = tags[id - 1]!
      if (status !== Status.Good) table.add('refusal', type, address, value, statusName(status))
    }
  })
})

describe('a write', () => {
  const written: readonly [DataType, string, Value, string][] = [
    ['int8', 'DB2.DBB0', -61n, 'get DB 2 0 1'],
    ['uint8', 'DB2.DBB1', 195n, 'get DB 2 1 1'],
    ['int16', 'DB2.DBW2', -12_345n, 'get DB 2 2 2'],
    ['uint16', 'DB2.DBW4', 54_321n, 'get DB 2 4 2'],
    ['int32', 'DB2.DBD6', -1_234_567_890n, 'get DB 2 6 4'],
    ['uint32', 'DB2.DBD10', 4_023_456_789n, 'get DB 2 10 4'],
    ['int64', 'DB2.DBD14', -1_234_567_890_123_456_789n, 'get DB 2 14 8'],
    ['uint64', 'DB2.DBB22', 9_123_456_789_012_345_678n, 'get DB 2 22 8'],
    ['float32', 'DB2.DBD30', -1234.56787109375, 'get DB 2 30 4'],
    ['float64', 'DB2.DBD34', -2.718281828459e-200, 'get DB 2 34 8'],
    ['bool', 'DB2.DBX42.0', true, 'get DB 2 42 1'],
    ['string', 'DB2.DBB44/C6', 'pump', 'get DB 2 44 6'],
    ['string', 'DB2.DBB50/DT', '1999-12-31T23:59:59.999', 'get DB 2 50 8'],
    ['int16', 'MW20', 777n, 'get M 0 20 2'],
    ['uint8', 'QB0', 15n, 'get Q 0 0 1'],
    ['uint32', 'T3', 4_560n, 'get T 0 6 2'],
    ['uint16', 'C3', 321n, 'get C 0 6 2'],
  ]
  const bytes: readonly string[] = [
    'c3',
    'c3',
    'cfc7',
    'd431',
    'b669fd2e',
    'efd11415',
    'eeddef0b82167eeb',
    '7e9d079c88b4f34e',
    'c49a522c',
    '9680a54b67ee04cb',
    '01',
    '70756d700000',
    '9912312359599996',
    '0309',
    '0f',
    '0456',
    '0321',
  ]

  test('of every type is read back and held by the server byte for byte', async () => {
    const tags = written.map(([type, address], i) => rw(i, address, type))
    const { supervisor } = await read(tags)
    const results = await supervisor.write(written.map(([, , value], i) => ({ tag: i, value, operation: `w${i}` })))
    for (const [i, [type, address, value, ask]] of written.entries()) {
      expect([address, results[i]]).toEqual([address, { operation: `w${i}`, status: Status.Good, readBack: value }])
      expect([address, await peer.ask(ask)]).toEqual([address, bytes[i]])
      table.add('write', type, address, value, 'Good')
    }
  })

  test('of a text leaves the room of the device as it is, and never goes beyond it', async () => {
    await peer.ask('set DB 2 44 0a00')
    await peer.ask('set M 0 30 00040000')
    const { supervisor } = await read([rw(1, 'DB2.DBB44/18', 'string'), rw(2, 'MB30/W8', 'string')])
    const results = await supervisor.write([
      { tag: 1, value: 'Kessel 7', operation: 'a' },
      { tag: 1, value: 'longer than ten', operation: 'b' },
      { tag: 2, value: '七号', operation: 'c' },
      { tag: 2, value: '七号锅炉室', operation: 'd' },
      { tag: 1, value: '七', operation: 'e' },
    ])
    expect(results.map(({ status }) => status)).toEqual([
      Status.Good,
      Status.BadOutOfRange,
      Status.Good,
      Status.BadOutOfRange,
      Status.BadOutOfRange,
    ])
    expect(results.map(({ readBack }) => readBack)).toEqual(['Kessel 7', undefined, '七号', undefined, undefined])
    expect(results[1]!.message).toContain('room for 10')
    expect(await peer.ask('get DB 2 44 10')).toBe('0a084b657373656c2037')
    expect(await peer.ask('get M 0 30 8')).toBe('000400024e0353f7')
  })

  test('that does not fit is refused and nothing is sent', async () => {
    await peer.ask('set DB 2 60 00000000')
    const { supervisor } = await read([
      rw(1, 'DB2.DBW60', 'uint16'),
      tag(2, 'DB2.DBW62', 'uint16'),
      rw(3, 'T3', 'uint32'),
      rw(4, 'C3', 'uint16'),
      rw(5, 'DB2.DBB50/DT', 'string'),
    ])
    const results = await supervisor.write([
      { tag: 1, value: 70_000, operation: 'a' },
      { tag: 1, value: 'x', operation: 'b' },
      { tag: 2, value: 1, operation: 'c' },
      { tag: 3, value: 12_345, operation: 'd' },
      { tag: 4, value: 1_000, operation: 'e' },
      { tag: 5, value: 'tomorrow', operation: 'f' },
      { tag: 5, value: '2026-02-30T00:00:00', operation: 'g' },
    ])
    expect(results.map(({ status }) => status)).toEqual([
      Status.BadOutOfRange,
      Status.BadTypeMismatch,
      Status.BadNotWritable,
      Status.BadOutOfRange,
      Status.BadOutOfRange,
      Status.BadTypeMismatch,
      Status.BadOutOfRange,
    ])
    expect(await peer.ask('get DB 2 60 4')).toBe('00000000')
  })

  test('to a block the CPU lacks tells its error', async () => {
    const { supervisor } = await read([rw(1, 'DB9.DBW0', 'uint16')])
    const [result] = await supervisor.write([{ tag: 1, value: 1, operation: 'a' }])
    // The server refuses the whole job: 0x8404.
    expect(result).toMatchObject({ status: Status.BadInvalidState, message: expect.stringContaining('0x8404') })
    table.add('write', 'uint16', 'DB9.DBW0', 1, 'BadInvalidState')
  })
})

describe('the CPU is asked what it holds', () => {
  test('and tells its data blocks with their length, a page at a time', async () => {
    const seen = await read([tag(1, 'DB1.DBW2', 'int16')])
    const names: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await seen.supervisor.browse(undefined, { ...(cursor ? { cursor } : {}), limit: 10 })
      names.push(...page.nodes.map(({ name }) => name))
      cursor = page.cursor
      pages++
    } while (cursor !== undefined)
    expect(names.slice(0, 4)).toEqual(['DB1, 400 bytes', 'DB2, 64 bytes', 'DB7, 200 bytes', 'DB20, 4 bytes'])
    expect(names).toHaveLength(43)
    expect(pages).toBe(5)
    table.add('browse', 'blocks', '', names.length, 'Good')
  })
})

describe('a server that is killed', () => {
  test('twenty times under load is read again each time, and sockets and heap stay flat', async () => {
    let own = await startPythonPeer(script, ['0'])
    const { port } = own
    await survivesRestarts(s7, {
      config: { host: '127.0.0.1', port, timeoutMs: 500 },
      tags: held.map(([type, address, value], i) => ({ tag: tag(i, address, type), value })),
      kill: () => own.kill(),
      start: async () => {
        own = await startPythonPeer(script, [String(port)])
      },
    })
    await own.stop()
  })
})

describe('our simulated CPU', () => {
  test('is read and written by the client of python-snap7', async () => {
    const memory = new S7Memory({ blocks: { 1: 64, 5: 120 }, flags: 32, timers: 8 })
    memory.set('DB1.DBD0', 'float32', -1234.56787109375)
    memory.set('MW10', 'int16', -777)
    memory.set('T5', 'uint32', 12_300)
    const simulator = new S7Simulator({ memory, mode: 8 })
    const client = await startPythonPeer(new URL('./client.py', import.meta.url), [String(await simulator.listen())])
    try {
      const seen = JSON.parse(await client.ask('run')) as Record<string, unknown>
      expect(seen).toMatchObject({
        db: 'c49a522c00000000',
        pdu: 480,
        written: 'cfc7',
        flags: 'fcf7',
        timer: '1123',
        blocks: [1, 5],
        length: 120,
        mode: '0004000100000008',
        absent: expect.stringMatching(/not exist|not available/i),
      })
      expect(Buffer.from(memory.bytes('DB', 1)!).readInt16BE(20)).toBe(-12_345)
    } finally {
      await client.stop()
      await simulator.close()
    }
  })
})
