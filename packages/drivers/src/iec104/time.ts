import { Fault, MICROS_PER_MS, type Micros } from '@millrace/core'
import './faults.ts'

const HOUR_MS = 3_600_000
/** Offsets change at no finer step. */
const QUARTER_MS = 900_000

/** CP56Time2a (IEC 60870-5-101 §7.2.6.18): what the clock of the station shows. */
export interface StationTime {
  /** Its wall clock as if it were UTC, ms. */
  readonly wall: number
  /** SU: the wall clock shows summer time. */
  readonly summer: boolean
  /** IV, or figures that no clock shows. */
  readonly invalid: boolean
}

/** Octets of CP56Time2a. */
export const TIME_OCTETS = 7

export function readTime(bytes: Uint8Array, at: number): StationTime {
  const ms = bytes[at]! | (bytes[at + 1]! << 8)
  const minute = bytes[at + 2]! & 0x3f
  const hour = bytes[at + 3]! & 0x1f
  const day = bytes[at + 4]! & 0x1f
  const month = bytes[at + 5]! & 0x0f
  const year = 2_000 + (bytes[at + 6]! & 0x7f)
  const wall = Date.UTC(year, month - 1, day, hour, minute, 0, ms)
  const shown = new Date(wall)
  const possible =
    ms < 60_000 &&
    minute < 60 &&
    hour < 24 &&
    year < 2_100 &&
    shown.getUTCMonth() === month - 1 &&
    shown.getUTCDate() === day
  return { wall, summer: (bytes[at + 3]! & 0x80) !== 0, invalid: !possible || (bytes[at + 2]! & 0x80) !== 0 }
}

export function encodeTime({ wall, summer, invalid }: StationTime): Uint8Array {
  const shown = new Date(wall)
  const ms = shown.getUTCSeconds() * 1_000 + shown.getUTCMilliseconds()
  return Uint8Array.of(
    ms & 0xff,
    ms >> 8,
    shown.getUTCMinutes() | (invalid ? 0x80 : 0),
    shown.getUTCHours() | (summer ? 0x80 : 0),
    // Day of week 1 (Monday) to 7.
    shown.getUTCDate() | ((shown.getUTCDay() || 7) << 5),
    shown.getUTCMonth() + 1,
    shown.getUTCFullYear() % 100,
  )
}

/** The clock of a station against ours. */
export interface StationZone {
  toMicros(time: StationTime): Micros
  fromMicros(time: Micros): StationTime
}

/**
 * `UTC` or an offset: there SU moves the time by an hour, as the standard has it. A zone of the tz database: the wall
 * clock as people there see it; SU decides in the hour that comes twice, as many stations never set it.
 * Throws `iec104.time_zone_unknown`.
 */
export function stationZone(name: string): StationZone {
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(name)
  if (name === 'UTC') return new FixedZone(0)
  if (offset) {
    const size = Number(offset[2]) * HOUR_MS + Number(offset[3]) * 60_000
    if (Number(offset[2]) > 14 || Number(offset[3]) > 59) throw new Fault('iec104.time_zone_unknown', { seen: name })
    return new FixedZone(offset[1] === '-' ? -size : size)
  }
  try {
    return new NamedZone(name)
  } catch (cause) {
    throw new Fault('iec104.time_zone_unknown', { seen: name }, cause)
  }
}

class FixedZone implements StationZone {
  readonly #offset: number

  constructor(offset: number) {
    this.#offset = offset
  }

  toMicros({ wall, summer }: StationTime): Micros {
    return (wall - this.#offset - (summer ? HOUR_MS : 0)) * MICROS_PER_MS
  }

  fromMicros(time: Micros): StationTime {
    return { wall: Math.floor(time / MICROS_PER_MS) + this.#offset, summer: false, invalid: false }
  }
}

class NamedZone implements StationZone {
  readonly #format: Intl.DateTimeFormat
  /** Offsets of the last quarter of an hour that was asked for: stations report what is new. */
  #quarter = Number.NaN
  #standard = 0
  #summer = 0

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' })
  }

  toMicros({ wall, summer }: StationTime): Micros {
    const quarter = Math.floor(wall / QUARTER_MS)
    if (quarter !== this.#quarter) {
      const before = this.#offset(wall - 24 * HOUR_MS)
      const after = this.#offset(wall + 24 * HOUR_MS)
      const fits = [before, after].filter((offset) => this.#offset(wall - offset) === offset)
      this.#quarter = quarter
      this.#summer = Math.max(...(fits.length > 0 ? fits : [before]))
      this.#standard = Math.min(...(fits.length > 0 ? fits : [before]))
    }
    return (wall - (summer ? this.#summer : this.#standard)) * MICROS_PER_MS
  }

  fromMicros(time: Micros): StationTime {
    const ms = Math.floor(time / MICROS_PER_MS)
    const offset = this.#offset(ms)
    const year = new Date(ms).getUTCFullYear()
    const standard = Math.min(this.#offset(Date.UTC(year, 0, 1)), this.#offset(Date.UTC(year, 6, 1)))
    return { wall: ms + offset, summer: offset > standard, invalid: false }
  }

  /** Of the zone at a time in UTC, ms. */
  #offset(ms: number): number {
    const name = this.#format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')!.value
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? ['', '+', '0', '0']
    const size = Number(hours) * HOUR_MS + Number(minutes) * 60_000
    return sign === '-' ? -size : size
  }
}
