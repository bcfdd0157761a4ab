import type { Value } from '@millrace/core'
import { isArrayType, unpackArray } from './arrays.ts'
import { Extension } from './encode-payload.ts'
import {
  type DataSet,
  type Metric,
  type MetricMetadata,
  type MetricValue,
  type MillraceFields,
  type Payload,
  type PropertySet,
  type PropertyValue,
  SparkplugType,
  type Template,
  type TemplateParameter,
} from './payload.ts'
import { ProtoReader, WireType } from './protobuf.ts'
import { meaningOf, readScalar } from './scalar.ts'

/** Templates and property sets may nest; deeper than this is an attack, not a model. */
const DEEPEST = 16

/** Reads a whole payload into objects. Throws `wire.payload_malformed`; allocates no more than a small multiple of the message. */
export function decodePayload(bytes: Uint8Array): Payload {
  const reader = new ProtoReader(bytes)
  const payload: Payload = { metrics: [] }
  const millrace: { position?: number; micros?: readonly number[]; status?: readonly number[] } = {}
  reader.fields((field, wire) => {
    switch (field) {
      case 1:
        payload.timestamp = varint(reader, wire)
        break
      case 2:
        reader.expect(wire, WireType.bytes)
        payload.metrics.push(readMetric(reader, 0))
        break
      case 3:
        payload.seq = varint(reader, wire)
        break
      case 4:
        payload.uuid = string(reader, wire)
        break
      case 5:
        reader.expect(wire, WireType.bytes)
        payload.body = reader.blob()
        break
      case Extension.position:
        millrace.position = varint(reader, wire)
        break
      case Extension.micros:
        reader.expect(wire, WireType.bytes)
        millrace.micros = packed(reader, () => reader.varint())
        break
      case Extension.status:
        reader.expect(wire, WireType.bytes)
        millrace.status = packed(reader, () => reader.fixed32())
        break
      default:
        reader.skip(wire)
    }
  })
  if (Object.keys(millrace).length > 0) payload.millrace = millrace as MillraceFields
  return payload
}

function packed(reader: ProtoReader, read: () => number): number[] {
  const values: number[] = []
  const length = reader.length()
  const outer = reader.end
  reader.end = reader.at + length
  while (reader.more) values.push(read())
  reader.end = outer
  return values
}

function varint(reader: ProtoReader, wire: number): number {
  reader.expect(wire, WireType.varint)
  return reader.varint()
}

function bool(reader: ProtoReader, wire: number): boolean {
  reader.expect(wire, WireType.varint)
  return reader.bool()
}

function string(reader: ProtoReader, wire: number): string {
  reader.expect(wire, WireType.bytes)
  return reader.string()
}

function typeOf(reader: ProtoReader, wire: number): SparkplugType {
  const type = varint(reader, wire)
  if (type > SparkplugType.DateTimeArray) throw reader.fault(`data type ${type}`)
  return type as SparkplugType
}

function deeper(reader: ProtoReader, depth: number): number {
  if (depth >= DEEPEST) throw reader.fault(`more than ${DEEPEST} levels of nesting`)
  return depth + 1
}

function readMetric(reader: ProtoReader, depth: number): Metric {
  const metric: Metric = {}
  let raw: number | bigint | boolean | string | undefined
  let bytes: Uint8Array | undefined
  let complex: DataSet | Template | undefined
  reader.message((field, wire) => {
    switch (field) {
      case 1:
        metric.name = string(reader, wire)
        break
      case 2:
        metric.alias = varint(reader, wire)
        break
      case 3:
        metric.timestamp = varint(reader, wire)
        break
      case 4:
        metric.datatype = typeOf(reader, wire)
        break
      case 5:
        metric.isHistorical = bool(reader, wire)
        break
      case 6:
        metric.isTransient = bool(reader, wire)
        break
      case 7:
        metric.isNull = bool(reader, wire)
        break
      case 8:
        reader.expect(wire, WireType.bytes)
        metric.metadata = readMetadata(reader)
        break
      case 9:
        reader.expect(wire, WireType.bytes)
        metric.properties = readProperties(reader, deeper(reader, depth))
        break
      case 16:
        reader.expect(wire, WireType.bytes)
        bytes = reader.blob()
        break
      case 17:
        reader.expect(wire, WireType.bytes)
        complex = readDataSet(reader)
        break
      case 18:
        reader.expect(wire, WireType.bytes)
        complex = readTemplate(reader, deeper(reader, depth))
        break
      default:
        if (field >= 10 && field <= 15) raw = readScalar(reader, field - 10, wire)
        else reader.skip(wire)
    }
  })
  const type = metric.datatype ?? SparkplugType.Unknown
  let value: MetricValue | undefined
  if (complex) value = complex
  else if (bytes) value = isArrayType(type) ? unpackArray(type, bytes, reader) : bytes
  else if (raw !== undefined) value = meaningOf(type, raw)
  if (value !== undefined && metric.isNull !== true) metric.value = value
  return metric
}

function readMetadata(reader: ProtoReader): MetricMetadata {
  const metadata: MetricMetadata = {}
  reader.message((field, wire) => {
    if (field === 1) metadata.isMultiPart = bool(reader, wire)
    else if (field === 2) metadata.contentType = string(reader, wire)
    else if (field === 3 || field === 4) {
      reader.expect(wire, WireType.varint)
      metadata[field === 3 ? 'size' : 'seq'] = reader.bigint()
    } else if (field === 5) metadata.fileName = string(reader, wire)
    else if (field === 6) metadata.fileType = string(reader, wire)
    else if (field === 7) metadata.md5 = string(reader, wire)
    else if (field === 8) metadata.description = string(reader, wire)
    else reader.skip(wire)
  })
  return metadata
}

function readProperties(reader: ProtoReader, depth: number): PropertySet {
  const keys: string[] = []
  const values: PropertyValue[] = []
  reader.message((field, wire) => {
    if (field === 1) keys.push(string(reader, wire))
    else if (field === 2) {
      reader.expect(wire, WireType.bytes)
      values.push(readProperty(reader, depth))
    } else reader.skip(wire)
  })
  // tck-id-payloads-propertyset-keys-array-size, -values-array-size
  if (keys.length !== values.length)
    throw reader.fault(`a property set of ${keys.length} keys and ${values.length} values`)
  // Own properties of an object without a prototype: a key of `__proto__` is a key like any other.
  const set: Record<string, PropertyValue> = Object.create(null)
  keys.forEach((key, i) => {
    set[key] = values[i]!
  })
  return set
}

function readProperty(reader: ProtoReader, depth: number): PropertyValue {
  const property: PropertyValue = { type: SparkplugType.Unknown }
  let raw: number | bigint | boolean | string | undefined
  reader.message((field, wire) => {
    if (field === 1) property.type = typeOf(reader, wire)
    else if (field === 2) property.isNull = bool(reader, wire)
    else if (field >= 3 && field <= 8) raw = readScalar(reader, field - 3, wire)
    else if (field === 9) {
      reader.expect(wire, WireType.bytes)
      property.value = readProperties(reader, deeper(reader, depth))
    } else if (field === 10) {
      reader.expect(wire, WireType.bytes)
      const sets: PropertySet[] = []
      reader.message((inner, innerWire) => {
        if (inner === 1) {
          reader.expect(innerWire, WireType.bytes)
          sets.push(readProperties(reader, deeper(reader, depth)))
        } else reader.skip(innerWire)
      })
      property.value = sets
    } else reader.skip(wire)
  })
  if (raw !== undefined) property.value = meaningOf(property.type, raw)
  return property
}

function readDataSet(reader: ProtoReader): DataSet {
  const columns: string[] = []
  const types: SparkplugType[] = []
  const rows: Value[][] = []
  let told: number | undefined
  reader.message((field, wire) => {
    if (field === 1) told = varint(reader, wire)
    else if (field === 2) columns.push(string(reader, wire))
    else if (field === 3 && wire === WireType.bytes)
      types.push(...(packed(reader, () => reader.varint()) as SparkplugType[]))
    else if (field === 3) types.push(typeOf(reader, wire))
    else if (field === 4) {
      reader.expect(wire, WireType.bytes)
      rows.push(readRow(reader, types))
    } else reader.skip(wire)
  })
  // tck-id-payloads-dataset-column-num-headers, -types-num
  if (
    (told ?? columns.length) !== columns.length ||
    types.length !== columns.length ||
    rows.some((row) => row.length !== columns.length)
  )
    throw reader.fault(
      `a data set of ${told} columns with ${columns.length} names, ${types.length} types and rows of another length`,
    )
  return { columns, types, rows }
}

function readRow(reader: ProtoReader, types: readonly SparkplugType[]): Value[] {
  const row: Value[] = []
  reader.message((field, wire) => {
    if (field !== 1) {
      reader.skip(wire)
      return
    }
    reader.expect(wire, WireType.bytes)
    let value: Value = null
    reader.message((inner, innerWire) => {
      if (inner >= 1 && inner <= 6)
        value = meaningOf(types[row.length] ?? SparkplugType.Unknown, readScalar(reader, inner - 1, innerWire))
      else reader.skip(innerWire)
    })
    row.push(value)
  })
  return row
}

function readTemplate(reader: ProtoReader, depth: number): Template {
  const metrics: Metric[] = []
  const parameters: TemplateParameter[] = []
  const template: Template = { metrics }
  reader.message((field, wire) => {
    if (field === 1) template.version = string(reader, wire)
    else if (field === 2) {
      reader.expect(wire, WireType.bytes)
      metrics.push(readMetric(reader, depth))
    } else if (field === 3) {
      reader.expect(wire, WireType.bytes)
      parameters.push(readParameter(reader))
    } else if (field === 4) template.templateRef = string(reader, wire)
    else if (field === 5) template.isDefinition = bool(reader, wire)
    else reader.skip(wire)
  })
  if (parameters.length > 0) template.parameters = parameters
  return template
}

function readParameter(reader: ProtoReader): TemplateParameter {
  const parameter: TemplateParameter = { name: '', type: SparkplugType.Unknown }
  let raw: number | bigint | boolean | string | undefined
  reader.message((field, wire) => {
    if (field === 1) parameter.name = string(reader, wire)
    else if (field === 2) parameter.type = typeOf(reader, wire)
    else if (field >= 3 && field <= 8) raw = readScalar(reader, field - 3, wire)
    else reader.skip(wire)
  })
  if (raw !== undefined) parameter.value = meaningOf(parameter.type, raw)
  return parameter
}
