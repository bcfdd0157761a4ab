import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, ethernetIp, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./server.py', import.meta.url)
const table = new PeerTable('ethernet-ip', 'cpppo 5.2.5')
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})

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
  device = probe(ethernetIp, { host: '127.0.0.1', port: peer.port, ...config }, tags)
  const seen = device
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  for (const { id, address, type } of tags) {
    const { value, status } = seen.latest.get(id)!
    table.add('read', type, address, value, statusName(status))
  }
  return seen
}

/** What cpppo is told to hold, and what is to be read. */
const values: readonly [tag: string, type: DataType, held: string, value: Value][] = [
  ['B', 'bool', '1', true],
  ['I8', 'int8', '-128', -128n],
  ['U8', 'uint8', '255', 255n],
  ['I16', 'int16', '-12345', -12_345n],
  ['U16', 'uint16', '54321', 54_321n],
  ['I32', 'int32', '-1234567890', -1_234_567_890n],
  ['U32', 'uint32', '4023456789', 4_023_456_789n],
  ['I64', 'int64', '-1234567890123456789', -1_234_567_890_123_456_789n],
  ['U64', 'uint64', '9123456789012345678', 9_123_456_789_012_345_678n],
  ['F32', 'float32', '-1234.56787109375', -1234.56787109375],
  ['F64', 'float64', '-2.718281828459e-200', -2.718281828459e-200],
  ['SS', 'string', 'Kessel 7', 'Kessel 7'],
  ['ST', 'string', 'Kessel 8', 'Kessel 8'],
]

describe('values that cpppo serves arrive exactly', () => {
  test('of every type, in one packet', async () => {
    for (const [name, , held] of values) expect(await peer.ask(`set ${name} 1 ${held}`)).toBe('ok')
    const { latest } = await read(values.map(([name, type], i) => tag(i, `${name}[1]`, type)))
    for (const [i, [name, , , value]] of values.entries())
      expect([name, latest.get(i)]).toMatchObject([name, { value, status: Status.Good }])
  })

  test('of every type, one a request', async () => {
    for (const [name, , held] of values) expect(await peer.ask(`set ${name} 2 ${held}`)).toBe('ok')
    const { latest } = await read(
      values.map(([name, type], i) => tag(i, `${name}[2]`, type)),
      { maxItems: 1 },
    )
    for (const [i, [name, , , value]] of values.entries())
      expect([name, latest.get(i)]).toMatchObject([name, { value, status: Status.Good }])
  })

  test('bits of a whole number, and a scaled one', async () => {
    await peer.ask('set I32 5 -2147483647')
    const { latest } = await read([
      tag(1, 'I32[5].0', 'bool'),
      tag(2, 'I32[5].1', 'bool'),
      tag(3, 'I32[5].31', 'bool'),
      tag(4, 'I16[1]', 'int16', { scale: { factor: 0.1, offset: 5 } }),
    ])
    expect([1, 2, 3].map((id) => latest.get(id)!.value)).toEqual([true, false, true])
    expect(latest.get(4)!.value).toBeCloseTo(-1229.5, 9)
  })

  test('of many tags, more than one packet holds', async () => {
    const tags = Array.from({ length: 300 }, (_, i) => tag(i, `I32[${i}]`, 'int32'))
    for (let i = 100; i < 300; i += 50) await peer.ask(`set I32 ${i} ${i * 3}`)
    device = probe(ethernetIp, { host: '127.0.0.1', port: peer.port, timeoutMs: 5_000 }, tags)
    const seen = device
    await seen.until(() => seen.latest.size === 300 && [...seen.latest.values()].every(({ status }) => status === 0))
    for (let i = 100; i < 300; i += 50) expect(seen.latest.get(i)!.value).toBe(BigInt(i * 3))
  })

  test('the source time lies between request and reply', async () => {
    const before = Date.now() * 1_000
    const { latest } = await read([tag(1, 'I16[1]', 'int16')])
    expect(latest.get(1)!.time).toBeGreaterThan(before - 5_000)
    expect(latest.get(1)!.time).toBeLessThan(Date.now() * 1_000 + 5_000)
  })
})

describe('what cpppo refuses', () => {
  test('blinds no neighbour', async () => {
    const { latest } = await read([
      tag(1, 'I16[1]', 'int16'),
      tag(2, 'Missing', 'int16'),
      tag(3, 'I16[100]', 'int16'),
      tag(5, 'F32[1]', 'float32'),
    ])
    expect(latest.get(1)).toMatchObject({ value: -12_345n, status: Status.Good })
    expect(latest.get(5)).toMatchObject({ value: -1234.56787109375, status: Status.Good })
    for (const id of [2, 3]) expect([id, latest.get(id)!.value]).toEqual([id, null])
    expect(latest.get(2)!.status).toBe(Status.BadNodeIdUnknown)
  })

  test('and another type than the configured one has no value', async () => {
    const { latest } = await read([
      tag(1, 'I16[1]', 'uint16'),
      tag(2, 'F32[1]', 'int32'),
      tag(3, 'I32[1]', 'string'),
      tag(4, 'F32[1].3', 'bool'),
      tag(5, 'I32[1]', 'int32'),
    ])
    for (const id of [1, 2, 3, 4])
      expect([id, latest.get(id)]).toMatchObject([id, { value: null, status: Status.BadTypeMismatch }])
    expect(latest.get(5)!.status).toBe(Status.Good)
  })
})

describe('a write', () => {
  test('of every type is read back and seen by cpppo', async () => {
    const tags = values.map(([name, type], i) => tag(i, `${name}[3]`, type, { access: 'rw' }))
    const { supervisor } = await read(tags)
    const results = await supervisor.write(values.map(([, , , value], i) => ({ tag: i, value, operation: `w${i}` })))
    for (const [i, [name, type, held, value]] of values.entries()) {
      table.add('write', type, `${name}[3]`, results[i]!.readBack, statusName(results[i]!.status))
      expect([name, results[i]]).toEqual([name, { operation: `w${i}`, status: Status.Good, readBack: value }])
      const seen = (await peer.ask(`get ${name} 3`)).replaceAll("'", '').replace('True', '1')
      expect([name, typeof value === 'number' ? Number(seen) : seen]).toEqual([
        name,
        typeof value === 'number' ? value : held,
      ])
    }
  })

  test('that does not fit, or is not allowed, is refused and nothing is sent', async () => {
    const { supervisor } = await read([
      tag(1, 'I16[0]', 'int16', { access: 'rw' }),
      tag(2, 'I16[1]', 'int16'),
      tag(4, 'F32[0]', 'int32', { access: 'rw' }),
    ])
    const write = (id: number, value: Value) => ({ tag: id, value, operation: `${id} ${value}` })
    const results = await supervisor.write([write(1, 40_000), write(1, 'x'), write(2, 1), write(4, 1)])
    expect(results.map(({ status }) => statusName(status))).toEqual([
      'BadOutOfRange',
      'BadTypeMismatch',
      'BadNotWritable',
      'BadTypeMismatch',
    ])
    expect(await peer.ask('get I16 0')).toBe('0')
    expect(await peer.ask('get F32 0')).toBe('0.0')
  })
})

describe('a server that is killed', () => {
  test('turns its tags uncertain, then bad; restarted, it is read again', async () => {
    const own = await startPythonPeer(script, ['0'])
    const seen = probe(ethernetIp, { host: '127.0.0.1', port: own.port }, [tag(1, 'I32[0]', 'int32')])
    device = seen
    await seen.until(() => seen.latest.get(1)?.status === Status.Good)
    await own.kill()
    await seen.until(() => seen.latest.get(1)!.status === Status.BadNoCommunication)
    expect(seen.all.map(({ status }) => status)).toContain(Status.UncertainNoCommunicationLastUsableValue)
    const again = await startPythonPeer(script, [String(own.port)])
    await seen.until(() => seen.latest.get(1)!.status === Status.Good)
    await again.stop()
  })

  test('twenty times under load is read again each time; sockets and heap stay flat', async () => {
    let own = await startPythonPeer(script, ['0'])
    const { port } = own
    const tags = Array.from({ length: 40 }, (_, i) => ({
      tag: tag(i, `I32[${i}]`, 'int32', { periodMs: 20 }),
      value: 0n,
    }))
    await survivesRestarts(ethernetIp, {
      config: { host: '127.0.0.1', port },
      tags,
      kill: () => own.kill(),
      start: async () => {
        own = await startPythonPeer(script, [String(port)])
      },
    })
    await own.stop()
  })
})
