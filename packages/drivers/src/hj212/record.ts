import { MICROS_PER_MS, type Micros, Status, type Value } from '@millrace/core'
import type { DataType } from '../kit/driver.ts'
import { type Packet, refused } from './codec.ts'

/**
 * The table of data flags: what the instrument says of a value; P from the edition of 2005. A value of a stopped, broken or silent
 * instrument is none; one taken during maintenance or calibration is not that of the air or water.
 */
const flags: Readonly<Record<string, number>> = {
  N: Status.Good,
  F: Status.BadOutOfService,
  M: Status.UncertainSensorNotAccurate,
  S: Status.GoodLocalOverride,
  D: Status.BadDeviceFailure,
  C: Status.UncertainSensorNotAccurate,
  T: Status.UncertainEngineeringUnitsExceeded,
  B: Status.BadNoCommunication,
  P: Status.BadDeviceFailure,
}

/** The status of a factor's fields: by its flag; a flag that nobody knows makes them uncertain, none leaves them good. */
export function statusOfFactor(fields: ReadonlyMap<string, string>, field: string): number {
  const dash = field.indexOf('-')
  if (dash < 0 || field.endsWith('-Flag')) return Status.Good
  const flag = fields.get(`${field.slice(0, dash)}-Flag`)
  return flag === undefined ? Status.Good : (flags[flag] ?? Status.UncertainSubNormal)
}

/** `20260801123000`, also with milliseconds, as the clock of the device's zone. Throws `hj212.packet_refused`. */
export function readTime(text: string, offsetMinutes: number): Micros {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text)
  if (!match) throw refused('a DataTime such as 20260801123000', `"${text.slice(0, 40)}"`)
  const [year, month, day, hour, minute, second, fraction] = match.slice(1).map((part) => Number(part ?? 0))
  const ms = Date.UTC(year!, month! - 1, day, hour, minute, second, fraction)
  // A 31st of June would be taken for the 1st of July.
  if (new Date(ms).toISOString().replaceAll(/\D/g, '').slice(0, 14) !== text.slice(0, 14)) {
    throw refused('a DataTime that there is', `"${text}"`)
  }
  return (ms - offsetMinutes * 60_000) * MICROS_PER_MS
}

/** The text of a field as a tag's raw value; `bad` is the status if there is none. */
export function readValue(text: string, type: DataType): { readonly value: Value; readonly bad?: number } {
  if (type === 'string') return { value: text }
  if (text === '') return { value: null, bad: Status.BadNoData }
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text))
    return { value: null, bad: Status.BadDecodingError }
  return { value: Number(text) }
}

interface Begun {
  readonly packet: Packet
  readonly time: Micros
}

/** The time of each packet of one connection; parts that follow take it from the part before. */
export class RecordTimes {
  readonly #offsetMinutes: number
  #last: Begun | undefined

  constructor(offsetMinutes: number) {
    this.#offsetMinutes = offsetMinutes
  }

  /** The time that the packet names, that of the parts before, or undefined. Throws `hj212.packet_refused`. */
  of(packet: Packet): Micros | undefined {
    const text = packet.fields.get('DataTime')
    const time = text === undefined ? this.#inherited(packet) : readTime(text, this.#offsetMinutes)
    this.#last = packet.part && time !== undefined ? { packet, time } : undefined
    return time
  }

  #inherited(packet: Packet): Micros | undefined {
    if (!packet.part) return undefined
    const { packet: before, time } = this.#last ?? {}
    const follows =
      before?.part &&
      before.cn === packet.cn &&
      before.part.count === packet.part.count &&
      before.qn === packet.qn &&
      (packet.part.number === before.part.number + 1 ||
        (packet.qn !== undefined && packet.part.number === before.part.number))
    if (!follows || time === undefined)
      throw refused('a DataTime, or the part before this one', `part ${packet.part.number} alone`)
    return time
  }
}
