import type { WordOrder } from '../kit/registers.ts'
import { type DeviceSimulator, rawValue, type SimulatedPoint, typeRange } from '../kit/simulated-points.ts'
import { type ModbusAddress, parseAddress } from './address.ts'
import { RegisterBank } from './bank.ts'
import type { SerialFraming } from './framing.ts'
import { rtu } from './rtu.ts'
import { ModbusSimulator } from './simulator.ts'

/** What the addresses leave open. */
export interface SimulatedStation {
  readonly unit?: number
  readonly wordOrder?: WordOrder
}

interface Placed {
  readonly point: SimulatedPoint
  readonly place: ModbusAddress
  readonly bank: RegisterBank
}

/** Registers for any list of points, filled with values that move within their ranges: any Modbus device, in software. */
export class SimulatedPoints {
  /** For {@link ModbusSimulator}: the units that the addresses name. */
  readonly units: ReadonlyMap<number, RegisterBank>
  readonly #points: readonly Placed[]
  readonly #order: WordOrder

  /** Throws as {@link parseAddress} does. Fills the registers as of second 0. */
  constructor(points: readonly SimulatedPoint[], { unit = 1, wordOrder = 'ABCD' }: SimulatedStation = {}) {
    this.#order = wordOrder
    const places = points.map((point) => ({ point, place: parseAddress(point.address, point.type) }))
    const sizes = new Map<number, { coil: number; discrete: number; input: number; holding: number }>()
    for (const { place } of places) {
      const size = sizes.get(place.unit ?? unit) ?? { coil: 0, discrete: 0, input: 0, holding: 0 }
      size[place.area] = Math.max(size[place.area], place.address + place.length)
      sizes.set(place.unit ?? unit, size)
    }
    const units = new Map([...sizes].map(([number, size]) => [number, new RegisterBank(size)]))
    this.units = units
    this.#points = places
      .map(({ point, place }) => ({ point, place, bank: units.get(place.unit ?? unit)! }))
      // Bits last: a point of the whole register would wipe them.
      .sort((one, other) => Number(one.place.bits !== undefined) - Number(other.place.bits !== undefined))
    this.move(0)
  }

  /** Puts the values of that second into the registers. */
  move(seconds: number): void {
    for (const [i, { point, place, bank }] of this.#points.entries()) {
      const { address, type } = point
      const value = rawValue(point, roomOf(point, place), seconds, i)
      bank.set(address, type, typeof value === 'string' ? value.slice(0, place.bytes) : value, this.#order)
    }
  }
}

const roomOf = ({ type }: SimulatedPoint, { bits }: ModbusAddress) =>
  bits ? { low: 0, high: 2 ** (bits.to - bits.from + 1) - 1, step: 1 } : typeRange(type)

function devices(
  kind: string,
  where: DeviceSimulator['where'],
  framing: { readonly framing?: SerialFraming } = {},
): DeviceSimulator {
  return {
    kind,
    where,
    device: (points, connection) => {
      const { unit, wordOrder } = connection as SimulatedStation
      const registers = new SimulatedPoints(points, {
        ...(unit === undefined ? {} : { unit }),
        ...(wordOrder === undefined ? {} : { wordOrder }),
      })
      const simulator = new ModbusSimulator({ units: registers.units, ...framing })
      return {
        move: (seconds) => registers.move(seconds),
        listen: (port) => simulator.listen(port),
        close: () => simulator.close(),
      }
    },
  }
}

/** Any Modbus device, in software. */
export const modbusDevices = devices('modbus-tcp', (port) => ({ host: '127.0.0.1', port }))

/** The same behind a serial server. */
export const modbusRtuDevices = devices('modbus-rtu', (port) => ({ tunnel: { host: '127.0.0.1', port } }), {
  framing: rtu,
})
