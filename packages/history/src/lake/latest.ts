import { BatchBuilder, type SampleBatch, type Value, ValueKind } from '@millrace/core'
import { type SampleColumns, Word } from '../segment/index.ts'
import type { Breath } from './breath.ts'
import type { Run, SeriesSet } from './hot.ts'
import type { Segment } from './manifest.ts'
import { type OldSegments, rowsOfSeries } from './old-segments.ts'
import { isStriped, type OpenFiles, type Striped } from './open-files.ts'
import { DAY } from './order.ts'
import type { HotPart } from './part.ts'
import { lastNotAfter } from './pieces.ts'

interface Newest {
  readonly time: number
  readonly value: Value
  readonly status: number
}

/** What sealed rows are read with. */
export interface Sealed {
  readonly files: OpenFiles
  readonly old: OldSegments
  readonly segments: readonly Segment[]
  readonly breath: Breath
}

function valueIn(rows: SampleColumns, row: number): Value {
  switch (rows.kind[row]) {
    case ValueKind.double:
      return rows.double[row] as number
    case ValueKind.int64:
      return (BigInt(rows.words[row * 2 + 1] as number) << 32n) | BigInt((rows.words[row * 2] as number) >>> 0)
    case ValueKind.boolean:
      return rows.double[row] !== 0
    case ValueKind.string:
      return rows.textAt(row)
    default:
      return null
  }
}

/** How far back old segments are looked at at once, µs; then twice as far each time. */
const LOOKS = [30_000_000, 600_000_000, 7_200_000_000, DAY]

/** The newest sealed sample of each series not later than `at`. */
async function newestSealed(
  { files, old, segments, breath }: Sealed,
  wanted: readonly number[],
  at: number,
): Promise<Map<number, Newest>> {
  const found = new Map<number, Newest & { readonly order: number }>()
  const take = (series: number, rows: SampleColumns, row: number, order: number): void => {
    const held = found.get(series)
    const time = rows.time[row] as number
    if (held && (held.time > time || (held.time === time && held.order > order))) return
    found.set(series, { time, value: valueIn(rows, row), status: rows.status[row] as number, order })
  }
  const striped = segments
    .map((segment, order) => ({ segment, order }))
    .filter((one): one is { segment: Segment & Striped; order: number } => isStriped(one.segment))
    .sort((a, b) => b.segment.maxTime - a.segment.maxTime)
  for (const series of wanted) {
    for (const { segment, order } of striped) {
      if (segment.minSeries > series || segment.maxSeries < series || segment.minTime > at) continue
      const best = found.get(series)?.time ?? Number.NEGATIVE_INFINITY
      if (segment.maxTime < best) break
      const reader = files.reader(segment)
      for (let stripe = reader.firstOf(series); stripe < reader.stripes.length; stripe++) {
        if (reader.word(stripe, Word.firstSeries) > series) break
        if (reader.minTime(stripe) > at || reader.maxTime(stripe) < best) continue
        const view = files.view(segment, stripe)
        const rows = view.find(series, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
        const row = lastNotAfter(view.time, rows.from, rows.to, at)
        if (row < 0) continue
        view.loadRows()
        take(series, view, row, order)
      }
    }
    if (breath.isDue) await breath.take()
  }
  if (striped.length < segments.length) await lookBack(old, segments, wanted, at, take)
  return found
}

/** Old segments, looked at in growing steps: most series spoke a moment ago. */
async function lookBack(
  old: OldSegments,
  segments: readonly Segment[],
  wanted: readonly number[],
  at: number,
  take: (series: number, rows: SampleColumns, row: number, order: number) => void,
): Promise<void> {
  const own = segments.map((segment, order) => ({ segment, order })).filter(({ segment }) => !isStriped(segment))
  const bound = (pick: (segment: Segment) => number, of: (...times: number[]) => number): number =>
    own.map(({ segment }) => pick(segment)).reduce((a, b) => of(a, b))
  const oldest = bound((segment) => segment.minTime, Math.min)
  let to =
    Math.min(
      at,
      bound((segment) => segment.maxTime, Math.max),
    ) + 1
  const left = new Set(wanted)
  for (let look = 0; to > oldest && left.size > 0; look++) {
    const from = to - (LOOKS[look] ?? DAY * 2 ** (look - LOOKS.length + 1))
    const seen = new Set<number>()
    for (const { segment, order } of own) {
      if (segment.minTime >= to || segment.maxTime < from) continue
      for (const rows of (await old.read([segment], [...left], { from, to })).values())
        for (const series of left) {
          const { from: first, to: end } = rowsOfSeries(rows, series)
          if (first === end) continue
          seen.add(series)
          take(series, rows.columns, end - 1, order)
        }
    }
    for (const series of seen) left.delete(series)
    to = from
  }
}

/** Series of a tenant that are remembered without having been asked for. */
const KEPT = 100_000

/** The newest sealed sample of series that were asked for or spoke last; `null` where there is none. */
export class LatestCache {
  readonly #tenants = new Map<string, Map<number, Newest | null>>()
  #generation = 0

  /** Newest of hot and sealed; `at` absent means of all. */
  async read(sealed: Sealed, wanted: SeriesSet, hot: Run, tenant: string, at?: number): Promise<SampleBatch> {
    const own = { ...sealed, segments: sealed.segments.filter((segment) => segment.tenant === tenant) }
    const known = at === undefined ? await this.#cached(own, wanted, tenant) : await newestSealed(own, wanted.list, at)
    const out = new BatchBuilder(wanted.size + 1)
    wanted.list.forEach((series, i) => {
      const row = hot.starts[i] as number
      const isHot = row < (hot.starts[i + 1] as number)
      const newest = known.get(series)
      if (isHot && !(newest && newest.time > (hot.batch.time[row] as number))) out.addRow(series, hot.batch, row)
      else if (newest) out.add(series, newest.time, newest.value, newest.status)
    })
    return out.take()
  }

  /** Rows were removed: nothing that is known of the tenant counts any more. */
  forget(tenant: string): void {
    this.#generation++
    this.#tenants.delete(tenant)
  }

  /**
   * A part became segments, `rows` holds its newest samples: what is known of their series moves on, and a sample not older
   * than all that was sealed before is known to be the newest. `newestBefore`: the time of the newest sample sealed before,
   * by tenant.
   */
  sealed(
    part: HotPart,
    rows: Uint32Array,
    tenantOf: (slot: number) => string,
    newestBefore: ReadonlyMap<string, number>,
  ): void {
    this.#generation++
    for (const row of rows) {
      const tenant = tenantOf(part.tenant[row] as number)
      const known = this.#tenants.get(tenant) ?? new Map<number, Newest | null>()
      this.#tenants.set(tenant, known)
      const series = part.series[row] as number
      const held = known.get(series)
      const time = part.time[row] as number
      if (held === undefined && (time < (newestBefore.get(tenant) as number) || known.size >= KEPT)) continue
      if (held && held.time > time) continue
      known.set(series, { time, value: part.valueAt(row), status: part.status[row] as number })
    }
  }

  async #cached(sealed: Sealed, wanted: SeriesSet, tenant: string): Promise<ReadonlyMap<number, Newest | null>> {
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
    const found = await newestSealed(sealed, missing, Number.POSITIVE_INFINITY)
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
