import type { Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { type DeviceSimulator, rawValue, type SimulatedPoint, typeRange } from '../kit/simulated-points.ts'
import { PRESENT_VALUE, parseAddress } from './address.ts'
import { Tag } from './encoding.ts'
import { objectText } from './names.ts'
import { BacnetSimulator } from './simulator.ts'

const DEVICE = 1234

const byType: Readonly<Record<DataType, number>> = {
  bool: Tag.boolean,
  int8: Tag.signed,
  uint8: Tag.unsigned,
  int16: Tag.signed,
  uint16: Tag.unsigned,
  int32: Tag.signed,
  uint32: Tag.unsigned,
  int64: Tag.signed,
  uint64: Tag.unsigned,
  float32: Tag.real,
  float64: Tag.double,
  string: Tag.characters,
}

/** Present values have the type of their object (ASHRAE 135 clause 12), other properties that of the point. */
function tagOf({ address, type }: SimulatedPoint): number {
  const { objectType, instance, property } = parseAddress(address)
  if (property !== PRESENT_VALUE) return byType[type]
  const object = objectText(objectType, instance)
  if (object.startsWith('analog-')) return Tag.real
  if (object.startsWith('binary-')) return Tag.enumerated
  return object.startsWith('multi-state-') ? Tag.unsigned : byType[type]
}

function valueFor(tag: number, value: Value): Value {
  if (tag === Tag.enumerated) return Number(value)
  return tag === Tag.real ? Math.fround(Number(value)) : value
}

/** Any BACnet device, in software: its objects are those that the addresses name. */
export const bacnetDevices: DeviceSimulator = {
  kind: 'bacnet',
  device: (points) => {
    const tagged = points.map((point) => ({ point, tag: tagOf(point) }))
    const at = ({ type }: SimulatedPoint, tag: number) => {
      const { low, high } = typeRange(type)
      // States of a multi-state object are counted from 1.
      return {
        low: tag === Tag.unsigned ? Math.max(1, low) : low,
        high,
        ...(type.startsWith('float') ? {} : { step: 1 }),
      }
    }
    const valueAt = (seconds: number, i: number): Value => {
      const { point, tag } = tagged[i]!
      return valueFor(tag, rawValue(point, at(point, tag), seconds, i))
    }
    const simulator = new BacnetSimulator({
      device: DEVICE,
      properties: tagged.map(({ point: { address }, tag }, i) => ({ address, tag, value: valueAt(0, i) })),
    })
    return {
      move: (seconds) => {
        for (const [i, { point }] of tagged.entries()) simulator.set(point.address, valueAt(seconds, i))
      },
      listen: (port) => simulator.listen(port),
      close: () => simulator.close(),
    }
  },
  where: (port) => ({ host: '127.0.0.1', port, device: DEVICE }),
}
