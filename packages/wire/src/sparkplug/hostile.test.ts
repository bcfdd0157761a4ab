import { Fault } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AliasTable } from './alias-table.ts'
import { decodeData, MetricColumns } from './columns.ts'
import { decodePayload } from './decode-payload.ts'
import { SparkplugType } from './payload.ts'
import { ProtoWriter, WireType } from './protobuf.ts'
import { decodeStored, encodeStored } from './stored.ts'

const message = (write: (writer: ProtoWriter) => void): Uint8Array => {
  const writer = new ProtoWriter()
  write(writer)
  return writer.finish()
}
const part = (writer: ProtoWriter, field: number, write: () => void): void => {
  writer.tag(field, WireType.bytes)
  const begun = writer.open()
  write()
  writer.close(begun)
}
const metric = (write: (writer: ProtoWriter) => void): Uint8Array =>
  message((writer) => part(writer, 2, () => write(writer)))
const typed = (type: SparkplugType, write: (writer: ProtoWriter) => void): Uint8Array =>
  metric((writer) => {
    writer.tag(4, WireType.varint)
    writer.varint(type)
    write(writer)
  })
const double = (value: number) => (writer: ProtoWriter) => {
  writer.tag(13, WireType.fixed64)
  writer.double(value)
}
const text = (writer: ProtoWriter): void => {
  writer.tag(15, WireType.bytes)
  writer.string('no number')
}
const truth = (writer: ProtoWriter): void => {
  writer.tag(14, WireType.varint)
  writer.bool(true)
}
const pairs = (count: number, first: number, second: number): Uint8Array =>
  Uint8Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? first : second))

const bytesOf = (writer: ProtoWriter, bytes: Uint8Array): void => {
  for (const byte of bytes) writer.varint(byte)
}

const table = new AliasTable()
table.define('d', [{ name: 'x', alias: 1, datatype: SparkplugType.Double }])
const columns = new MetricColumns()
const readData = (bytes: Uint8Array): MetricColumns => {
  decodeData(bytes, table, 'd', columns)
  return columns
}

describe('a payload is refused by name when', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['a fraction stands for an Int8', typed(SparkplugType.Int8, double(1.5)), /1\.5 for the data type 1 /],
    ['NaN stands for an Int64', typed(SparkplugType.Int64, double(Number.NaN)), /NaN for the data type 4 /],
    [
      'infinity stands for a UInt64',
      typed(SparkplugType.UInt64, double(Number.POSITIVE_INFINITY)),
      /Infinity for the data type 8 /,
    ],
    ['a whole double stands for an Int16', typed(SparkplugType.Int16, double(70_000)), /70000 for the data type 2 /],
    ['a text stands for a Double', typed(SparkplugType.Double, text), /no number for the data type 10 /],
    ['a truth value stands for a String', typed(SparkplugType.String, truth), /true for the data type 12 /],
    ['a text stands for a Boolean', typed(SparkplugType.Boolean, text), /no number for the data type 11 /],
    ['a data type is none of the standard', typed(99 as SparkplugType, truth), /data type 99/],
    ['a field has another wire type', new Uint8Array([0x0d, 1, 2, 3, 4]), /wire type 5 where 0 belongs/],
    ['a number has eleven bytes', new Uint8Array([8, ...new Array(10).fill(0x80), 1]), /more than 64 bits|ten bytes/],
    ['a tag has field number 0', new Uint8Array([1, 0]), /field number 0/],
    ['a group begins', new Uint8Array([0x33]), /wire type 3/],
    ['a length reaches past the end', new Uint8Array([0x12, 0xff, 0xff, 0xff, 0xff, 0x0f, 0]), /where 1 are left/],
    ['a name is no UTF-8', new Uint8Array([0x12, 4, 0x0a, 2, 0xc3, 0x28]), /invalid UTF-8/],
    [
      'a text of an array is no UTF-8',
      typed(SparkplugType.StringArray, (writer) => {
        writer.tag(16, WireType.bytes)
        writer.blob(new Uint8Array([0xff, 0]))
      }),
      /invalid UTF-8/,
    ],
    [
      'an array of truth values claims four thousand million',
      typed(SparkplugType.BooleanArray, (writer) => {
        writer.tag(16, WireType.bytes)
        writer.blob(new Uint8Array([0xff, 0xff, 0xff, 0xff, 1]))
      }),
      /boolean array of 5 bytes/,
    ],
    [
      'a data set has 300,000 types for no column',
      metric((writer) => part(writer, 17, () => part(writer, 3, () => bytesOf(writer, pairs(150_000, 1, 1))))),
      /300000 types/,
    ],
    ['it is made of a million empty metrics', pairs(1_000_000, 0x12, 0), /more than 524288 parts/],
    [
      'a property holds a million empty sets',
      metric((writer) =>
        part(writer, 9, () => {
          writer.tag(1, WireType.bytes)
          writer.string('sets')
          part(writer, 2, () => {
            writer.tag(10, WireType.bytes)
            writer.blob(pairs(1_000_000, 0x0a, 0))
          })
        }),
      ),
      /more than 524288 parts/,
    ],
  ])('%s', (_, bytes, seen) => {
    expect(() => decodePayload(bytes)).toThrow(expect.objectContaining({ code: 'wire.payload_malformed' }))
    expect(() => decodePayload(bytes)).toThrow(seen)
  })
})

describe('a data message is refused by name when', () => {
  const one = (writer: ProtoWriter): void =>
    part(writer, 2, () => {
      writer.tag(2, WireType.varint)
      writer.varint(1)
      double(5)(writer)
    })
  test.each<[string, Uint8Array, RegExp]>([
    ['a value has another wire type', metric((writer) => writer.tag(13, WireType.varint)), /field 13 of wire type 0/],
    ['the metrics are no messages', new Uint8Array([0x10, 1]), /field 2 of wire type 0/],
    ['the sequence number is 256', new Uint8Array([0x18, 0x80, 2]), /a sequence number of 256/],
    [
      'microseconds run out of their field',
      message((writer) => {
        one(writer)
        writer.tag(101, WireType.bytes)
        writer.varint(1)
        writer.varint(300)
      }),
      /a cut number/,
    ],
    [
      'there are more status codes than metrics',
      message((writer) => {
        one(writer)
        part(writer, 102, () => {
          writer.fixed32(0)
          writer.fixed32(0)
        })
      }),
      /2 status codes for 1 metrics/,
    ],
    [
      'a microsecond is a thousand',
      message((writer) => {
        one(writer)
        part(writer, 101, () => writer.varint(1_000))
      }),
      /1000 µs/,
    ],
  ])('%s', (_, bytes, seen) => {
    expect(() => readData(bytes)).toThrow(expect.objectContaining({ code: 'wire.payload_malformed' }))
    expect(() => readData(bytes)).toThrow(seen)
    expect(columns.length).toBe(0)
  })
})

test('any value field under any type is read alike as object and as column, or refused', () => {
  const write = fc.oneof(
    fc.double().map(double),
    fc.float().map((value) => (writer: ProtoWriter) => {
      writer.tag(12, WireType.fixed32)
      writer.float(value)
    }),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => (writer: ProtoWriter) => {
      writer.tag(11, WireType.varint)
      writer.bigint(value)
    }),
    fc.nat({ max: 0xffffffff }).map((value) => (writer: ProtoWriter) => {
      writer.tag(10, WireType.varint)
      writer.varint(value)
    }),
    fc.constantFrom(text, truth),
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), write, (type, value) => {
      const bytes = typed(type as SparkplugType, value)
      const { kind, double: held, int64 } = readData(bytes)
      let object: unknown
      try {
        object = decodePayload(bytes).metrics[0]!.value
      } catch (failure) {
        expect(failure).toBeInstanceOf(Fault)
        return
      }
      // 1 double, 2 int64, 3 boolean; a text is no number, and what int64 cannot hold is none.
      if (kind[0] === 1 && typeof object === 'number') expect(held[0]).toBe(object)
      else if (
        kind[0] === 2 &&
        type !== SparkplugType.UInt8 &&
        type !== SparkplugType.UInt16 &&
        type !== SparkplugType.UInt32
      )
        expect(int64[0]).toBe(BigInt(object as number | bigint))
      else if (kind[0] === 3) expect(held[0] !== 0).toBe(object)
    }),
    { numRuns: 2_000 },
  )
})

test('times before 1970 and at the end of days are read, so that one wrong clock spoils no other metric', () => {
  const at = (write: (writer: ProtoWriter) => void): Uint8Array =>
    metric((writer) => {
      writer.tag(3, WireType.varint)
      write(writer)
    })
  const early = at((writer) => writer.varint(-11_644_473_600_000))
  expect(readData(early).time[0]).toBe(-11_644_473_600_000_000)
  expect(decodePayload(early).metrics[0]!.timestamp).toBe(-11_644_473_600_000)
  const late = at((writer) => writer.bigint(2n ** 63n - 1n))
  expect(readData(late).time[0]).toBe(2 ** 63 * 1000)
  expect(decodePayload(late).metrics[0]!.timestamp).toBe(2 ** 63)
})

test('stored positions that are cut, changed or made up are read or refused by name', () => {
  const intervals = [
    { from: 0, to: 7 },
    { from: 2 ** 32, to: 2 ** 32 + 1 },
    { from: 2 ** 33 + 5, to: 2 ** 40 },
  ]
  const bytes = encodeStored({ stream: 'b0b5', intervals })
  expect(decodeStored(bytes)).toEqual({ stream: 'b0b5', intervals })
  const read = (from: Uint8Array): void => {
    try {
      const { intervals: read } = decodeStored(from)
      for (const [i, { from, to }] of read.entries())
        expect(from < to && to <= Number.MAX_SAFE_INTEGER && from >= (read[i - 1]?.to ?? 0)).toBe(true)
    } catch (failure) {
      expect(failure).toMatchObject({ code: 'wire.stored_malformed' })
    }
  }
  for (let cut = 0; cut < bytes.length; cut++) read(bytes.subarray(0, cut))
  for (let at = 0; at < bytes.length; at++)
    for (let bit = 0; bit < 8; bit++) {
      const changed = bytes.slice()
      changed[at]! ^= 1 << bit
      read(changed)
    }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), read), { numRuns: 2_000 })
})

test('of more intervals than a host may tell, the lowest are told', () => {
  const intervals = Array.from({ length: 100_001 }, (_, i) => ({ from: i * 2, to: i * 2 + 1 }))
  expect(decodeStored(encodeStored({ stream: 's', intervals })).intervals).toEqual(intervals.slice(0, -1))
})
