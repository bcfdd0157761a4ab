import { Fault } from '@millrace/core'
import { entriesOf, readSnapshot } from './catalogue.ts'
import './faults.ts'
import { checkObject } from './fetch.ts'
import { eachOf, Tally, type Tell } from './progress.ts'
import { keyOfObject, type SnapshotFile } from './snapshot.ts'
import type { Target } from './target.ts'

const AT_ONCE = 4

export interface Verdict {
  readonly snapshots: number
  readonly objects: number
  readonly bytes: number
  /** Objects that no snapshot names: of a backup that was cut; the next one with `--keep` clears them away. */
  readonly unnamed: number
  /** Each damage, by name. */
  readonly faults: readonly Fault[]
}

/** Reads every list and every object that one names, and compares. Throws only when the target itself fails. */
export async function verifyTarget(target: Target, tell: Tell): Promise<Verdict> {
  const faults: Fault[] = []
  const named = new Map<string, SnapshotFile>()
  const entries = await entriesOf(target)
  for (const { key } of entries)
    await noting(faults, async () => {
      const { snapshot } = await readSnapshot(target, key)
      for (const file of snapshot.files) named.set(keyOfObject(file.sha256), file)
    })
  let unnamed = 0
  for await (const { key } of target.list('objects/')) if (!named.has(key)) unnamed++
  const files = [...named.values()]
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const tally = new Tally(tell, files.length, bytes)
  await eachOf(files, AT_ONCE, async (file) => {
    await noting(faults, () => checkObject(target, file))
    tally.add(file.bytes)
  })
  return { snapshots: entries.length, objects: files.length, bytes, unnamed, faults }
}

const damage = new Set([
  'backup.snapshot_damaged',
  'backup.snapshot_newer',
  'backup.object_missing',
  'backup.object_damaged',
])

async function noting(faults: Fault[], run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (thrown) {
    if (!(thrown instanceof Fault) || !damage.has(thrown.code)) throw thrown
    faults.push(thrown)
  }
}
