import { entriesOf, readSnapshot } from './catalogue.ts'
import { keyOfObject } from './snapshot.ts'
import type { TidyTarget } from './target.ts'

export interface Pruned {
  readonly snapshots: number
  readonly objects: number
  readonly bytes: number
}

/**
 * Drops all but the newest `keep` snapshots, then the objects that none of those names. Call it holding the target. A list
 * that cannot be read stops it before anything goes, since nobody knows what it names: throws `backup.snapshot_damaged`.
 */
export async function prune(target: TidyTarget, keep: number): Promise<Pruned> {
  const entries = await entriesOf(target)
  const named = new Set<string>()
  for (const { key } of entries.slice(-keep))
    for (const { sha256 } of (await readSnapshot(target, key)).snapshot.files) named.add(keyOfObject(sha256))
  const old = entries.slice(0, -keep)
  // Lists first: cut off here, objects are left that nobody names, and go the next time.
  for (const { key } of old) await target.remove(key)
  let [objects, bytes] = [0, 0]
  for await (const listed of target.list('objects/')) {
    if (named.has(listed.key)) continue
    await target.remove(listed.key)
    objects++
    bytes += listed.bytes
  }
  return { snapshots: old.length, objects, bytes }
}
