import { BatchBuilder, type Fault, type SampleBatch, Status, type Value, valueAt } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AliasTable } from './alias-table.ts'
import { decodeData, MetricColumns } from './columns.ts'
import { decodePayload } from './decode-payload.ts'
import { encodeData } from './encode-data.ts'
import { encodePayload } from './encode-payload.ts'
import { SparkplugType } from './payload.ts'

const T0 = 1_760_000_000_000_000

function tableOf(types: readonly SparkplugType[]): AliasTable {
  const table = new AliasTable()
  table.define(
    'd',
    types.map((datatype, alias) => ({ name: `m${alias}`, alias, datatype })),
  )
  return table
}

function through(batch: SampleBatch, types: readonly SparkplugType[], historical = false): MetricColumns {
  const bytes = encodeData({ timestamp: 1, seq: 7, position: 99, historical }, batch, {
    aliases: types.map((_, i) => i),
    types,
  })
  const columns = new MetricColumns()
  decodeData(bytes, tableOf(types), 'd', columns)
  return columns
}

const rowsOf = (columns: MetricColumns): [number, number, Value, number][] => {
  const batch = columns.asBatch(new Uint32Array(columns.length))
  return Array.from({ length: columns.length }, (_, i) => [
    columns.slot[i]!,
    columns.time[i]!,
    valueAt(batch, i),
    columns.status[i]!,
  ])
}

test('any batch of doubles, int64s, booleans, strings and nothing arrives exactly, to the microsecond and the status code', () => {
  const types = [SparkplugType.Double, SparkplugType.Int64, SparkplugType.Boolean, SparkplugType.String]
  const value = [
    fc.double(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  ]
  const row = fc
    .integer({ min: 0, max: 3 })
    .chain((series) =>
      fc.tuple(
        fc.constant(series),
        fc.integer({ min: -4_000_000_000_000_000, max: 4_000_000_000_000_000 }),
        fc.oneof(value[series]! as fc.Arbitrary<Value>, fc.constant(null)),
        fc.constantFrom(Status.Good, Status.UncertainInitialValue, Status.BadTimeout, 0x80ab0005),
      ),
    )
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300 }), fc.boolean(), (rows, historical) => {
      const builder = new BatchBuilder(4)
      for (const [series, time, held, status] of rows) builder.add(series, time, held, status)
      const columns = through(builder.take(), types, historical)
      expect(columns.seq).toBe(7)
      expect(columns.position).toBe(99)
      // A value that is missing without a reason gets one.
      const expected = rows.map(([series, time, held, status]) => [
        series,
        time,
        held,
        held === null && status === 0 && rows.every((other) => other[3] === 0) ? Status.Bad : status,
      ])
      expect(rowsOf(columns)).toEqual(expected)
      expect([...columns.historical.subarray(0, columns.length)].every((flag) => flag === (historical ? 1 : 0))).toBe(
        true,
      )
    }),
    { numRuns: 200 },
  )
})

test.each([
  [SparkplugType.Int8, -128n],
  [SparkplugType.Int16, -32_768n],
  [SparkplugType.Int32, -2_147_483_648n],
  [SparkplugType.UInt8, 255n],
  [SparkplugType.UInt16, 65_535n],
  [SparkplugType.UInt32, 4_294_967_295n],
  [SparkplugType.UInt64, 2n ** 63n - 1n],
  [SparkplugType.DateTime, 1_760_000_000_000n],
])('type %d keeps its extreme %d', (type, value) => {
  const builder = new BatchBuilder()
  builder.addInt64(0, T0, value)
  expect(rowsOf(through(builder.take(), [type]))).toEqual([[0, T0, value, 0]])
})

test('an int64 is never cut, whatever type the birth told', () => {
  const builder = new BatchBuilder()
  builder.addInt64(0, T0, 2n ** 40n)
  const bytes = encodeData({ timestamp: 1, seq: 0, historical: false }, builder.take(), {
    aliases: [0],
    types: [SparkplugType.Double],
  })
  expect(decodePayload(bytes).metrics[0]!.value).toBe(2n ** 40n)
})

test('an Int32 that a sender puts into long_value keeps its sign', () => {
  const bytes = encodePayload({
    seq: 0,
    metrics: [{ alias: 0, timestamp: 1, datatype: SparkplugType.UInt64, value: 4_294_967_291n }],
  })
  // The same bytes without the type: the birth's Int32 holds.
  const untyped = bytes.filter((_, i) => !(bytes[i] === 0x20 || bytes[i - 1] === 0x20))
  untyped[1]! -= 2
  const columns = new MetricColumns()
  decodeData(untyped, tableOf([SparkplugType.Int32]), 'd', columns)
  expect(rowsOf(columns)).toEqual([[0, 1_000, -5n, 0]])
})

test('an unsigned 64-bit number beyond int64 has no value and says why', () => {
  const bytes = encodePayload({
    timestamp: 5,
    seq: 0,
    metrics: [{ alias: 0, datatype: SparkplugType.UInt64, value: 2n ** 64n - 1n }],
  })
  const columns = new MetricColumns()
  decodeData(bytes, tableOf([SparkplugType.UInt64]), 'd', columns)
  expect(rowsOf(columns)).toEqual([[0, 5_000, null, Status.BadOutOfRange]])
})

test('metrics by name, aliases nobody named, foreign quality and values of no single kind are told apart', () => {
  const bytes = encodePayload({
    timestamp: 5,
    seq: 0,
    metrics: [
      { name: 'm0', datatype: SparkplugType.Double, value: 1.5 },
      { alias: 77, value: 2.5 },
      { alias: 0, value: 3.5, properties: { Quality: { type: SparkplugType.Int32, value: 500 } } },
      { alias: 0, datatype: SparkplugType.Bytes, value: new Uint8Array(3) },
      { alias: 0, timestamp: 9, datatype: SparkplugType.Double, isNull: true },
    ],
  })
  const columns = new MetricColumns()
  decodeData(bytes, tableOf([SparkplugType.Double]), 'd', columns)
  expect(rowsOf(columns)).toEqual([
    [0, 5_000, 1.5, Status.Good],
    [-1, 5_000, 2.5, Status.Good],
    [0, 5_000, 3.5, Status.UncertainLastUsableValue],
    [-2, 5_000, null, Status.Good],
    [0, 9_000, null, Status.Bad],
  ])
  expect(columns.skipped).toBe(1)
})

test('what the column encoder writes is a Sparkplug payload for everyone', () => {
  const builder = new BatchBuilder()
  builder.addDouble(0, T0 + 1, 2.5, Status.BadTimeout)
  const bytes = encodeData({ timestamp: 1, seq: 7, historical: true }, builder.take(), {
    aliases: [4],
    types: [SparkplugType.Double],
  })
  expect(decodePayload(bytes)).toMatchObject({
    timestamp: 1,
    seq: 7,
    metrics: [
      {
        alias: 4,
        timestamp: T0 / 1000,
        isHistorical: true,
        value: 2.5,
        properties: { Quality: { type: SparkplugType.Int32, value: 0 } },
      },
    ],
  })
})

test('a damaged data message is refused by name and leaves no half of it', () => {
  const builder = new BatchBuilder()
  for (let i = 0; i < 5; i++) builder.addString(3, T0 + i, `v${i}`, Status.BadTimeout)
  const types = [SparkplugType.Double, SparkplugType.Double, SparkplugType.Double, SparkplugType.String]
  const bytes = encodeData({ timestamp: 1, seq: 7, position: 1, historical: false }, builder.take(), {
    aliases: [0, 1, 2, 3],
    types,
  })
  const columns = new MetricColumns()
  const table = tableOf(types)
  let refused = 0
  const read = (message: Uint8Array): void => {
    try {
      decodeData(message, table, 'd', columns)
    } catch (failure) {
      refused++
      expect((failure as Fault).code).toBe('wire.payload_malformed')
      expect(columns.length).toBe(0)
    }
  }
  for (let cut = 0; cut < bytes.length; cut++) read(bytes.subarray(0, cut))
  for (let at = 0; at < bytes.length; at++) {
    const message = bytes.slice()
    message[at]! ^= 0xff
    read(message)
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), read), { numRuns: 2_000 })
  expect(refused).toBeGreaterThan(100)
})

test('aliases that a maker hashes to large numbers are found', () => {
  const table = new AliasTable()
  const slots = table.define(undefined, [
    { name: 'a', alias: 2 ** 52, datatype: SparkplugType.Int32 },
    { name: 'b', alias: 5_000, datatype: SparkplugType.Int32 },
  ])
  expect([table.slotOfAlias(2 ** 52), table.slotOfAlias(5_000), table.slotOfAlias(5_001)]).toEqual([
    slots[0],
    slots[1],
    -1,
  ])
})
