import { constants, copyFile, link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '@millrace/core'
import type { JournalPosition } from '../history.ts'
import type { Disk } from './disk.ts'
import { isDiskFull, noteOf } from './faults.ts'
import type { Manifest } from './manifest.ts'
import './faults.ts'

/** A file of a snapshot: as long as it is not released, it stays on disk as it is. */
export interface SnapshotFile {
  /** Relative to the snapshot's folder. */
  readonly file: string
  readonly bytes: number
}

/** What a snapshot holds, as plain data. */
export interface SnapshotNote {
  /** A lake of its own, with the same files under the same names and a manifest that names just these. */
  readonly folder: string
  /** Everything appended with a position up to here is in it, and perhaps nothing beyond. */
  readonly durable: JournalPosition
  /** All files but the manifest. */
  readonly files: readonly SnapshotFile[]
  readonly rows: number
  readonly segments: number
}

/** A name without a link: file systems that have none, too many links, or a folder on another one. */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV', 'ENOSYS'])

/** Whatever the manifest names: a list of kinds kept here would miss the next one. */
function namedFiles(part: unknown): SnapshotFile[] {
  if (typeof part !== 'object' || part === null) return []
  const { file, bytes } = part as Partial<SnapshotFile>
  const own = typeof file === 'string' && typeof bytes === 'number' ? [{ file, bytes }] : []
  return [...own, ...Object.values(part).flatMap(namedFiles)]
}

/**
 * Gives every file of the manifest a second name in a folder below the lake's `tmp`, where the next start clears away what
 * a crash left. Segments are never written again once they have their name, so a link is a copy that costs nothing.
 * The caller sees to it that none of them is removed meanwhile. Throws `history.disk_full`, `history.snapshot_failed`.
 */
export async function linkSnapshot(
  { folder, disk }: { readonly folder: string; readonly disk: Disk },
  manifest: Manifest,
  name: string,
): Promise<SnapshotNote> {
  const place = join(folder, 'tmp', name)
  const files = namedFiles(manifest)
  try {
    await mkdir(place, { recursive: true })
    for (const made of new Set(files.map(({ file }) => dirname(file))))
      await mkdir(join(place, made), { recursive: true })
    for (const { file } of files) await linkOrCopy(join(folder, file), join(place, file))
    await disk.write(join(place, 'manifest.json'), Buffer.from(JSON.stringify(manifest)))
  } catch (failure) {
    await rm(place, { recursive: true, force: true })
    if (isDiskFull(failure)) throw new Fault('history.disk_full', { what: 'a snapshot', folder }, failure)
    const note = noteOf(failure, 'history.snapshot_failed', { folder })
    throw new Fault(note.code, note.facts, failure)
  }
  const { durable, segments } = manifest
  return {
    folder: place,
    durable,
    files,
    rows: segments.reduce((sum, segment) => sum + segment.rows, 0),
    segments: segments.length,
  }
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (failure) {
    if (!linkless.has(String((failure as NodeJS.ErrnoException).code))) throw failure
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  }
}
