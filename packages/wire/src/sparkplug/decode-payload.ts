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
import { meaningOf, type RawScalar, readScalar } from './scalar.ts'

/** Templates and property sets may nest; deeper than this is an attack, not a model. */
const DEEPEST = 16

/**
 * Metrics, property sets, rows and the like of one message. Two bytes may stand for an object of a hundred: without a
 * bound, a few megabytes would fill the memory. A birth of 100,000 tags with properties needs 200,000.
 */
const MOST_PARTS = 1 << 19

/** Reads a whole payload into objects. Throws `wire.payload_malformed`, and nothing else, on whatever bytes it is given. */
export function decodePayload(bytes: Uint8Array): Payload {
  const reader = new ProtoReader(bytes)
  const payload: Payload = { metrics: [] }
  const millrace: { position?: number; micros?: readonly number[]; status?: readonly number[] } = {}
  reader.fields((field, wire) => {
    switch (field) {
      case 1:
        payload.timestamp = time(reader, wire)
        break
      case 2:
        payload.metrics.push(readMetric(reader, wire, 0))
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
  const outer = reader.enter()
  while (reader.more) values.push(read())
  reader.leave(outer)
  return values
}

/** A nested message that becomes an object of its own. */
function part(reader: ProtoReader, wire: number): void {
  reader.expect(wire, WireType.bytes)
  if (++reader.parts > MOST_PARTS) throw reader.fault(`more than ${MOST_PARTS} parts`)
}

function time(reader: ProtoReader, wire: number): number {
  reader.expect(wire, WireType.varint)
  return reader.time()
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
  reader.expect(wire, WireType.varint)
  return readType(reader)
}

function readType(reader: ProtoReader): SparkplugType {
  const type = reader.varint()
  if (type > SparkplugType.DateTimeArray) throw reader.fault(`data type ${type}`)
  return type as SparkplugType
}

function deeper(reader: ProtoReader, depth: number): number {
  if (depth >= DEEPEST) throw reader.fault(`more than ${DEEPEST} levels of nesting`)
  return depth + 1
}

function readMetric(reader: ProtoReader, wire: number, depth: number): Metric {
  part(reader, wire)
  const metric: Metric = {}
  let raw: RawScalar | undefined
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
        metric.timestamp = time(reader, wire)
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
        metric.properties = readProperties(reader, wire, deeper(reader, depth))
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
        complex = readTemplate(reader, wire, deeper(reader, depth))
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
  else if (raw !== undefined) value = meaningOf(reader, type, raw)
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

function readProperties(reader: ProtoReader, wire: number, depth: number): PropertySet {
  part(reader, wire)
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
  let raw: RawScalar | undefined
  reader.message((field, wire) => {
    if (field === 1) property.type = typeOf(reader, wire)
    else if (field === 2) property.isNull = bool(reader, wire)
    else if (field >= 3 && field <= 8) raw = readScalar(reader, field - 3, wire)
    else if (field === 9) property.value = readProperties(reader, wire, deeper(reader, depth))
    else if (field === 10) {
      reader.expect(wire, WireType.bytes)
      const sets: PropertySet[] = []
      reader.message((inner, innerWire) => {
        if (inner === 1) sets.push(readProperties(reader, innerWire, deeper(reader, depth)))
        else reader.skip(innerWire)
      })
      property.value = sets
    } else reader.skip(wire)
  })
  if (raw !== undefined) property.value = meaningOf(reader, property.type, raw)
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
    else if (field === 3 && wire === WireType.bytes) {
      for (const type of packed(reader, () => readType(reader))) types.push(type as SparkplugType)
    } else if (field === 3) types.push(typeOf(reader, wire))
    else if (field === 4) rows.push(readRow(reader, wire, types))
    else reader.skip(wire)
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

function readRow(reader: ProtoReader, rowWire: number, types: readonly SparkplugType[]): Value[] {
  part(reader, rowWire)
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
        value = meaningOf(reader, types[row.length] ?? SparkplugType.Unknown, readScalar(reader, inner - 1, innerWire))
      else reader.skip(innerWire)
    })
    row.push(value)
  })
  return row
}

function readTemplate(reader: ProtoReader, templateWire: number, depth: number): Template {
  part(reader, templateWire)
  const metrics: Metric[] = []
  const parameters: TemplateParameter[] = []
  const template: Template = { metrics }
  reader.message((field, wire) => {
    if (field === 1) template.version = string(reader, wire)
    else if (field === 2) metrics.push(readMetric(reader, wire, depth))
    else if (field === 3) parameters.push(readParameter(reader, wire))
    else if (field === 4) template.templateRef = string(reader, wire)
    else if (field === 5) template.isDefinition = bool(reader, wire)
    else reader.skip(wire)
  })
  if (parameters.length > 0) template.parameters = parameters
  return template
}

function readParameter(reader: ProtoReader, parameterWire: number): TemplateParameter {
  part(reader, parameterWire)
  const parameter: TemplateParameter = { name: '', type: SparkplugType.Unknown }
  let raw: RawScalar | undefined
  reader.message((field, wire) => {
    if (field === 1) parameter.name = string(reader, wire)
    else if (field === 2) parameter.type = typeOf(reader, wire)
    else if (field >= 3 && field <= 8) raw = readScalar(reader, field - 3, wire)
    else reader.skip(wire)
  })
  if (raw !== undefined) parameter.value = meaningOf(reader, parameter.type, raw)
  return parameter
}
