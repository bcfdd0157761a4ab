import { Status, statusName, type Value } from '@millrace/core'
import {
  type DataType,
  type MelsecConfig,
  type MelsecFault,
  MelsecMemory,
  type MelsecRequest,
  MelsecSimulator,
  melsec,
  type TagSpec,
} from '@millrace/drivers'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./client.py', import.meta.url)
const table = new PeerTable(
  'melsec',
  `pymcprotocol 0.3.0 and plc-comm-slmp 5.2.0

Both are **clients** that we did not write (MIT). They and our driver spoke to one and the same simulator of ours at the
same time: what a client wrote was read by the driver, and what the driver wrote was read by the client. So that both
understand frames, device codes, device numbers and bit order alike is independent; what a controller does with a
request (its end codes, ranges and limits) is not: the simulator follows the manuals (SH-080008, SH-080956). UDP was
spoken by plc-comm-slmp alone, wide device numbers (iQ-R) too, ASCII code by pymcprotocol alone and without devices of
hexadecimal numbers, which it writes in decimal there. The orders of words and the strings are ours, put
together from single words.

A server is in no package registry, and no controller has been read yet. Once, by hand, the driver read and wrote words,
numbers of 16 to 64 bits, strings and bits of words of melsec_mc_mock 0.1.0 (MIT, its commit 55c30f0), a server that we
did not write: 3E and 4E over TCP and UDP, with device numbers of both widths, each value read back as written. That
server has no ranges and keeps each bit device as a word of its own, so that refusals and bit devices could not be
compared.`,
)
const kinds = [
  ['pymcprotocol-3E', { frame: '3E' }],
  ['pymcprotocol-4E', { frame: '4E' }],
  ['slmp-tcp', { frame: '4E', series: 'iQ-R' }],
  ['slmp-udp', { frame: '4E', series: 'iQ-R', transport: 'udp' }],
] as const

let memory: MelsecMemory
let simulator: MelsecSimulator
let client: PythonPeer | undefined
let device: Probe | undefined
let fault: ((request: MelsecRequest) => MelsecFault | undefined) | undefined

async function start(transport: 'tcp' | 'udp' = 'tcp', port = 0): Promise<number> {
  simulator = new MelsecSimulator({ memory, transport, fault: (request) => fault?.(request) })
  return simulator.listen(port)
}

beforeEach(() => {
  fault = undefined
  const words = { D: 2_000, W: 512, R: 100, ZR: 40_000, SD: 100, SW: 64, TN: 64, CN: 64, STN: 64, Z: 20 }
  const bits = {
    X: 512,
    Y: 512,
    M: 512,
    L: 64,
    F: 64,
    V: 64,
    B: 512,
    S: 64,
    SM: 512,
    SB: 64,
    TS: 64,
    TC: 64,
    STS: 64,
    CS: 64,
    CC: 64,
  }
  memory = new MelsecMemory({ ...words, ...bits })
})
afterEach(async () => {
  await device?.close()
  await client?.stop()
  await simulator.close()
})
afterAll(() => table.check())

const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'rw',
  periodMs: 50,
  ...more,
})

/** Connects and waits until each tag has been read once. */
async function read(port: number, tags: readonly TagSpec[], config: Partial<MelsecConfig> = {}): Promise<Probe> {
  const connection = { host: '127.0.0.1', port, timeoutMs: 1_000, ...config }
  const seen = probe(melsec, connection, tags, '/nowhere', { random: () => 0.01 })
  device = seen
  const waiting = Status.BadWaitingForInitialData
  await seen.until(() => tags.every(({ id }) => (seen.latest.get(id)?.status ?? waiting) !== waiting))
  return seen
}

/** Words low byte first, low word first: as a MELSEC program has them. */
function wordsOf(put: (bytes: Buffer) => void, count: number): number[] {
  const bytes = Buffer.alloc(count * 2)
  put(bytes)
  return Array.from({ length: count }, (_, i) => bytes.readUInt16LE(i * 2))
}

const numbers: readonly (readonly [type: DataType, value: Value, words: number[]])[] = [
  ['int16', -12_345n, wordsOf((bytes) => bytes.writeInt16LE(-12_345), 1)],
  ['uint16', 54_321n, wordsOf((bytes) => bytes.writeUInt16LE(54_321), 1)],
  ['int8', -61n, [0x12c3]],
  ['uint8', 195n, [0x12c3]],
  ['bool', true, [0x0100]],
  ['int32', -1_234_567_890n, wordsOf((bytes) => bytes.writeInt32LE(-1_234_567_890), 2)],
  ['uint32', 4_023_456_789n, wordsOf((bytes) => bytes.writeUInt32LE(4_023_456_789), 2)],
  ['float32', -1234.56787109375, wordsOf((bytes) => bytes.writeFloatLE(-1234.56787109375), 2)],
  ['int64', -1_234_567_890_123_456_789n, wordsOf((bytes) => bytes.writeBigInt64LE(-1_234_567_890_123_456_789n), 4)],
  ['uint64', 9_123_456_789_012_345_678n, wordsOf((bytes) => bytes.writeBigUInt64LE(9_123_456_789_012_345_678n), 4)],
  ['float64', -2.718281828459e-200, wordsOf((bytes) => bytes.writeDoubleLE(-2.718281828459e-200), 4)],
]

/** The words of a value whose lowest comes first, in another order. */
function ordered(words: readonly number[], order: string): number[] {
  const highFirst = order === 'ABCD' || order === 'BADC' ? [...words].reverse() : [...words]
  const swapped = order === 'BADC' || order === 'DCBA'
  return swapped ? highFirst.map((word) => ((word & 0xff) << 8) | (word >> 8)) : highFirst
}

describe.each(kinds)('%s and the driver understand each other', (kind, config) => {
  const transport = 'transport' in config ? config.transport : 'tcp'
  const says = (line: string): Promise<string> => client!.ask(line)

  test('every type: what the client wrote is read, what the driver wrote is read by the client', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    for (const [i, [, , words]] of numbers.entries())
      expect(await says(`putwords D${i * 4} ${words.join(' ')}`)).toBe('ok')
    const tags = numbers.flatMap(([type], i) => [tag(i, `D${i * 4}`, type), tag(100 + i, `D${1_000 + i * 4}`, type)])
    const { latest, supervisor } = await read(port, tags, config)
    for (const [i, [type, value]] of numbers.entries()) {
      expect([type, latest.get(i)]).toMatchObject([type, { value, status: Status.Good }])
      table.add(`read, ${kind}`, type, `D${i * 4}`, value, 'Good')
    }
    const results = await supervisor.write(
      numbers.map(([, value], i) => ({ tag: 100 + i, value, operation: String(i) })),
    )
    for (const [i, [type, value, words]] of numbers.entries()) {
      expect([type, results[i]]).toEqual([type, { operation: String(i), status: Status.Good, readBack: value }])
      const held = words.length === 1 && ['int8', 'uint8', 'bool'].includes(type) ? undefined : words.join(' ')
      const seen = await says(`words D${1_000 + i * 4} ${words.length}`)
      if (held !== undefined) expect([type, seen]).toEqual([type, held])
      table.add(`write, ${kind}`, type, `D${1_000 + i * 4}`, value, 'Good')
    }
  })

  test('devices of words and of bits, in the bases of their numbers', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    const wordDevices = ['W1A0', 'R99', 'SD10', 'SW1F', 'TN5', 'CN6', 'STN7']
    for (const [i, address] of wordDevices.entries()) expect(await says(`putwords ${address} ${1_000 + i}`)).toBe('ok')
    const bitDevices = ['X1F', 'YA', 'M20', 'L3', 'F4', 'V5', 'B1A0', 'SM400', 'SB1F', 'TS5', 'TC6', 'CS7', 'CC8']
    // What a client calls YA is Y0A there: a device named YA is not what it looks for.
    const named = (address: string): string => (address === 'YA' ? 'Y0A' : address)
    for (const address of bitDevices)
      expect([address, await says(`putbits ${named(address)} 1`)]).toEqual([address, 'ok'])
    const tags = [
      ...wordDevices.map((address, i) => tag(i, address, 'uint16')),
      ...bitDevices.map((address, i) => tag(100 + i, address, 'bool')),
      tag(200, 'M19', 'bool'),
      tag(201, 'M16', 'uint16'),
      tag(202, 'D500.F', 'bool'),
      tag(203, 'D500.0', 'bool'),
    ]
    const seen = await read(port, tags, config)
    for (const [i, address] of wordDevices.entries()) {
      expect([address, seen.latest.get(i)!.value]).toEqual([address, BigInt(1_000 + i)])
      table.add(`read, ${kind}`, 'uint16', address, 1_000 + i, 'Good')
    }
    for (const [i, address] of bitDevices.entries()) {
      expect([address, seen.latest.get(100 + i)!.value]).toEqual([address, true])
      table.add(`read, ${kind}`, 'bool', address, true, 'Good')
    }
    expect([200, 201].map((id) => seen.latest.get(id)!.value)).toEqual([false, 16n])
    const writes: [number, Value][] = [
      [100, false],
      [200, true],
      [202, true],
      [203, true],
    ]
    const results = await seen.supervisor.write(
      writes.map(([id, value]) => ({ tag: id, value, operation: String(id) })),
    )
    expect(results.map(({ status, readBack }) => [status, readBack])).toEqual(
      writes.map(([, value]) => [Status.Good, value]),
    )
    expect(await says('bits X1E 2')).toBe('0 0')
    expect(await says('bits M16 8')).toBe('0 0 0 1 1 0 0 0')
    expect(await says('words D500 1')).toBe(String(0x8001))
    table.add(`write, ${kind}`, 'bool', 'X1F', false, 'Good')
    table.add(`write, ${kind}`, 'bool', 'M19', true, 'Good')
    table.add(`write, ${kind}`, 'bool', 'D500.F', true, 'Good')
  })

  test('a device beyond the last is refused to both with the same end code', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    expect(await says('words D2000 1')).toMatch(/^refused .*4031/i)
    const { latest } = await read(port, [tag(1, 'D2000', 'uint16'), tag(2, 'D1999', 'uint16')], config)
    expect(latest.get(1)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
    expect(latest.get(2)).toMatchObject({ value: 0n, status: Status.Good })
    table.add(`refusal, ${kind}`, 'uint16', 'D2000', null, statusName(Status.BadNodeIdUnknown))
  })
})

describe.each(['3E', '4E'] as const)('%s in ASCII code', (frame) => {
  test('is understood by pymcprotocol and the driver alike', async () => {
    const kind = `pymcprotocol-${frame}ascii`
    const port = await start()
    client = await startPythonPeer(script, [String(port), kind])
    // Of hexadecimal numbers the library sends decimal digits in ASCII: they are left out here.
    const wordDevices = ['D100', 'R99', 'SD10', 'TN5', 'CN6', 'STN7']
    const bitDevices = ['M20', 'L3', 'F4', 'SM400', 'TS5', 'TC6', 'STS7', 'CS7', 'CC8']
    for (const [i, address] of wordDevices.entries())
      expect([address, await client.ask(`putwords ${address} ${0x1a2b + i}`)]).toEqual([address, 'ok'])
    for (const address of bitDevices)
      expect([address, await client.ask(`putbits ${address} 1`)]).toEqual([address, 'ok'])
    const tags = [
      ...wordDevices.map((address, i) => tag(i, address, 'uint16')),
      ...bitDevices.map((address, i) => tag(100 + i, address, 'bool')),
      tag(200, 'D200', 'float64'),
      tag(201, 'M19', 'bool'),
      tag(202, 'D2000', 'uint16'),
    ]
    const { latest, supervisor } = await read(port, tags, { frame, code: 'ascii' })
    for (const [i, address] of wordDevices.entries()) {
      expect([address, latest.get(i)!.value]).toEqual([address, BigInt(0x1a2b + i)])
      table.add(`read, ${kind}`, 'uint16', address, 0x1a2b + i, 'Good')
    }
    for (const [i, address] of bitDevices.entries()) {
      expect([address, latest.get(100 + i)!.value]).toEqual([address, true])
      table.add(`read, ${kind}`, 'bool', address, true, 'Good')
    }
    expect(latest.get(202)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
    const results = await supervisor.write([
      { tag: 200, value: -2.718281828459e-200, operation: 'a' },
      { tag: 201, value: true, operation: 'b' },
    ])
    expect(results.map(({ readBack }) => readBack)).toEqual([-2.718281828459e-200, true])
    expect(await client.ask('words D200 4')).toBe(numbers.at(-1)![2].join(' '))
    expect(await client.ask('bits M18 4')).toBe('0 1 1 0')
    expect(await client.ask('words D2000 1')).toMatch(/^refused .*4031/i)
    table.add(`write, ${kind}`, 'float64', 'D200', -2.718281828459e-200, 'Good')
    table.add(`write, ${kind}`, 'bool', 'M19', true, 'Good')
    table.add(`refusal, ${kind}`, 'uint16', 'D2000', null, statusName(Status.BadNodeIdUnknown))
  })
})

describe('values', () => {
  test.each(['ABCD', 'CDAB', 'BADC', 'DCBA'])('of several words in the order %s', async (order) => {
    const port = await start()
    client = await startPythonPeer(script, [String(port), 'pymcprotocol-3E'])
    const several = numbers.filter(([, , words]) => words.length > 1)
    for (const [i, [, , words]] of several.entries())
      await client.ask(`putwords D${i * 4} ${ordered(words, order).join(' ')}`)
    const tags = several.flatMap(([type], i) => [
      tag(i, `D${i * 4}@${order}`, type),
      tag(100 + i, `D${1_000 + i * 4}`, type),
    ])
    const { latest, supervisor } = await read(port, tags, { wordOrder: order as MelsecConfig['wordOrder'] & string })
    await supervisor.write(several.map(([, value], i) => ({ tag: 100 + i, value, operation: String(i) })))
    for (const [i, [type, value, words]] of several.entries()) {
      expect([type, latest.get(i)!.value]).toEqual([type, value])
      expect(await client.ask(`words D${1_000 + i * 4} ${words.length}`)).toBe(ordered(words, order).join(' '))
      table.add('read, pymcprotocol-3E', type, `D${i * 4}@${order}`, value, 'Good')
    }
  })

  test('strings have their first byte in the low one, scaled numbers are doubles, NaN is no value', async () => {
    const port = await start()
    client = await startPythonPeer(script, [String(port), 'pymcprotocol-3E'])
    const text = Buffer.from('Kessel 7 °C\0')
    const words = Array.from({ length: 6 }, (_, i) => text.readUInt16LE(i * 2))
    await client.ask(`putwords D200 ${words.join(' ')}`)
    await client.ask(`putwords D220 ${0xcfc7} 65535 65535 65535 65535`)
    const { latest, supervisor } = await read(port, [
      tag(1, 'D200/16', 'string'),
      tag(2, 'D210/6', 'string'),
      tag(3, 'D220', 'int16', { scale: { factor: 0.1, offset: 5 } }),
      tag(4, 'D221', 'float32'),
      tag(5, 'D221', 'uint64'),
    ])
    expect(latest.get(1)!.value).toBe('Kessel 7 °C')
    expect(latest.get(3)!.value).toBeCloseTo(-1229.5, 9)
    expect(latest.get(4)).toMatchObject({ value: null, status: Status.BadOutOfRange })
    expect(latest.get(5)).toMatchObject({ value: null, status: Status.BadOutOfRange })
    const [result] = await supervisor.write([{ tag: 2, value: 'pump°', operation: 'a' }])
    expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 'pump°' })
    expect(await client.ask('words D210 3')).toBe(`${0x7570} ${0x706d} ${0xb0c2}`)
    table.add('read, pymcprotocol-3E', 'string', 'D200/16', 'Kessel 7 °C', 'Good')
    table.add('write, pymcprotocol-3E', 'string', 'D210/6', 'pump°', 'Good')
  })

  test('X and Y of an FX5 are octal', async () => {
    const port = await start()
    client = await startPythonPeer(script, [String(port), 'pymcprotocol-3E'])
    await client.ask('putbits X0F 1')
    const { latest } = await read(port, [tag(1, 'X17', 'bool'), tag(2, 'X16', 'bool')], { series: 'iQ-F' })
    expect([1, 2].map((id) => latest.get(id)!.value)).toEqual([true, false])
  })

  test('that do not fit, and tags that are read only, are refused and nothing is sent', async () => {
    const port = await start()
    const seen: MelsecRequest[] = []
    fault = (request) => void seen.push(request)
    const { supervisor } = await read(port, [
      tag(1, 'D60', 'uint16'),
      tag(2, 'M1', 'bool'),
      tag(3, 'D61', 'uint16', { access: 'r' }),
      tag(4, 'D62/4', 'string'),
    ])
    const results = await supervisor.write([
      { tag: 1, value: 70_000, operation: 'a' },
      { tag: 1, value: 'x', operation: 'b' },
      { tag: 2, value: 1, operation: 'c' },
      { tag: 3, value: 1, operation: 'd' },
      { tag: 4, value: 'five!', operation: 'e' },
    ])
    expect(results.map(({ status }) => statusName(status))).toEqual([
      'BadOutOfRange',
      'BadTypeMismatch',
      'BadTypeMismatch',
      'BadNotWritable',
      'BadOutOfRange',
    ])
    expect(seen.filter(({ command }) => command === 0x1401)).toEqual([])
  })
})

describe('a controller', () => {
  test('with holes in its memory does not blind what lies beside them', async () => {
    memory.addHole('D', 510, 511)
    memory.addHole('D', 520, 520)
    const port = await start()
    const addresses = [500, 504, 509, 510, 511, 512, 519, 520, 530]
    for (const address of addresses.filter((n) => ![510, 511, 520].includes(n)))
      memory.set(`D${address}`, 'uint16', address)
    const seen = await read(
      port,
      addresses.map((address) => tag(address, `D${address}`, 'uint16')),
    )
    for (const address of addresses) {
      const refused = [510, 511, 520].includes(address)
      expect(seen.latest.get(address)).toMatchObject(
        refused ? { value: null, status: Status.BadNodeIdUnknown } : { value: BigInt(address), status: Status.Good },
      )
    }
    const before = seen.supervisor.counters.reads
    const cycles = seen.all.length
    await seen.until(() => seen.all.length >= cycles + 4 * addresses.length)
    expect(seen.supervisor.counters.reads - before).toBeLessThanOrEqual(4 * 5)
  })

  test.each([
    [0x4031, Status.BadNodeIdUnknown],
    [0xc051, Status.BadOutOfRange],
    [0xc059, Status.BadNotSupported],
    [0xc05b, Status.BadNodeIdUnknown],
    [0xc05c, Status.BadNotSupported],
    [0xc05e, Status.BadNoCommunication],
    [0xc05f, Status.BadNotSupported],
    [0xcee0, Status.BadResourceUnavailable],
    [0x4abc, Status.BadDeviceFailure],
  ])('that answers end code %d gives its tags that status, and reads the others', async (endCode, status) => {
    fault = ({ device: name }) => (name === 'W' ? { endCode } : undefined)
    const port = await start()
    const { latest, supervisor } = await read(port, [tag(1, 'W10', 'uint16'), tag(2, 'D0', 'int16')])
    expect(latest.get(1)).toMatchObject({ value: null, status })
    expect(latest.get(2)).toMatchObject({ value: 0n, status: Status.Good })
    const [result] = await supervisor.write([{ tag: 1, value: 1, operation: 'a' }])
    expect(result).toMatchObject({ status, message: expect.stringContaining(endCode.toString(16).toUpperCase()) })
  })

  test('of small requests is asked for no more than it bears', async () => {
    const counts: number[] = []
    fault = ({ count }) => void counts.push(count ?? 0)
    const port = await start()
    const tags = Array.from({ length: 300 }, (_, i) => tag(i, `D${i}`, 'uint16'))
    await read(port, tags, { maxWords: 64 })
    expect(Math.max(...counts)).toBe(64)
  })

  test('that answers late is disconnected with 3E frames, and asked again with 4E frames', async () => {
    const port = await start()
    let late = 0
    fault = () => (late-- > 0 ? { delayMs: 300 } : undefined)
    for (const frame of ['3E', '4E'] as const) {
      const seen = await read(port, [tag(1, 'D0', 'uint16')], { frame, timeoutMs: 150 })
      late = 1
      await seen.until(() => seen.supervisor.counters.timeouts === 1)
      const before = seen.all.length
      await seen.until(() => seen.all.slice(before).some(({ status }) => status === Status.Good))
      const lost = seen.states.some(({ state }) => state === 'backoff')
      expect([frame, lost]).toEqual([frame, frame === '3E'])
      await seen.close()
    }
  })

  test('that is killed and restarted twenty times under load is read again each time; sockets and heap stay flat', async () => {
    const port = await start()
    const tags = Array.from({ length: 200 }, (_, i) => ({
      tag: tag(i, `D${i * 5}`, 'uint16', { periodMs: 20 }),
      value: BigInt(i * 7),
    }))
    for (const { tag: one, value } of tags) memory.set(one.address, 'uint16', value)
    await survivesRestarts(melsec, {
      config: { host: '127.0.0.1', port, timeoutMs: 200 },
      tags,
      kill: () => simulator.close(),
      start: async () => void (await start('tcp', port)),
    })
  })
})
