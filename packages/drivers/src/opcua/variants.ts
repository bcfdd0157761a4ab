import { microsOf, Status, type Value } from '@millrace/core'
import { DataType, LocalizedText, Variant, VariantArrayType } from 'node-opcua-client'

const RANGES: Readonly<Partial<Record<DataType, readonly [least: bigint, most: bigint]>>> = {
  [DataType.SByte]: [-128n, 127n],
  [DataType.Byte]: [0n, 255n],
  [DataType.Int16]: [-32_768n, 32_767n],
  [DataType.UInt16]: [0n, 65_535n],
  [DataType.Int32]: [-2_147_483_648n, 2_147_483_647n],
  [DataType.UInt32]: [0n, 4_294_967_295n],
  [DataType.Int64]: [-(2n ** 63n), 2n ** 63n - 1n],
  [DataType.UInt64]: [0n, 2n ** 64n - 1n],
}
const FLOAT_MAX = 3.4028234663852886e38
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const LOW_HALF = 0xffff_ffffn

/** The value as the node's type, in an array of one if it is one element of an array; or the status that says why not. */
export function variantOf(dataType: DataType, value: Value, element: boolean): Variant | number {
  const raw = rawOf(dataType, value)
  if (typeof raw === 'number') return raw
  return element && dataType !== DataType.String && dataType !== DataType.ByteString
    ? new Variant({ dataType, arrayType: VariantArrayType.Array, value: [raw.is] })
    : new Variant({ dataType, arrayType: VariantArrayType.Scalar, value: raw.is })
}

/** As the library wants it, or a status. */
function rawOf(type: DataType, value: Value): { readonly is: unknown } | number {
  if (RANGES[type]) return integerOf(type, value, RANGES[type])
  switch (type) {
    case DataType.Boolean:
      return typeof value === 'boolean' ? { is: value } : Status.BadTypeMismatch
    case DataType.Float:
    case DataType.Double:
      return floatOf(type, value)
    case DataType.DateTime:
      return dateOf(value)
    default:
      return typeof value === 'string' ? textOf(type, value) : Status.BadTypeMismatch
  }
}

function integerOf(
  type: DataType,
  value: Value,
  [least, most]: readonly [bigint, bigint],
): { readonly is: unknown } | number {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) return Status.BadTypeMismatch
  const big = BigInt(value as bigint | number)
  if (big < least || big > most) return Status.BadOutOfRange
  if (type !== DataType.Int64 && type !== DataType.UInt64) return { is: Number(big) }
  const bits = BigInt.asUintN(64, big)
  return { is: [Number(bits >> 32n), Number(bits & LOW_HALF)] }
}

function floatOf(type: DataType, value: Value): { readonly is: unknown } | number {
  if (typeof value !== 'number' && typeof value !== 'bigint') return Status.BadTypeMismatch
  const number = Number(value)
  if (type === DataType.Float && Number.isFinite(number) && Math.abs(number) > FLOAT_MAX) return Status.BadOutOfRange
  return { is: number }
}

/** Microseconds since 1970 or ISO 8601, as when read. What a Date cannot hold goes along as `picoseconds`. */
function dateOf(value: Value): { readonly is: unknown } | number {
  const micros = typeof value === 'string' ? microsOf(value) : value
  if (typeof micros !== 'bigint' && !Number.isInteger(micros)) return Status.BadTypeMismatch
  const big = BigInt(micros as bigint | number)
  const rest = ((big % 1_000n) + 1_000n) % 1_000n
  const date = new Date(Number((big - rest) / 1_000n))
  if (Number.isNaN(date.getTime())) return Status.BadOutOfRange
  return { is: Object.assign(date, { picoseconds: Number(rest) * 1_000_000 }) }
}

function textOf(type: DataType, value: string): { readonly is: unknown } | number {
  switch (type) {
    case DataType.String:
    case DataType.XmlElement:
      return { is: value }
    case DataType.LocalizedText:
      return { is: new LocalizedText({ text: value }) }
    case DataType.Guid:
      return GUID.test(value) ? { is: value } : Status.BadTypeMismatch
    case DataType.ByteString:
      return BASE64.test(value) ? { is: Buffer.from(value, 'base64') } : Status.BadTypeMismatch
    default:
      return Status.BadTypeMismatch
  }
}
