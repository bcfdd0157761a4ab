import type { Value } from '@millrace/core'
import type { DataType } from './driver.ts'

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
  /** The same for a string. */
  readonly texts?: readonly string[]
}

/** Any device of one protocol, made of the points that somebody wants to read; its values move. */
export interface SimulatedDevice {
  /** Puts the values of that second into the device. */
  move(seconds: number): void
  /** Listens on loopback; 0 asks for a free port. Rejects with the system's error if it is taken. */
  listen(port?: number): Promise<number>
  /** Idempotent. */
  close(): Promise<void>
}

/** Makes {@link SimulatedDevice}s for one kind of driver. */
export interface DeviceSimulator {
  /** The kind of driver that reads it. */
  readonly kind: string
  /**
   * `connection`: the driver's settings, as far as addresses hang on them. Fills the device as of second 0. Throws as
   * the driver's own reading of addresses does.
   */
  device(points: readonly SimulatedPoint[], connection: Readonly<Record<string, unknown>>): SimulatedDevice
  /** The settings by which the driver finds the device on this port of this machine. */
  where(port: number): Readonly<Record<string, unknown>>
}

/** What a raw value can be. */
export interface RawRange {
  readonly low: number
  readonly high: number
  /** Its smallest step: 1 for whole numbers; absent where any number fits. */
  readonly step?: number
}

const STATE_SECONDS = 10
const COUNTER_START = 1_000
const NO_RANGE = { low: 0, high: 100 }

/** The raw value at that second; `phase` sets the points of a device apart. `room` is what the type and the place hold. */
export function rawValue(point: SimulatedPoint, room: RawRange, seconds: number, phase: number): Value {
  const { type, states, texts, counter } = point
  const turn = Math.floor(seconds / STATE_SECONDS)
  if (type === 'string') return texts?.[turn % texts.length] ?? `SIM${phase}`
  if (type === 'bool') return Math.floor(seconds / (STATE_SECONDS + phase)) % 2 === 1
  if (states && states.length > 0) return held(type, states[turn % states.length]!)
  const { step } = room
  if (counter) return held(type, Math.min(room.high, down(COUNTER_START + seconds * (1 + (phase % 5)), step)))
  const { low, high } = rangeOf(point, room)
  const middle = (low + high) / 2
  // Each point on a wave of its own, a tenth short of both ends.
  const value = middle + ((high - low) / 2) * 0.9 * Math.sin(seconds / (7 + (phase % 11)) + phase)
  return held(type, Math.min(high, Math.max(low, near(value, step))))
}

/** The room that a type has; integers beyond 2^53 would lose their odd numbers. */
export function typeRange(type: DataType): RawRange {
  const [, unsigned, width] = /^(u?)int(\d+)$/.exec(type) ?? []
  if (width === undefined) return { low: -3e38, high: 3e38 }
  const most = Math.min(2 ** (Number(width) - (unsigned ? 0 : 1)) - 1, Number.MAX_SAFE_INTEGER)
  return { low: unsigned ? 0 : -most, high: most, step: 1 }
}

function rangeOf({ scale, low, high }: SimulatedPoint, room: RawRange): { low: number; high: number } {
  const { factor = 1, offset = 0 } = scale ?? {}
  const ends =
    low === undefined || high === undefined
      ? [NO_RANGE.low, NO_RANGE.high]
      : [(low - offset) / factor, (high - offset) / factor]
  const [least, most] = [Math.max(room.low, Math.min(...ends)), Math.min(room.high, Math.max(...ends))]
  return { low: up(least, room.step), high: down(most, room.step) }
}

// By whole numbers of steps, so that 0.1 stays the double that a decimal of the wire is read as.
const steps = (value: number, step: number, round: (steps: number) => number): number =>
  Number((round(Number((value / step).toPrecision(12))) * step).toPrecision(12))
const up = (value: number, step?: number): number => (step === undefined ? value : steps(value, step, Math.ceil))
const down = (value: number, step?: number): number => (step === undefined ? value : steps(value, step, Math.floor))
const near = (value: number, step?: number): number => (step === undefined ? value : steps(value, step, Math.round))

/** Integers of 64 bits are bigint in the house. */
const held = (type: DataType, value: number): number | bigint =>
  type === 'int64' || type === 'uint64' ? BigInt(Math.round(value)) : value
