import { Status, statusName, type Value } from '@millrace/core'
import { type DataType, dlt645, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { serialPortTo } from '../peers/pty.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./server.py', import.meta.url)
const table = new PeerTable('dlt645', 'dlt645 3.2.0 (PyPI, MeterServerService over TCP)')
const configFor = (port: number, more: object = {}) => ({
  tcp: { host: '127.0.0.1', port },
  address: '000000000161',
  password: '02123456',
  timeoutMs: 500,
  quietMs: 100,
  turnaroundMs: 0,
  ...more,
})

let peer: PythonPeer
let device: Probe | undefined
beforeAll(async () => {
  peer = await startPythonPeer(script, ['0'])
})
afterEach(async () => {
  vi.restoreAllMocks()
  await device?.close()
})
afterAll(() => peer.stop())

const tag = (id: number, address: string, type: DataType, access: 'r' | 'rw' = 'r'): TagSpec => ({
  id,
  address,
  type,
  access,
  periodMs: 100,
})

async function read(tags: readonly TagSpec[], more: object = {}): Promise<Probe> {
  const seen = probe(dlt645, configFor(peer.port, more), tags)
  device = seen
  await seen.until(() =>
    tags.every(
      ({ id }) => (seen.latest.get(id)?.status ?? Status.BadWaitingForInitialData) !== Status.BadWaitingForInitialData,
    ),
  )
  return seen
}

const items: readonly [address: string, type: DataType, value: Value][] = [
  ['00-01-00-00', 'float64', 123_456.78],
  ['00-01-01-00', 'float64', 123_457.78],
  ['00-01-04-00', 'float64', 123_460.78],
  ['00-00-00-00', 'float64', -42.5],
  ['01-01-00-00', 'float64', 12.3456],
  ['01-01-00-00@time', 'string', '2026-11-27 04:35'],
  ['02-01-01-00', 'float64', 230.1],
  ['02-01-02-00', 'float64', 231.2],
  ['02-02-01-00', 'float64', -123.456],
  ['02-03-00-00', 'float64', -12.3456],
  ['02-04-00-00', 'float64', 1.5],
  ['02-06-00-00', 'float64', -0.987],
  ['02-07-01-00', 'float64', 120.5],
  ['02-80-00-02', 'float64', 49.98],
  ['02-80-00-07', 'float64', -12.5],
  ['04-00-01-01', 'string', '2026-11-27'],
  ['04-00-01-02', 'string', '04:34:59'],
  ['04-00-01-03', 'uint8', 15n],
  ['04-00-04-01', 'string', '000000000161'],
  ['04-00-04-09', 'uint32', 3_200n],
]

describe('a meter of the Python library dlt645', () => {
  test('is read in every format, beside an item that it does not have', async () => {
    const tags = items.map(([address, type], id) => tag(id, address, type))
    const { latest } = await read([
      ...tags,
      tag(99, '00-01-3F-01/-XXXXXX.XX', 'float64'),
      tag(98, '06-00-00-01/XX', 'uint8'),
    ])
    for (const [id, [address, type, value]] of items.entries()) {
      expect([address, latest.get(id)]).toMatchObject([address, { value, status: Status.Good }])
      table.add('read', type, address, value, statusName(latest.get(id)!.status))
    }
    expect(latest.get(98)!.value).toBeNull()
    table.add('refusal', 'uint8', '06-00-00-01/XX', null, statusName(latest.get(98)!.status))
  })

  test('is read by a wildcard address', async () => {
    // This library answers with the address that it was asked by, wildcards and all; a real meter puts its own.
    const seen = probe(dlt645, configFor(peer.port, { address: 'AAAAAAAAAAAA' }), [tag(1, '02-01-01-00', 'float64')])
    device = seen
    await seen.until(() => seen.states.some(({ state }) => state === 'backoff'))
    table.add(
      'refusal',
      'float64',
      'meter AAAAAAAAAAAA: 02-01-01-00',
      null,
      'an answer of "AAAAAAAAAAAA" is not believed',
    )
  })

  test('takes a write with the right password, and it is read back', async () => {
    const { supervisor } = await read([tag(1, '04-00-01-03', 'uint8', 'rw'), tag(2, '02-01-01-00', 'float64', 'rw')])
    const [done] = await supervisor.write([{ tag: 1, value: 30, operation: 'one' }])
    expect(done).toEqual({ operation: 'one', status: Status.Good, readBack: 30n })
    expect(await peer.ask('04000103')).toBe('30')
    table.add('write', 'uint8', '04-00-01-03', 30, 'Good, read back')
    const results = await supervisor.write([
      { tag: 1, value: 100, operation: 'two' },
      { tag: 1, value: 15, operation: 'three' },
    ])
    expect(results.map(({ status }) => status)).toEqual([Status.BadOutOfRange, Status.Good])
    expect(await peer.ask('04000103')).toBe('15')
  })

  test('refuses a write with a wrong password', async () => {
    const { supervisor } = await read([tag(1, '04-00-01-03', 'uint8', 'rw')], { password: '02654321' })
    const [refused] = await supervisor.write([{ tag: 1, value: 30, operation: 'wrong' }])
    expect(refused!.status).toBe(Status.BadNotWritable)
    expect(await peer.ask('04000103')).toBe('15')
    table.add('write', 'uint8', '04-00-01-03 (wrong password)', 30, statusName(refused!.status))
  })

  test('of another address yields no value', async () => {
    // A real meter would say nothing; this library answers for every address, with "another error".
    const { latest } = await read([tag(1, '02-01-01-00', 'float64')], { address: '000000000162' })
    expect(latest.get(1)).toMatchObject({ value: null, status: Status.BadUnexpectedError })
    table.add('refusal', 'float64', 'meter 000000000162: 02-01-01-00', null, statusName(latest.get(1)!.status))
  })

  test('what was seen is what the table says', () => table.check())
})

describe('a meter that is killed', () => {
  test('twenty times under load is read again each time; sockets and heap stay flat', async () => {
    let own = await startPythonPeer(script, ['0'])
    const { port } = own
    await survivesRestarts(dlt645, {
      config: configFor(port),
      tags: items.slice(0, 10).map(([address, type, value], id) => ({ tag: tag(id, address, type), value })),
      kill: () => own.kill(),
      start: async () => {
        own = await startPythonPeer(script, [String(port)])
      },
    })
    await own.stop()
  })
})

test('a meter on a serial port is read as one behind a serial server', async () => {
  const port = await serialPortTo(peer.port)
  const { tcp: _, ...more } = configFor(peer.port)
  const tags = [tag(1, '02-01-01-00', 'float64'), tag(2, '04-00-01-03', 'uint8', 'rw')]
  const seen = probe(dlt645, { ...more, serial: { path: port.near, baudRate: 9_600, parity: 'none' } }, tags)
  device = seen
  await seen.until(() => tags.every(({ id }) => seen.latest.get(id)?.status === Status.Good))
  expect(seen.latest.get(1)!.value).toBe(230.1)
  await seen.close()
  await port.unplug()
})
