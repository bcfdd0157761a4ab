import { type Samples, SegmentWriter } from '../segment/index.ts'
import { Breath } from './breath.ts'
import type { Manifest, ManifestFile, Segment } from './manifest.ts'
import type { OldSegments } from './old-segments.ts'
import type { OpenFiles } from './open-files.ts'
import { mergedRows } from './runs.ts'
import type { SegmentMaker } from './seal.ts'
import { during } from './steps.ts'

/** Runs merged at once, and the size from which a run is left as it is. */
const RUNS = 8
const LARGE = 4_000_000
/** How long a rewriting lets seals go before it, ms in all: it must end even if they follow each other without a pause. */
const PATIENCE_MS = 60_000
/** Rows a file, about: what late data have rewritten at least. */
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

/** What rewriting needs. */
export interface Rewriting {
  readonly maker: SegmentMaker
  readonly files: OpenFiles
  readonly old: OldSegments
}

/** Rows that stay, of rows of one series: their bounds, in order. */
export type Keep = (rows: Samples) => readonly { readonly from: number; readonly to: number }[]

const everything: Keep = ({ length }) => [{ from: 0, to: length }]

/** Writes the rows of some segments of a tenant's day anew, into files cut between series; none where no row stays. */
export async function rewritten(
  { maker, files, old }: Rewriting,
  segments: readonly Segment[],
  keep: Keep = everything,
): Promise<readonly Segment[]> {
  const { tenant, day } = segments[0] as Segment
  const seq = segments.reduce((greatest, segment) => Math.max(greatest, segment.seq), 0)
  const made: Segment[] = []
  let open: { readonly writer: SegmentWriter; readonly aside: string } | undefined
  let last = -1
  let waited = 0
  const patience = async (): Promise<void> => {
    const { sealing } = maker
    if (!sealing || waited > PATIENCE_MS) return
    const begun = performance.now()
    await sealing
    waited += performance.now() - begun
  }
  const end = async (): Promise<void> => {
    if (!open) return
    const { writer, aside } = open
    open = undefined
    // Its summed-up hours come last.
    const kept = await during('rollup', () => maker.keep({ tenant, day }, aside, () => writer.finish()))
    made.push({ ...kept, tenant, day, seq, merged: true })
  }
  const take = async (rows: Samples): Promise<void> => {
    await patience()
    const series = rows.series[0] as number
    if (open && series !== last && open.writer.rows >= FILE_ROWS) await end()
    last = series
    for (const { from, to } of keep(rows)) {
      if (from === to) continue
      const aside = open?.aside ?? maker.aside()
      open ??= { writer: new SegmentWriter(aside, { thrifty: true }), aside }
      open.writer.append(rows, from, to)
    }
  }
  try {
    await mergedRows({ files, old }, segments, take, new Breath())
    await end()
    return made
  } catch (failure) {
    if (open) {
      open.writer.abandon()
      await maker.disk.remove(open.aside)
    }
    await maker.discard(made)
    throw failure
  }
}

/** Merges some segments into fewer and takes their place in the manifest. Returns the segments that are no longer needed. */
export async function mergeSegments(
  rewriting: Rewriting,
  manifest: ManifestFile,
  old: readonly Segment[],
): Promise<readonly Segment[]> {
  const { maker } = rewriting
  const made = await rewritten(rewriting, old)
  try {
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
