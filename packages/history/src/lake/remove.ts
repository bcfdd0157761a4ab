import { lowerBound, type Samples, Word } from '../segment/index.ts'
import { SeriesSet } from './hot.ts'
import type { ManifestFile, Removal, Segment } from './manifest.ts'
import { type Rewriting, rewritten, swapped } from './merge.ts'
import { isStriped, type OpenFiles } from './open-files.ts'
import { chooseSegments } from './scan.ts'

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

/** Bounds of the rows of one series that stay. */
function keepOf(removal: Removal): (rows: Samples) => { from: number; to: number }[] {
  const { from, to } = spanOf(removal)
  const series = removal.series && new Set(removal.series)
  return ({ series: own, time, length }) => {
    if (series && !series.has(own[0] as number)) return [{ from: 0, to: length }]
    return [
      { from: 0, to: lowerBound(time, 0, length, from) },
      { from: lowerBound(time, 0, length, to), to: length },
    ]
  }
}

/** Whether some stripe may hold one of the rows. */
function mayHold(files: OpenFiles, segment: Segment, removal: Removal): boolean {
  if (!removal.series || !isStriped(segment)) return true
  const { from, to } = spanOf(removal)
  const reader = files.reader(segment)
  return removal.series.some((series) => {
    for (let stripe = reader.firstOf(series); stripe < reader.stripes.length; stripe++) {
      if (reader.word(stripe, Word.firstSeries) > series) return false
      if (reader.minTime(stripe) < to && reader.maxTime(stripe) >= from) return true
    }
    return false
  })
}

/** What took the place of a segment: itself without the rows, or nothing. Undefined where it holds none of them. */
async function without(
  rewriting: Rewriting,
  segment: Segment,
  removal: Removal,
): Promise<{ rows: number; left: readonly Segment[] } | undefined> {
  const { from, to } = spanOf(removal)
  if (!removal.series && from <= segment.minTime && to > segment.maxTime) return { rows: segment.rows, left: [] }
  if (!mayHold(rewriting.files, segment, removal)) return undefined
  const left = await rewritten(rewriting, [segment], keepOf(removal))
  const rows = segment.rows - left.reduce((sum, one) => sum + one.rows, 0)
  if (rows > 0) return { rows, left }
  await rewriting.maker.discard(left)
  return undefined
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
        made.push(...change.left)
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
