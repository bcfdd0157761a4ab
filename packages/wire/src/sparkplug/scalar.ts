import { SparkplugType } from './payload.ts'
import { type ProtoReader, type ProtoWriter, WireType } from './protobuf.ts'

type Scalar = number | bigint | boolean | string

/**
 * Sparkplug keeps scalars in a oneof of the same order everywhere (Metric from field 10, PropertyValue and Parameter from 3,
 * DataSetValue from 1): uint32, uint64, float, double, bool, string. `base` is the field of the first.
 */
export const ScalarField = { int: 0, long: 1, float: 2, double: 3, boolean: 4, string: 5 } as const

/** Which of them holds a type; undefined for what is no scalar. */
export function scalarFieldOf(type: SparkplugType): number | undefined {
  switch (type) {
    case SparkplugType.Int8:
    case SparkplugType.Int16:
    case SparkplugType.Int32:
    case SparkplugType.UInt8:
    case SparkplugType.UInt16:
    case SparkplugType.UInt32:
      return ScalarField.int
    case SparkplugType.Int64:
    case SparkplugType.UInt64:
    case SparkplugType.DateTime:
      return ScalarField.long
    case SparkplugType.Float:
      return ScalarField.float
    case SparkplugType.Double:
      return ScalarField.double
    case SparkplugType.Boolean:
      return ScalarField.boolean
    case SparkplugType.String:
    case SparkplugType.Text:
    case SparkplugType.UUID:
      return ScalarField.string
    default:
      return undefined
  }
}

export function writeScalar(writer: ProtoWriter, base: number, type: SparkplugType, value: Scalar): void {
  const field = scalarFieldOf(type) ?? ScalarField.string
  switch (field) {
    case ScalarField.int:
      writer.tag(base + field, WireType.varint)
      // Negative numbers travel as their 32-bit two's complement (§6.4.16).
      writer.varint(Number(value) >>> 0)
      break
    case ScalarField.long:
      writer.tag(base + field, WireType.varint)
      writer.bigint(BigInt(value))
      break
    case ScalarField.float:
      writer.tag(base + field, WireType.fixed32)
      writer.float(Number(value))
      break
    case ScalarField.double:
      writer.tag(base + field, WireType.fixed64)
      writer.double(Number(value))
      break
    case ScalarField.boolean:
      writer.tag(base + field, WireType.varint)
      writer.bool(Boolean(value))
      break
    default:
      writer.tag(base + field, WireType.bytes)
      writer.string(String(value))
  }
}

/** The raw value of one of the oneof's fields, before its type is known. */
export function readScalar(reader: ProtoReader, offset: number, wire: number): Scalar {
  switch (offset) {
    case ScalarField.int:
      reader.expect(wire, WireType.varint)
      return reader.uint32()
    case ScalarField.long:
      reader.expect(wire, WireType.varint)
      return reader.bigint()
    case ScalarField.float:
      reader.expect(wire, WireType.fixed32)
      return reader.float()
    case ScalarField.double:
      reader.expect(wire, WireType.fixed64)
      return reader.double()
    case ScalarField.boolean:
      reader.expect(wire, WireType.varint)
      return reader.bool()
    default:
      reader.expect(wire, WireType.bytes)
      return reader.string()
  }
}

/** What a raw value means under its type: signs are restored, and 64-bit types are bigints whatever field they came in. */
export function meaningOf(type: SparkplugType, raw: Scalar): Scalar {
  if (typeof raw !== 'number' && typeof raw !== 'bigint') return raw
  switch (type) {
    case SparkplugType.Int8:
      return Number(BigInt.asIntN(8, BigInt(raw)))
    case SparkplugType.Int16:
      return Number(BigInt.asIntN(16, BigInt(raw)))
    case SparkplugType.Int32:
      return Number(BigInt.asIntN(32, BigInt(raw)))
    case SparkplugType.UInt8:
    case SparkplugType.UInt16:
    case SparkplugType.UInt32:
      return Number(raw)
    case SparkplugType.Int64:
      return typeof raw === 'bigint' ? BigInt.asIntN(64, raw) : BigInt.asIntN(32, BigInt(raw))
    case SparkplugType.UInt64:
    case SparkplugType.DateTime:
      return BigInt(raw)
    default:
      return raw
  }
}
