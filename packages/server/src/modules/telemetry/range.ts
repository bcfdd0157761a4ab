import { Fault, isoOf, type Micros, microsOf, type PointId, parseId } from '@millrace/core'
import { widthFor } from '@millrace/history'
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
export function momentOf(name: string, text: string): Micros {
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

/** What of a range is said. Throws `telemetry.time_malformed`. */
export const saidOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }): Partial<Range> => ({
  ...(from === undefined ? {} : { from: momentOf('from', from) }),
  ...(to === undefined ? {} : { to: momentOf('to', to) }),
})

/** Width of a bucket, µs: as asked, or the smallest round one with which the range fits the pixels. */
export function bucketWidth(
  { from, to }: Range,
  query: { width?: number | undefined; pixels?: number | undefined },
): Micros {
  const width = query.width ?? widthFor({ from, to }, query.pixels ?? 1_000)
  const buckets = Math.ceil((to - from) / width) + 1
  if (query.width !== undefined && buckets > MOST_BUCKETS)
    throw new Fault('telemetry.buckets_too_many', { most: MOST_BUCKETS, seen: buckets })
  return width
}

/** Throws `telemetry.ids_malformed`, `core.id_malformed`. */
export function idsOf(text: string): PointId[] {
  const ids = [...new Set(text.split(',').filter(Boolean))]
  if (ids.length === 0 || ids.length > MOST_POINTS)
    throw new Fault('telemetry.ids_malformed', { most: MOST_POINTS, seen: ids.length })
  return ids.map((id) => parseId<PointId>(id))
}
