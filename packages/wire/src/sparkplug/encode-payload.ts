import { isArrayType, packArray } from './arrays.ts'
import type {
  DataSet,
  Metric,
  MetricMetadata,
  MetricValue,
  Payload,
  PropertySet,
  PropertyValue,
  Template,
} from './payload.ts'
import { SparkplugType } from './payload.ts'
import { ProtoWriter, WireType } from './protobuf.ts'
import { writeScalar } from './scalar.ts'

/** Field numbers of our extension of the payload; see {@link MillraceFields}. */
export const Extension = { position: 100, micros: 101, status: 102 } as const

type Scalar = number | bigint | boolean | string

/** A whole payload as bytes, fields in the order of their numbers. */
export function encodePayload(payload: Payload): Uint8Array {
  const writer = new ProtoWriter()
  number(writer, 1, payload.timestamp)
  for (const metric of payload.metrics) part(writer, 2, () => writeMetric(writer, metric))
  number(writer, 3, payload.seq)
  text(writer, 4, payload.uuid)
  if (payload.body) {
    writer.tag(5, WireType.bytes)
    writer.blob(payload.body)
  }
  const { position, micros, status } = payload.millrace ?? {}
  number(writer, Extension.position, position)
  if (micros)
    part(writer, Extension.micros, () => {
      for (const value of micros) writer.varint(value)
    })
  if (status)
    part(writer, Extension.status, () => {
      for (const value of status) writer.fixed32(value)
    })
  return writer.finish()
}

function part(writer: ProtoWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.bytes)
  const begun = writer.open()
  write()
  writer.close(begun)
}

function number(writer: ProtoWriter, field: number, value: number | bigint | undefined): void {
  if (value === undefined) return
  writer.tag(field, WireType.varint)
  if (typeof value === 'bigint') writer.bigint(value)
  else writer.varint(value)
}

function flag(writer: ProtoWriter, field: number, value: boolean | undefined): void {
  if (value === undefined) return
  writer.tag(field, WireType.varint)
  writer.bool(value)
}

function text(writer: ProtoWriter, field: number, value: string | undefined): void {
  if (value === undefined) return
  writer.tag(field, WireType.bytes)
  writer.string(value)
}

function writeMetric(writer: ProtoWriter, metric: Metric): void {
  text(writer, 1, metric.name)
  number(writer, 2, metric.alias)
  number(writer, 3, metric.timestamp)
  number(writer, 4, metric.datatype)
  flag(writer, 5, metric.isHistorical)
  flag(writer, 6, metric.isTransient)
  flag(writer, 7, metric.isNull)
  const { metadata, properties, value } = metric
  if (metadata) part(writer, 8, () => writeMetadata(writer, metadata))
  if (properties) part(writer, 9, () => writeProperties(writer, properties))
  if (value !== undefined && value !== null && metric.isNull !== true)
    writeValue(writer, metric.datatype ?? SparkplugType.Unknown, value)
}

function writeValue(writer: ProtoWriter, type: SparkplugType, value: NonNullable<MetricValue>): void {
  if (value instanceof Uint8Array) {
    writer.tag(16, WireType.bytes)
    writer.blob(value)
  } else if (Array.isArray(value) || isArrayType(type)) {
    writer.tag(16, WireType.bytes)
    writer.blob(packArray(type, value as readonly Scalar[]))
  } else if (typeof value === 'object' && 'rows' in value) part(writer, 17, () => writeDataSet(writer, value))
  else if (typeof value === 'object') part(writer, 18, () => writeTemplate(writer, value as Template))
  else writeScalar(writer, 10, type === SparkplugType.Unknown ? typeOfValue(value) : type, value)
}

/** For a metric that names no type (data after a birth): the type that holds the JavaScript value. */
function typeOfValue(value: Scalar): SparkplugType {
  if (typeof value === 'bigint') return SparkplugType.Int64
  if (typeof value === 'boolean') return SparkplugType.Boolean
  return typeof value === 'string' ? SparkplugType.String : SparkplugType.Double
}

function writeMetadata(writer: ProtoWriter, metadata: MetricMetadata): void {
  flag(writer, 1, metadata.isMultiPart)
  text(writer, 2, metadata.contentType)
  number(writer, 3, metadata.size)
  number(writer, 4, metadata.seq)
  text(writer, 5, metadata.fileName)
  text(writer, 6, metadata.fileType)
  text(writer, 7, metadata.md5)
  text(writer, 8, metadata.description)
}

function writeProperties(writer: ProtoWriter, properties: PropertySet): void {
  for (const key of Object.keys(properties)) text(writer, 1, key)
  for (const property of Object.values(properties)) part(writer, 2, () => writeProperty(writer, property))
}

function writeProperty(writer: ProtoWriter, { type, isNull, value }: PropertyValue): void {
  number(writer, 1, type)
  flag(writer, 2, isNull)
  if (value === undefined || isNull === true) return
  if (typeof value !== 'object') writeScalar(writer, 3, type, value)
  else if (Array.isArray(value))
    part(writer, 10, () => {
      for (const set of value) part(writer, 1, () => writeProperties(writer, set))
    })
  else part(writer, 9, () => writeProperties(writer, value as PropertySet))
}

function writeDataSet(writer: ProtoWriter, { columns, types, rows }: DataSet): void {
  number(writer, 1, columns.length)
  for (const column of columns) text(writer, 2, column)
  for (const type of types) number(writer, 3, type)
  for (const row of rows)
    part(writer, 4, () => {
      row.forEach((value, column) => {
        part(writer, 1, () => {
          if (value !== null) writeScalar(writer, 1, types[column] ?? SparkplugType.String, value)
        })
      })
    })
}

function writeTemplate(writer: ProtoWriter, template: Template): void {
  text(writer, 1, template.version)
  for (const metric of template.metrics) part(writer, 2, () => writeMetric(writer, metric))
  for (const { name, type, value } of template.parameters ?? [])
    part(writer, 3, () => {
      text(writer, 1, name)
      number(writer, 2, type)
      if (value !== undefined && value !== null) writeScalar(writer, 3, type, value)
    })
  text(writer, 4, template.templateRef)
  flag(writer, 5, template.isDefinition)
}
