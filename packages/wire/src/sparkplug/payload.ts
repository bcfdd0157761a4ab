import type { Value } from '@millrace/core'

/** Sparkplug B 3.0 §6.4.16 data types, by their number on the wire. */
export const SparkplugType = {
  Unknown: 0,
  Int8: 1,
  Int16: 2,
  Int32: 3,
  Int64: 4,
  UInt8: 5,
  UInt16: 6,
  UInt32: 7,
  UInt64: 8,
  Float: 9,
  Double: 10,
  Boolean: 11,
  String: 12,
  DateTime: 13,
  Text: 14,
  UUID: 15,
  DataSet: 16,
  Bytes: 17,
  File: 18,
  Template: 19,
  PropertySet: 20,
  PropertySetList: 21,
  Int8Array: 22,
  Int16Array: 23,
  Int32Array: 24,
  Int64Array: 25,
  UInt8Array: 26,
  UInt16Array: 27,
  UInt32Array: 28,
  UInt64Array: 29,
  FloatArray: 30,
  DoubleArray: 31,
  BooleanArray: 32,
  StringArray: 33,
  DateTimeArray: 34,
} as const
export type SparkplugType = (typeof SparkplugType)[keyof typeof SparkplugType]

/** A whole payload as objects: for births, commands and tools. The data path uses {@link ./columns.ts} instead. */
export interface Payload {
  /** ms since 1970 UTC. */
  timestamp?: number
  metrics: Metric[]
  /** 0..255; absent in NDEATH and commands. */
  seq?: number
  uuid?: string
  body?: Uint8Array
  /** Millrace's own part; other implementations skip it as unknown fields. */
  millrace?: MillraceFields
}

/**
 * Extension fields of the payload (the schema keeps 6 and up for vendors): what Sparkplug cannot say and we will not lose.
 * `micros` and `status` are per metric, in the order of the metrics; absent when all are zero.
 */
export interface MillraceFields {
  /** Position of this message in the sender's buffer: boot × 2³² + n. Field 100, varint. */
  position?: number
  /** µs within the millisecond of each metric's timestamp, 0..999. Field 101, packed varints. */
  micros?: readonly number[]
  /** OPC UA status code of each metric. Field 102, packed fixed32. */
  status?: readonly number[]
}

export interface Metric {
  name?: string
  alias?: number
  timestamp?: number
  datatype?: SparkplugType
  isHistorical?: boolean
  isTransient?: boolean
  isNull?: boolean
  metadata?: MetricMetadata
  properties?: PropertySet
  /** Absent when null. int64, uint64 and DateTime are bigint; arrays are arrays of their element. */
  value?: MetricValue
}

export type MetricValue = Value | Uint8Array | DataSet | Template | readonly (number | bigint | boolean | string)[]

export interface MetricMetadata {
  isMultiPart?: boolean
  contentType?: string
  size?: bigint
  seq?: bigint
  fileName?: string
  fileType?: string
  md5?: string
  description?: string
}

export interface PropertyValue {
  type: SparkplugType
  isNull?: boolean
  value?: number | bigint | boolean | string | PropertySet | readonly PropertySet[]
}
export type PropertySet = Readonly<Record<string, PropertyValue>>

export interface DataSet {
  columns: readonly string[]
  types: readonly SparkplugType[]
  rows: readonly (readonly Value[])[]
}

export interface TemplateParameter {
  name: string
  type: SparkplugType
  value?: Value
}

export interface Template {
  version?: string
  metrics: readonly Metric[]
  parameters?: readonly TemplateParameter[]
  templateRef?: string
  isDefinition?: boolean
}
