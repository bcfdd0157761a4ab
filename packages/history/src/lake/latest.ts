import { BatchBuilder, type SampleBatch, type Value } from '@millrace/core'
import { type Duck, itemsOf } from './duck.ts'
import { type Run, SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'
import { DAY, type Ordering } from './order.ts'
import type { HotPart } from './part.ts'
import { chooseSegments, SAMPLE_COLUMNS, SampleRows, type Scan, tableOf, where } from './scan.ts'

interface Newest {
  readonly time: number
  readonly value: Value
  readonly status: number
}

/** How far back each look goes, µs; then twice as far each time. Most series spoke a moment ago. */
const LOOKS = [30_000_000, 600_000_000, 7_200_000_000, DAY]

/** The newest sealed sample of each series not later than `at`, looking back in growing steps. */
async function newestSealed(
  duck: Duck,
  folder: string,
  segments: readonly Segment[],
  wanted: readonly number[],
  at: number,
): Promise<Map<number, Newest>> {
  const found = new Map<number, Newest>()
  if (segments.length === 0) return found
  const oldest = segments.reduce((least, segment) => Math.min(least, segment.minTime), Number.POSITIVE_INFINITY)
  let to =
    Math.min(
      at,
      segments.reduce((most, segment) => Math.max(most, segment.maxTime), Number.NEGATIVE_INFINITY),
    ) + 1
  for (let look = 0; to > oldest; look++) {
    const left = new SeriesSet(wanted.filter((series) => !found.has(series)))
    if (left.size === 0) break
    const from = to - (LOOKS[look] ?? DAY * 2 ** (look - LOOKS.length + 1))
    const chosen = chooseSegments(segments, segments[0]!.tenant, left, from, to)
    if (chosen.length > 0) await lookBack(duck, { folder, segments: chosen, wanted: left, from, to }, found)
    to = from
  }
  return found
}

async function lookBack(duck: Duck, scan: Scan, found: Map<number, Newest>): Promise<void> {
  const files = new Map<number, number>()
  await duck.stream(
    `SELECT ${SAMPLE_COLUMNS}, file_index::UINTEGER FROM ${tableOf(scan.folder, scan.segments)} WHERE ${where(scan)}`,
    (chunk, count) => {
      const rows = new SampleRows(chunk)
      const file = itemsOf<Uint32Array>(chunk, 7)
      for (let row = 0; row < count; ) {
        const series = rows.series[row] as number
        let best = row
        for (row++; row < count && rows.series[row] === series; row++) {
          const ahead = (rows.time[row] as number) - (rows.time[best] as number)
          if (ahead > 0 || (ahead === 0 && (file[row] as number) > (file[best] as number))) best = row
        }
        const known = found.get(series)
        const time = rows.time[best] as number
        if (
          known &&
          (known.time > time || (known.time === time && (files.get(series) as number) > (file[best] as number)))
        )
          continue
        found.set(series, { time, value: rows.valueAt(best), status: rows.statusAt(best) })
        files.set(series, file[best] as number)
      }
      return true
    },
  )
}

/** The newest sealed sample of every series that was asked for; `null` where there is none. */
export class LatestCache {
  readonly #tenants = new Map<string, Map<number, Newest | null>>()
  #generation = 0

  /** Newest of hot and sealed; `at` absent means of all. */
  async read(
    duck: Duck,
    folder: string,
    segments: readonly Segment[],
    wanted: SeriesSet,
    hot: Run,
    tenant: string,
    at?: number,
  ): Promise<SampleBatch> {
    const own = segments.filter((segment) => segment.tenant === tenant)
    const sealed =
      at === undefined
        ? await this.#cached(duck, folder, own, wanted, tenant)
        : await newestSealed(duck, folder, own, wanted.list, at)
    const out = new BatchBuilder(wanted.size + 1)
    wanted.list.forEach((series, i) => {
      const row = hot.starts[i] as number
      const isHot = row < (hot.starts[i + 1] as number)
      const known = sealed.get(series)
      if (isHot && !(known && known.time > (hot.batch.time[row] as number))) out.addRow(series, hot.batch, row)
      else if (known) out.add(series, known.time, known.value, known.status)
    })
    return out.take()
  }

  /** Rows were removed: nothing that is known of the tenant counts any more. */
  forget(tenant: string): void {
    this.#generation++
    this.#tenants.delete(tenant)
  }

  /** A part became segments: what is known of its series moves on. */
  sealed(part: HotPart, ordering: Ordering, tenantOf: (slot: number) => string): void {
    this.#generation++
    for (const slice of ordering.slices) {
      const known = this.#tenants.get(tenantOf(slice.tenant))
      if (!known) continue
      for (let k = slice.from; k < slice.to; k++) {
        const row = ordering.rows[k] as number
        const series = part.series[row] as number
        if (k + 1 < slice.to && part.series[ordering.rows[k + 1] as number] === series) continue
        const held = known.get(series)
        const time = part.time[row] as number
        if (held === undefined || (held && held.time > time)) continue
        known.set(series, { time, value: part.valueAt(row), status: part.status[row] as number })
      }
    }
  }

  async #cached(
    duck: Duck,
    folder: string,
    segments: readonly Segment[],
    wanted: SeriesSet,
    tenant: string,
  ): Promise<ReadonlyMap<number, Newest | null>> {
    const known = this.#tenants.get(tenant) ?? new Map<number, Newest | null>()
    const answer = new Map<number, Newest | null>()
    const missing: number[] = []
    for (const series of wanted.list) {
      const held = known.get(series)
      if (held === undefined) missing.push(series)
      else answer.set(series, held)
    }
    if (missing.length === 0) return answer
    const generation = this.#generation
    const found = await newestSealed(duck, folder, segments, missing, Number.POSITIVE_INFINITY)
    // What was sealed meanwhile was not looked at, so that nothing may be remembered.
    const remember = generation === this.#generation
    for (const series of missing) {
      const newest = found.get(series) ?? null
      answer.set(series, newest)
      if (remember) known.set(series, newest)
    }
    if (remember) this.#tenants.set(tenant, known)
    return answer
  }
}
