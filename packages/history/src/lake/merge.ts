import type { DuckDBConnection } from '@duckdb/node-api'
import { type Duck, itemsOf } from './duck.ts'
import type { Manifest, ManifestFile, Segment } from './manifest.ts'
import { makeRollup } from './rollup.ts'
import { insideSpans, sharedSpans, tableOf } from './scan.ts'
import type { SegmentMaker } from './seal.ts'
import { copyTo } from './write.ts'

/** Runs merged at once, and the size from which a run is left as it is. */
const RUNS = 8
const LARGE = 16_000_000
/** Rows a file, about: what is sorted at once, so that a merge keeps to the memory it is given. */
const FILE_ROWS = 2_000_000

/** Files of one `seq`: sorted and without a common key. */
interface SortedRun {
  readonly rows: number
  readonly segments: readonly Segment[]
}

/**
 * The cheapest eight neighbours among the small runs of a tenant's day, if there are eight. Only neighbours by `seq` may
 * merge: the result takes the greatest `seq` and must not pass a run in between. A run as large as the others together
 * waits, so that a row is written again only a few times in all.
 */
export function chooseMerge(segments: readonly Segment[]): readonly Segment[] | undefined {
  const days = Map.groupBy(segments, (segment) => `${segment.day} ${segment.tenant}`)
  let best: { rows: number; segments: readonly Segment[] } | undefined
  for (const own of days.values()) {
    const bySeq = [...Map.groupBy(own, (segment) => segment.seq)].sort((a, b) => a[0] - b[0])
    const runs: SortedRun[] = bySeq.map(([, files]) => ({
      rows: files.reduce((sum, file) => sum + file.rows, 0),
      segments: files,
    }))
    for (let i = 0; i + RUNS <= runs.length; i++) {
      const some = runs.slice(i, i + RUNS)
      const rows = some.reduce((sum, run) => sum + run.rows, 0)
      const largest = Math.max(...some.map((run) => run.rows))
      if (largest >= LARGE || largest * 2 > rows || (best && best.rows <= rows)) continue
      best = { rows, segments: some.flatMap((run) => run.segments) }
    }
  }
  return best?.segments
}

export const COLUMNS = 'series, time, value_double, value_int64, value_boolean, value_string, status'

/** Ranges of series with about {@link FILE_ROWS} rows each, ends included. */
async function cutSeries(duck: Duck, table: string): Promise<readonly { from: number; to: number }[]> {
  const ranges: { from: number; to: number }[] = []
  let rows = 0
  await duck.stream(`SELECT series, count(*)::DOUBLE FROM ${table} GROUP BY series ORDER BY series`, (chunk, count) => {
    const series = itemsOf<Uint32Array>(chunk, 0)
    const counts = itemsOf<Float64Array>(chunk, 1)
    for (let i = 0; i < count; i++) {
      const last = ranges.at(-1)
      if (last && rows + (counts[i] as number) <= FILE_ROWS) {
        last.to = series[i] as number
        rows += counts[i] as number
      } else {
        ranges.push({ from: series[i] as number, to: series[i] as number })
        rows = counts[i] as number
      }
    }
    return true
  })
  return ranges
}

/** What rewriting needs. */
export interface Rewriting {
  readonly duck: Duck
  readonly connection: DuckDBConnection
  readonly maker: SegmentMaker
}

/** Writes rows as a new segment with its rollup; `select` gives them sorted by series and time, each key once. */
export async function makeSegment(
  { duck, connection, maker }: Rewriting,
  { tenant, day, seq }: Pick<Segment, 'tenant' | 'day' | 'seq'>,
  { select, negativeZero }: { readonly select: string; readonly negativeZero: boolean },
): Promise<Segment> {
  const place = await maker.make({ tenant, day }, async (path) => {
    await connection.run(copyTo(select, path, negativeZero))
  })
  const segment = { ...place, tenant, day, seq, ...(await measure(duck, maker, place.file)) }
  try {
    const rollup = await makeRollup(duck, connection, maker, segment)
    return rollup ? { ...segment, rollup } : segment
  } catch (failure) {
    await maker.discard([segment])
    throw failure
  }
}

/** Merges some segments into fewer and takes their place in the manifest. Returns the segments that are no longer needed. */
export async function mergeSegments(
  rewriting: Rewriting,
  manifest: ManifestFile,
  old: readonly Segment[],
): Promise<readonly Segment[]> {
  const { duck, maker } = rewriting
  const { tenant, day } = old[0] as Segment
  const table = tableOf(maker.folder, old)
  const spans = sharedSpans(old)
  const seq = old.reduce((greatest, segment) => Math.max(greatest, segment.seq), 0)
  const negativeZero = await holdsNegativeZero(duck, table)
  const made: Segment[] = []
  try {
    for (const { from, to } of await cutSeries(duck, table)) {
      const range = `series BETWEEN ${from} AND ${to}`
      const inside = insideSpans(spans)
      const select =
        spans.length === 0
          ? `SELECT ${COLUMNS} FROM ${table} WHERE ${range} ORDER BY series, time`
          : `SELECT ${COLUMNS} FROM (
              SELECT ${COLUMNS} FROM ${table} WHERE ${range} AND NOT (${inside})
              UNION ALL SELECT ${COLUMNS} FROM ${table} WHERE ${range} AND (${inside})
                QUALIFY row_number() OVER (PARTITION BY series, time ORDER BY file_index DESC) = 1) ORDER BY series, time`
      made.push(await makeSegment(rewriting, { tenant, day, seq }, { select, negativeZero }))
    }
    await maker.syncFolders(made)
  } catch (failure) {
    await maker.discard(made)
    throw failure
  }
  await manifest.replace(
    (current) => ({ ...swapped(current, old, made), seq: maker.number }),
    () => maker.discard(made),
  )
  return old
}

/** The list with `made` in place of `old`. */
export function swapped(current: Manifest, old: readonly Segment[], made: readonly Segment[]): Manifest {
  const gone = new Set(old.map((segment) => segment.file))
  const kept = current.segments.filter((segment) => !gone.has(segment.file))
  return { ...current, segments: [...kept, ...made].sort((a, b) => a.seq - b.seq) }
}

export async function holdsNegativeZero(duck: Duck, table: string): Promise<boolean> {
  let found = false
  await duck.stream(
    `SELECT count(*)::DOUBLE FROM ${table} WHERE value_double = 0 AND signbit(value_double)`,
    (chunk) => {
      found = (itemsOf<Float64Array>(chunk, 0)[0] as number) > 0
      return true
    },
  )
  return found
}

async function measure(
  duck: Duck,
  maker: SegmentMaker,
  file: string,
): Promise<Omit<Segment, 'file' | 'bytes' | 'tenant' | 'day' | 'seq'>> {
  const table = tableOf(maker.folder, [{ file }])
  let row: number[] = []
  await duck.stream(
    `SELECT count(*)::DOUBLE, epoch_us(min(time))::DOUBLE, epoch_us(max(time))::DOUBLE, min(series)::DOUBLE, max(series)::DOUBLE FROM ${table}`,
    (chunk) => {
      row = [0, 1, 2, 3, 4].map((column) => itemsOf<Float64Array>(chunk, column)[0] as number)
      return true
    },
  )
  const [rows, minTime, maxTime, minSeries, maxSeries] = row as [number, number, number, number, number]
  return { rows, minTime, maxTime, minSeries, maxSeries }
}
