import { isBad, Status, statusOfSparkplugQuality, type Value } from '@millrace/core'
import { type Metric, SparkplugType } from '@millrace/wire'
import type { DataType } from '../kit/driver.ts'

/** 64-bit types travel as bigint, others as number. */
export function fitted(raw: Value, datatype: SparkplugType): Value {
  const is64: boolean =
    datatype === SparkplugType.Int64 || datatype === SparkplugType.UInt64 || datatype === SparkplugType.DateTime
  if (typeof raw === 'bigint') return is64 ? raw : Number(raw)
  return typeof raw === 'number' && is64 ? BigInt(raw) : raw
}

/** What a birth says of a metric; values that are more than one have no place in a tag. */
export function readingOf({ value, isNull, properties }: Metric): { readonly value: Value; readonly status: number } {
  const quality = properties?.['Quality']?.value
  const status = typeof quality === 'number' ? statusOfSparkplugQuality(quality) : Status.Good
  if (isNull || value === undefined || value === null)
    return { value: null, status: isBad(status) ? status : Status.BadNoData }
  if (typeof value === 'object') return { value: null, status: Status.BadTypeMismatch }
  return { value, status }
}

/** The tag's type that holds a metric of this type. */
export const dataTypes: Partial<Record<SparkplugType, DataType>> = {
  [SparkplugType.Int8]: 'int8',
  [SparkplugType.Int16]: 'int16',
  [SparkplugType.Int32]: 'int32',
  [SparkplugType.Int64]: 'int64',
  [SparkplugType.UInt8]: 'uint8',
  [SparkplugType.UInt16]: 'uint16',
  [SparkplugType.UInt32]: 'uint32',
  [SparkplugType.UInt64]: 'uint64',
  [SparkplugType.Float]: 'float32',
  [SparkplugType.Double]: 'float64',
  [SparkplugType.Boolean]: 'bool',
  [SparkplugType.String]: 'string',
  [SparkplugType.DateTime]: 'int64',
  [SparkplugType.Text]: 'string',
  [SparkplugType.UUID]: 'string',
}
