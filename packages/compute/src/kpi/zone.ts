import { Fault, type Micros } from '@millrace/core'
import './faults.ts'

/** Days since 1970-01-01 of a date, without a time zone. */
export type DayNumber = number

export const MICROS_PER_MINUTE = 60_000_000
export const MICROS_PER_HOUR = 3_600_000_000
export const MICROS_PER_DAY = 86_400_000_000
const MS_PER_DAY = 86_400_000

/** The day's number of a date such as `2026-10-01`. Throws `kpi.date_malformed`. */
export function dayOf(date: string): DayNumber {
  const ms = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date)
    throw new Fault('kpi.date_malformed', { seen: date })
  return ms / MS_PER_DAY
}

export function dateOf(day: DayNumber): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
}

/** 1 is Monday, 7 is Sunday (ISO 8601-1, 4.3.2). */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** µs since local midnight of a time such as `06:30`. Throws `kpi.time_of_day_malformed`, which names `what`. */
export function timeOfDay(text: string, what: string): Micros {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!match) throw new Fault('kpi.time_of_day_malformed', { what, seen: text })
  return Number(match[1]) * MICROS_PER_HOUR + Number(match[2]) * MICROS_PER_MINUTE
}

interface OffsetsOfDay {
  /** µs to add to UTC at the day's beginning and at its end. */
  readonly before: Micros
  readonly after: Micros
  /** Where it changes; where it does not, the day's end. */
  readonly change: Micros
}

/**
 * A time zone by the rules that the running machine has (IANA database in ICU). A local time that clocks skip in spring is the
 * instant of the change; one that comes twice in autumn is the first of the two: so later local times are never earlier instants.
 */
export class Zone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat
  /** By the day of UTC. */
  readonly #days = new Map<number, OffsetsOfDay>()

  /** Throws `kpi.zone_unknown`. */
  constructor(name: string) {
    this.name = name
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      })
    } catch (cause) {
      throw new Fault('kpi.zone_unknown', { seen: name }, cause)
    }
  }

  /** What is added to UTC for local time at this instant, µs. */
  offsetAt(at: Micros): Micros {
    const day = this.#day(Math.floor(at / MICROS_PER_DAY))
    return at < day.change ? day.before : day.after
  }

  /** µs since 1970-01-01 00:00 by the clock on the wall. */
  localOf(at: Micros): Micros {
    return at + this.offsetAt(at)
  }

  /** The instant at which the clock on the wall says so; `time` may be a day or more and then means a later day. */
  instantOf(day: DayNumber, time: Micros): Micros {
    const local = day * MICROS_PER_DAY + time
    const before = this.offsetAt(local - MICROS_PER_DAY)
    const after = this.offsetAt(local + MICROS_PER_DAY)
    if (this.offsetAt(local - before) === before) return local - before
    if (this.offsetAt(local - after) === after) return local - after
    return this.#changeBefore(local - before)
  }

  /** The start of the stretch of one offset that holds this instant, if it began less than an hour ago, and likewise its end. */
  stretchAround(at: Micros): { readonly from: Micros; readonly to: Micros } {
    const offset = this.offsetAt(at)
    const from = at - MICROS_PER_HOUR
    const to = at + MICROS_PER_HOUR
    return {
      from: this.offsetAt(from) === offset ? from : this.#changeBefore(at),
      to: this.offsetAt(to) === offset ? to : this.#changeBefore(to),
    }
  }

  /** The newest change not later than this instant, of which it is known that there is one in the day before. */
  #changeBefore(at: Micros): Micros {
    const day = Math.floor(at / MICROS_PER_DAY)
    const offsets = this.#day(day)
    return offsets.before !== offsets.after && offsets.change <= at ? offsets.change : this.#day(day - 1).change
  }

  #day(day: number): OffsetsOfDay {
    const known = this.#days.get(day)
    if (known) return known
    const from = day * MICROS_PER_DAY
    const to = from + MICROS_PER_DAY
    const before = this.#ask(from)
    const after = this.#ask(to)
    let change = to
    if (before !== after) {
      let low = from
      // Changes are at whole seconds.
      for (let high = to; high - low > 1_000_000; ) {
        const middle = low + Math.floor((high - low) / 2_000_000) * 1_000_000
        if (this.#ask(middle) === before) low = middle
        else high = middle
        change = high
      }
    }
    const offsets = { before, after, change }
    if (this.#days.size > 20_000) this.#days.clear()
    this.#days.set(day, offsets)
    return offsets
  }

  #ask(at: Micros): Micros {
    const ms = Math.floor(at / 1000)
    const part: Record<string, string> = {}
    for (const { type, value } of this.#format.formatToParts(ms)) part[type] = value
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year'])
    const local = new Date(0)
    local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']))
    local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']))
    return (local.getTime() - Math.floor(ms / 1000) * 1000) * 1000
  }
}
