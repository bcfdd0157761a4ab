import type { Value } from '@millrace/core'
import { type DeviceSimulator, rawValue, type SimulatedPoint, typeRange } from '../kit/simulated-points.ts'
import { parseAddress } from './address.ts'
import { Asn } from './codec.ts'
import { SnmpSimulator } from './simulator.ts'

const MOST_INTEGER = 2 ** 31 - 1

function asnOf({ type, counter }: SimulatedPoint): number {
  // Agents have no type for fractions: they say them as text.
  if (type === 'string' || type.startsWith('float')) return Asn.octets
  if (type === 'int64' || type === 'uint64') return Asn.counter64
  return counter ? Asn.counter32 : type === 'uint32' ? Asn.gauge32 : Asn.integer
}

function held(value: Value, asn: number): string | number | Buffer {
  if (typeof value === 'boolean') return value ? 1 : 2
  if (asn === Asn.counter64) {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt(Number(value)))
    return bytes
  }
  return asn === Asn.octets ? String(value) : Number(value)
}

/** Any SNMP agent, in software: its objects are those that the addresses name, columns of tables among them. */
export const snmpDevices: DeviceSimulator = {
  kind: 'snmp',
  device: (points) => {
    const valueAt = (point: SimulatedPoint, seconds: number, i: number): string | number | Buffer => {
      const { low, high, step } = typeRange(point.type)
      const asn = asnOf(point)
      const most = asn === Asn.integer ? Math.min(high, MOST_INTEGER) : high
      const room = { low: asn === Asn.counter64 ? 0 : low, high: most, ...(step === undefined ? {} : { step }) }
      return held(rawValue(point, room, seconds, i), asn)
    }
    const simulator = new SnmpSimulator({
      objects: points.map((point, i) => {
        const { oid } = parseAddress(point.address, point.type)
        const dot = oid.lastIndexOf('.')
        const [parent, instance] = [oid.slice(0, dot), Number(oid.slice(dot + 1))]
        return { name: point.address, oid: parent, instance, asn: asnOf(point), value: valueAt(point, 0, i) }
      }),
    })
    return {
      move: (seconds) => {
        for (const [i, point] of points.entries()) simulator.set(point.address, valueAt(point, seconds, i))
      },
      listen: (port) => simulator.listen(port),
      close: () => simulator.close(),
    }
  },
  where: (port) => ({ host: '127.0.0.1', port }),
}
