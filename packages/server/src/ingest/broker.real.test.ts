import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectSocket, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, Status, silentLog, statusName, systemClock, valueAt } from '@millrace/core'
import { decodePayload, decodeStored, encodePayload, type Metric, SparkplugType } from '@millrace/wire'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLatestValues, type LatestValues } from '../live/latest.ts'
import { FakeCredentials, FakeDevices, FakeDirectory, FakeHistory, fakeTenant, unlimited } from './fakes.ts'
import { createIngest, type Ingest, type RefusalReason } from './index.ts'

let folder: string
let ingest: Ingest
let history: FakeHistory
let directory: FakeDirectory
let devices: FakeDevices
let latest: LatestValues
const clients: MqttClient[] = []
const sockets: Socket[] = []

async function begin(clock = systemClock): Promise<void> {
  history = new FakeHistory()
  directory = new FakeDirectory()
  devices = new FakeDevices()
  latest = createLatestValues(clock)
  ingest = await createIngest({
    journal: join(folder, 'journal'),
    history,
    directory,
    devices,
    watch: { rogue: () => undefined },
    latest,
    quota: unlimited,
    clock,
    log: silentLog,
    credentials: new FakeCredentials()
      .device('meter')
      .device('neighbour')
      .edge('plant', 'line1')
      .edge('plant', 'line2'),
    mqtt: { host: '127.0.0.1', port: 0 },
  })
  await ingest.recover()
  await ingest.start()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-'))
  await begin()
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const client of clients.splice(0)) await client.endAsync(true)
  await ingest.close()
  rmSync(folder, { recursive: true })
})

async function join_(username: string, more: IClientOptions = {}): Promise<MqttClient> {
  const client = await connectAsync(
    `mqtt://127.0.0.1:${ingest.port}`,
    { username, password: 'secret', reconnectPeriod: 0, protocolVersion: 4, ...more },
    false,
  )
  clients.push(client)
  client.on('error', () => undefined)
  return client
}

function raw(...chunks: Uint8Array[]): Socket {
  const socket = connectSocket(ingest.port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  socket.resume()
  for (const chunk of chunks) socket.write(chunk)
  return socket
}

const text = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
}
const sized = (first: number, body: Buffer): Buffer => {
  const length: number[] = []
  for (let rest = body.length; ; ) {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    length.push(rest > 0 ? low | 128 : low)
    if (rest === 0) break
  }
  return Buffer.concat([Buffer.from([first, ...length]), body])
}
const connectFrame = (username = 'meter', { name = 'MQTT', level = 4, keepalive = 60, flags = 0xc2 } = {}): Buffer =>
  sized(
    0x10,
    Buffer.concat([
      text(name),
      Buffer.from([level, flags, keepalive >> 8, keepalive & 255]),
      text(`raw-${username}`),
      text(username),
      text('secret'),
    ]),
  )
const publishFrame = (topic: string | Buffer, payload: string | Buffer, first = 0x30): Buffer =>
  sized(first, Buffer.concat([text(topic), Buffer.from(payload)]))
const welcomed = (socket: Socket): Promise<Buffer> => new Promise((resolve) => socket.once('data', resolve))
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())))
const count = (reason: RefusalReason): number => ingest.counters().refusals.get(reason) ?? -1
const valuesOf = async (key: string): Promise<unknown[]> => {
  const batch = await history.raw({ series: [directory.of(key)] })
  return Array.from({ length: batch.length }, (_, i) => valueAt(batch, i))
}

const now = Date.now()
const birthMetrics: Metric[] = [
  { name: 'bdSeq', datatype: SparkplugType.Int64, value: 0n },
  { name: 'temperature', alias: 1, datatype: SparkplugType.Double, value: 20, timestamp: now },
  { name: 'running', alias: 2, datatype: SparkplugType.Boolean, value: true, timestamp: now },
  { name: 'count', alias: 3, datatype: SparkplugType.Int64, value: 5n, timestamp: now },
  { name: 'state', alias: 4, datatype: SparkplugType.String, value: 'idle', timestamp: now },
]
const topicOf = (type: string, node = 'line1', device?: string): string =>
  `spBv1.0/plant/${type}/${node}${device ? `/${device}` : ''}`
const will = {
  topic: topicOf('NDEATH'),
  payload: Buffer.from(encodePayload({ metrics: [{ name: 'bdSeq', datatype: SparkplugType.Int64, value: 0n }] })),
  qos: 1 as const,
  retain: false,
}

async function bornNode(
  metrics = birthMetrics,
): Promise<{ client: MqttClient; send: (type: string, payload: Uint8Array) => Promise<unknown> }> {
  const client = await join_('plant.line1', { will })
  const send = (type: string, payload: Uint8Array): Promise<unknown> =>
    client.publishAsync(topicOf(type), Buffer.from(payload), { qos: 0 })
  await send('NBIRTH', encodePayload({ timestamp: now, seq: 0, metrics }))
  return { client, send }
}
let seq = 0
const data = (metrics: Metric[], position?: number): Uint8Array =>
  encodePayload({
    timestamp: now + ++seq,
    seq: seq % 256,
    metrics,
    ...(position === undefined ? {} : { millrace: { position } }),
  })
beforeEach(() => {
  seq = 0
})

/** A neighbour whose value must arrive after whatever was done. */
async function neighbourIsUnharmed(): Promise<void> {
  const client = await join_('neighbour')
  const value = Math.random()
  await client.publishAsync('v1/neighbour/telemetry', JSON.stringify({ value }), { qos: 1 })
  expect(await valuesOf('//neighbour:value')).toContain(value)
}

test('JSON of a device is in the history when PUBACK arrives', async () => {
  const client = await join_('meter')
  await client.publishAsync('v1/meter/telemetry', '{"power":12.5,"on":true,"mode":"eco"}', { qos: 1 })
  await client.publishAsync('v1/meter/telemetry', '{"time":"2026-01-01T00:00:00Z","values":{"power":13}}', { qos: 1 })
  expect(await valuesOf('//meter:power')).toEqual([13, 12.5])
  expect(await valuesOf('//meter:on')).toEqual([true])
  expect(await valuesOf('//meter:mode')).toEqual(['eco'])
  expect(latest.read(fakeTenant, [directory.of('//meter:power')]).double[0]).toBe(12.5)
})

test('QoS 0, 1 and 2 each bring every message once, in order', async () => {
  const client = await join_('meter')
  const all: number[] = []
  for (const qos of [0, 1, 2] as const) {
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        all.push(qos * 1000 + i)
        return client.publishAsync('v1/meter/telemetry', `{"n":${qos * 1000 + i}}`, { qos })
      }),
    )
  }
  await expect.poll(() => valuesOf('//meter:n')).toEqual(all)
})

test('telemetry by HTTP is durable when it resolves, and refused by name', async () => {
  const sender = { tenant: fakeTenant, credential: 'meter', speaks: { as: 'device' as const, name: 'meter' } }
  await ingest.acceptTelemetry(
    sender,
    Buffer.from('[{"time":1700000000000,"values":{"a":1}},{"time":1700000001000,"values":{"a":2}}]'),
  )
  expect(await valuesOf('//meter:a')).toEqual([1, 2])
  await expect(ingest.acceptTelemetry(sender, Buffer.from('{"a":"text"}'))).rejects.toMatchObject({
    code: 'ingest.refused',
    facts: { reason: 'type_mismatch' },
  })
})

test('a Sparkplug node is born, delivers, and dies', async () => {
  const { client, send } = await bornNode()
  await send(
    'NDATA',
    data([
      { alias: 1, timestamp: now + 1, value: 21.5 },
      { alias: 3, timestamp: now + 1, value: 6n },
    ]),
  )
  await expect.poll(() => valuesOf('plant/line1/:temperature')).toEqual([20, 21.5])
  expect(await valuesOf('plant/line1/:count')).toEqual([5n, 6n])
  expect(devices.last('plant/line1/')).toMatchObject({ state: 'online' })
  client.stream.destroy()
  await expect.poll(() => devices.last('plant/line1/').state).toBe('offline')
  const held = latest.read(fakeTenant, [directory.of('plant/line1/:temperature')])
  expect([valueAt(held, 0), statusName(held.status[0] as number)]).toEqual([
    21.5,
    'UncertainNoCommunicationLastUsableValue',
  ])
  expect(await valuesOf('plant/line1/:temperature')).toEqual([20, 21.5])
})

const stream = '0190a000-0000-7000-8000-00000000abcd'
const positioned: Metric[] = [
  ...birthMetrics,
  { name: 'Millrace/Stream', datatype: SparkplugType.String, value: stream },
  { name: 'Millrace/Floor', datatype: SparkplugType.UInt64, value: 0n },
]

test('a record sent twice is taken once, and the edge hears what is stored', async () => {
  const heard: string[] = []
  const listener = await join_('plant.line1', { clientId: 'ears' })
  listener.on('message', (_topic, payload) => {
    for (const { name, value } of decodePayload(payload).metrics) {
      if (name === 'Millrace/Stored') heard.push(JSON.stringify(decodeStored(value as Uint8Array).intervals))
    }
  })
  await listener.subscribeAsync(topicOf('NCMD'))
  const { send } = await bornNode(positioned)
  for (const position of [10, 11, 11, 10, 14])
    await send('NDATA', data([{ alias: 1, timestamp: now + position, value: position }], position))
  await expect.poll(() => valuesOf('plant/line1/:temperature')).toEqual([10, 11, 14])
  expect(ingest.counters().duplicates).toBe(2)
  await expect.poll(() => heard.at(-1)).toBe('[{"from":10,"to":12},{"from":14,"to":15}]')
  expect(heard[0]).toBe('[]')
})

test('what was stored before a restart is still a duplicate after it, and the values are all there', async () => {
  const { send } = await bornNode(positioned)
  for (const position of [1, 2, 3])
    await send('NDATA', data([{ alias: 1, timestamp: now + position, value: position }], position))
  await expect.poll(() => ingest.counters().values).toBe(3)
  for (const client of clients.splice(0)) await client.endAsync(true)
  await ingest.close()
  await begin()
  expect(history.appended).toBe(3)
  const again = await bornNode(positioned)
  seq = 0
  for (const position of [2, 3, 4])
    await again.send('NDATA', data([{ alias: 1, timestamp: now + position, value: position }], position))
  await expect.poll(() => valuesOf('plant/line1/:temperature')).toEqual([1, 2, 3, 4])
  expect(ingest.counters().duplicates).toBe(2)
})

test('data that comes while a birth is being numbered waits, in order', async () => {
  const gate = Promise.withResolvers<void>()
  directory.gate = gate.promise
  const { send } = await bornNode()
  for (let i = 1; i <= 20; i++) await send('NDATA', data([{ alias: 1, timestamp: now + i, value: i }]))
  gate.resolve()
  await expect.poll(async () => (await valuesOf('plant/line1/:temperature')).length).toBe(21)
  expect(count('before_birth')).toBe(0)
})

test('data before a birth asks for rebirth', async () => {
  const client = await join_('plant.line1')
  const asked = new Promise((resolve) =>
    client.once('message', (_topic, payload) => resolve(decodePayload(payload).metrics[0]?.name)),
  )
  await client.subscribeAsync(topicOf('NCMD'))
  await client.publishAsync(topicOf('NDATA'), Buffer.from(data([{ alias: 1, value: 1 }])))
  expect(await asked).toBe('Node Control/Rebirth')
  expect(count('before_birth')).toBe(1)
})

test('the host says online while it runs, retained', async () => {
  const client = await join_('plant.line1')
  const state = new Promise<string>((resolve) =>
    client.once('message', (_topic, payload) => resolve(payload.toString())),
  )
  await client.subscribeAsync('spBv1.0/STATE/millrace', { qos: 1 })
  expect(JSON.parse(await state)).toMatchObject({ online: true })
})

// Acceptance 8: malformed input, each with its named reason.
const asDevice: [says: string, topic: string, payload: string | Buffer, reason: RefusalReason][] = [
  ['an empty payload', 'v1/meter/telemetry', '', 'empty_payload'],
  ['JSON that breaks off', 'v1/meter/telemetry', '{"a":1', 'malformed_payload'],
  ['deep JSON', 'v1/meter/telemetry', `{"a":${'['.repeat(100_000)}`, 'depth'],
  ['a key that reaches for the prototype', 'v1/meter/telemetry', '{"__proto__":1}', 'reserved_key'],
  ['a key twice', 'v1/meter/telemetry', '{"a":1,"a":2}', 'duplicate_key'],
  ['NaN in JSON', 'v1/meter/telemetry', '{"a":NaN}', 'nan_in_json'],
  ['an integer beyond 2^53', 'v1/meter/telemetry', '{"a":9007199254740993}', 'inexact_integer'],
  ['a value of another type', 'v1/meter/telemetry', '{"known":"text"}', 'type_mismatch'],
  ['a huge string', 'v1/meter/telemetry', `{"a":"${'x'.repeat(100_000)}"}`, 'string_too_long'],
  [
    'invalid UTF-8 in a payload',
    'v1/meter/telemetry',
    Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    'invalid_utf8',
  ],
  ['a time in the far future', 'v1/meter/telemetry', '{"time":"2199-01-01T00:00:00Z","values":{"a":1}}', 'future_time'],
  ['a time before clocks were set', 'v1/meter/telemetry', '{"time":0,"values":{"a":1}}', 'time_out_of_range'],
  [
    'more keys than a device may have',
    'v1/meter/telemetry',
    `{${Array.from({ length: 1001 }, (_, i) => `"k${i}":1`).join()}}`,
    'too_many_keys',
  ],
]

test.each(asDevice)(
  '%s is refused, acknowledged and counted; the link stays',
  async (_says, topic, payload, reason) => {
    const client = await join_('meter')
    await client.publishAsync('v1/meter/telemetry', '{"known":1}', { qos: 1 })
    await client.publishAsync(topic, payload, { qos: 1 })
    expect(count(reason)).toBe(1)
    await client.publishAsync('v1/meter/telemetry', '{"known":2}', { qos: 1 })
    expect(await valuesOf('//meter:known')).toEqual([1, 2])
    await expect.poll(() => devices.last('//meter').lastError ?? '').toContain(reason)
    await neighbourIsUnharmed()
  },
)

test('a connection holds a bounded number of subscriptions', async () => {
  const client = await join_('meter')
  const granted = (filter: string) => client.subscribeAsync(filter).catch(() => 'refused')
  for (let i = 0; i < 64; i++) expect(await granted(`v1/meter/${i}`)).not.toBe('refused')
  expect(await granted('v1/meter/64')).toBe('refused')
  // What it holds already may be asked for again.
  expect(await granted('v1/meter/3')).not.toBe('refused')
  expect(count('too_many_subscriptions')).toBe(1)
})

test('a retained value is not kept to poison later subscribers', async () => {
  const client = await join_('meter')
  await client.publishAsync('v1/meter/telemetry', '{"a":1}', { qos: 1, retain: true })
  expect(count('retain_not_allowed')).toBe(1)
  const messages: string[] = []
  client.on('message', (topic) => messages.push(topic))
  await client.subscribeAsync('v1/meter/telemetry')
  await neighbourIsUnharmed()
  expect(messages).toEqual([])
})

const closing: [says: string, username: string, frame: Buffer, reason: RefusalReason][] = [
  ["another device's topic", 'meter', publishFrame('v1/neighbour/telemetry', '{"value":666}'), 'not_authorised_topic'],
  ["another node's topic", 'plant.line1', publishFrame(topicOf('NDATA', 'line2'), ''), 'not_authorised_topic'],
  ['a command by an edge node', 'plant.line1', publishFrame(topicOf('NCMD'), ''), 'not_authorised_topic'],
  [
    'a spoofed STATE',
    'plant.line1',
    publishFrame('spBv1.0/STATE/millrace', '{"online":false,"timestamp":9999999999999}', 0x31),
    'not_authorised_topic',
  ],
  ['a $SYS topic', 'meter', publishFrame('$SYS/broker/new/clients', 'x'), 'not_authorised_topic'],
  ['a wildcard in a topic', 'meter', publishFrame('v1/+/telemetry', '{}'), 'malformed_topic'],
  ['topic injection by path', 'meter', publishFrame('v1/meter/../neighbour/telemetry', '{}'), 'unknown_topic'],
  ['a topic of 1,000 levels', 'plant.line1', publishFrame(`spBv1.0${'/x'.repeat(1000)}`, ''), 'malformed_topic'],
  ['invalid UTF-8 in a topic', 'meter', publishFrame(Buffer.from([0x76, 0x31, 0xff, 0xfe]), '{}'), 'invalid_utf8'],
  ['a message of 10 MB', 'plant.line1', publishFrame(topicOf('NDATA'), Buffer.alloc(10_000_000)), 'too_large'],
  ['an announced length of 256 MB', 'meter', Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]), 'too_large'],
  ['a length that does not end', 'meter', Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x80]), 'protocol_violation'],
  ['QoS 3', 'meter', publishFrame('v1/meter/telemetry', '{}', 0x36), 'protocol_violation'],
  ['a topic longer than its packet', 'meter', sized(0x30, Buffer.from([0xff, 0xff, 0x61])), 'protocol_violation'],
  ['a second CONNECT', 'meter', connectFrame(), 'protocol_violation'],
  ['a packet of a reserved type', 'meter', Buffer.from([0xf0, 0]), 'protocol_violation'],
]

test.each(closing)('%s closes the link and is counted', async (_says, username, frame, reason) => {
  const socket = raw(connectFrame(username))
  await welcomed(socket)
  const gone = closed(socket)
  socket.write(frame)
  await gone
  expect(count(reason)).toBe(1)
  await neighbourIsUnharmed()
})

const strangers: [says: string, chunks: Buffer[], reason: RefusalReason][] = [
  ['a PUBLISH before CONNECT', [publishFrame('v1/meter/telemetry', '{}')], 'not_connected'],
  ['an HTTP request', [Buffer.from('GET / HTTP/1.1\r\nHost: millrace\r\n\r\n')], 'not_connected'],
  ['a CONNECT of another protocol', [connectFrame('meter', { name: 'AMQP' })], 'unsupported_protocol'],
  ['a CONNECT of MQTT 5', [connectFrame('meter', { level: 5 })], 'unsupported_protocol'],
  ['a CONNECT with the reserved flag', [connectFrame('meter', { flags: 0xc3 })], 'protocol_violation'],
  ['an unknown credential', [connectFrame('nobody')], 'bad_credentials'],
  ['a CONNECT of 1 MB', [sized(0x10, Buffer.alloc(1_000_000))], 'too_large'],
]

test.each(strangers)('%s is turned away and counted', async (_says, chunks, reason) => {
  await closed(raw(...chunks))
  expect(count(reason)).toBe(1)
  await neighbourIsUnharmed()
})

test('a last will on the topic of another node is turned away', async () => {
  await expect(join_('plant.line1', { will: { ...will, topic: topicOf('NDEATH', 'line2') } })).rejects.toThrow(
    /not authorized/i,
  )
  await expect(join_('plant.line1', { will: { ...will, retain: true } })).rejects.toThrow(/not authorized/i)
  expect(count('will_not_allowed')).toBe(2)
})

test('a subscription to what others send is refused', async () => {
  const client = await join_('meter')
  for (const filter of ['#', 'v1/neighbour/telemetry', 'spBv1.0/#', '$SYS/#']) {
    await client.subscribeAsync(filter).catch(() => undefined)
  }
  expect(count('not_authorised_topic')).toBe(4)
})

test('one device cannot push another out by its client id', async () => {
  const first = await join_('neighbour', { clientId: 'same' })
  await join_('meter', { clientId: 'same' })
  await first.publishAsync('v1/neighbour/telemetry', '{"value":1}', { qos: 1 })
  expect(await valuesOf('//neighbour:value')).toEqual([1])
})

const payloads: [says: string, payload: () => Uint8Array, reason: RefusalReason][] = [
  ['broken protobuf', () => Buffer.from([0x12, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3]), 'malformed_payload'],
  [
    'random bytes',
    () => Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 7919 + 13) % 256)),
    'malformed_payload',
  ],
  ['an unknown alias', () => data([{ alias: 77, timestamp: now, value: 1 }]), 'unknown_alias'],
  ['an alias beyond any', () => data([{ alias: Number.MAX_SAFE_INTEGER, timestamp: now, value: 1 }]), 'unknown_alias'],
  [
    'a value of another type than its birth',
    () => data([{ alias: 1, timestamp: now, datatype: SparkplugType.String, value: 'hot' }]),
    'type_mismatch',
  ],
  [
    'NaN',
    () => data([{ alias: 1, timestamp: now + 1, datatype: SparkplugType.Double, value: Number.NaN }]),
    'nan_value',
  ],
  [
    'a time in the far future',
    () => data([{ alias: 1, timestamp: now * 3, datatype: SparkplugType.Double, value: 1 }]),
    'future_time',
  ],
  [
    'a time beyond 2^53',
    () => data([{ alias: 1, timestamp: 2 ** 52, datatype: SparkplugType.Double, value: 1 }]),
    'time_out_of_range',
  ],
  [
    'a huge string',
    () => data([{ alias: 4, timestamp: now, datatype: SparkplugType.String, value: 'x'.repeat(1_000_000) }]),
    'string_too_long',
  ],
  [
    'a jump in the sequence',
    () =>
      encodePayload({
        timestamp: now,
        seq: 99,
        metrics: [{ alias: 2, timestamp: now + 3, datatype: SparkplugType.Boolean, value: false }],
      }),
    'sequence_gap',
  ],
]

test.each(payloads)(
  'Sparkplug with %s is counted; the node and its neighbours go on',
  async (_says, payload, reason) => {
    const { send } = await bornNode()
    await send('NDATA', payload())
    await expect.poll(() => count(reason)).toBe(1)
    await send('NDATA', data([{ alias: 3, timestamp: now + 9, datatype: SparkplugType.Int64, value: 7n }]))
    await expect.poll(() => valuesOf('plant/line1/:count')).toEqual([5n, 7n])
    await neighbourIsUnharmed()
  },
)

test('NaN leaves a sample that says so, without a value', async () => {
  const { send } = await bornNode()
  await send(
    'NDATA',
    data([{ alias: 1, timestamp: now + 1, datatype: SparkplugType.Double, value: Number.POSITIVE_INFINITY }]),
  )
  await expect.poll(() => valuesOf('plant/line1/:temperature')).toEqual([20, null])
  const batch = await history.raw({ series: [directory.of('plant/line1/:temperature')] })
  expect(batch.status[1]).toBe(Status.BadOutOfRange)
})

const births: [says: string, metrics: Metric[], reason: RefusalReason][] = [
  [
    'a template nested a thousand deep',
    [{ name: 'bomb', datatype: SparkplugType.Template, value: nested(1000) }],
    'malformed_payload',
  ],
  [
    'a data set',
    [{ name: 'set', datatype: SparkplugType.DataSet, value: { columns: [], types: [], rows: [] } }],
    'unsupported_metric_type',
  ],
  ['an unknown data type', [{ name: 'odd', datatype: SparkplugType.Unknown, isNull: true }], 'unknown_datatype'],
  [
    'an alias for two metrics',
    [{ name: 'x', alias: 1, datatype: SparkplugType.Double, value: 1, timestamp: now }],
    'duplicate_alias',
  ],
]
function nested(depth: number): NonNullable<Metric['value']> {
  return { metrics: depth === 0 ? [] : [{ name: 'in', datatype: SparkplugType.Template, value: nested(depth - 1) }] }
}

test.each(births)('a birth with %s is counted', async (_says, metrics, reason) => {
  await bornNode([...birthMetrics, ...metrics])
  await expect.poll(() => count(reason)).toBe(1)
  await neighbourIsUnharmed()
})

test('who connects and says nothing, or drips a packet, or vanishes, is closed in time', async () => {
  await ingest.close()
  const clock = new ManualClock(Date.now() * 1000)
  await begin(clock)
  const silent = raw()
  const dripping = raw(connectFrame('meter', { keepalive: 3600 }))
  const vanished = raw(connectFrame('neighbour', { keepalive: 20 }))
  await Promise.all([welcomed(dripping), welcomed(vanished)])
  await expect.poll(() => ingest.counters().connections).toBe(3)
  await clock.advance(11_000)
  await closed(silent)
  expect(count('connect_timeout')).toBe(1)
  for (let i = 0; i < 5; i++) {
    const before = ingest.counters().connections
    dripping.write(Buffer.from([i === 0 ? 0x30 : i === 1 ? 0x40 : 0]))
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advance(7_000)
    expect(before).toBeGreaterThan(0)
  }
  await Promise.all([closed(dripping), closed(vanished)])
  expect([count('frame_timeout'), count('keepalive_timeout')]).toEqual([1, 1])
})

test('two thousand damaged payloads of every kind leave the process and the neighbours alone', async () => {
  const { send } = await bornNode()
  let random = 1
  const next = (below: number): number => {
    random = (random * 48_271) % 2_147_483_647
    return random % below
  }
  const whole = [
    data([{ alias: 1, timestamp: now, value: 1.5, datatype: SparkplugType.Double }], 7),
    encodePayload({ timestamp: now, seq: 0, metrics: positioned }),
    encodePayload({ timestamp: now, seq: 3, metrics: birthMetrics, millrace: { position: 2 ** 40 } }),
  ]
  const types = ['NDATA', 'NBIRTH', 'NDEATH']
  for (let i = 0; i < 2_000; i++) {
    const bytes = Buffer.from(whole[next(whole.length)] as Uint8Array)
    for (let k = next(6); k >= 0; k--) bytes[next(bytes.length)] = next(256)
    await send(
      types[next(types.length)] as string,
      bytes.subarray(0, next(4) === 0 ? next(bytes.length) : bytes.length),
    )
  }
  await neighbourIsUnharmed()
  await send('NBIRTH', encodePayload({ timestamp: now, seq: 0, metrics: birthMetrics }))
  await send(
    'NDATA',
    encodePayload({
      timestamp: now,
      seq: 1,
      metrics: [{ alias: 3, timestamp: now + 50, value: 4242n, datatype: SparkplugType.Int64 }],
    }),
  )
  await expect.poll(() => valuesOf('plant/line1/:count')).toContain(4242n)
  expect(count('internal_fault')).toBe(0)
})

test('a device is online while it is connected', async () => {
  const client = await join_('meter')
  await expect.poll(() => devices.last('//meter').state).toBe('online')
  await client.endAsync()
  await expect.poll(() => devices.last('//meter').state).toBe('offline')
})

test('a directory that is away holds the device back, and does not keep ingest from closing', async () => {
  const register = directory.register.bind(directory)
  let away = true
  directory.register = (tenant, description) =>
    away ? Promise.reject(new TypeError('no database')) : register(tenant, description)
  const client = await join_('meter')
  const told = client.publishAsync('v1/meter/telemetry', '{"a":1}', { qos: 1 })
  away = false
  await told
  expect(await valuesOf('//meter:a')).toEqual([1])
  away = true
  client.publish('v1/meter/telemetry', '{"b":1}', { qos: 1 })
  await client.publishAsync('v1/meter/telemetry', '{"b":2}', { qos: 0 })
  await ingest.close()
})
