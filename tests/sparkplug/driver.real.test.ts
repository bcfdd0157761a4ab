import { Status, type Value } from '@millrace/core'
import { type DataType, driverContract, sparkplug, type TagSpec } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Mosquitto, startMosquitto } from '../peers/mosquitto.ts'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'
import { survivesRestarts } from '../peers/restarts.ts'

const script = new URL('./server.py', import.meta.url)
const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})

let broker: Mosquitto
let node: PythonPeer
let seen: Probe | undefined
beforeAll(async () => {
  broker = await startMosquitto()
  node = await startPythonPeer(script, [String(broker.port)])
})
afterEach(() => seen?.close())
afterAll(async () => {
  await node.stop()
  await broker.stop()
})

const config = (port = broker.port) => ({ url: `mqtt://127.0.0.1:${port}`, group: 'works', node: 'line' })
const listen = (tags: readonly TagSpec[]): Probe => {
  seen = probe(sparkplug, config(), tags)
  return seen
}
const types: readonly [string, DataType, Value][] = [
  ['Int8', 'int8', -100n],
  ['Int16', 'int16', -12_345n],
  ['Int32', 'int32', -1_234_567_890n],
  ['Int64', 'int64', -1_234_567_890_123_456_789n],
  ['UInt8', 'uint8', 200n],
  ['UInt16', 'uint16', 54_321n],
  ['UInt32', 'uint32', 4_023_456_789n],
  ['UInt64', 'uint64', 9_123_456_789_012_345_678n],
  ['Float', 'float32', -1234.5],
  ['Double', 'float64', -2.718281828459e-200],
  ['Boolean', 'bool', true],
  ['String', 'string', 'Kessel 7 °C'],
]

describe('an edge node of pysparkplug', () => {
  test('is asked for its birth, and every type arrives exactly', async () => {
    const table = new PeerTable('sparkplug', 'pysparkplug 0.6.1 through Mosquitto 2.0 (Debian 12)')
    const tags = types.map(([name, type], i) => tag(i, `press:Types/${name}`, type))
    const { latest, until } = listen([
      ...tags,
      tag(50, 'press:Types/None', 'float64'),
      tag(51, 'press:Types/Int32', 'string'),
    ])
    await until(() => [...latest.values()].filter(({ status }) => status === Status.Good).length === types.length)
    for (const [i, [name, type, value]] of types.entries()) {
      expect([name, latest.get(i)]).toMatchObject([name, { value, status: Status.Good }])
      table.add('read', type, `press:Types/${name}`, value, 'Good')
    }
    expect(latest.get(50)).toMatchObject({ value: null, status: Status.BadNodeIdUnknown })
    expect(latest.get(51)).toMatchObject({ value: null, status: Status.BadTypeMismatch })
    table.add('read', 'float64', 'press:Types/None', null, 'BadNodeIdUnknown')
    table.add('read', 'string', 'press:Types/Int32', null, 'BadTypeMismatch')
    await table.check()
  })

  test('every change arrives once and in order, with the time of the node', async () => {
    const { all, until } = listen([tag(1, 'Ramp', 'int64')])
    const good = (): number[] => all.filter(({ status }) => status === Status.Good).map(({ value }) => Number(value))
    await until(() => good().length > 30)
    const values = good()
    // The birth tells the last value once more.
    expect(values.slice(1).every((value, i) => value === values[i]! + 1 || i === 0)).toBe(true)
    expect(Math.abs(all.at(-1)!.time / 1_000 - Date.now())).toBeLessThan(5_000)
  })

  test('is written to, and says what it holds', async () => {
    const { supervisor, until, latest } = listen([tag(1, 'press:Limit', 'float64', { access: 'rw' })])
    await until(() => latest.get(1)?.status === Status.Good)
    const [result] = await supervisor.write([{ tag: 1, value: 7.25, operation: 'w' }])
    expect(result).toEqual({ operation: 'w', status: Status.Good, readBack: 7.25 })
    expect(Number(await node.ask('held'))).toBe(7.25)
  })

  test('is browsed: devices, and the metrics of each', async () => {
    const { supervisor, until, latest } = listen([tag(1, 'press:Limit', 'float64')])
    await until(() => latest.get(1)?.status === Status.Good)
    const { nodes } = await supervisor.browse(undefined, { limit: 50 })
    expect(nodes.map(({ address, kind }) => `${kind} ${address}`)).toEqual(
      expect.arrayContaining(['folder press', 'tag Ramp']),
    )
    const { nodes: metrics } = await supervisor.browse('press', { limit: 50 })
    expect(metrics).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: 'press:Types/Int8', type: 'int8' })]),
    )
  })

  test('that is killed leaves its last values uncertain; back again, it is heard', { timeout: 60_000 }, async () => {
    const { until, latest } = listen([tag(1, 'Ramp', 'int64'), tag(2, 'press:Types/Int8', 'int8')])
    await until(() => latest.get(2)?.status === Status.Good)
    await node.kill()
    await until(() => latest.get(2)?.status === Status.UncertainNoCommunicationLastUsableValue)
    expect(latest.get(2)!.value).toBe(-100n)
    node = await startPythonPeer(script, [String(broker.port)])
    await until(() => latest.get(2)?.status === Status.Good && latest.get(1)?.status === Status.Good)
  })

  test('a device that leaves takes its metrics along, the node stays', async () => {
    const { until, latest } = listen([tag(1, 'Ramp', 'int64'), tag(2, 'press:Types/Int8', 'int8')])
    await until(() => latest.get(2)?.status === Status.Good)
    await node.ask('leave')
    await until(() => latest.get(2)?.status === Status.UncertainNoCommunicationLastUsableValue)
    expect(latest.get(1)!.status).toBe(Status.Good)
  })
})

test('a broker that is killed twenty times under load, its node with it: heard again, sockets and heap stay flat', {
  timeout: 180_000,
}, async () => {
  const own = await startMosquitto()
  let peer = await startPythonPeer(script, [String(own.port)])
  await survivesRestarts(sparkplug, {
    config: config(own.port),
    tags: [
      { tag: tag(0, 'Ramp', 'int64') },
      ...types.map(([name, type, value], i) => ({ tag: tag(i + 1, `press:Types/${name}`, type), value })),
    ],
    kill: async () => {
      await own.kill()
      await peer.kill()
    },
    start: async () => {
      await own.start()
      peer = await startPythonPeer(script, [String(own.port)])
    },
  })
  await peer.stop()
  await own.stop()
})

describe('the Sparkplug driver keeps the contract, against pysparkplug and Mosquitto', () => {
  const sentences = driverContract({
    factory: sparkplug,
    configFor: (port) => ({ ...config(port), keepaliveS: 1 }),
    async device() {
      const own = await startMosquitto()
      let peer = await startPythonPeer(script, [String(own.port)])
      return {
        port: own.port,
        readable: tag(1, 'Ramp', 'int64'),
        steady: [
          { tag: tag(2, 'press:Types/Int8', 'int8'), value: -100n },
          { tag: tag(3, 'press:Types/Double', 'float64'), value: -2.718281828459e-200 },
        ],
        writable: { tag: tag(4, 'press:Limit', 'float64', { access: 'rw' }), value: 21.5 },
        held: async () => Number(await peer.ask('held')),
        async stop() {
          await own.kill()
          await peer.kill()
        },
        async start() {
          await own.start()
          peer = await startPythonPeer(script, [String(own.port)])
        },
        async close() {
          await peer.stop()
          await own.stop()
        },
      }
    },
    malformedAddress: 'pr+ess:Limit',
    cycles: 50,
    cuts: [11],
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
