import { Fault, isoOf, type Micros, microsOf, type PointId, parseId } from '@millrace/core'
import './faults.ts'
import { MOST_BUCKETS, MOST_POINTS } from './schema.ts'

const HOUR = 3_600_000_000

export interface Range {
  /** Inclusive, µs. */
  readonly from: Micros
  /** Exclusive, µs. */
  readonly to: Micros
}

/** ISO 8601 or µs as digits. Throws `telemetry.time_malformed`. */
function momentOf(name: string, text: string): Micros {
  const micros = /^-?\d{1,16}$/.test(text) ? Number(text) : microsOf(text)
  if (micros === undefined || !Number.isSafeInteger(micros))
    throw new Fault('telemetry.time_malformed', { name, seen: text })
  return micros
}

/** The range asked for; without an end it ends now (and holds it), without a start it is one hour. */
export function rangeOf(query: { from?: string | undefined; to?: string | undefined }, now: Micros): Range {
  const to = query.to === undefined ? now + 1 : momentOf('to', query.to)
  const from = query.from === undefined ? to - HOUR : momentOf('from', query.from)
  if (from >= to) throw new Fault('telemetry.range_backwards', { from: isoOf(from), to: isoOf(to) })
  return { from, to }
}

/** Widths that people read easily, in seconds; charts of neighbouring ranges then share their buckets. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400]

/** Width of a bucket, µs: as asked, or the smallest round one with which the range fits the pixels. */
export function bucketWidth(
  { from, to }: Range,
  query: { width?: number | undefined; pixels?: number | undefined },
): Micros {
  const least = (to - from) / (query.pixels ?? 1_000)
  const width = query.width ?? roundUp(least)
  const buckets = Math.ceil((to - from) / width) + 1
  if (query.width !== undefined && buckets > MOST_BUCKETS)
    throw new Fault('telemetry.buckets_too_many', { most: MOST_BUCKETS, seen: buckets })
  return width
}

function roundUp(least: Micros): Micros {
  const seconds = least / 1_000_000
  if (seconds > 86_400) return Math.ceil(seconds / 86_400) * 86_400_000_000
  if (seconds >= 1) return (steps.find((step) => step >= seconds) ?? 86_400) * 1_000_000
  // Below a second: 1, 2 or 5 times a power of ten.
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)))
  return ([1, 2, 5, 10].find((step) => step * power >= least) ?? 10) * power
}

/** Throws `telemetry.ids_malformed`, `core.id_malformed`. */
export function idsOf(text: string): PointId[] {
  const ids = [...new Set(text.split(',').filter(Boolean))]
  if (ids.length === 0 || ids.length > MOST_POINTS)
    throw new Fault('telemetry.ids_malformed', { most: MOST_POINTS, seen: ids.length })
  return ids.map((id) => parseId<PointId>(id))
}
