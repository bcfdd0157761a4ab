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

/** A value as it came, before its type is known: which field of the oneof, and what was in it. */
export interface RawScalar {
  readonly field: number
  readonly value: Scalar
}

export function readScalar(reader: ProtoReader, field: number, wire: number): RawScalar {
  return { field, value: readField(reader, field, wire) }
}

function readField(reader: ProtoReader, field: number, wire: number): Scalar {
  switch (field) {
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

/**
 * What a raw value means under its type: signs are restored, and 64-bit types are bigints. An integer field serves every
 * type of numbers and truth values, as senders differ there; any other field that is not the type's own is refused with
 * `wire.payload_malformed`, because the value would have to be guessed.
 */
export function meaningOf(reader: ProtoReader, type: SparkplugType, { field, value }: RawScalar): Scalar {
  const own = scalarFieldOf(type)
  if (own === undefined) return value
  const bits = typeof value === 'bigint' ? value : field === ScalarField.int ? BigInt(value) : undefined
  const fractional = field === ScalarField.float || field === ScalarField.double
  if (own === ScalarField.int || own === ScalarField.long) {
    if (bits !== undefined) return integerOf(type, bits, field)
  } else if (own === ScalarField.float || own === ScalarField.double) {
    if (bits !== undefined) return Number(BigInt.asIntN(64, bits))
    if (fractional) return value
  } else if (own === ScalarField.boolean && bits !== undefined) return bits !== 0n
  else if (own === field) return value
  throw reader.fault(`${String(value).slice(0, 32)} for the data type ${type}`)
}

function integerOf(type: SparkplugType, bits: bigint, field: number): number | bigint {
  switch (type) {
    case SparkplugType.Int8:
      return Number(BigInt.asIntN(8, bits))
    case SparkplugType.Int16:
      return Number(BigInt.asIntN(16, bits))
    case SparkplugType.Int32:
      return Number(BigInt.asIntN(32, bits))
    case SparkplugType.Int64:
      return BigInt.asIntN(field === ScalarField.int ? 32 : 64, bits)
    case SparkplugType.UInt64:
    case SparkplugType.DateTime:
      return bits
    default:
      return Number(bits)
  }
}
