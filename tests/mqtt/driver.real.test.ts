import { Status } from '@millrace/core'
import { type DataType, driverContract, mqtt, type TagSpec } from '@millrace/drivers'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Mosquitto, startMosquitto } from '../peers/mosquitto.ts'
import { PeerTable } from '../peers/peer-table.ts'
import { type Probe, probe } from '../peers/probe.ts'
import { expectFlat, footprint, RESTARTS } from '../peers/restarts.ts'

const tag = (id: number, address: string, type: DataType, more: Partial<TagSpec> = {}): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 100,
  ...more,
})

let broker: Mosquitto
let device: MqttClient
let seen: Probe | undefined
beforeAll(async () => {
  broker = await startMosquitto()
  device = await connectAsync(`mqtt://127.0.0.1:${broker.port}`)
})
afterEach(() => seen?.close())
afterAll(async () => {
  await device.endAsync(true)
  await broker.stop()
})

const url = (): string => `mqtt://127.0.0.1:${broker.port}`
async function listen(tags: readonly TagSpec[], config: object = {}): Promise<Probe> {
  seen = probe(mqtt, { url: url(), ...config }, tags)
  const own = seen
  await own.until(() => own.supervisor.state.state === 'online')
  return own
}
const say = (topic: string, payload: unknown, retain = false): Promise<unknown> =>
  device.publishAsync(
    topic,
    typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    {
      qos: 1,
      retain,
    },
  )

describe('what is published to Mosquitto arrives as it was said', () => {
  const cases: readonly [string, DataType, string | Buffer, unknown, number][] = [
    ['t', 'float64', '21.5', 21.5, Status.Good],
    ['t', 'float64', ' -1e3 ', -1000, Status.Good],
    ['t', 'int32', '42', 42n, Status.Good],
    ['t', 'int32', '42.5', null, Status.BadTypeMismatch],
    ['t', 'int64', '9007199254740993', 9_007_199_254_740_993n, Status.Good],
    ['t', 'bool', 'ON', true, Status.Good],
    ['t', 'bool', '0', false, Status.Good],
    ['t', 'bool', 'perhaps', null, Status.BadTypeMismatch],
    ['t', 'string', 'Kessel 7 °C', 'Kessel 7 °C', Status.Good],
    ['t', 'float64', '', null, Status.BadNoData],
    ['t', 'float64', 'NaN', null, Status.BadTypeMismatch],
    ['t', 'string', Buffer.from([0xff, 0xfe]), null, Status.BadDecodingError],
    ['t#$.a.b[1]', 'float64', '{"a":{"b":[1,2.5]}}', 2.5, Status.Good],
    ['t#$.a[-1]', 'int32', '{"a":[1,7]}', 7n, Status.Good],
    ["t#$['odd name']", 'bool', '{"odd name":true}', true, Status.Good],
    ['t#$.big', 'int64', '{"big":9007199254740993}', 9_007_199_254_740_993n, Status.Good],
    ['t#$.n', 'float32', '{"n":"21.5"}', 21.5, Status.Good],
    ['t#$.n', 'float64', '{"n":null}', null, Status.BadNoData],
    ['t#$.gone', 'float64', '{"n":1}', null, Status.BadNodeIdUnknown],
    ['t#$.n', 'float64', 'no JSON', null, Status.BadDecodingError],
    ['t#$.n', 'float64', '{"n":{"x":1}}', null, Status.BadTypeMismatch],
    ['t#$.n', 'string', '{"n":{"x":1}}', '{"x":1}', Status.Good],
    ['t#$.constructor', 'string', '{"n":1}', null, Status.BadNodeIdUnknown],
  ]
  test('each type, as text and within JSON', async () => {
    const table = new PeerTable('mqtt', 'Mosquitto 2.0 (Debian 12), published by MQTT.js')
    const tags = cases.map(([address, type], i) => tag(i, address.replace(/^t/, `values/${i}`), type))
    const { latest, until } = await listen(tags)
    for (const [i, [, , payload]] of cases.entries()) await say(`values/${i}`, payload)
    await until(
      () =>
        latest.size === cases.length &&
        [...latest.values()].every(({ status }) => status !== Status.BadWaitingForInitialData),
    )
    for (const [i, [address, type, payload, value, status]] of cases.entries()) {
      expect([payload, latest.get(i)], `${address} ${type}`).toMatchObject([payload, { value, status }])
      table.add(
        Buffer.isBuffer(payload) ? 'bytes ff fe' : JSON.stringify(payload),
        type,
        address,
        value,
        statusWord(status),
      )
    }
    await table.check()
  })

  test('a JSON nested without end is no value, and the next message is read', async () => {
    const { latest, until } = await listen([tag(1, 'deep#$.n', 'float64')])
    await say('deep', '['.repeat(200_000))
    await until(() => latest.get(1)?.status === Status.BadDecodingError)
    await say('deep', '{"n":1}')
    await until(() => latest.get(1)?.value === 1)
  })

  test('the time within the message is the source time', async () => {
    const { latest, until } = await listen([tag(1, 'timed#$.v', 'float64')], { timePath: '$.ts', timeFormat: 'ms' })
    await say('timed', { v: 5, ts: 1_700_000_000_123 })
    await until(() => latest.get(1)?.value === 5)
    expect(latest.get(1)!.time).toBe(1_700_000_000_123_000)
  })

  test('a value that the broker kept from before is uncertain, unless it says its time', async () => {
    await say('kept', { v: 1, ts: '2026-01-02T03:04:05Z' }, true)
    const plain = await listen([tag(1, 'kept#$.v', 'float64')])
    await plain.until(() => plain.latest.get(1)?.value === 1)
    expect(plain.latest.get(1)!.status).toBe(Status.UncertainInitialValue)
    await plain.close()
    const timed = await listen([tag(1, 'kept#$.v', 'float64')], { timePath: '$.ts' })
    await timed.until(() => timed.latest.get(1)?.status === Status.UncertainInitialValue)
    expect(timed.all.filter(({ value }) => value === 1)).toMatchObject([
      { status: Status.Good, time: Date.UTC(2026, 0, 2, 3, 4, 5) * 1_000 },
      { status: Status.UncertainInitialValue },
    ])
  })

  test('every message is kept, in order, also many at once', async () => {
    const { all, until } = await listen([tag(1, 'many', 'int32')])
    await Promise.all(Array.from({ length: 5_000 }, (_, i) => say('many', String(i))))
    await until(() => all.filter(({ status }) => status === Status.Good).length === 5_000)
    expect(all.filter(({ status }) => status === Status.Good).map(({ value }) => Number(value))).toEqual(
      Array.from({ length: 5_000 }, (_, i) => i),
    )
  })
})

describe('writes', () => {
  test('go to the topic that the connection names, in its form, and are read back', async () => {
    await device.subscribeAsync('press/limit/set')
    device.on('message', (topic, payload) => {
      if (topic === 'press/limit/set') void say('press/limit', JSON.parse(payload.toString()))
    })
    const { supervisor } = await listen([tag(1, 'press/limit#$.v', 'float64', { access: 'rw' })], {
      writeTopic: '{topic}/set',
      writePayload: '{"v":{value}}',
    })
    const [result] = await supervisor.write([{ tag: 1, value: 7.25, operation: 'a' }])
    expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 7.25 })
    const [unfit] = await supervisor.write([{ tag: 1, value: 'high', operation: 'b' }])
    expect(unfit).toMatchObject({ status: Status.BadTypeMismatch })
  })

  test('without a topic are refused', async () => {
    const { supervisor } = await listen([tag(1, 'press/limit', 'float64', { access: 'rw' })])
    const [result] = await supervisor.write([{ tag: 1, value: 7, operation: 'a' }])
    expect(result).toMatchObject({ status: Status.BadNotWritable })
  })
})

test('a broker that wants a password says why it ends the connection', async () => {
  const guarded = await startMosquitto(['allow_anonymous false'])
  const own = probe(mqtt, { url: `mqtt://127.0.0.1:${guarded.port}`, password: 'secret-word', username: 'u' }, [
    tag(1, 't', 'float64'),
  ])
  await own.until(() => own.states.some(({ state }) => state === 'backoff'))
  const said = own.states.map(({ lastError }) => lastError ?? '').join()
  expect(said).toContain('ot authorized')
  expect(said).not.toContain('secret-word')
  await own.close()
  await guarded.stop()
})

test('a broker that is killed 20 times under load is heard again each time; sockets and heap stay flat', {
  timeout: 120_000,
}, async () => {
  const own = await startMosquitto()
  seen = probe(mqtt, { url: `mqtt://127.0.0.1:${own.port}` }, [tag(1, 'load', 'int32')])
  const { latest, until, all, close } = seen
  let count = 0
  const speaker = await connectAsync(`mqtt://127.0.0.1:${own.port}`, { reconnectPeriod: 20 })
  speaker.on('error', () => {})
  const timer = setInterval(() => speaker.connected && speaker.publish('load', String(count++)), 2)
  await until(() => latest.get(1)?.status === Status.Good)
  let settled = await footprint()
  for (let round = 0; round < RESTARTS; round++) {
    await own.kill()
    await until(() => latest.get(1)?.status !== Status.Good)
    await own.start()
    await until(() => latest.get(1)?.status === Status.Good)
    if (round === 1) settled = await footprint()
  }
  clearInterval(timer)
  const good = all.filter(({ status }) => status === Status.Good).map(({ value }) => Number(value))
  expect(good.every((value, i) => i === 0 || value > good[i - 1]!)).toBe(true)
  seen.forget()
  await expectFlat(settled)
  await close()
  await speaker.endAsync(true)
  await own.stop()
})

describe('the MQTT driver keeps the contract, against Mosquitto', () => {
  const sentences = driverContract({
    factory: mqtt,
    configFor: (port) => ({ url: `mqtt://127.0.0.1:${port}`, writeTopic: '{topic}/set', keepaliveS: 1 }),
    async device() {
      const peer = await startMosquitto()
      let limit = 5
      let count = 0
      const machine = await connectAsync(`mqtt://127.0.0.1:${peer.port}`, { reconnectPeriod: 20 })
      machine.on('error', () => {})
      machine.on('connect', () => machine.subscribe('limit/set'))
      machine.subscribe('limit/set')
      machine.on('message', (_, payload) => {
        limit = Number(payload.toString())
      })
      const timer = setInterval(() => {
        if (!machine.connected) return
        machine.publish('ramp', String(count++))
        machine.publish('steady/a', '17')
        machine.publish('steady/b', '{"v":2.5}')
        machine.publish('limit', String(limit))
      }, 30)
      return {
        port: peer.port,
        readable: tag(1, 'ramp', 'int32'),
        steady: [
          { tag: tag(2, 'steady/a', 'int32'), value: 17n },
          { tag: tag(3, 'steady/b#$.v', 'float64'), value: 2.5 },
        ],
        writable: { tag: tag(4, 'limit', 'float64', { access: 'rw' }), value: 21.5 },
        held: () => limit,
        stop: () => peer.kill(),
        start: () => peer.start(),
        async close() {
          clearInterval(timer)
          await machine.endAsync(true)
          await peer.stop()
        },
      }
    },
    malformedAddress: 'plant/+/x',
    cycles: 100,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})

function statusWord(status: number): string {
  return Object.entries(Status).find(([, code]) => code === status)?.[0] ?? String(status)
}
