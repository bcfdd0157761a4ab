import { Fault } from '@millrace/core'
import './faults.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** A day of the calendar as days since 1970-01-01; it knows no zone. */
export type Day = number

/** Throws `notices.zone_unknown`. */
export function mustBeZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch (thrown) {
    throw new Fault('notices.zone_unknown', { seen: zone }, thrown)
  }
}

/** Formats kept at a time. */
export const MOST_FORMATS = 500

/** Formats are dear to make, and a zone can be spelt in thousands of ways: the oldest goes when there are too many. */
export class KeptFormats {
  readonly #make: (key: string) => Intl.DateTimeFormat
  readonly #kept = new Map<string, Intl.DateTimeFormat>()

  constructor(make: (key: string) => Intl.DateTimeFormat) {
    this.#make = make
  }

  of(key: string): Intl.DateTimeFormat {
    const kept = this.#kept.get(key)
    if (kept) return kept
    const made = this.#make(key)
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined && this.#kept.size >= MOST_FORMATS) this.#kept.delete(oldest)
    this.#kept.set(key, made)
    return made
  }
}

const locales = { en: 'en-GB', zh: 'zh-CN' } as const
const writersOf = (locale: string): KeptFormats =>
  new KeptFormats(
    (timeZone) =>
      new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
  )
const writers = { en: writersOf(locales.en), zh: writersOf(locales.zh) }

/** A moment as clocks of the zone show it, in the language, with how far they are from UTC: `27 Nov 2026, 12:00 UTC+8`. */
export function momentText(zone: string, language: 'en' | 'zh', ms: number): string {
  const writer = writers[language].of(zone)
  const minutes = Math.round((wallMs(zone, ms) - ms) / MINUTE_MS)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const sign = minutes < 0 ? '−' : '+'
  const offset = minutes === 0 ? '' : `${sign}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
  return `${writer.format(ms)} UTC${offset}`
}

const formats = new KeptFormats(
  (timeZone) =>
    new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
)

/** What clocks of the zone show at that moment, as if it were UTC, ms. */
function wallMs(zone: string, ms: number): number {
  const parts = Object.fromEntries(
    formats
      .of(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The day that it is in the zone. */
export const dayAt = (zone: string, ms: number): Day => Math.floor(wallMs(zone, ms) / DAY_MS)

/** Minutes since midnight that clocks of the zone show. */
export const minuteAt = (zone: string, ms: number): number => Math.floor((wallMs(zone, ms) % DAY_MS) / MINUTE_MS)

/** 1 Monday to 7 Sunday (ISO 8601); 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1

export const dayOf = (isoDate: string): Day => Math.floor(Date.parse(`${isoDate}T00:00:00Z`) / DAY_MS)

export const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5))

/**
 * When clocks of the zone show that time of that day, ms UTC. A time that comes twice (clocks set back) is the first; one that never
 * comes (clocks set forward) is the moment that the clocks would have shown it had they not been set: RFC 5545 §3.3.5.
 */
export function momentAt(zone: string, day: Day, minute: number): number {
  const wall = day * DAY_MS + minute * MINUTE_MS
  const offset = (ms: number): number => wallMs(zone, ms) - Math.floor(ms / 1_000) * 1_000
  // Offsets change by hours at most, and not twice within a day: what counted a day before and a day after are all there are.
  const candidates = [offset(wall - DAY_MS), offset(wall + DAY_MS)].map((shift) => wall - shift)
  const shown = candidates.filter((ms) => wallMs(zone, ms) === wall)
  return shown.length > 0 ? Math.min(...shown) : (candidates[0] as number)
}
