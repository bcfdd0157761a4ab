import { Status, statusName, type Value } from '@millrace/core'
import {
  type DataType,
  type FinsConfig,
  type FinsFault,
  FinsMemory,
  type FinsRequest,
  FinsSimulator,
  fins,
  type TagSpec,
} from '@millrace/drivers'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'
import { startRefusing } from './refusing.ts'

const script = new URL('./client.py', import.meta.url)
const table = new PeerTable(
  'fins',
  `fins 1.0.5 and finscommand 0.1.3

Both are **clients** that we did not write (fins: GPLv2, finscommand: MIT; each in a process of its own). They and our
driver spoke to one and the same simulator of ours at the same time: what a client wrote was read by the driver, and
what the driver wrote was read by the client. So that all understand the FINS/TCP handshake, frames, area codes and bit
addresses alike is independent; what a controller does with a request (its end codes, ranges and limits) is not: the
simulator follows the manuals (W342, W420). The orders of words, strings and decimals are ours, put together from single
words.

A server is in no package registry, and no controller has been read yet. Once, by hand, the driver read and wrote words,
numbers of 64 bits, strings and decimals in the D area of the simulator of gofins (MIT, its commit 37730db), a server
that we did not write, over UDP, each value read back as written; its refusals 0402 (another area, 0501) and 1104 (beyond
the last word) came as the statuses they stand for. It knows no other area and no TCP.`,
)

let memory: FinsMemory
let simulator: FinsSimulator
let client: PythonPeer | undefined
let device: Probe | undefined
let fault: ((request: FinsRequest) => FinsFault | undefined) | undefined

async function start(transport: 'tcp' | 'udp' = 'tcp', port = 0): Promise<number> {
  simulator = new FinsSimulator({ memory, transport, fault: (request) => fault?.(request) })
  return simulator.listen(port)
}

beforeEach(() => {
  fault = undefined
  const banks = { E0: 100, E1: 32_768, EC: 100, EF: 100, E10: 100, E18: 100, EM: 100 }
  memory = new FinsMemory({ CIO: 600, W: 512, H: 512, A: 960, D: 2_000, T: 100, C: 100, ...banks })
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
async function read(port: number, tags: readonly TagSpec[], config: Partial<FinsConfig> = {}): Promise<Probe> {
  const connection = { host: '127.0.0.1', port, timeoutMs: 1_000, ...config }
  const seen = probe(fins, connection, tags, '/nowhere', { random: () => 0.01 })
  device = seen
  const waiting = Status.BadWaitingForInitialData
  await seen.until(() => tags.every(({ id }) => (seen.latest.get(id)?.status ?? waiting) !== waiting))
  return seen
}

/** Words high byte first, low word first: as an Omron program has them. */
function wordsOf(put: (bytes: Buffer) => void, count: number): string {
  const bytes = Buffer.alloc(count * 2)
  put(bytes)
  return bytes.swap16().toString('hex')
}

const numbers: readonly (readonly [type: DataType, value: Value, words: string])[] = [
  ['int16', -12_345n, wordsOf((bytes) => bytes.writeInt16LE(-12_345), 1)],
  ['uint16', 54_321n, wordsOf((bytes) => bytes.writeUInt16LE(54_321), 1)],
  ['int8', -61n, '00c3'],
  ['uint8', 195n, '00c3'],
  ['bool', true, '0001'],
  ['int32', -1_234_567_890n, wordsOf((bytes) => bytes.writeInt32LE(-1_234_567_890), 2)],
  ['uint32', 4_023_456_789n, wordsOf((bytes) => bytes.writeUInt32LE(4_023_456_789), 2)],
  ['float32', -1234.56787109375, wordsOf((bytes) => bytes.writeFloatLE(-1234.56787109375), 2)],
  ['int64', -1_234_567_890_123_456_789n, wordsOf((bytes) => bytes.writeBigInt64LE(-1_234_567_890_123_456_789n), 4)],
  ['uint64', 9_123_456_789_012_345_678n, wordsOf((bytes) => bytes.writeBigUInt64LE(9_123_456_789_012_345_678n), 4)],
  ['float64', -2.718281828459e-200, wordsOf((bytes) => bytes.writeDoubleLE(-2.718281828459e-200), 4)],
]
const count = (words: string): number => words.length / 4

/** The words of a value whose lowest comes first, in another order. */
function ordered(words: string, order: string): string {
  const bytes = Buffer.from(words, 'hex')
  if (order === 'BADC' || order === 'DCBA') bytes.swap16()
  const list = bytes.toString('hex').match(/.{4}/g)!
  return (order === 'ABCD' || order === 'BADC' ? list.reverse() : list).join('')
}

describe.each(['tcp', 'udp'] as const)('fins over %s and the driver understand each other', (transport) => {
  const kind = `fins-${transport}`
  const says = (line: string): Promise<string> => client!.ask(line)

  test('every type: what the client wrote is read, what the driver wrote is read by the client', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    for (const [i, [, , words]] of numbers.entries())
      expect(await says(`write DATA_MEMORY_WORD ${i * 4} 0 ${count(words)} ${words}`)).toBe('ok')
    const tags = numbers.flatMap(([type], i) => [tag(i, `D${i * 4}`, type), tag(100 + i, `D${1_000 + i * 4}`, type)])
    const { latest, supervisor } = await read(port, tags, { transport })
    for (const [i, [type, value]] of numbers.entries()) {
      expect([type, latest.get(i)]).toMatchObject([type, { value, status: Status.Good }])
      table.add(`read, ${kind}`, type, `D${i * 4}`, value, 'Good')
    }
    const results = await supervisor.write(
      numbers.map(([, value], i) => ({ tag: 100 + i, value, operation: String(i) })),
    )
    for (const [i, [type, value, words]] of numbers.entries()) {
      expect([type, results[i]]).toEqual([type, { operation: String(i), status: Status.Good, readBack: value }])
      const seen = await says(`read DATA_MEMORY_WORD ${1_000 + i * 4} 0 ${count(words)}`)
      // A single byte goes with its sign: -61 is FFC3.
      expect([type, seen]).toEqual([type, type === 'int8' ? 'ffc3' : words])
      table.add(`write, ${kind}`, type, `D${1_000 + i * 4}`, value, 'Good')
    }
  })

  test('areas of words, banks, timers and counters', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    const areas: readonly (readonly [address: string, area: string, word: number])[] = [
      ['CIO10', 'CIO_WORD', 10],
      ['W20', 'WORK_WORD', 20],
      ['H5', 'HOLDING_WORD', 5],
      ['A500', 'AUXILIARY_WORD', 500],
      ['D100', 'DATA_MEMORY_WORD', 100],
      ['E0_1', 'EM0_WORD', 1],
      ['E1_30000', 'EM1_WORD', 30_000],
      ['EC_2', 'EMC_WORD', 2],
      ['EF_3', 'EMF_WORD', 3],
      ['E10_4', 'EM10_WORD', 4],
      ['E18_5', 'EM18_WORD', 5],
      ['EM6', 'EM_CURR_BANK_WORD', 6],
      ['T7', 'TIMER_WORD', 7],
      ['C8', 'COUNTER_WORD', 0x8008],
    ]
    for (const [i, [, area, word]] of areas.entries()) {
      const value = (0x1000 + i).toString(16)
      expect([area, await says(`write ${area} ${word} 0 1 ${value}`)]).toEqual([area, 'ok'])
    }
    memory.set('T9', 'bool', true)
    memory.set('C10', 'bool', true)
    const tags = [
      ...areas.map(([address], i) => tag(i, address, 'uint16')),
      tag(100, 'T9', 'bool'),
      tag(101, 'T8', 'bool'),
      tag(102, 'C10', 'bool'),
    ]
    const { latest, supervisor } = await read(port, tags, { transport })
    for (const [i, [address]] of areas.entries()) {
      expect([address, latest.get(i)!.value]).toEqual([address, BigInt(0x1000 + i)])
      table.add(`read, ${kind}`, 'uint16', address, 0x1000 + i, 'Good')
    }
    expect([100, 101, 102].map((id) => latest.get(id)!.value)).toEqual([true, false, true])
    expect(await says('read TIMER_FLAG 8 0 3')).toBe('000100')
    expect(await says(`read COUNTER_FLAG ${0x800a} 0 1`)).toBe('01')
    const [refused] = await supervisor.write([{ tag: 100, value: false, operation: 'a' }])
    expect(refused!.status).toBe(Status.BadNotWritable)
    for (const [address, value] of [
      ['T9', true],
      ['C10', true],
    ] as const)
      table.add(`read, ${kind}`, 'bool', address, value, 'Good')
  })

  test('bits of every area that has them are read, and written alone', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    const areas: readonly (readonly [address: string, area: string, word: number, bit: number])[] = [
      ['CIO10.3', 'CIO_BIT', 10, 3],
      ['W20.0', 'WORK_BIT', 20, 0],
      ['H5.15', 'HOLDING_BIT', 5, 15],
      ['A500.7', 'AUXILIARY_BIT', 500, 7],
      ['D100.8', 'DATA_MEMORY_BIT', 100, 8],
      ['E1_30000.9', 'EM1_BIT', 30_000, 9],
      ['EF_3.1', 'EMF_BIT', 3, 1],
      ['E18_5.2', 'EM18_BIT', 5, 2],
    ]
    for (const [, area, word, bit] of areas) expect(await says(`write ${area} ${word} ${bit} 1 01`)).toBe('ok')
    const tags = areas.flatMap(([address], i) => [
      tag(i, address, 'bool'),
      tag(100 + i, address.replace(/\.\d+/, ''), 'uint16'),
    ])
    const { latest, supervisor } = await read(port, tags, { transport })
    for (const [i, [address, , , bit]] of areas.entries()) {
      expect([address, latest.get(i)!.value]).toEqual([address, true])
      expect(latest.get(100 + i)!.value).toBe(BigInt(1 << bit))
      table.add(`read, ${kind}`, 'bool', address, true, 'Good')
    }
    const results = await supervisor.write(areas.map((_, i) => ({ tag: i, value: false, operation: String(i) })))
    for (const [i, [address, area, word, bit]] of areas.entries()) {
      expect([address, results[i]]).toEqual([address, { operation: String(i), status: Status.Good, readBack: false }])
      expect([address, await says(`read ${area} ${word} ${bit} 1`)]).toEqual([address, '00'])
      table.add(`write, ${kind}`, 'bool', address, false, 'Good')
    }
  })

  test('an address beyond the last is refused to both with the same end code', async () => {
    const port = await start(transport)
    client = await startPythonPeer(script, [String(port), kind])
    expect(await says('read DATA_MEMORY_WORD 2000 0 1')).toBe('refused 1103')
    const { latest } = await read(port, [tag(1, 'D2000', 'uint16'), tag(2, 'D1999', 'uint16')], { transport })
    expect(latest.get(1)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
    expect(latest.get(2)).toMatchObject({ value: 0n, status: Status.Good })
    table.add(`refusal, ${kind}`, 'uint16', 'D2000', null, statusName(Status.BadNodeIdUnknown))
  })
})

test('finscommand over udp and the driver understand each other', async () => {
  const port = await start('udp')
  client = await startPythonPeer(script, [String(port), 'finscommand-udp'])
  // The library writes CIO addresses as bare numbers.
  const addresses = { D100: 'D100', W5: 'W5', H6: 'H6', CIO7: '7', E1_100: 'E1_100' }
  const tags: TagSpec[] = []
  for (const [i, [address, own]] of Object.entries(addresses).entries()) {
    expect(await client.ask(`put ${own} 123${i}abcd`)).toBe('ok')
    tags.push(tag(i, `${address}@ABCD`, 'uint32'))
  }
  const { latest, supervisor } = await read(port, tags, { transport: 'udp' })
  for (const [i, address] of Object.keys(addresses).entries()) {
    const value = BigInt(`0x123${i}abcd`)
    expect([address, latest.get(i)!.value]).toEqual([address, value])
    table.add('read, finscommand-udp', 'uint32', `${address}@ABCD`, value, 'Good')
  }
  await supervisor.write(tags.map(({ id }) => ({ tag: id, value: 0x8765_4320 + id, operation: String(id) })))
  for (const [i, [address, own]] of Object.entries(addresses).entries()) {
    expect(await client.ask(`get ${own} 2`)).toBe(`8765432${i}`)
    table.add('write, finscommand-udp', 'uint32', `${address}@ABCD`, 0x8765_4320 + i, 'Good')
  }
})

describe('values', () => {
  test.each(['ABCD', 'CDAB', 'BADC', 'DCBA'])('of several words in the order %s', async (order) => {
    const port = await start()
    client = await startPythonPeer(script, [String(port), 'fins-tcp'])
    const several = numbers.filter(([, , words]) => count(words) > 1)
    for (const [i, [, , words]] of several.entries())
      await client.ask(`write DATA_MEMORY_WORD ${i * 4} 0 ${count(words)} ${ordered(words, order)}`)
    const tags = several.flatMap(([type], i) => [
      tag(i, `D${i * 4}@${order}`, type),
      tag(100 + i, `D${1_000 + i * 4}`, type),
    ])
    const { latest, supervisor } = await read(port, tags, { wordOrder: order as FinsConfig['wordOrder'] & string })
    await supervisor.write(several.map(([, value], i) => ({ tag: 100 + i, value, operation: String(i) })))
    for (const [i, [type, value, words]] of several.entries()) {
      expect([type, latest.get(i)!.value]).toEqual([type, value])
      const seen = await client.ask(`read DATA_MEMORY_WORD ${1_000 + i * 4} 0 ${count(words)}`)
      expect([type, seen]).toEqual([type, ordered(words, order)])
      table.add('read, fins-tcp', type, `D${i * 4}@${order}`, value, 'Good')
    }
  })

  test('of decimals, strings and scales', async () => {
    const port = await start()
    client = await startPythonPeer(script, [String(port), 'fins-tcp'])
    const text = Buffer.from('Kessel 7 °C')
    await client.ask(`write DATA_MEMORY_WORD 200 0 6 ${text.toString('hex')}`)
    await client.ask('write DATA_MEMORY_WORD 220 0 5 1234567890120a34cfc7')
    const { latest, supervisor } = await read(port, [
      tag(1, 'D200/16', 'string'),
      tag(2, 'D220:bcd', 'uint16'),
      tag(3, 'D221:bcd', 'uint32'),
      tag(4, 'D223:bcd', 'uint16'),
      tag(5, 'D224', 'int16', { scale: { factor: 0.1, offset: 5 } }),
      tag(6, 'D230:bcd', 'uint32'),
      tag(7, 'D234/6', 'string'),
    ])
    expect([1, 2, 3].map((id) => latest.get(id)!.value)).toEqual(['Kessel 7 °C', 1_234n, 90_125_678n])
    expect(latest.get(4)).toMatchObject({ value: null, status: Status.BadDecodingError })
    expect(latest.get(5)!.value).toBeCloseTo(-1229.5, 9)
    const results = await supervisor.write([
      { tag: 6, value: 12_345_678, operation: 'a' },
      { tag: 6, value: 123_456_789, operation: 'b' },
      { tag: 7, value: 'pump°', operation: 'c' },
    ])
    expect(results.map(({ status, readBack }) => [statusName(status), readBack])).toEqual([
      ['Good', 12_345_678n],
      ['BadOutOfRange', undefined],
      ['Good', 'pump°'],
    ])
    expect(await client.ask('read DATA_MEMORY_WORD 230 0 2')).toBe('56781234')
    expect(await client.ask('read DATA_MEMORY_WORD 234 0 3')).toBe(Buffer.from('pump°').toString('hex'))
    table.add('read, fins-tcp', 'string', 'D200/16', 'Kessel 7 °C', 'Good')
    table.add('read, fins-tcp', 'uint32', 'D221:bcd', 90_125_678, 'Good')
    table.add('write, fins-tcp', 'uint32', 'D230:bcd', 12_345_678, 'Good')
    table.add('write, fins-tcp', 'string', 'D234/6', 'pump°', 'Good')
  })

  test('that do not fit, and tags that are read only, are refused and nothing is sent', async () => {
    const port = await start()
    const seen: FinsRequest[] = []
    fault = (request) => void seen.push(request)
    const { supervisor } = await read(port, [
      tag(1, 'D60', 'uint16'),
      tag(2, 'D61.3', 'bool'),
      tag(3, 'D62', 'uint16', { access: 'r' }),
      tag(4, 'D63/4', 'string'),
      tag(5, 'D66:bcd', 'uint16'),
    ])
    const results = await supervisor.write([
      { tag: 1, value: 70_000, operation: 'a' },
      { tag: 1, value: 'x', operation: 'b' },
      { tag: 2, value: 1, operation: 'c' },
      { tag: 3, value: 1, operation: 'd' },
      { tag: 4, value: 'five!', operation: 'e' },
      { tag: 5, value: 12_345, operation: 'f' },
      { tag: 5, value: 'x', operation: 'g' },
    ])
    expect(results.map(({ status }) => statusName(status))).toEqual([
      'BadOutOfRange',
      'BadTypeMismatch',
      'BadTypeMismatch',
      'BadNotWritable',
      'BadOutOfRange',
      'BadOutOfRange',
      'BadTypeMismatch',
    ])
    expect(seen.filter(({ command }) => command === 0x0102)).toEqual([])
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
    [0x0205, Status.BadNoCommunication],
    [0x0401, Status.BadNotSupported],
    [0x0502, Status.BadNoCommunication],
    [0x1101, Status.BadNodeIdUnknown],
    [0x1104, Status.BadNodeIdUnknown],
    [0x110b, Status.BadOutOfRange],
    [0x2002, Status.BadNotReadable],
    [0x2201, Status.BadInvalidState],
    [0x3001, Status.BadResourceUnavailable],
  ])('that answers end code %d gives its tags that status, and reads the others', async (endCode, status) => {
    fault = ({ code }) => (code === 0xb2 ? { endCode } : undefined)
    const port = await start()
    const { latest, supervisor } = await read(port, [tag(1, 'H10', 'uint16'), tag(2, 'D0', 'int16')])
    expect(latest.get(1)).toMatchObject({ value: null, status })
    expect(latest.get(2)).toMatchObject({ value: 0n, status: Status.Good })
    const [result] = await supervisor.write([{ tag: 1, value: 1, operation: 'a' }])
    const said = endCode.toString(16).toUpperCase().padStart(4, '0')
    expect(result).toMatchObject({ status, message: expect.stringContaining(said) })
  })

  test('with an error of its own (bit 6 of the end code) is read all the same', async () => {
    memory.set('D0', 'uint16', 7)
    fault = ({ command }) => (command === 0x0102 ? { endCode: 0x0040 } : undefined)
    const port = await start()
    const { supervisor } = await read(port, [tag(1, 'D0', 'uint16')])
    const [result] = await supervisor.write([{ tag: 1, value: 7, operation: 'a' }])
    expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 7n })
  })

  test('is read by eight requests at once as by one, and asked for no more than it bears', async () => {
    const counts: number[] = []
    fault = ({ count, address }) => {
      counts.push(count ?? 0)
      return address !== undefined && address % 2 === 0 ? { delayMs: 5 } : undefined
    }
    for (let i = 0; i < 300; i++) memory.set(`D${i}`, 'uint16', i)
    const port = await start()
    const tags = Array.from({ length: 300 }, (_, i) => tag(i, `D${i}`, 'uint16'))
    const { latest } = await read(port, tags, { maxWords: 7, maxInFlight: 8 })
    for (let i = 0; i < 300; i++) expect(latest.get(i)).toMatchObject({ value: BigInt(i), status: Status.Good })
    expect(Math.max(...counts)).toBe(7)
  })

  test('that has no connection to spare says so', async () => {
    await start()
    const refusing = await startRefusing()
    const seen = probe(fins, { host: '127.0.0.1', port: refusing.port }, [tag(1, 'D0', 'uint16')])
    device = seen
    await seen.until(() =>
      seen.states.some(({ lastError }) => lastError?.includes('all connections are in use') ?? false),
    )
    await seen.close()
    await refusing.close()
  })

  test('that is killed and restarted twenty times under load is read again each time; sockets and heap stay flat', async () => {
    const port = await start()
    const tags = Array.from({ length: 200 }, (_, i) => ({
      tag: tag(i, `D${i * 5}`, 'uint16', { periodMs: 20 }),
      value: BigInt(i * 7),
    }))
    for (const { tag: one, value } of tags) memory.set(one.address, 'uint16', value)
    await survivesRestarts(fins, {
      config: { host: '127.0.0.1', port, timeoutMs: 200 },
      tags,
      kill: () => simulator.close(),
      start: async () => void (await start('tcp', port)),
    })
  })
})
