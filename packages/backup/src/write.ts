import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Fault } from '@millrace/core'
import { bodyOfFile, bodyOfText, checksumOfStream } from './body.ts'
import { entriesOf, readSnapshot } from './catalogue.ts'
import './faults.ts'
import { eachOf, Tally, type Tell } from './progress.ts'
import {
  checksumOf,
  FORMAT,
  type Held,
  type HeldFile,
  keyOfObject,
  keyOfSnapshot,
  type SealedSnapshot,
  type Snapshot,
  type SnapshotFile,
} from './snapshot.ts'
import type { TidyTarget } from './target.ts'

const AT_ONCE = 4

export interface WriteOptions {
  readonly target: TidyTarget
  readonly held: Held
  /** Binds a checksum to the keys of the platform that is held. */
  readonly seal: (sha256: string) => Promise<string>
  readonly tell: Tell
  /** Of what is passed over and yet worth a word. */
  readonly warn: (text: string) => void
  /** Ends it when the platform is gone. */
  readonly signal: AbortSignal
}

export interface Written {
  readonly key: string
  readonly files: number
  readonly bytes: number
  /** What was not there yet. */
  readonly newFiles: number
  readonly newBytes: number
  /** Files whose bytes were read to know them. */
  readonly readFiles: number
}

/**
 * Copies what the target does not have, then writes the list that names all of it: last, so that what was begun and not ended
 * counts for nothing. Call it holding the target. Throws `backup.other_platform` and what the target throws.
 */
export async function writeSnapshot(options: WriteOptions): Promise<Written> {
  const { target, held, seal, tell, signal } = options
  const before = await newestBefore(options)
  const there = new Map<string, number>()
  for await (const { key, bytes } of target.list('objects/')) there.set(key, bytes)
  const sizes = await Promise.all(held.files.map(async ({ from }) => (await stat(from)).size))
  const tally = new Tally(
    tell,
    held.files.length,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  const files: SnapshotFile[] = []
  let [newFiles, newBytes, readFiles] = [0, 0, 0]

  await eachOf(held.files, AT_ONCE, async (file) => {
    signal.throwIfAborted()
    const known = before.get(file.path)
    const { size, mtimeNs } = await stat(file.from, { bigint: true })
    const seen = { bytes: Number(size), modified: String(mtimeNs) }
    const isSame = known?.bytes === seen.bytes && known.modified === seen.modified
    const sha256 = isSame ? known.sha256 : (await checksumOfStream(createReadStream(file.from))).sha256
    if (!isSame) readFiles++
    const key = keyOfObject(sha256)
    if (there.get(key) !== seen.bytes) {
      // Before it is there: of two equal files one is copied, and if that fails all of it has failed.
      there.set(key, seen.bytes)
      await target.put(key, bodyOfFile(file.from, seen.bytes, sha256))
      newFiles++
      newBytes += seen.bytes
    }
    files.push({ path: file.path, sha256, ...seen })
    tally.add(seen.bytes)
  })
  signal.throwIfAborted()
  const snapshot = snapshotOf(held, files)
  const sealed: SealedSnapshot = { snapshot, sha256: checksumOf(snapshot), seal: await seal(checksumOf(snapshot)) }
  const key = keyOfSnapshot(held.at)
  await target.put(key, bodyOfText(JSON.stringify(sealed)))
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return { key, files: files.length, bytes, newFiles, newBytes, readFiles }
}

function snapshotOf({ files: _, ...state }: Held, files: readonly SnapshotFile[]): Snapshot {
  return { format: FORMAT, ...state, files: [...files].sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/**
 * Files of the newest snapshot by path: an immutable file with the same time of change and size is the same, and its bytes
 * need not be read again.
 */
async function newestBefore({
  target,
  held,
  warn,
}: WriteOptions): Promise<ReadonlyMap<HeldFile['path'], SnapshotFile>> {
  const newest = (await entriesOf(target)).at(-1)
  if (!newest) return new Map()
  try {
    const { snapshot } = await readSnapshot(target, newest.key)
    if (snapshot.platform !== held.platform)
      throw new Fault('backup.other_platform', {
        target: target.name,
        expected: held.platform,
        seen: snapshot.platform,
      })
    return new Map(snapshot.files.map((file) => [file.path, file]))
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'backup.snapshot_damaged') throw thrown
    warn(thrown.message)
    return new Map()
  }
}
