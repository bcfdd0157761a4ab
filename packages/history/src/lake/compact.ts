import type { Segment } from './manifest.ts'

/** An addition smaller than this part of its run waits longer. */
const SMALL = 16

/** What may be compacted of a day: nothing yet, what has grown by much, or whatever there is. */
export type Due = 'nothing' | 'much' | 'all'

/**
 * Segments of a past day that were not merged yet or may share keys, to become one run: what late data touched alone, since a run is cut by series.
 * All runs that overlap are taken together, so that none in between is passed.
 */
export function chooseCompaction(
  segments: readonly Segment[],
  dueOf: (tenant: string, day: number) => Due,
): readonly Segment[] | undefined {
  for (const own of Map.groupBy(segments, ({ day, tenant }) => `${day} ${tenant}`).values()) {
    const { tenant, day } = own[0] as Segment
    const due = dueOf(tenant, day)
    if (due === 'nothing') continue
    for (const group of overlapping(own)) {
      const bySeq = Map.groupBy(group, ({ seq }) => seq)
      // What was written before there were stripes is written anew once: small queries find it faster then.
      if (group.some(({ stripes }) => !stripes)) return group.toSorted((a, b) => a.seq - b.seq)
      if (bySeq.size < 2) {
        // One seal alone is not as small as it can be.
        if (group.some(({ merged }) => !merged)) return group
        continue
      }
      const sizes = [...bySeq.values()].map((files) => files.reduce((sum, { rows }) => sum + rows, 0))
      const all = sizes.reduce((sum, rows) => sum + rows, 0)
      const added = all - Math.max(...sizes)
      if (due === 'all' || added * SMALL >= all) return group.toSorted((a, b) => a.seq - b.seq)
    }
  }
  return undefined
}

/** Groups of segments whose ranges of series touch, directly or through others. */
function overlapping(segments: readonly Segment[]): Segment[][] {
  const groups: Segment[][] = []
  let reach = Number.NEGATIVE_INFINITY
  for (const segment of segments.toSorted((a, b) => a.minSeries - b.minSeries)) {
    if (segment.minSeries > reach) groups.push([])
    groups.at(-1)?.push(segment)
    reach = Math.max(reach, segment.maxSeries)
  }
  return groups
}
