import { MICROS_PER_MS, Status, sparkplugQuality, ValueKind } from '@millrace/core'
import { type DeviceState, kindOf } from '@millrace/drivers'
import {
  type DataLookup,
  type DeviceBirth,
  type Metric,
  type PropertySet,
  RESERVED_PREFIX,
  SparkplugType,
  WRITE_RESULT,
} from '@millrace/wire'
import type { Image } from '../acquire/image.ts'
import type { CataloguedDevice } from '../buffer/catalogue.ts'
import type { DeviceConfiguration } from '../config/device.ts'
import type { PointSettings } from '../config/schema.ts'

/** What a device's birth certificate tells beside its points. */
export interface BirthFacts {
  /** Absent for a device that is no longer configured, but still has stored values. */
  readonly configuration?: DeviceConfiguration
  readonly state: DeviceState['state'] | 'retired'
  readonly lastError: string
  /** What went wrong with it so far, by the name the platform shows. */
  readonly troubles: Readonly<Record<string, number>>
  /** µs. */
  readonly now: number
}

const typeOfKind: Readonly<Record<string, SparkplugType>> = {
  double: SparkplugType.Double,
  int64: SparkplugType.Int64,
  boolean: SparkplugType.Boolean,
  string: SparkplugType.String,
}

/** How the catalogue names what a point's values are. */
export function valueTypeOf(point: Pick<PointSettings, 'type' | 'scale'>): string {
  const scaled = point.scale ? { scale: { factor: point.scale.factor ?? 1, offset: point.scale.offset ?? 0 } } : {}
  const kind = kindOf({ type: point.type, ...scaled })
  return Object.entries(ValueKind).find(([, code]) => code === kind)![0]
}

/** Sparkplug B 3.0 §6.4.22: every metric the device will ever report, with name, alias, type and present value. */
export function deviceBirth(device: CataloguedDevice, image: Image, facts: BirthFacts): DeviceBirth {
  const { configuration, now } = facts
  const points = new Map(configuration?.points.map((point) => [point.name, point]))
  const metrics: Metric[] = []
  const taken = new Set<string>()
  for (const tag of device.tags) {
    const type = typeOfKind[tag.type] ?? SparkplugType.String
    const point = tag.retired === undefined ? points.get(tag.name) : undefined
    // A point whose type changed: what is stored under the old type keeps a name of its own.
    const name = taken.has(tag.name) ? `${tag.name} (${tag.type})` : tag.name
    taken.add(name)
    const time = image.time(tag.id) || now
    const quality = image.status(tag.id)
    const value = image.value(tag.id)
    metrics.push({
      name,
      alias: tag.id,
      timestamp: Math.floor(time / MICROS_PER_MS),
      datatype: type,
      ...(value === null ? { isNull: true } : { value }),
      properties: propertiesOf(point, quality),
    })
  }
  metrics.push(...ownMetrics(facts))
  return { device: device.name, metrics }
}

/** What the platform is told of a device, beside its points. */
export function ownMetrics(facts: BirthFacts): Metric[] {
  const { configuration, state, lastError, now } = facts
  const timestamp = Math.floor(now / MICROS_PER_MS)
  const tell = (name: string, value: string): Metric => ({ name, timestamp, datatype: SparkplugType.String, value })
  return [
    ...(configuration?.asset ? [tell('Millrace/Asset', configuration.asset.join('/'))] : []),
    ...(configuration ? [tell('Millrace/Protocol', configuration.driver)] : []),
    tell('Millrace/State', state),
    tell('Millrace/Last error', lastError),
    tell(WRITE_RESULT, ''),
    ...troubleMetrics(facts),
  ]
}

/** A device's figures: seldom told, and only when they changed. */
export function troubleMetrics({ troubles, now }: BirthFacts): Metric[] {
  const timestamp = Math.floor(now / MICROS_PER_MS)
  return Object.entries(troubles).map(([name, value]) => ({
    name: `${RESERVED_PREFIX}${name}`,
    timestamp,
    datatype: SparkplugType.Double,
    value,
  }))
}

/** How each tag goes over the wire: by its number as alias, with the type its birth tells. */
export function lookupOf(devices: readonly CataloguedDevice[]): DataLookup {
  let size = 0
  for (const { tags } of devices) for (const { id } of tags) size = Math.max(size, id + 1)
  const types = new Array<SparkplugType>(size).fill(SparkplugType.Unknown)
  for (const { tags } of devices) for (const { id, type } of tags) types[id] = typeOfKind[type] ?? SparkplugType.Unknown
  return { aliases: Uint32Array.from({ length: size }, (_, id) => id), types }
}

function propertiesOf(point: PointSettings | undefined, status: number): PropertySet {
  return {
    ...(status === Status.Good ? {} : { Quality: { type: SparkplugType.Int32, value: sparkplugQuality(status) } }),
    ...(point?.unit === undefined ? {} : { engUnit: { type: SparkplugType.String, value: point.unit } }),
    ...(point?.low === undefined ? {} : { engLow: { type: SparkplugType.Double, value: point.low } }),
    ...(point?.high === undefined ? {} : { engHigh: { type: SparkplugType.Double, value: point.high } }),
    ...(point?.description === undefined
      ? {}
      : { description: { type: SparkplugType.String, value: point.description } }),
    ...(point?.access === 'rw' ? { writable: { type: SparkplugType.Boolean, value: true } } : {}),
  }
}
