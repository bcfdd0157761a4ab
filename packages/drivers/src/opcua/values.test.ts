import { BatchBuilder, Status, type Value, valueAt } from '@millrace/core'
import fc from 'fast-check'
import { DataType, DataValue, StatusCodes, Variant, VariantArrayType } from 'node-opcua-client'
import { describe, expect, test } from 'vitest'
import { kindOf, type DataType as TagType } from '../kit/driver.ts'
import { addValue } from './values.ts'
import { variantOf } from './variants.ts'

const NOW = 1_800_000_000_000_000

function decode(value: DataValue, type: TagType, range?: string): [Value, number, number] {
  const builder = new BatchBuilder(1)
  const spec = { id: 7, address: '', type, access: 'r', periodMs: 100 } as const
  addValue(builder, { spec, kind: kindOf(spec), address: range === undefined ? {} : { range } }, value, NOW)
  const batch = builder.take()
  return [valueAt(batch, 0), batch.status[0]!, batch.time[0]!]
}

const there = (dataType: DataType, value: Value): DataValue => {
  const variant = variantOf(dataType, value, false)
  if (typeof variant === 'number') throw new TypeError(`status ${variant}`)
  return new DataValue({ value: variant, statusCode: StatusCodes.Good })
}

describe('a value', () => {
  test.each([
    [DataType.Int64, 'int64', -(2n ** 63n), 2n ** 63n - 1n],
    [DataType.UInt64, 'uint64', 0n, 2n ** 63n - 1n],
    [DataType.UInt32, 'uint32', 0n, 2n ** 32n - 1n],
    [DataType.Int32, 'int32', -(2n ** 31n), 2n ** 31n - 1n],
    [DataType.SByte, 'int8', -128n, 127n],
  ] as const)('of the integer type %i keeps every digit there and back', (dataType, type, min, max) => {
    fc.assert(
      fc.property(fc.bigInt({ min, max }), (value) => {
        expect(decode(there(dataType, value), type)).toEqual([value, Status.Good, NOW])
      }),
    )
  })

  test('of the type Double keeps every bit there and back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(decode(there(DataType.Double, value), 'float64')[0]).toBe(value)
      }),
    )
  })

  test('of the type DateTime keeps its microseconds, also before 1970', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 16n }), (micros) => {
        expect(decode(there(DataType.DateTime, micros), 'int64')[0]).toBe(micros)
      }),
    )
    expect(decode(there(DataType.DateTime, '2026-01-02T03:04:05.000006Z'), 'string')[0]).toBe(
      '2026-01-02T03:04:05.000006Z',
    )
  })

  test('beyond int64 has no place in a tag unless it is scaled', () => {
    const huge = there(DataType.UInt64, 2n ** 63n)
    expect(decode(huge, 'uint64')).toEqual([null, Status.BadOutOfRange, NOW])
    expect(decode(huge, 'float64')).toEqual([2 ** 63, Status.Good, NOW])
  })

  test('has the source’s time, cut to whole microseconds, else the server’s, else ours', () => {
    const value = new Variant({ dataType: DataType.Double, value: 1 })
    const at = new Date('2026-11-23T08:00:00.123Z')
    const times = { value, sourceTimestamp: at, sourcePicoseconds: 456_999_999, serverTimestamp: at }
    expect(decode(new DataValue(times), 'float64')[2]).toBe(at.getTime() * 1_000 + 456)
    expect(decode(new DataValue({ value, serverTimestamp: at, serverPicoseconds: 7_000_000 }), 'float64')[2]).toBe(
      at.getTime() * 1_000 + 7,
    )
    expect(decode(new DataValue({ value, sourceTimestamp: new Date('1601-01-01T00:00:00Z') }), 'float64')[2]).toBe(NOW)
  })

  test('of an array needs an index; a server that pays no heed to it is understood', () => {
    const array = (value: number[]): DataValue =>
      new DataValue({ value: { dataType: DataType.Double, arrayType: VariantArrayType.Array, value } })
    expect(decode(array([1, 2, 3]), 'float64')).toEqual([null, Status.BadTypeMismatch, NOW])
    expect(decode(array([2]), 'float64', '1')[0]).toBe(2)
    expect(decode(array([1, 2, 3]), 'float64', '1')[0]).toBe(2)
    expect(decode(array([1, 2, 3]), 'float64', '5')).toEqual([null, Status.BadTypeMismatch, NOW])
    expect(decode(array([1, 2, 3]), 'float64', '0:1')).toEqual([null, Status.BadTypeMismatch, NOW])
  })
})

describe('a value to write', () => {
  test.each([
    [DataType.Byte, 256n, Status.BadOutOfRange],
    [DataType.Byte, 1.5, Status.BadTypeMismatch],
    [DataType.Int16, true, Status.BadTypeMismatch],
    [DataType.UInt64, -1n, Status.BadOutOfRange],
    [DataType.Float, 1e39, Status.BadOutOfRange],
    [DataType.Double, '1', Status.BadTypeMismatch],
    [DataType.Boolean, 1, Status.BadTypeMismatch],
    [DataType.String, 1, Status.BadTypeMismatch],
    [DataType.Guid, 'no', Status.BadTypeMismatch],
    [DataType.ByteString, 'A', Status.BadTypeMismatch],
    [DataType.DateTime, 'yesterday', Status.BadTypeMismatch],
    [DataType.ExtensionObject, 'x', Status.BadTypeMismatch],
    [DataType.Double, null, Status.BadTypeMismatch],
  ])('that does not fit type %i is refused: %s', (type, value, status) => {
    expect(variantOf(type, value, false)).toBe(status)
  })
})
