import { closeSync, openSync, readSync } from 'node:fs'
import type { SampleBatch } from '@millrace/core'
import type { Segment } from './journal.ts'
import { type ReadFrame, RecordType, scanSegment } from './journal-segment.ts'
import { decodeSamples } from './record.ts'

/** Bytes read at a time; more where one group is larger. */
const CHUNK = 4 * 1_048_576

export interface JournalPart {
  /** Samples of the groups that were read, in order. */
  readonly shares: readonly { readonly tenant: string; readonly batch: SampleBatch }[]
  /** Where to read on. */
  readonly position: number
}

/** Reads on from a position in what is durable: some groups at a time, so that memory stays bounded. Blocks. */
export function readJournal(extent: readonly Segment[], after: number): JournalPart {
  const segment = extent.find(({ end }) => end > after)
  if (!segment) return { shares: [], position: after }
  const { base, end } = segment
  const from = Math.max(base, after)
  for (let room = CHUNK; ; room *= 2) {
    const bytes = readBytes(segment.path, from - base, Math.min(room, end - from))
    const { frames } = scanSegment(bytes)
    const last = frames.at(-1)
    const isWhole = from + bytes.length >= end
    // Damage at the end of a segment is no group: what follows is in the next one.
    if (last || isWhole) return { shares: sharesOf(frames), position: isWhole ? end : from + (last as ReadFrame).end }
  }
}

function sharesOf(frames: readonly ReadFrame[]): JournalPart['shares'] {
  return frames.flatMap(({ records }) =>
    records.filter(({ type }) => type === RecordType.samples).map(({ payload }) => decodeSamples(payload)),
  )
}

function readBytes(path: string, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  const fd = openSync(path, 'r')
  try {
    let read = 0
    while (read < length) {
      const more = readSync(fd, bytes, read, length - read, at + read)
      if (more === 0) break
      read += more
    }
    return bytes.subarray(0, read)
  } finally {
    closeSync(fd)
  }
}
