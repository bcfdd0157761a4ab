import { type Duck, itemsOf } from './duck.ts'
import { SeriesSet } from './hot.ts'
import type { ManifestFile, Removal, Segment } from './manifest.ts'
import { COLUMNS, holdsNegativeZero, makeSegment, type Rewriting, swapped } from './merge.ts'
import { chooseSegments, seriesIn, tableOf, timesIn } from './scan.ts'

/** Segments rewritten before the list is replaced: what stands twice on the disk meanwhile. */
const AT_ONCE = 16

const spanOf = ({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Removal) => ({ from, to })

/** Segments that may hold what is to go. */
function touched(segments: readonly Segment[], removal: Removal): readonly Segment[] {
  const { tenant, series, seq } = removal
  const { from, to } = spanOf(removal)
  const old = segments.filter((segment) => segment.seq <= seq)
  if (series) return chooseSegments(old, tenant, new SeriesSet(series), from, to)
  return old.filter((one) => one.tenant === tenant && one.minTime < to && one.maxTime >= from)
}

function condition(removal: Removal, segment: Segment): string {
  const { from, to } = spanOf(removal)
  if (!removal.series) return timesIn(from, to)
  // Of a long list only what this file may hold.
  const list = removal.series.filter((one) => one >= segment.minSeries && one <= segment.maxSeries)
  return list.length === 0 ? 'false' : `${seriesIn(list)} AND ${timesIn(from, to)}`
}

async function rowsOf(duck: Duck, table: string, wanted: string): Promise<number> {
  let rows = 0
  await duck.stream(`SELECT count(*)::DOUBLE FROM ${table} WHERE ${wanted}`, (chunk) => {
    rows = itemsOf<Float64Array>(chunk, 0)[0] as number
    return true
  })
  return rows
}

/** What took the place of a segment: itself without the rows, or nothing. Undefined where it holds none of them. */
async function without(
  rewriting: Rewriting,
  segment: Segment,
  removal: Removal,
): Promise<{ rows: number; left: Segment | undefined } | undefined> {
  const { duck, maker } = rewriting
  const { from, to } = spanOf(removal)
  if (!removal.series && from <= segment.minTime && to > segment.maxTime) return { rows: segment.rows, left: undefined }
  const table = tableOf(maker.folder, [segment])
  const wanted = condition(removal, segment)
  const rows = await rowsOf(duck, table, wanted)
  if (rows === 0) return undefined
  if (rows === segment.rows) return { rows, left: undefined }
  const select = `SELECT ${COLUMNS} FROM ${table} WHERE NOT (${wanted}) ORDER BY series, time`
  const negativeZero = await holdsNegativeZero(duck, table)
  return { rows, left: await makeSegment(rewriting, segment, { select, negativeZero }) }
}

/**
 * Takes rows out of every file that holds them. `gone` is told of files that are no longer needed, after each replacement
 * of the list. Returns how many rows went; the same key in several segments counts as often.
 */
export async function removeRows(
  rewriting: Rewriting,
  manifest: ManifestFile,
  removal: Removal,
  gone: (segments: readonly Segment[]) => Promise<void>,
): Promise<number> {
  const { maker } = rewriting
  const chosen = touched(manifest.current.segments, removal)
  let removed = 0
  for (let at = 0; at < chosen.length; at += AT_ONCE) {
    const old: Segment[] = []
    const made: Segment[] = []
    try {
      for (const segment of chosen.slice(at, at + AT_ONCE)) {
        const change = await without(rewriting, segment, removal)
        if (!change) continue
        removed += change.rows
        old.push(segment)
        if (change.left) made.push(change.left)
      }
      await maker.syncFolders(made)
    } catch (failure) {
      await maker.discard(made)
      throw failure
    }
    if (old.length === 0) continue
    await manifest.replace(
      (current) => ({ ...swapped(current, old, made), seq: maker.number }),
      () => maker.discard(made),
    )
    await gone(old)
  }
  return removed
}
