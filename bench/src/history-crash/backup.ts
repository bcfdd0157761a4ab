import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Held, holdTarget, openTarget, prune, writeSnapshot } from '@millrace/backup'
import { Owned, silentLog, systemClock } from '@millrace/core'
import type { LakeSnapshot } from '@millrace/history'
import { encodeCheckpoint, writeTail } from '@millrace/server/bench'
import type { Store } from './store.ts'

const KEEP = 4

export interface Copying {
  /** ISO 8601, UTC. */
  readonly at: string
  /** Where the rest of the journal is held. */
  readonly held: string
  /** Where backups are. */
  readonly to: string
  /** Runs what must not lose a segment of the journal meanwhile. */
  readonly freeze: <T>(work: () => Promise<T>) => Promise<T>
  /** Called as soon as the backup is whole. */
  readonly copied: () => void
}

/** Backs a store up as the platform does, but for the metadata, of which there are none, and keeps the newest few. */
export async function copyStore({ lake, journal }: Store, copying: Copying): Promise<void> {
  const { at, held, to, freeze, copied } = copying
  const owned = new Owned()
  try {
    const target = owned.add(await openTarget(to, { environment: {}, clock: systemClock }))
    owned.add(await holdTarget(target, systemClock))
    await rm(held, { recursive: true, force: true })
    owned.add({ close: () => rm(held, { recursive: true, force: true }) })
    await mkdir(held, { recursive: true })
    const snapshot = await freeze(async () => {
      const taken = owned.add(await lake.snapshot())
      await writeTail(journal.extent, {
        folder: join(held, 'journal'),
        after: taken.durable,
        checkpoint: encodeCheckpoint([]),
      })
      return taken
    })
    await writeSnapshot({
      target,
      held: { ...(await stateOf(snapshot, held)), at },
      seal: async (sha256) => sha256,
      tell: () => undefined,
      warn: (text) => silentLog.warn(text),
      signal: new AbortController().signal,
    })
    copied()
    await prune(target, KEEP)
  } finally {
    await owned.close()
  }
}

async function stateOf(snapshot: LakeSnapshot, held: string): Promise<Omit<Held, 'at'>> {
  const { durable, rows, segments } = snapshot
  return {
    release: 'drill',
    platform: 'drill',
    masterKey: 'none',
    history: { durable, rows, segments },
    metadata: { migrations: [], tables: [], sequences: [] },
    files: [
      { path: 'history/manifest.json', from: join(snapshot.folder, 'manifest.json') },
      ...snapshot.files.map(({ file }) => ({ path: `history/${file}`, from: join(snapshot.folder, file) })),
      ...(await readdir(join(held, 'journal'))).map((name) => ({
        path: `journal/${name}`,
        from: join(held, 'journal', name),
      })),
    ],
  }
}
