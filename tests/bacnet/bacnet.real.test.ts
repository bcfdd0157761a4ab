import { Status, statusName, type Value } from '@millrace/core'
import { type BrowseNode, bacnet, type DataType, type TagSpec, whoIs } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./device.py', import.meta.url)
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})
const rw = (id: number, address: string, type: DataType): TagSpec => tag(id, address, type, { access: 'rw' })

const table = new PeerTable('bacnet', 'BACpypes3 0.0.110')
let peer: PythonPeer
let device: Probe | undefined
beforeAll(async () => {
  peer = await startPythonPeer(script, ['0'])
})
afterEach(async () => {
  await device?.close()
})
afterAll(() => peer.stop())

const configOf = (more: object = {}) => ({
  host: '127.0.0.1',
  port: peer.port,
  device: 1234,
  timeoutMs: 2_000,
  ...more,
})

/** Connects and waits until each tag has been read once. */
async function read(tags: readonly TagSpec[], more: object = {}): Promise<Probe> {
  const seen = probe(bacnet, configOf(more), tags)
  device = seen
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

const properties: readonly [address: string, DataType, Value, status: number][] = [
  ['analog-input:1', 'float32', -42.5, Status.Good],
  ['ai:1.object-name', 'string', 'Supply air', Status.Good],
  ['ai:1.units', 'uint16', 62n, Status.Good],
  ['ai:1.status-flags', 'string', '0000', Status.Good],
  ['ai:1.out-of-service', 'bool', false, Status.Good],
  ['ai:1.object-identifier', 'string', 'analog-input:1', Status.Good],
  ['ai:2', 'float32', null, Status.BadSensorFailure],
  ['ai:3', 'float32', 99.5, Status.UncertainEngineeringUnitsExceeded],
  ['ai:4', 'float32', null, Status.BadOutOfService],
  ['analog-output:1', 'float64', 5, Status.Good],
  ['ao:1.priority-array[0]', 'uint8', 16n, Status.Good],
  ['ao:1.relinquish-default', 'float32', 5, Status.Good],
  ['binary-input:1', 'bool', true, Status.Good],
  ['bi:1', 'uint8', 1n, Status.Good],
  ['binary-value:1', 'bool', false, Status.Good],
  ['multi-state-value:1', 'uint16', 2n, Status.Good],
  ['characterstring-value:1', 'string', 'Straße 5', Status.Good],
  ['integer-value:1', 'int32', -123_456n, Status.Good],
  ['large-analog-value:1', 'float64', -2.718281828459e-200, Status.Good],
  ['device:1234.description', 'string', 'Kessel 7 °C', Status.Good],
  ['device:1234.object-list[1]', 'string', 'device:1234', Status.Good],
  ['ai:999', 'float32', null, Status.BadNodeIdUnknown],
  ['ai:1.high-limit', 'float32', null, Status.BadNodeIdUnknown],
  ['ai:1.setpoint', 'float32', null, Status.BadNodeIdUnknown],
  ['device:1234.object-list[999]', 'string', null, Status.BadNodeIdUnknown],
  ['device:1234.object-list', 'string', null, Status.BadTypeMismatch],
  ['ai:1', 'string', null, Status.BadTypeMismatch],
]

describe('what BACpypes3 serves arrives exactly, with its status', () => {
  test.each([1, 20, 100])('%i tags a request', async (maxItems) => {
    const { latest } = await read(
      properties.map(([address, type], i) => tag(i, address, type)),
      { maxItems },
    )
    for (const [i, [address, type, value, status]] of properties.entries()) {
      const seen = latest.get(i)!
      expect([address, seen.value, statusName(seen.status)]).toEqual([address, value, statusName(status)])
      if (maxItems === 20) table.add('read', type, address, value, statusName(status))
    }
  })

  test('sixty points in few requests', async () => {
    const tags = Array.from({ length: 60 }, (_, i) => tag(i, `ai:${100 + i}`, 'float32'))
    const seen = await read(tags)
    for (const { id } of tags) expect(seen.latest.get(id)).toMatchObject({ value: 100 + id, status: Status.Good })
    const { reads } = seen.supervisor.counters
    const before = seen.all.length
    await seen.until(() => seen.all.length >= before + 3 * tags.length)
    expect(seen.supervisor.counters.reads - reads).toBeLessThanOrEqual(4 * 4)
  })

  test('more than fits one answer in smaller parts', async () => {
    const tags = Array.from({ length: 60 }, (_, i) => tag(i, `ai:${100 + i}`, 'float32'))
    const { latest } = await read(tags, { maxItems: 60 })
    for (const { id } of tags) expect(latest.get(id)).toMatchObject({ value: 100 + id, status: Status.Good })
  })
})

describe('a command', () => {
  test('of every kind is read back and seen by BACpypes3', async () => {
    const writes: readonly [string, DataType, Value, string, string][] = [
      ['analog-output:1', 'float32', 62.5, 'analog-output 1 presentValue', '62.5'],
      ['binary-value:1', 'bool', true, 'binary-value 1 presentValue', 'active'],
      ['multi-state-value:1', 'uint16', 3n, 'multi-state-value 1 presentValue', '3'],
      ['device:1234.description', 'string', 'Kessel 8 °C', 'device 1234 description', 'Kessel 8 °C'],
    ]
    const { supervisor } = await read(writes.map(([address, type], i) => rw(i, address, type)))
    const results = await supervisor.write(writes.map(([, , value], i) => ({ tag: i, value, operation: `w${i}` })))
    for (const [i, [address, type, value, ask, held]] of writes.entries()) {
      expect([address, results[i]]).toEqual([address, { operation: `w${i}`, status: Status.Good, readBack: value }])
      table.add('write', type, address, value, 'Good')
      if (!held.includes(' ')) expect(await peer.ask(ask)).toBe(held)
    }
    const back: Value[] = [null, null, null, 'Kessel 7 °C']
    for (const [i, value] of back.entries()) {
      const [result] = await supervisor.write([{ tag: i, value, operation: `b${i}` }])
      expect(result!.status).toBe(Status.Good)
    }
  })

  test('stands at its priority until it is given back by null', async () => {
    const { supervisor } = await read([
      rw(1, 'analog-value:1', 'float32'),
      rw(2, 'analog-value:1@12', 'float32'),
      tag(3, 'analog-value:1.priority-array[8]', 'float32'),
    ])
    const write = async (id: number, value: Value, operation: string) =>
      (await supervisor.write([{ tag: id, value, operation }]))[0]
    expect(await write(2, 30, 'a')).toEqual({ operation: 'a', status: Status.Good, readBack: 30 })
    expect(await write(1, 25, 'b')).toEqual({ operation: 'b', status: Status.Good, readBack: 25 })
    expect(await write(2, 31, 'c')).toEqual({ operation: 'c', status: Status.Good, readBack: 25 })
    expect(await write(1, null, 'd')).toEqual({ operation: 'd', status: Status.Good, readBack: 31 })
    expect(await write(2, null, 'e')).toEqual({ operation: 'e', status: Status.Good, readBack: 20 })
    table.add('relinquish', 'float32', 'analog-value:1', null, 'Good')
  })

  test('that does not fit, or that BACpypes3 refuses, is told', async () => {
    const { supervisor } = await read([
      rw(1, 'ai:1', 'float32'),
      rw(2, 'multi-state-value:1', 'int16'),
      rw(3, 'ai:999', 'float32'),
      tag(4, 'ao:1', 'float32'),
      rw(5, 'ai:1.object-identifier', 'string'),
    ])
    const results = await supervisor.write([
      // An input is not commanded: nothing can be given back.
      { tag: 1, value: null, operation: 'a' },
      { tag: 2, value: -1, operation: 'b' },
      { tag: 3, value: 1, operation: 'c' },
      { tag: 4, value: 1, operation: 'd' },
      { tag: 5, value: 'x', operation: 'e' },
    ])
    expect(results.map(({ status }) => statusName(status))).toEqual([
      'BadDeviceFailure',
      'BadOutOfRange',
      'BadNodeIdUnknown',
      'BadNotWritable',
      'BadNotSupported',
    ])
    table.add('relinquish', 'float32', 'ai:1', null, 'BadDeviceFailure')
    table.add('write', 'float32', 'ai:999', 1, 'BadNodeIdUnknown')
  })
})

describe('the device', () => {
  test('is browsed page by page, with names, types and units', async () => {
    const { supervisor } = await read([tag(1, 'ai:1', 'float32')])
    const walk = async (limit: number): Promise<BrowseNode[]> => {
      const nodes: BrowseNode[] = []
      let cursor: string | undefined
      do {
        const page = await supervisor.browse(undefined, { limit, ...(cursor === undefined ? {} : { cursor }) })
        expect(page.nodes.length).toBeLessThanOrEqual(limit)
        nodes.push(...page.nodes)
        cursor = page.cursor
      } while (cursor !== undefined)
      return nodes
    }
    const nodes = await walk(7)
    expect(nodes).toEqual(await walk(1_000))
    expect(nodes).toHaveLength(75)
    expect(nodes).toContainEqual({
      address: 'analog-input:1',
      name: 'Supply air',
      kind: 'tag',
      type: 'float32',
      access: 'r',
      unit: 'Cel',
      hasChildren: false,
    })
    expect(nodes.find(({ name }) => name === 'Fan')).toMatchObject({
      address: 'binary-value:1',
      type: 'bool',
      access: 'rw',
    })
  })

  test('answers a scan of its address', async () => {
    const found = await whoIs({ host: '127.0.0.1', port: peer.port, waitMs: 500 }, AbortSignal.timeout(5_000))
    expect(found).toEqual([
      { instance: 1234, maxApdu: expect.any(Number), vendor: 999, host: '127.0.0.1', port: peer.port },
    ])
  })

  test('is not taken for another', async () => {
    const seen = probe(bacnet, configOf({ device: 4321 }), [tag(1, 'ai:1', 'float32')])
    device = seen
    await seen.until(() => seen.states.some(({ lastError }) => lastError !== undefined))
    expect(seen.states.find(({ lastError }) => lastError)!.lastError).toContain('bacnet.wrong_device')
  })
})

describe('BACpypes3 that is killed', () => {
  test('and started again twenty times is read each time; sockets and heap stay flat', async () => {
    let own = await startPythonPeer(script, ['0'])
    const { port } = own
    try {
      await survivesRestarts(bacnet, {
        config: { ...configOf(), port, timeoutMs: 500 },
        tags: [
          { tag: tag(1, 'ai:1', 'float32', { periodMs: 20 }), value: -42.5 },
          { tag: tag(2, 'ai:1.object-name', 'string', { periodMs: 20 }), value: 'Supply air' },
        ],
        kill: () => own.kill(),
        start: async () => {
          own = await startPythonPeer(script, [String(port)])
        },
      })
    } finally {
      await own.stop()
    }
  })
})

test('what was seen is what the table says', () => table.check())
