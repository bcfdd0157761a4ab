import { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePayload } from './decode-payload.ts'
import { encodePayload } from './encode-payload.ts'
import { type Metric, type Payload, type PropertySet, SparkplugType } from './payload.ts'

const signed = (bits: number): fc.Arbitrary<number> => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
const unsigned = (bits: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 2 ** bits - 1 })
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const timestamp = fc.integer({ min: 0, max: 2 ** 45 })

/** Each scalar type with every value it can hold. */
const scalars: [SparkplugType, fc.Arbitrary<number | bigint | boolean | string>][] = [
  [SparkplugType.Int8, signed(8)],
  [SparkplugType.Int16, signed(16)],
  [SparkplugType.Int32, signed(32)],
  [SparkplugType.Int64, int64],
  [SparkplugType.UInt8, unsigned(8)],
  [SparkplugType.UInt16, unsigned(16)],
  [SparkplugType.UInt32, unsigned(32)],
  [SparkplugType.UInt64, uint64],
  [SparkplugType.Float, fc.float()],
  [SparkplugType.Double, fc.double()],
  [SparkplugType.Boolean, fc.boolean()],
  [SparkplugType.String, text],
  [SparkplugType.DateTime, uint64],
  [SparkplugType.Text, text],
  [SparkplugType.UUID, fc.uuid()],
]
const noZero = text.map((value) => value.replaceAll('\0', ''))
const arrays: [SparkplugType, fc.Arbitrary<readonly (number | bigint | boolean | string)[]>][] = [
  [SparkplugType.Int8Array, fc.array(signed(8))],
  [SparkplugType.Int16Array, fc.array(signed(16))],
  [SparkplugType.Int32Array, fc.array(signed(32))],
  [SparkplugType.Int64Array, fc.array(int64)],
  [SparkplugType.UInt8Array, fc.array(unsigned(8))],
  [SparkplugType.UInt16Array, fc.array(unsigned(16))],
  [SparkplugType.UInt32Array, fc.array(unsigned(32))],
  [SparkplugType.UInt64Array, fc.array(uint64)],
  [SparkplugType.FloatArray, fc.array(fc.float())],
  [SparkplugType.DoubleArray, fc.array(fc.double())],
  [SparkplugType.BooleanArray, fc.array(fc.boolean())],
  [SparkplugType.StringArray, fc.array(noZero, { minLength: 1 })],
  [SparkplugType.DateTimeArray, fc.array(uint64)],
]
const property = fc.oneof(...scalars.map(([type, value]) => value.map((held) => ({ type, value: held }))))
const properties: fc.Arbitrary<PropertySet> = fc.dictionary(name, property, { noNullPrototype: false, maxKeys: 4 })
const metric: fc.Arbitrary<Metric> = fc.oneof(
  ...[...scalars, ...arrays].map(([datatype, value]) =>
    fc.record({
      name,
      alias: fc.nat(),
      timestamp,
      datatype: fc.constant(datatype),
      value: value as fc.Arbitrary<NonNullable<Metric['value']>>,
    }),
  ),
  fc.record({ name, datatype: fc.constant(SparkplugType.Double), isNull: fc.constant(true), properties }),
  fc.record({ name, datatype: fc.constant(SparkplugType.Bytes), value: fc.uint8Array({ maxLength: 300 }) }),
)

const bits = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, held) => {
      if (typeof held === 'bigint') return `${held}n`
      if (typeof held === 'number' && !Number.isFinite(held)) return String(held)
      if (Object.is(held, -0)) return '-0'
      if (held instanceof Uint8Array) return [...held]
      return held
    }),
  )

describe('a payload', () => {
  test('of any scalars, arrays, properties and bytes comes back as it was', () => {
    fc.assert(
      fc.property(
        timestamp,
        fc.integer({ min: 0, max: 255 }),
        fc.array(metric, { maxLength: 8 }),
        (time, seq, metrics) => {
          const payload: Payload = { timestamp: time, seq, metrics }
          expect(bits(decodePayload(encodePayload(payload)))).toEqual(bits(payload))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('of a data set, a template definition and an instance, a file with metadata and nested properties comes back', () => {
    const payload: Payload = {
      timestamp: 1_700_000_000_000,
      seq: 255,
      uuid: 'schema-1',
      body: new Uint8Array([1, 2, 3]),
      metrics: [
        {
          name: 'Recipe',
          datatype: SparkplugType.DataSet,
          value: {
            columns: ['step', 'hold', 'on', 'text', 'big'],
            types: [
              SparkplugType.Int32,
              SparkplugType.Double,
              SparkplugType.Boolean,
              SparkplugType.String,
              SparkplugType.Int64,
            ],
            rows: [
              [-1, 2.5, true, '煮沸', -(2n ** 40n)],
              [2, -0.5, false, '', 7n],
            ],
          },
        },
        {
          name: '_types_/Motor',
          datatype: SparkplugType.Template,
          value: {
            version: '1',
            isDefinition: true,
            metrics: [{ name: 'rpm', datatype: SparkplugType.Int32, value: 0 }],
            parameters: [{ name: 'poles', type: SparkplugType.Int32, value: -4 }],
          },
        },
        {
          name: 'Motor 1',
          datatype: SparkplugType.Template,
          value: {
            templateRef: 'Motor',
            isDefinition: false,
            metrics: [{ name: 'rpm', datatype: SparkplugType.Int32, value: -1480 }],
          },
        },
        {
          name: 'Drawing',
          datatype: SparkplugType.File,
          isTransient: true,
          metadata: {
            isMultiPart: false,
            contentType: 'image/svg+xml',
            size: 5n,
            seq: 0n,
            fileName: 'a.svg',
            fileType: 'svg',
            md5: 'x',
            description: 'd',
          },
          value: new Uint8Array([9, 8, 7]),
        },
        {
          name: 'Nested',
          datatype: SparkplugType.Boolean,
          isHistorical: true,
          value: true,
          properties: {
            Quality: { type: SparkplugType.Int32, value: 192 },
            gone: { type: SparkplugType.String, isNull: true },
            set: { type: SparkplugType.PropertySet, value: { low: { type: SparkplugType.Double, value: -1.5 } } },
            list: {
              type: SparkplugType.PropertySetList,
              value: [{ a: { type: SparkplugType.Int64, value: -5n } }, {}],
            },
          },
        },
      ],
      millrace: { position: 2 ** 32 + 7, micros: [0, 1, 2, 3, 999], status: [0, 0x80000000, 0, 0, 0x40920000] },
    }
    expect(bits(decodePayload(encodePayload(payload)))).toEqual(bits(payload))
  })

  test('cut at any byte, or with any byte changed, is read or refused by name, and nothing else', () => {
    const bytes = encodePayload({
      timestamp: 1,
      seq: 3,
      metrics: [
        {
          name: '温度',
          alias: 300,
          datatype: SparkplugType.Double,
          value: 21.5,
          properties: { Quality: { type: SparkplugType.Int32, value: 192 } },
        },
        {
          name: 't',
          datatype: SparkplugType.Template,
          value: { metrics: [{ name: 'x', datatype: SparkplugType.Int64, value: -1n }] },
        },
        {
          name: 'd',
          datatype: SparkplugType.DataSet,
          value: { columns: ['a'], types: [SparkplugType.String], rows: [['v']] },
        },
        { name: 'a', datatype: SparkplugType.BooleanArray, value: [true, false, true] },
      ],
      millrace: { position: 1, micros: [1, 2, 3, 4] },
    })
    const read = (message: Uint8Array): void => {
      try {
        decodePayload(message)
      } catch (failure) {
        expect(failure).toBeInstanceOf(Fault)
        expect((failure as Fault).code).toBe('wire.payload_malformed')
      }
    }
    for (let cut = 0; cut < bytes.length; cut++) read(bytes.subarray(0, cut))
    for (let at = 0; at < bytes.length; at++)
      for (const flip of [0x01, 0x80, 0xff]) {
        const message = bytes.slice()
        message[at]! ^= flip
        read(message)
      }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), read), { numRuns: 2_000 })
  })

  test('keeps its bytes when the buffer that it came in is used again', () => {
    const value = new Uint8Array([1, 2, 3])
    const buffer = Buffer.from(
      encodePayload({ body: value, metrics: [{ name: 'f', datatype: SparkplugType.Bytes, value }] }),
    )
    const { metrics, body } = decodePayload(buffer)
    buffer.fill(0xff)
    expect([metrics[0]!.value, body]).toEqual([value, value])
    expect(metrics[0]!.value).not.toBeInstanceOf(Buffer)
  })

  test('that nests templates without end is refused', () => {
    let metric: Metric = { name: 'leaf', datatype: SparkplugType.Int32, value: 1 }
    for (let depth = 0; depth < 40; depth++)
      metric = { name: 't', datatype: SparkplugType.Template, value: { metrics: [metric] } }
    expect(() => decodePayload(encodePayload({ metrics: [metric] }))).toThrow(/levels of nesting/)
  })

  test('with a property called __proto__ changes no prototype', () => {
    const set = JSON.parse(`{"__proto__": {"type": ${SparkplugType.Boolean}, "value": true}}`)
    const back = decodePayload(encodePayload({ metrics: [{ name: 'x', properties: set }] }))
    expect(Object.keys(back.metrics[0]!.properties!)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['type']).toBeUndefined()
  })
})
