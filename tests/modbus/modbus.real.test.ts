import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, modbusTcp, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'
import { numbers, tag } from './numbers.ts'

const script = new URL('./server.py', import.meta.url)
const table = new PeerTable('modbus', 'pymodbus 3.16.1 over TCP', 'PEER-TCP.md')
let peer: PythonPeer
let device: Probe | undefined
beforeAll(async () => {
  peer = await startPythonPeer(script, ['0'])
})
afterEach(async () => {
  await device?.close()
})
afterAll(async () => {
  await peer.stop()
  await table.check()
})

/** Connects and waits until each tag has been read once. */
async function read(tags: readonly TagSpec[], config: object = {}): Promise<Probe> {
  device = probe(modbusTcp, { host: '127.0.0.1', port: peer.port, ...config }, tags)
  const seen = device
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

/** What came for these tags, as lines of the table. */
function note(what: string, { latest }: Probe, tags: readonly TagSpec[]): void {
  for (const { id, type, address, scale } of tags) {
    const { value, status } = latest.get(id)!
    table.add(what, type, `${address}${scale ? ` × ${scale.factor} + ${scale.offset}` : ''}`, value, statusName(status))
  }
}

describe('values that pymodbus serves arrive exactly', () => {
  test.each(['ABCD', 'CDAB', 'BADC', 'DCBA'].map((order, i) => [order, i] as const))(
    'every type in the order %s',
    async (order, block) => {
      const tags = numbers.map(([type], i) => tag(i, `holding:${block * 100 + i * 4}@${order}`, type))
      const seen = await read(tags)
      for (const [i, [type, value]] of numbers.entries())
        expect([type, seen.latest.get(i)]).toMatchObject([type, { value, status: Status.Good }])
      note('read', seen, tags)
    },
  )

  test('the order of the device holds for values of several registers', async () => {
    const tags = numbers.slice(2).map(([type], i) => tag(i, `${40_001 + 100 + (i + 2) * 4}`, type))
    const { latest } = await read([...tags, tag(50, 'holding:0', 'int16')], { wordOrder: 'CDAB' })
    for (const [i, [, value]] of numbers.slice(2).entries()) expect(latest.get(i)!.value).toBe(value)
    expect(latest.get(50)!.value).toBe(-12_345n)
  })

  test('strings, bits, bit fields, small integers and bools', async () => {
    const tags = [
      tag(1, 'holding:400/16', 'string'),
      tag(2, 'holding:410/16@BADC', 'string'),
      tag(3, 'holding:420.0', 'bool'),
      tag(4, 'holding:420.2', 'bool'),
      tag(5, 'holding:420.6-10', 'uint8'),
      tag(6, 'holding:420', 'int8'),
      tag(7, 'holding:420', 'uint8'),
      tag(8, 'holding:420', 'bool'),
      tag(9, 'coil:3', 'bool'),
      tag(10, 'coil:4', 'bool'),
      tag(11, 'discrete:30', 'bool'),
      tag(12, '10030', 'bool'),
      tag(13, 'input:299', 'uint16'),
      tag(14, '7:holding:900', 'uint16'),
    ]
    const seen = await read(tags)
    note('read', seen, tags)
    const values = [...seen.latest].sort(([a], [b]) => a - b).map(([, { value }]) => value)
    expect(values).toEqual([
      'Kessel 7 °C',
      'Kessel 7 °C',
      true,
      false,
      0b11011n,
      -61n,
      195n,
      true,
      true,
      false,
      true,
      false,
      2093n,
      700n,
    ])
  })

  test('scaled numbers are doubles', async () => {
    const { latest } = await read([
      tag(1, 'holding:0', 'int16', { scale: { factor: 0.1, offset: 5 } }),
      tag(2, 'holding:20', 'uint64', { scale: { factor: 1e-3, offset: 0 } }),
    ])
    expect(latest.get(1)!.value).toBeCloseTo(-1229.5, 9)
    expect(latest.get(2)!.value).toBe(Number(9_123_456_789_012_345_678n) * 1e-3)
  })

  test('what is no number or beyond a signed 64-bit integer is bad, without a value', async () => {
    const tags = [tag(1, 'holding:421', 'uint64'), tag(2, 'holding:421', 'float32')]
    const seen = await read(tags)
    for (const { id } of tags) expect(seen.latest.get(id)).toMatchObject({ value: null, status: Status.BadOutOfRange })
    note('read, no number', seen, tags)
  })

  test('the source time lies between request and reply', async () => {
    const before = Date.now() * 1_000
    const { latest } = await read([tag(1, 'holding:0', 'int16')])
    expect(latest.get(1)!.time).toBeGreaterThan(before - 5_000)
    expect(latest.get(1)!.time).toBeLessThan(Date.now() * 1_000 + 5_000)
  })
})

describe('a register map with holes', () => {
  test('does not blind the registers beside them', async () => {
    const addresses = [500, 504, 509, 510, 511, 512, 519, 520, 530, 531]
    const tags = addresses.map((address) => tag(address, `holding:${address}`, 'uint16'))
    const seen = await read(tags)
    const absent = [510, 511, 520, 531]
    for (const address of addresses) {
      const expected = absent.includes(address)
        ? { value: null, status: Status.BadNodeIdUnknown }
        : { value: BigInt(address), status: Status.Good }
      expect(seen.latest.get(address)).toMatchObject(expected)
    }
    note('read, beside holes', seen, tags)
    const before = seen.supervisor.counters.reads
    const cycles = seen.all.length
    await seen.until(() => seen.all.length >= cycles + 4 * tags.length)
    expect(seen.supervisor.counters.reads - before).toBeLessThanOrEqual(4 * 5)
  })
})

describe('an exception of the device', () => {
  test.each([
    [4, Status.BadDeviceFailure],
    [6, Status.BadResourceUnavailable],
    [10, Status.BadNoCommunication],
    [11, Status.BadNoCommunication],
  ])('%d becomes the status of the tags of its request alone', async (code, status) => {
    await peer.ask(`fail ${code}`)
    const { latest } = await read([tag(1, 'holding:900', 'uint16'), tag(2, 'holding:0', 'int16')])
    expect(latest.get(1)).toMatchObject({ value: null, status })
    expect(latest.get(2)).toMatchObject({ value: -12_345n, status: Status.Good })
    table.add(`exception ${code}`, 'uint16', 'holding:900', latest.get(1)!.value, statusName(latest.get(1)!.status))
    await peer.ask('fail 0')
    const seen = device!
    await seen.until(() => seen.latest.get(1)!.status === Status.Good)
    expect(seen.latest.get(1)!.value).toBe(100n)
  })
})

describe('a write', () => {
  const rw = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec =>
    tag(id, address, type, { access: 'rw', ...more })

  test.each(['ABCD', 'CDAB', 'BADC', 'DCBA'])(
    'of every type in the order %s is read back and seen by pymodbus',
    async (order) => {
      const tags = numbers.map(([type], i) => rw(i, `holding:${600 + i * 4}@${order}`, type))
      const { supervisor } = await read(tags)
      const results = await supervisor.write(numbers.map(([, value], i) => ({ tag: i, value, operation: `w${i}` })))
      for (const [i, [, value]] of numbers.entries())
        expect(results[i]).toEqual({ operation: `w${i}`, status: Status.Good, readBack: value })
      for (const [i, { type, address }] of tags.entries())
        table.add('write', type, address, results[i]!.readBack, statusName(results[i]!.status))
      const held = await peer.ask('get h 1 600 32')
      const served = await peer.ask(`get h 1 ${['ABCD', 'CDAB', 'BADC', 'DCBA'].indexOf(order) * 100} 32`)
      expect(held).toBe(served)
    },
  )

  test('of strings, coils, bits and bit fields', async () => {
    const { supervisor } = await read([
      rw(1, 'holding:640/6', 'string'),
      rw(2, 'coil:20', 'bool'),
      rw(3, 'holding:650.4', 'bool'),
      rw(4, 'holding:650.8-11', 'uint8'),
      rw(5, 'holding:651', 'int16', { scale: { factor: 0.1, offset: 0 } }),
    ])
    const values: Value[] = ['pump°', true, true, 9, -12.3]
    const results = await supervisor.write(values.map((value, i) => ({ tag: i + 1, value, operation: `s${i}` })))
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill(Status.Good))
    expect(results.slice(0, 4).map(({ readBack }) => readBack)).toEqual(['pump°', true, true, 9n])
    expect(results[4]!.readBack).toBeCloseTo(-12.3, 9)
    expect(await peer.ask('get h 1 640 3')).toBe(`${0x7075} ${0x6d70} ${0xc2b0}`)
    expect(await peer.ask('get c 1 20 1')).toBe('1')
    expect(await peer.ask('get h 1 650 2')).toBe(`${(9 << 8) | 16} ${65_536 - 123}`)
    await supervisor.write([{ tag: 3, value: false, operation: 'off' }])
    expect(await peer.ask('get h 1 650 1')).toBe(`${9 << 8}`)
  })

  test('that does not fit is refused and nothing is sent', async () => {
    const { supervisor } = await read([
      rw(1, 'holding:660', 'uint16'),
      rw(2, 'input:1', 'uint16'),
      tag(3, 'holding:661', 'uint16'),
    ])
    const results = await supervisor.write([
      { tag: 1, value: 70_000, operation: 'a' },
      { tag: 1, value: 'x', operation: 'b' },
      { tag: 2, value: 1, operation: 'c' },
      { tag: 3, value: 1, operation: 'd' },
    ])
    for (const [i, what] of [
      '70,000 for uint16',
      'a text for uint16',
      'an input register',
      'a tag that is read only',
    ].entries())
      table.add('write refused', 'uint16', what, null, statusName(results[i]!.status))
    expect(results.map(({ status }) => status)).toEqual([
      Status.BadOutOfRange,
      Status.BadTypeMismatch,
      Status.BadNotWritable,
      Status.BadNotWritable,
    ])
    expect(await peer.ask('get h 1 660 2')).toBe('0 0')
  })

  test('to an address the device lacks tells its exception', async () => {
    const { supervisor } = await read([rw(1, 'holding:2000', 'uint16')])
    const [result] = await supervisor.write([{ tag: 1, value: 1, operation: 'a' }])
    expect(result!.status).toBe(Status.BadNodeIdUnknown)
    table.add('write refused', 'uint16', 'holding:2000', null, statusName(result!.status))
  })
})

describe('a server that is killed', () => {
  test('turns its tags uncertain, then bad; restarted, it is read again', async () => {
    const own = await startPythonPeer(script, ['0'])
    const seen = probe(modbusTcp, { host: '127.0.0.1', port: own.port }, [
      tag(1, 'holding:0', 'int16'),
      tag(2, 'coil:3', 'bool'),
    ])
    device = seen
    await seen.until(() => seen.latest.get(2)?.status === Status.Good)
    await own.kill()
    await seen.until(() => seen.latest.get(1)!.status === Status.BadNoCommunication)
    const uncertain = seen.all.filter(({ status }) => status === Status.UncertainNoCommunicationLastUsableValue)
    expect(uncertain.map(({ tag: id, value }) => [id, value])).toEqual([
      [1, -12_345n],
      [2, true],
    ])
    const [refused] = await seen.supervisor.write([{ tag: 1, value: 5, operation: 'w' }])
    expect(refused!.status).toBe(Status.BadNotWritable)
    await seen.until(() => seen.supervisor.state.attempt >= 2)
    const again = await startPythonPeer(script, [String(own.port)])
    await seen.until(() => seen.latest.get(2)!.status === Status.Good)
    expect(seen.latest.get(1)).toMatchObject({ value: -12_345n, status: Status.Good })
    await again.stop()
  })
  test('twenty times under load is read again each time; sockets and heap stay flat', async () => {
    let own = await startPythonPeer(script, ['0'])
    const { port } = own
    await survivesRestarts(modbusTcp, {
      config: { host: '127.0.0.1', port, timeoutMs: 500 },
      tags: numbers.map(([type, value], i) => ({
        tag: { ...tag(i, `holding:${i * 4}`, type), periodMs: 20 },
        value,
      })),
      kill: () => own.kill(),
      start: async () => {
        own = await startPythonPeer(script, [String(port)])
      },
    })
    await own.stop()
  })
})
