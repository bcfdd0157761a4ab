import { readdirSync, truncateSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '@millrace/core'
import { IntervalSet } from '@millrace/wire'
import { type Segment, SegmentReader } from './segment.ts'
import { readIfThere } from './state-file.ts'

/** How the file of a segment ends; before it stands its first position, in 16 digits. */
export const SUFFIX = '.segment'

/** The positions that were covered when the process last saved them. Pairs of f64, from and to (exclusive). */
export function readCoverage(file: string): IntervalSet {
  const covered = new IntervalSet()
  const bytes = readIfThere(file)
  if (!bytes) return covered
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const from = bytes.readDoubleLE(at)
    const to = bytes.readDoubleLE(at + 8)
    if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from < to) covered.add(from, to)
  }
  return covered
}

/** Every segment of earlier boots, read through once: what is damaged is cut off and told. */
export function readSegments({ folder, log }: { readonly folder: string; readonly log: Log }): Segment[] {
  const segments: Segment[] = []
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(SUFFIX)) continue
    const file = join(folder, name)
    const reader = new SegmentReader(file)
    let last: number | undefined
    while (reader.next()) last = reader.head!.position
    const torn = reader.size() - reader.offset
    reader.close()
    if (torn > 0) {
      log.warn('torn tail of the buffer cut off', { file: name, bytes: torn })
      truncateSync(file, reader.offset)
    }
    const first = Number(name.slice(0, -SUFFIX.length))
    if (last === undefined) unlinkSync(file)
    else segments.push({ file, first, last, bytes: reader.offset })
  }
  return segments
}
