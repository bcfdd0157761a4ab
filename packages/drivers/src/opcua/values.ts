import { type BatchBuilder, isBad, isoOf, type Micros, Status, ValueKind } from '@millrace/core'
import { DataType, type DataValue, type Variant, VariantArrayType } from 'node-opcua-client'
import type { TagSpec } from '../kit/driver.ts'
import { scaled } from '../kit/scale.ts'

/** One tag as the decoder needs it. */
export interface ValueTarget {
  readonly spec: TagSpec
  readonly kind: ValueKind
  /** Of the part of an array, if any. */
  readonly address: { readonly range?: string }
}

const PICOSECONDS_PER_MICRO = 1_000_000
const INT64_MAX = 9_223_372_036_854_775_807n
/** 1601-01-01, which Part 6 §5.2.2.5 uses for "no time", ms. */
const NO_TIME = Date.UTC(1601, 0, 1)

/**
 * Adds what the server sent for one tag. Source time is the device's, else the server's, else `now`; OPC UA counts
 * 100 ns, of which the digit below the microsecond is cut off. The status is passed on with all its bits. Returns the time.
 */
export function addValue(builder: BatchBuilder, target: ValueTarget, value: DataValue, now: Micros): Micros {
  const time = timeOf(value, now)
  addAt(builder, target, value, time)
  return time
}

function addAt(builder: BatchBuilder, target: ValueTarget, value: DataValue, time: Micros): void {
  const status = value.statusCode.value >>> 0
  const { id } = target.spec
  if (isBad(status)) {
    builder.addNone(id, time, status)
    return
  }
  const raw = scalarOf(value.value, target.address.range)
  if (raw === undefined) {
    builder.addNone(id, time, Status.BadTypeMismatch)
    return
  }
  if (raw === null) {
    builder.addNone(id, time, Status.BadWaitingForInitialData)
    return
  }
  const failed = addRaw(builder, target, value.value.dataType, raw, time, status)
  if (failed !== 0) builder.addNone(id, time, failed)
}

/** The source's time, else the server's, else `now`. */
export function timeOf(value: DataValue, now: Micros): Micros {
  const source = microsOf(value.sourceTimestamp, value.sourcePicoseconds)
  return source ?? microsOf(value.serverTimestamp, value.serverPicoseconds) ?? now
}

export function microsOf(date: Date | null | undefined, picoseconds: number): Micros | undefined {
  const ms = date ? date.getTime() : NO_TIME
  return ms <= NO_TIME ? undefined : ms * 1_000 + Math.floor(picoseconds / PICOSECONDS_PER_MICRO)
}

/**
 * The one value of a variant; null if it holds none, undefined if it holds several. Some servers pay no heed to the
 * range and send the whole array: a single index finds its element all the same.
 */
function scalarOf(variant: Variant, range: string | undefined): unknown {
  if (!variant || variant.dataType === DataType.Null) return null
  if (variant.arrayType === VariantArrayType.Scalar) return variant.value ?? null
  const elements = variant.value as ArrayLike<unknown> | null
  if (range === undefined || !elements) return undefined
  if (elements.length === 1) return elements[0]
  return variant.arrayType === VariantArrayType.Array && /^\d+$/.test(range) ? elements[Number(range)] : undefined
}

/** 0 if it was added, else the status that says why it has no place in the tag. */
function addRaw(
  builder: BatchBuilder,
  { spec, kind }: ValueTarget,
  type: DataType,
  raw: unknown,
  time: Micros,
  status: number,
): number {
  const { id, scale } = spec
  switch (kind) {
    case ValueKind.boolean:
      if (type !== DataType.Boolean) return Status.BadTypeMismatch
      builder.addBoolean(id, time, raw as boolean, status)
      return 0
    case ValueKind.double: {
      const number = type === DataType.Int64 || type === DataType.UInt64 ? Number(bigOf(type, raw)) : raw
      if (!isNumeric(type) || typeof number !== 'number') return Status.BadTypeMismatch
      if (Number.isNaN(number)) return Status.BadOutOfRange
      builder.addDouble(id, time, scale ? scaled(number, scale) : number, status)
      return 0
    }
    case ValueKind.int64: {
      const big = integerOf(type, raw)
      if (big === undefined) return Status.BadTypeMismatch
      if (big > INT64_MAX) return Status.BadOutOfRange
      builder.addInt64(id, time, big, status)
      return 0
    }
    default: {
      const text = textOf(type, raw)
      if (text === undefined) return Status.BadTypeMismatch
      builder.addString(id, time, text, status)
      return 0
    }
  }
}

export function isNumeric(type: DataType): boolean {
  return type >= DataType.SByte && type <= DataType.Double
}

/** The library gives 64-bit integers as two unsigned halves, high first. */
export function bigOf(type: DataType, raw: unknown): bigint {
  const [high = 0, low = 0] = raw as readonly number[]
  const big = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  return type === DataType.Int64 ? BigInt.asIntN(64, big) : big
}

function integerOf(type: DataType, raw: unknown): bigint | undefined {
  if (type === DataType.Int64 || type === DataType.UInt64) return bigOf(type, raw)
  if (type >= DataType.SByte && type <= DataType.UInt32) return BigInt(raw as number)
  if (type === DataType.DateTime) return BigInt((raw as Date).getTime()) * 1_000n + BigInt(restOf(raw as Date))
  if (type === DataType.StatusCode) return BigInt((raw as { value: number }).value >>> 0)
  return undefined
}

/** A DateTime's whole microseconds below the millisecond; they hang on the Date as `picoseconds`. */
function restOf(date: Date & { readonly picoseconds?: number }): number {
  return Math.floor((date.picoseconds ?? 0) / PICOSECONDS_PER_MICRO)
}

/** As a tag of type string tells it; undefined if it is no text. */
export function textOf(type: DataType, raw: unknown): string | undefined {
  switch (type) {
    case DataType.String:
    case DataType.XmlElement:
      return raw as string
    case DataType.Guid:
      return (raw as string).toLowerCase()
    case DataType.ByteString:
      return (raw as Buffer).toString('base64')
    case DataType.LocalizedText:
      return (raw as { text?: string | null }).text ?? ''
    case DataType.QualifiedName:
      return (raw as { name?: string | null }).name ?? ''
    case DataType.DateTime:
      return isoOf((raw as Date).getTime() * 1_000 + restOf(raw as Date))
    case DataType.StatusCode:
      return (raw as { name: string }).name
    case DataType.NodeId:
    case DataType.ExpandedNodeId:
      return String(raw)
    default:
      return undefined
  }
}
