import { BatchBuilder, ManualClock, Status, valueAt } from '@millrace/core'
import {
  AliasTable,
  decodeData,
  decodePayload,
  EdgeSession,
  encodeData,
  encodePayload,
  encodeRebirthRequest,
  encodeState,
  HostNode,
  type Metric,
  MetricColumns,
  type MetricValue,
  type Outgoing,
  SparkplugType as Type,
} from '@millrace/wire'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

const T0 = 1_760_000_000_000

let peer: PythonPeer
beforeAll(async () => {
  peer = await startPythonPeer(new URL('./peer.py', import.meta.url))
})
afterAll(() => peer.stop())

interface Row {
  name: string | null
  alias: number | null
  timestamp: number | null
  datatype: number
  value: unknown
  is_null: boolean
  is_historical: boolean
  metadata: Record<string, unknown> | null
}
interface Read {
  timestamp: number
  seq: number | null
  online: boolean
  metrics: Row[]
}

const ask = async (question: object): Promise<unknown> => JSON.parse(await peer.ask(JSON.stringify(question)))
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const read = (kind: string, bytes: Uint8Array, birth?: Uint8Array): Promise<Read> =>
  ask({ do: 'decode', kind, bytes: base64(bytes), ...(birth ? { birth: base64(birth) } : {}) }) as Promise<Read>
const write = async (question: object): Promise<Uint8Array> => {
  const { bytes } = (await ask({ do: 'encode', types: true, timestamp: T0, seq: 3, ...question })) as { bytes: string }
  return Buffer.from(bytes, 'base64')
}

/** Doubles of a type that JSON cannot hold go as the hexadecimal that Python writes. */
const hex: Record<string, number> = {
  '-0x0.0p+0': -0,
  '0x1.999999999999ap-4': 0.1,
  '0x1.5800000000000p+4': 21.5,
  inf: Infinity,
}
const hexOf = (value: number): string => Object.keys(hex).find((key) => Object.is(hex[key], value))!

/** Every type that pysparkplug knows, at its limits; data sets, templates and properties it does not. */
const cases: readonly [Type, MetricValue][] = [
  [Type.Int8, -128],
  [Type.Int8, 127],
  [Type.Int16, -32_768],
  [Type.Int32, -2_147_483_648],
  [Type.Int64, -(2n ** 63n)],
  [Type.Int64, 2n ** 63n - 1n],
  [Type.UInt8, 255],
  [Type.UInt16, 65_535],
  [Type.UInt32, 4_294_967_295],
  [Type.UInt64, 2n ** 64n - 1n],
  [Type.Float, 21.5],
  [Type.Double, 0.1],
  [Type.Double, -0],
  [Type.Double, Number.POSITIVE_INFINITY],
  [Type.Boolean, true],
  [Type.Boolean, false],
  [Type.String, '锅炉 🔥 \0 end'],
  [Type.String, ''],
  [Type.Text, 'long text'],
  [Type.UUID, '6f3a6f0e-9d4e-4b53-8a3c-0d5e1b6d7f11'],
  [Type.DateTime, 1_760_000_000_123n],
  [Type.Bytes, new Uint8Array([0, 255, 128])],
  [Type.Int8Array, [-23, 123]],
  [Type.Int16Array, [-30_000, 30_000]],
  [Type.Int32Array, [-1, 315_338_746]],
  [Type.Int64Array, [-(2n ** 62n), 1n]],
  [Type.UInt8Array, [23, 250]],
  [Type.UInt16Array, [30, 52_360]],
  [Type.UInt32Array, [52, 4_294_967_295]],
  [Type.UInt64Array, [2n ** 64n - 1n]],
  [Type.FloatArray, [21.5]],
  [Type.DoubleArray, [0.1, 21.5]],
  [Type.BooleanArray, [false, false, true, true, false, true, false, false, true, true, false, true]],
  [Type.StringArray, ['ABC', '你好']],
  [Type.DateTimeArray, [1_760_000_000_123n]],
]

const told = (value: unknown, fraction: boolean): unknown => {
  if (Array.isArray(value)) return value.map((item) => told(item, fraction))
  if (value instanceof Uint8Array) return { bytes: base64(value) }
  if (typeof value === 'bigint') return { int: String(value) }
  if (typeof value === 'number') return fraction ? { float: hexOf(value) } : { int: String(value) }
  return value
}
const fractions: readonly Type[] = [Type.Float, Type.Double, Type.FloatArray, Type.DoubleArray]
const rowOf = ([datatype, value]: (typeof cases)[number], i: number): object => ({
  name: `m${i}`,
  alias: i,
  timestamp: T0 + i,
  datatype,
  value: told(value, fractions.includes(datatype)),
})
const metricOf = ([datatype, value]: (typeof cases)[number], i: number): Metric => ({
  name: `m${i}`,
  alias: i,
  timestamp: T0 + i,
  datatype,
  value,
})

test('every type of a birth that we write is read by pysparkplug, exactly', async () => {
  // It reads negative numbers of 8 and 16 bits in 8 and 16 bits alone; Eclipse Tahu writes them in 32, and so do we.
  const short = ([type, value]: (typeof cases)[number]): boolean =>
    (type === Type.Int8 || type === Type.Int16) && (value as number) < 0
  const readable = cases.filter((one) => !short(one))
  const bytes = encodePayload({ timestamp: T0, seq: 0, metrics: readable.map(metricOf) })
  const { timestamp, seq, metrics } = await read('NBIRTH', bytes)
  expect([timestamp, seq]).toEqual([T0, 0])
  expect(
    metrics.map(({ name, alias, timestamp, datatype, value }) => ({ name, alias, timestamp, datatype, value })),
  ).toEqual(readable.map(rowOf))
})

test('every type of a birth that pysparkplug writes is read by us, exactly', async () => {
  const { timestamp, seq, metrics } = decodePayload(await write({ kind: 'NBIRTH', metrics: cases.map(rowOf) }))
  expect([timestamp, seq]).toEqual([T0, 3])
  for (const [i, metric] of metrics.entries()) {
    const expected = metricOf(cases[i]!, i)
    const { value } = metric
    expect({ ...metric, value: value instanceof Uint8Array ? [...value] : value }).toEqual({
      ...expected,
      value: expected.value instanceof Uint8Array ? [...expected.value] : expected.value,
    })
  }
})

test('a file keeps its metadata both ways', async () => {
  const bytes = encodePayload({
    timestamp: T0,
    seq: 0,
    metrics: [
      {
        name: 'f',
        datatype: Type.File,
        metadata: {
          isMultiPart: true,
          contentType: 'text/csv',
          size: 3n,
          seq: 1n,
          fileName: 'a.csv',
          fileType: 'csv',
          md5: 'x',
          description: 'd',
        },
        value: new Uint8Array([1, 2, 3]),
      },
    ],
  })
  const [row] = (await read('NBIRTH', bytes)).metrics
  expect(row!.metadata).toEqual({
    is_multipart: true,
    content_type: 'text/csv',
    size: 3,
    seq: 1,
    file_name: 'a.csv',
    file_type: 'csv',
    md5: 'x',
    description: 'd',
  })
  const back = await write({
    kind: 'NBIRTH',
    metrics: [{ name: 'f', datatype: Type.File, metadata: row!.metadata, value: { bytes: 'AQID' } }],
  })
  expect(decodePayload(back).metrics[0]).toEqual(decodePayload(bytes).metrics[0])
})

test('data from our columns, by alias and without types, is read by pysparkplug with the birth, our extension skipped', async () => {
  const types = [Type.Double, Type.Int64, Type.Int16, Type.Boolean, Type.String] as const
  const birth = encodePayload({
    timestamp: T0,
    seq: 1,
    metrics: types.map((datatype, alias) => ({ name: `m${alias}`, alias, datatype, isNull: true })),
  })
  const rows = new BatchBuilder()
  rows.addDouble(0, T0 * 1000 + 250, 0.1, Status.UncertainInitialValue)
  rows.addInt64(1, T0 * 1000, -5n)
  rows.addInt64(2, T0 * 1000, 300n)
  rows.addBoolean(3, T0 * 1000, true)
  rows.addString(4, T0 * 1000, '锅炉')
  rows.addNone(0, T0 * 1000 + 1_000, Status.BadTimeout)
  const bytes = encodeData({ timestamp: T0, seq: 2, position: 2 ** 32 + 9, historical: true }, rows.take(), {
    aliases: [0, 1, 2, 3, 4],
    types,
  })
  const { seq, metrics } = await read('DDATA', bytes, birth)
  expect(seq).toBe(2)
  expect(metrics.map(({ name, value, timestamp, is_null }) => [name, value, timestamp, is_null])).toEqual([
    ['m0', { float: hexOf(0.1) }, T0, false],
    ['m1', { int: '-5' }, T0, false],
    ['m2', { int: '300' }, T0, false],
    ['m3', true, T0, false],
    ['m4', '锅炉', T0, false],
    ['m0', null, T0 + 1, true],
  ])
  expect(metrics.every(({ is_historical }) => is_historical)).toBe(true)
})

test('data of pysparkplug, by alias and without types, becomes columns', async () => {
  const metrics = [
    { alias: 1, datatype: Type.Int8, timestamp: T0, value: { int: '-5' } },
    { alias: 2, datatype: Type.UInt32, timestamp: T0, value: { int: '4294967295' } },
    { alias: 3, datatype: Type.Int64, timestamp: T0, value: { int: '-9223372036854775808' } },
    { alias: 4, datatype: Type.Float, timestamp: T0, value: { float: hexOf(21.5) } },
    { alias: 5, datatype: Type.String, timestamp: T0, value: null, historical: true },
  ]
  const table = new AliasTable()
  table.define(
    'pump',
    metrics.map(({ alias, datatype }) => ({ name: `m${alias}`, alias, datatype })),
  )
  const columns = new MetricColumns()
  decodeData(await write({ kind: 'DDATA', types: false, metrics }), table, 'pump', columns)
  const batch = columns.asBatch(new Uint32Array(8))
  expect(columns.seq).toBe(3)
  expect(metrics.map((_, i) => [columns.slot[i], valueAt(batch, i), columns.status[i], columns.historical[i]])).toEqual(
    [
      [0, -5n, Status.Good, 0],
      [1, 4_294_967_295n, Status.Good, 0],
      [2, -(2n ** 63n), Status.Good, 0],
      [3, 21.5, Status.Good, 0],
      [4, null, Status.Bad, 1],
    ],
  )
})

test('the session of our edge is understood by pysparkplug, and its commands by our edge', async () => {
  const sent: Outgoing[] = []
  const session = new EdgeSession({
    group: 'g',
    node: 'n',
    clock: new ManualClock(),
    lastBdSeq: 6,
    saveBdSeq: () => undefined,
    births: () => ({ node: [], devices: [] }),
    send: (message) => sent.push(message),
    bornChanged: () => undefined,
  })
  const death = await read('NDEATH', session.connecting().payload)
  expect(death.metrics[0]).toMatchObject({ name: 'bdSeq', datatype: Type.Int64, value: { int: '7' } })
  session.connected()
  const born = await read('NBIRTH', sent[0]!.payload)
  expect(born.metrics.map(({ name, value }) => [name, value])).toEqual([
    ['bdSeq', { int: '7' }],
    ['Node Control/Rebirth', false],
  ])
  const rebirth = await write({
    kind: 'NCMD',
    seq: undefined,
    metrics: [{ name: 'Node Control/Rebirth', datatype: Type.Boolean, timestamp: T0, value: true }],
  })
  session.received('spBv1.0/g/NCMD/n', rebirth)
  expect(sent.length).toBe(2)
  expect((await read('NCMD', encodeRebirthRequest(T0))).metrics[0]).toMatchObject({
    name: 'Node Control/Rebirth',
    value: true,
  })
  expect(await read('STATE', encodeState({ online: true, timestamp: T0 }))).toEqual({ online: true, timestamp: T0 })
})

test('a node of pysparkplug is followed by our host from birth to data', async () => {
  const host = new HostNode(new ManualClock())
  const bdSeq = { name: 'bdSeq', datatype: Type.Int64, timestamp: T0, value: { int: '0' } }
  const level = { name: 'Level', alias: 9, datatype: Type.Double, timestamp: T0, value: { float: hexOf(0.1) } }
  expect(host.receive('NBIRTH', undefined, await write({ kind: 'NBIRTH', seq: 0, metrics: [bdSeq] })).is).toBe('birth')
  expect(host.receive('DBIRTH', 'tank', await write({ kind: 'DBIRTH', seq: 1, metrics: [level] })).is).toBe('birth')
  const { name: _, ...unnamed } = level
  const event = host.receive('DDATA', 'tank', await write({ kind: 'DDATA', types: false, seq: 2, metrics: [unnamed] }))
  if (event.is !== 'data') throw new TypeError(event.is)
  expect([event.inOrder, event.unknown, event.columns.double[0]]).toEqual([true, 0, 0.1])
  expect(host.table.definitions[event.columns.slot[0]!]).toEqual({ device: 'tank', name: 'Level', type: Type.Double })
})
