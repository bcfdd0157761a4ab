/** Microseconds since 1970-01-01 00:00 UTC, a whole number. Exact in a double to the year 2255. */
export type Micros = number

export const MICROS_PER_MS = 1_000
export const MICROS_PER_S = 1_000_000

/** ISO 8601 with the microseconds that a `Date` would lose, in UTC: `2026-11-23T08:00:00.000250Z`. */
export function isoOf(time: Micros): string {
  const ms = Math.floor(time / MICROS_PER_MS)
  const micros = time - ms * MICROS_PER_MS
  const iso = new Date(ms).toISOString()
  return micros === 0 ? iso : `${iso.slice(0, -1)}${String(micros).padStart(3, '0')}Z`
}

/** Reads ISO 8601 (to the microsecond, with `Z` or an offset) or undefined if it is none. */
export function microsOf(iso: string): Micros | undefined {
  const match = /^(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/.exec(iso)
  if (!match) return undefined
  const [, seconds, fraction = '', zone = 'Z'] = match
  const ms = Date.parse(seconds!.length === 10 ? seconds! : `${seconds!.replace(' ', 'T')}${zone}`)
  if (Number.isNaN(ms)) return undefined
  return ms * MICROS_PER_MS + Number(fraction.padEnd(6, '0').slice(0, 6))
}
