import { SparkplugType } from './payload.ts'
import type { ProtoReader } from './protobuf.ts'

type Element = number | bigint | boolean | string

/** §6.4.17: arrays are packed little-endian into bytes; booleans carry a count and bits, strings end with a zero. */
const widths: Partial<Record<SparkplugType, number>> = {
  [SparkplugType.Int8Array]: 1,
  [SparkplugType.Int16Array]: 2,
  [SparkplugType.Int32Array]: 4,
  [SparkplugType.Int64Array]: 8,
  [SparkplugType.UInt8Array]: 1,
  [SparkplugType.UInt16Array]: 2,
  [SparkplugType.UInt32Array]: 4,
  [SparkplugType.UInt64Array]: 8,
  [SparkplugType.FloatArray]: 4,
  [SparkplugType.DoubleArray]: 8,
  [SparkplugType.DateTimeArray]: 8,
}

export function isArrayType(type: SparkplugType): boolean {
  return type >= SparkplugType.Int8Array && type <= SparkplugType.DateTimeArray
}

export function packArray(type: SparkplugType, values: readonly Element[]): Uint8Array {
  if (type === SparkplugType.StringArray) return Buffer.concat(values.map((value) => Buffer.from(`${value}\0`, 'utf8')))
  if (type === SparkplugType.BooleanArray) {
    const packed = Buffer.alloc(4 + Math.ceil(values.length / 8))
    packed.writeUInt32LE(values.length)
    // The first value is the highest bit of the first byte.
    values.forEach((value, i) => {
      if (value) packed[4 + (i >> 3)]! |= 0x80 >> (i & 7)
    })
    return packed
  }
  const width = widths[type] ?? 1
  const packed = Buffer.alloc(values.length * width)
  values.forEach((value, i) => {
    const at = i * width
    if (type === SparkplugType.FloatArray) packed.writeFloatLE(Number(value), at)
    else if (type === SparkplugType.DoubleArray) packed.writeDoubleLE(Number(value), at)
    else if (width === 8) packed.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value as bigint)), at)
    else packed.writeUIntLE(Number(BigInt.asUintN(width * 8, BigInt(value as number))), at, width)
  })
  return packed
}

export function unpackArray(type: SparkplugType, bytes: Uint8Array, reader: ProtoReader): Element[] {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type === SparkplugType.StringArray) {
    if (packed.length > 0 && packed[packed.length - 1] !== 0) throw reader.fault('a string array without its last zero')
    return packed.length === 0 ? [] : reader.text(packed.subarray(0, -1)).split('\0')
  }
  if (type === SparkplugType.BooleanArray) {
    const count = packed.length >= 4 ? packed.readUInt32LE() : -1
    if (count < 0 || packed.length !== 4 + Math.ceil(count / 8))
      throw reader.fault(`a boolean array of ${packed.length} bytes`)
    return Array.from({ length: count }, (_, i) => ((packed[4 + (i >> 3)]! << (i & 7)) & 0x80) !== 0)
  }
  const width = widths[type] ?? 1
  if (packed.length % width !== 0) throw reader.fault(`an array of ${packed.length} bytes for elements of ${width}`)
  return Array.from({ length: packed.length / width }, (_, i): Element => {
    const at = i * width
    switch (type) {
      case SparkplugType.FloatArray:
        return packed.readFloatLE(at)
      case SparkplugType.DoubleArray:
        return packed.readDoubleLE(at)
      case SparkplugType.Int64Array:
        return packed.readBigInt64LE(at)
      case SparkplugType.UInt64Array:
      case SparkplugType.DateTimeArray:
        return packed.readBigUInt64LE(at)
      case SparkplugType.Int8Array:
      case SparkplugType.Int16Array:
      case SparkplugType.Int32Array:
        return packed.readIntLE(at, width)
      default:
        return packed.readUIntLE(at, width)
    }
  })
}
