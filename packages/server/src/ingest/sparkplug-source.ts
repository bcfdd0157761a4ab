import { type SampleBatch, ValueKind } from '@millrace/core'
import {
  DEPLOYMENTS,
  DIAGNOSIS,
  isPointName,
  type Metric,
  RESERVED_PREFIX,
  SparkplugType,
  WRITE_RESULT,
} from '@millrace/wire'
import { NAME_BYTES, type RefusalReason } from './admit.ts'
import type { PointDescription, PointType, Source, SourceDescription, SourceReport, SourceState } from './needs.ts'

/** What a Sparkplug type becomes (§6.4.16); types that are no single value have no row. */
const pointTypes: Readonly<Partial<Record<SparkplugType, PointType>>> = {
  [SparkplugType.Int8]: 'int64',
  [SparkplugType.Int16]: 'int64',
  [SparkplugType.Int32]: 'int64',
  [SparkplugType.Int64]: 'int64',
  [SparkplugType.UInt8]: 'int64',
  [SparkplugType.UInt16]: 'int64',
  [SparkplugType.UInt32]: 'int64',
  [SparkplugType.UInt64]: 'int64',
  [SparkplugType.DateTime]: 'int64',
  [SparkplugType.Float]: 'double',
  [SparkplugType.Double]: 'double',
  [SparkplugType.Boolean]: 'boolean',
  [SparkplugType.String]: 'string',
  [SparkplugType.Text]: 'string',
  [SparkplugType.UUID]: 'string',
}

export const kindOfPoint: Readonly<Record<PointType, ValueKind>> = {
  double: ValueKind.double,
  int64: ValueKind.int64,
  boolean: ValueKind.boolean,
  string: ValueKind.string,
}

const known = new Set<number>(Object.values(SparkplugType))

/** What a birth says of a source: its points, and which metrics they are. */
export interface BirthReading {
  readonly description: SourceDescription
  /** Slot of each point of the description. */
  readonly slots: readonly number[]
  readonly refused: readonly { readonly reason: RefusalReason; readonly detail: string }[]
}

function refusalOf(metric: Metric): { reason: RefusalReason; detail: string } | undefined {
  const type = metric.datatype ?? SparkplugType.Unknown
  const name = metric.name?.slice(0, 64)
  if (Buffer.byteLength(metric.name ?? '') > NAME_BYTES) {
    return { reason: 'key_too_long', detail: `Expected a metric name of at most ${NAME_BYTES} bytes: "${name}…".` }
  }
  if (type === SparkplugType.Unknown || !known.has(type)) {
    return { reason: 'unknown_datatype', detail: `Metric "${name}" has data type ${type}.` }
  }
  if (!pointTypes[type])
    return {
      reason: 'unsupported_metric_type',
      detail: `Metric "${name}" has data type ${type}, which is no single value.`,
    }
  return undefined
}

const textOf = (metrics: readonly Metric[], name: string): string | undefined => {
  const value = metrics.find((metric) => metric.name === `${RESERVED_PREFIX}${name}`)?.value
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Properties in births: engUnit (UCUM), engLow, engHigh, description, writable. */
function describe(metric: Metric, type: PointType): PointDescription {
  const property = (key: string): unknown => metric.properties?.[key]?.value
  const unit = property('engUnit')
  const low = property('engLow')
  const high = property('engHigh')
  const description = property('description')
  const writable = property('writable')
  return {
    name: metric.name as string,
    type,
    ...(typeof unit === 'string' && unit !== '' ? { unit } : {}),
    ...(typeof low === 'number' && Number.isFinite(low) ? { low } : {}),
    ...(typeof high === 'number' && Number.isFinite(high) ? { high } : {}),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
    ...(typeof writable === 'boolean' ? { writable } : {}),
  }
}

export function readBirth(source: Source, metrics: readonly Metric[], metricSlots: Int32Array): BirthReading {
  const points: PointDescription[] = []
  const slots: number[] = []
  const refused: { reason: RefusalReason; detail: string }[] = []
  const aliases = new Map<number, string>()
  metrics.forEach((metric, i) => {
    const { name, alias } = metric
    if (name === undefined || !isPointName(name)) return
    const refusal = refusalOf(metric)
    if (refusal) {
      refused.push(refusal)
      return
    }
    if (alias !== undefined) {
      const other = aliases.get(alias)
      // tck-id-payloads-alias-uniqueness: the table knows the later one by the alias, so the earlier would get its values.
      if (other !== undefined && other !== name) {
        refused.push({ reason: 'duplicate_alias', detail: `Metrics "${other}" and "${name}" share alias ${alias}.` })
        return
      }
      aliases.set(alias, name)
    }
    points.push(describe(metric, pointTypes[metric.datatype as SparkplugType] as PointType))
    slots.push(metricSlots[i] as number)
  })
  const asset = textOf(metrics, 'Asset')
  const protocol = textOf(metrics, 'Protocol')
  return {
    description: {
      source,
      points,
      ...(asset ? { assetPath: asset.split('/') } : {}),
      ...(protocol ? { protocol } : { protocol: 'sparkplug' }),
    },
    slots,
    refused,
  }
}

/** `Millrace/State`: whatever is not online is, for the platform, a source that does not deliver. */
const stateOf = (text: string): SourceState => (text === 'online' ? 'online' : 'offline')

/** A `Millrace/…` metric as part of a report; undefined for one that says nothing of health. */
export function reportOf(name: string, value: number | string): Omit<SourceReport, 'seen'> | undefined {
  const short = name.slice(RESERVED_PREFIX.length)
  if (short === 'State') return { state: stateOf(String(value)) }
  if (short === 'Last error') return { lastError: String(value) }
  if (short === 'Asset' || short === 'Protocol' || short === 'Stream' || short === 'Floor') return undefined
  // Answers to what was asked are no figures of health.
  if (name === WRITE_RESULT || name === DIAGNOSIS || name === DEPLOYMENTS) return undefined
  return { health: { [short]: value } }
}

/** A row's value for a health figure. */
export function plainValue(batch: SampleBatch, i: number): number | string | undefined {
  switch (batch.kind[i]) {
    case ValueKind.double:
    case ValueKind.boolean:
      return batch.double[i] as number
    case ValueKind.int64:
      return Number(batch.int64[i])
    case ValueKind.string:
      return batch.text[Number(batch.int64[i])]
    default:
      return undefined
  }
}
