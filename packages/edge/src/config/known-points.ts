import { valueTypeOf } from '../uplink/births.ts'
import type { DeviceConfiguration } from './device.ts'

export type Point = DeviceConfiguration['points'][number]
/** Points of devices by name; undefined where nobody knows which it has. */
export type KnownPoints = Map<string, ReadonlyMap<string, Point> | undefined>

export const pointsByName = ({ points }: DeviceConfiguration): ReadonlyMap<string, Point> =>
  new Map(points.map((point) => [point.name, point]))

const typeOfKind: Readonly<Record<string, 'number' | 'boolean' | 'text'>> = {
  double: 'number',
  int64: 'number',
  boolean: 'boolean',
  string: 'text',
}

/** As models and flows take it in. */
export const typeOfPoint = (point: Point): 'number' | 'boolean' | 'text' | undefined => typeOfKind[valueTypeOf(point)]

/** As the points of models and flows are configured. */
export const pointTypeOf = { number: 'float64', boolean: 'bool', text: 'string' } as const
