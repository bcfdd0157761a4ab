import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Segment, segmentName } from './journal.ts'
import { frameOf, RecordType, scanSegment } from './journal-segment.ts'

export interface TailOptions {
  /** Of the tail; made if missing. */
  readonly folder: string
  /** A position that frames end at: what ends at or below it is left out. */
  readonly after: number
  /** What everything left out told of positions, and perhaps more. */
  readonly checkpoint: Uint8Array
}

/**
 * Writes the frames beyond a position as a journal of one segment that begins there: opened beside a history that is durable
 * up to it, it gives that history the rest. Positions in it are others than they were, but all beyond `after`.
 */
export async function writeTail(extent: readonly Segment[], { folder, after, checkpoint }: TailOptions): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = await open(join(folder, segmentName(after)), 'wx', 0o600)
  try {
    await writeAll(file, frameOf([{ type: RecordType.checkpoint, payload: checkpoint }]))
    for (const { base, end, path } of extent) {
      if (end <= after) continue
      const { frames } = scanSegment((await readFile(path)).subarray(0, end - base))
      for (const frame of frames) if (base + frame.end > after) await writeAll(file, frameOf(frame.records))
    }
    await file.sync()
  } finally {
    await file.close()
  }
}

async function writeAll(file: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  // A frame has few parts, each whole in memory already; write() may take less than it is given, writeFile() never.
  await file.writeFile(Buffer.concat(parts))
}
