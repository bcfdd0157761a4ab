import type { DataType } from '../kit/driver.ts'
import type { WordOrder } from '../kit/registers.ts'
import { type ModbusAddress, parseAddress } from './address.ts'
import { RegisterBank } from './bank.ts'

/** A point as a profile knows it: enough to make values up that a device of that kind could show. */
export interface SimulatedPoint {
  readonly address: string
  readonly type: DataType
  /** Value = raw × factor + offset. */
  readonly scale?: { readonly factor?: number; readonly offset?: number }
  /** Range of the value, scaled; absent: a few small whole numbers. */
  readonly low?: number
  readonly high?: number
  /** True: it only rises. */
  readonly counter?: boolean
  /** The raw numbers that mean something. */
  readonly states?: readonly number[]
}

/** What the addresses leave open. */
export interface SimulatedStation {
  readonly unit?: number
  readonly wordOrder?: WordOrder
}

const STATE_SECONDS = 10
const COUNTER_START = 1_000
const NO_RANGE = { low: 0, high: 100 }

interface Placed {
  readonly point: SimulatedPoint
  readonly place: ModbusAddress
  readonly bank: RegisterBank
  /** Ends of the raw value, both whole for integers. */
  readonly raw: { readonly low: number; readonly high: number }
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
      .map(({ point, place }) => ({ point, place, bank: units.get(place.unit ?? unit)!, raw: rawRange(point, place) }))
      // Bits last: a point of the whole register would wipe them.
      .sort((one, other) => Number(one.place.bits !== undefined) - Number(other.place.bits !== undefined))
    this.move(0)
  }

  /** Puts the values of that second into the registers. */
  move(seconds: number): void {
    for (const [i, { point, place, bank, raw }] of this.#points.entries()) {
      const { address, type } = point
      if (type === 'string') bank.set(address, type, `SIM${i}`.slice(0, place.bytes))
      else if (type === 'bool') bank.set(address, type, Math.floor(seconds / (STATE_SECONDS + i)) % 2 === 1)
      else bank.set(address, type, held(type, valueAt(point, raw, seconds, i)), this.#order)
    }
  }
}

function valueAt(point: SimulatedPoint, { low, high }: Placed['raw'], seconds: number, phase: number): number {
  const { states, counter, type } = point
  if (states && states.length > 0) return states[Math.floor(seconds / STATE_SECONDS) % states.length]!
  const whole = !type.startsWith('float')
  if (counter) {
    const risen = COUNTER_START + seconds * (1 + (phase % 5))
    return Math.min(high, whole ? Math.floor(risen) : risen)
  }
  const middle = (low + high) / 2
  // Each point on a wave of its own, a tenth short of both ends.
  const value = middle + ((high - low) / 2) * 0.9 * Math.sin(seconds / (7 + (phase % 11)) + phase)
  return whole ? Math.min(high, Math.max(low, Math.round(value))) : value
}

/** Integers of 64 bits are bigint in the house. */
const held = (type: DataType, value: number): number | bigint =>
  type === 'int64' || type === 'uint64' ? BigInt(Math.round(value)) : value

function rawRange({ type, scale, low, high, counter }: SimulatedPoint, { bits }: ModbusAddress): Placed['raw'] {
  const room = typeRange(type, bits)
  if (counter) return room
  const { factor = 1, offset = 0 } = scale ?? {}
  const wanted = low === undefined || high === undefined ? NO_RANGE : { low: low - offset, high: high - offset }
  const ends = low === undefined ? [wanted.low, wanted.high] : [wanted.low / factor, wanted.high / factor]
  const [least, most] = [Math.max(room.low, Math.min(...ends)), Math.min(room.high, Math.max(...ends))]
  return type.startsWith('float') ? { low: least, high: most } : { low: Math.ceil(least), high: Math.floor(most) }
}

function typeRange(type: DataType, bits: ModbusAddress['bits']): Placed['raw'] {
  if (bits) return { low: 0, high: 2 ** (bits.to - bits.from + 1) - 1 }
  const [, unsigned, width] = /^(u?)int(\d+)$/.exec(type) ?? []
  if (width === undefined) return { low: -3e38, high: 3e38 }
  // Beyond 2^53 a double has no odd numbers left.
  const room = Math.min(2 ** (Number(width) - (unsigned ? 0 : 1)) - 1, Number.MAX_SAFE_INTEGER)
  return { low: unsigned ? 0 : -room, high: room }
}
